//! The names one may write before a colon.

/// A field that words may be asked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QueryField {
    /// `titel:`
    Title,
    /// `tekst:`
    Text,
    /// `person:`: who speaks.
    Speaker,
    /// `rolle:`
    Role,
    /// `organisation:`
    Organisation,
    /// `sted:`
    Place,
    /// `parti:`, by name or letter.
    Party,
    /// `emne:`
    Topic,
    /// `sektor:`
    Sector,
    /// `publikation:`
    Publication,
    /// `år:`, a year or a range.
    Year,
    /// `tal:`, a statistic's number or a range.
    Number,
    /// `n:`, how many observations a statistic rests on.
    Observations,
    /// `type:`: citat, case or figur.
    Kind,
}

/// A word before a colon that is no field's name, and the name it resembles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownField {
    /// The word as typed.
    pub typed: String,
    /// The field that was perhaps meant.
    pub nearest: QueryField,
}

/// Every field with its names: first the one it is printed with.
const NAMES: [(QueryField, &[&str]); 14] = [
    (QueryField::Title, &["titel", "title", "overskrift"]),
    (QueryField::Text, &["tekst", "text"]),
    (QueryField::Speaker, &["person", "speaker", "navn", "name", "taler"]),
    (QueryField::Role, &["rolle", "role", "titulering"]),
    (QueryField::Organisation, &["organisation", "organization", "org"]),
    (QueryField::Place, &["sted", "place", "kommune"]),
    (QueryField::Party, &["parti", "party"]),
    (QueryField::Topic, &["emne", "topic", "tema"]),
    (QueryField::Sector, &["sektor", "sector"]),
    (QueryField::Publication, &["publikation", "publication"]),
    (QueryField::Year, &["år", "year", "aar"]),
    (QueryField::Number, &["tal", "number", "værdi", "value"]),
    (QueryField::Observations, &["n"]),
    (QueryField::Kind, &["type", "kind", "art"]),
];

impl QueryField {
    /// The name it is printed with.
    pub fn as_str(self) -> &'static str {
        let names = NAMES.iter().find(|(field, _)| *field == self);
        names.map_or("", |(_, names)| names[0])
    }

    /// The field that `name` names, in Danish or English, in any case.
    pub fn parse(name: &str) -> Option<QueryField> {
        let name = name.to_lowercase();
        let named = NAMES.iter().find(|(_, names)| names.contains(&name.as_str()));
        named.map(|(field, _)| *field)
    }

    /// The field whose name is one or two letters from `name`.
    pub(super) fn nearest(name: &str) -> Option<QueryField> {
        let name: Vec<char> = name.to_lowercase().chars().collect();
        // `tal:mange` is no number: the field is known, the value is text.
        if QueryField::parse(&name.iter().collect::<String>()).is_some()
            || !(4..=20).contains(&name.len())
            || !name.iter().all(|c| c.is_alphabetic())
        {
            return None;
        }
        let all =
            NAMES.iter().flat_map(|(field, names)| names.iter().map(|known| (*field, *known)));
        let most = if name.len() > 5 { 2 } else { 1 };
        let near = all.map(|(field, known)| (distance(&name, known), field));
        near.filter(|(distance, _)| *distance <= most).min().map(|(_, field)| field)
    }
}

/// How many letters must be put in, taken out or exchanged (Levenshtein).
fn distance(one: &[char], other: &str) -> usize {
    let mut row: Vec<usize> = (0..=one.len()).collect();
    for (nth, letter) in other.chars().enumerate() {
        let mut before = std::mem::replace(&mut row[0], nth + 1);
        for (at, mine) in one.iter().enumerate() {
            let exchanged = before + usize::from(*mine != letter);
            before = row[at + 1];
            row[at + 1] = exchanged.min(row[at] + 1).min(before + 1);
        }
    }
    row[one.len()]
}
