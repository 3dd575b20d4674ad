//! What a reader should know of how a query was taken.

use ordret_model::Note;

use super::{Language, number};

/// The note's name in JSON.
pub fn note_code(note: &Note) -> &'static str {
    match note {
        Note::QueryCut { .. } => "query_cut",
        Note::WordsCut { .. } => "words_cut",
        Note::AsciiSpelling { .. } => "ascii_spelling",
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
