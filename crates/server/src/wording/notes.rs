//! What a reader should know of how a query was taken.

use ordret_model::{LeftOut, Note};

use super::{Language, facet_field, facet_value, kind_counted, number};

/// The note's name in JSON.
pub fn note_code(note: &Note) -> &'static str {
    match note {
        Note::QueryCut { .. } => "query_cut",
        Note::WordsCut { .. } => "words_cut",
        Note::AsciiSpelling { .. } => "ascii_spelling",
        Note::Corrected { .. } => "corrected",
        Note::DidYouMean { .. } => "did_you_mean",
        Note::NameVariant { .. } => "name_variant",
        Note::Synonyms { .. } => "synonyms",
        Note::UnknownField { .. } => "unknown_field",
        Note::WeightIgnored { .. } => "weight_ignored",
        Note::PrefixCut { .. } => "prefix_cut",
        Note::Without { .. } => "without",
        Note::OnlyExclusions => "only_exclusions",
        Note::SomeWordsWould => "some_words_would",
    }
}

/// The note in words, one or two sentences.
pub fn note(note: &Note, language: Language) -> String {
    match language {
        Language::Da => danish(note),
        Language::En => english(note),
    }
}

fn danish(note: &Note) -> String {
    let n = |value: u64| number(value, Language::Da);
    match note {
        Note::QueryCut { read } => {
            format!("Søgningen var meget lang. Kun de første {} tegn er læst.", n(*read as u64))
        }
        Note::WordsCut { searched } => format!(
            "Søgningen havde mange ord. Der er søgt på de {} mest sigende.",
            n(*searched as u64)
        ),
        Note::AsciiSpelling { typed, taken_for } => {
            format!("»{typed}« er også læst som {}.", listed(taken_for, "eller", "»", "«"))
        }
        Note::Corrected { typed, taken_for, .. } => format!(
            "Ingen tekst indeholder »{typed}«. Der er søgt på {} i stedet.",
            listed(taken_for, "eller", "»", "«")
        ),
        Note::DidYouMean { typed, other, .. } => {
            format!("Kun få tekster indeholder »{typed}«. Mente du »{other}«?")
        }
        Note::NameVariant { typed, also } => {
            format!("»{typed}« er også fundet stavet {}.", listed(also, "eller", "»", "«"))
        }
        Note::Synonyms { typed, also } => {
            format!("Der er også søgt på {} for »{typed}«.", listed(also, "og", "»", "«"))
        }
        Note::UnknownField { typed, nearest, .. } => {
            format!("»{typed}:« er ikke et felt og er læst som tekst. Mente du »{nearest}:«?")
        }
        Note::WeightIgnored { typed } => {
            format!("Ord kan ikke vægtes her: tegnet og tallet i »{typed}« er udeladt.")
        }
        Note::PrefixCut { prefix, searched } => format!(
            "Mange ord begynder sådan. Der er søgt på de {} mest brugte af »{prefix}«.",
            n(*searched as u64)
        ),
        Note::Without { left_out, count } => {
            let found = kind_counted(None, *count, Language::Da);
            match left_out {
                LeftOut::Clause { typed, .. } => format!("Uden »{typed}« er der {found}."),
                LeftOut::Filter { field, value } => {
                    let name = facet_field(*field, Language::Da).to_lowercase();
                    let value = facet_value(*field, value, Language::Da);
                    format!("Uden valget {name}: {value} er der {found}.")
                }
                LeftOut::Years => format!("Uden de valgte år er der {found}."),
            }
        }
        Note::OnlyExclusions => {
            "Søgningen siger kun, hvad der ikke må være med. Alt andet vises.".to_owned()
        }
        Note::SomeWordsWould => {
            "Intet indeholder alle ordene. Der er resultater med nogle af dem.".to_owned()
        }
    }
}

fn english(note: &Note) -> String {
    let n = |value: u64| number(value, Language::En);
    match note {
        Note::QueryCut { read } => {
            format!(
                "The query was very long. Only its first {} characters were read.",
                n(*read as u64)
            )
        }
        Note::WordsCut { searched } => {
            format!(
                "The query had many words. The {} most telling were searched.",
                n(*searched as u64)
            )
        }
        Note::AsciiSpelling { typed, taken_for } => {
            format!("“{typed}” was also read as {}.", listed(taken_for, "or", "“", "”"))
        }
        Note::Corrected { typed, taken_for, .. } => format!(
            "No text holds “{typed}”. Searched for {} instead.",
            listed(taken_for, "or", "“", "”")
        ),
        Note::DidYouMean { typed, other, .. } => {
            format!("Few texts hold “{typed}”. Did you mean “{other}”?")
        }
        Note::NameVariant { typed, also } => {
            format!("“{typed}” was also found spelled {}.", listed(also, "or", "“", "”"))
        }
        Note::Synonyms { typed, also } => {
            format!("Also searched for {} for “{typed}”.", listed(also, "and", "“", "”"))
        }
        Note::UnknownField { typed, nearest, .. } => {
            format!("“{typed}:” is no field and was read as text. Did you mean “{nearest}:”?")
        }
        Note::WeightIgnored { typed } => {
            format!(
                "Words cannot be weighted here: the sign and number in “{typed}” were left out."
            )
        }
        Note::PrefixCut { prefix, searched } => format!(
            "Many words begin so. The {} most used of “{prefix}” were searched.",
            n(*searched as u64)
        ),
        Note::Without { left_out, count } => {
            let found = kind_counted(None, *count, Language::En);
            match left_out {
                LeftOut::Clause { typed, .. } => format!("Without “{typed}”: {found}."),
                LeftOut::Filter { field, value } => {
                    let name = facet_field(*field, Language::En).to_lowercase();
                    let value = facet_value(*field, value, Language::En);
                    format!("Without the choice {name}: {value}: {found}.")
                }
                LeftOut::Years => format!("Without the chosen years: {found}."),
            }
        }
        Note::OnlyExclusions => {
            "The query only says what must not be there. Everything else is shown.".to_owned()
        }
        Note::SomeWordsWould => {
            "Nothing holds all the words. There are results with some of them.".to_owned()
        }
    }
}

/// `»a«, »b« eller »c«`.
fn listed(words: &[String], or: &str, open: &str, close: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("{open}{word}{close}")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {or} {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// The search that a note leads on to: its text, where the note proposes another.
pub fn note_query(note: &Note) -> Option<&str> {
    match note {
        Note::Corrected { as_typed, .. } => Some(as_typed),
        Note::DidYouMean { query, .. } | Note::UnknownField { query, .. } => Some(query),
        Note::Without { left_out: LeftOut::Clause { query, .. }, .. } => Some(query),
        _ => None,
    }
}

/// What the link says that goes on from a note, in Danish.
pub fn note_link(note: &Note) -> &'static str {
    match note {
        Note::Corrected { .. } => "Søg på ordet, som du skrev det",
        Note::DidYouMean { .. } | Note::UnknownField { .. } => "Søg sådan",
        _ => "Vis dem",
    }
}
