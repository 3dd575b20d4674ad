//! Danish parties by name and by letter.

/// Each party in the Danish parliament since 2000, first by the name that is used most. The
/// letters are those of ballots and of the parliament's own minutes.
/// Source: the ministry of the interior's list of parties and their letters.
const PARTIES: [&[&str]; 15] = [
    &["Socialdemokratiet", "S", "A", "Socialdemokraterne"],
    &["Radikale Venstre", "RV", "B", "Det Radikale Venstre", "De Radikale"],
    &["Det Konservative Folkeparti", "KF", "C", "K", "Konservative", "De Konservative"],
    &["Nye Borgerlige", "NB", "D"],
    &["Socialistisk Folkeparti", "SF", "F"],
    &["Liberal Alliance", "LA", "I"],
    &["Kristendemokraterne", "KD"],
    &["Moderaterne", "M"],
    &["Dansk Folkeparti", "DF", "O"],
    &["Borgernes Parti", "BP", "H"],
    &["Venstre", "V"],
    &["Danmarksdemokraterne", "DD", "Æ"],
    &["Enhedslisten", "EL", "Ø", "Enhedslisten – De Rød-Grønne"],
    &["Alternativet", "ALT", "Å"],
    &["Frie Grønne", "FG", "Q"],
];

/// Every name and letter of the party that `name` is a name or letter of, `name` first; only
/// that if it is none of a party known here. A letter may stand in brackets.
pub fn party_names(name: &str) -> Vec<String> {
    let name = name.trim().trim_matches(['(', ')']);
    let known = PARTIES
        .iter()
        .find(|names| names.iter().any(|known| known.to_lowercase() == name.to_lowercase()));
    let mut names = vec![name.to_owned()];
    for other in known.copied().unwrap_or_default() {
        if *other != name {
            names.push((*other).to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::party_names;

    #[test]
    fn a_party_has_the_same_names_whichever_is_given() {
        for name in ["Venstre", "venstre", "V", "(V)", "v"] {
            let names = party_names(name);
            assert!(names.iter().any(|other| other == "Venstre"), "{name}");
            assert!(names.iter().any(|other| other == "V"), "{name}");
            assert!(names.iter().all(|other| !other.contains("Radikale")), "{name}");
        }
        assert_eq!(party_names("Tangby Borgerliste"), ["Tangby Borgerliste"]);
    }
}
