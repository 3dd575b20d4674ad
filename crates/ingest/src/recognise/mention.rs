//! One mention of a person, as speakers' lines and reporting clauses write it:
//! `Navn, rolle, organisation (V)`, `rolle, organisation, navn`,
//! `borgmester Navn (V)`, `rolle i Organisation Navn`, in any order.

use ordret_model::{FormerRole, RoleGroup};

use super::marks::pattern;
use super::vocabulary::{is_organisation_word, is_role_word, role_group};
use crate::text::Text;

/// What one mention says of a person. Each part is a piece of the mention.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mention {
    /// The name.
    pub name: Option<Text>,
    /// The party's letters or name, from parentheses.
    pub party: Option<Text>,
    /// The role.
    pub role: Option<Text>,
    /// The organisation.
    pub organisation: Option<Text>,
    /// A place the role is in where no organisation is named (`borgmester i X`).
    pub place: Option<Text>,
    /// Roles said to be former.
    pub former: Vec<(FormerRole, Text)>,
}

pattern!(
    PARTY,
    r"\s*\((\p{Lu}{1,3}|Venstre|Socialdemokratiet|Konservative|Det Konservative Folkeparti|Radikale Venstre|SF|Socialistisk Folkeparti|Enhedslisten|Dansk Folkeparti|Liberal Alliance|Alternativet|Moderaterne|Danmarksdemokraterne|Nye Borgerlige|Lokallisten|[Uu]den for parti)\)"
);
// Words that begin a remark about somebody rather than a role of theirs.
pattern!(
    REMARK,
    r"(?i)^(?:der|som|hvis|hvor|og|men|mens|da|når|fordi|efter|har|havde|er|var|blev|bliver|kom|kommer|fik|får|tog|tager|stod|står|gik|går|gør|gjorde|kan|kunne|skal|skulle|vil|ville|mener|siger|forsker|arbejder|leder|bor|til|om|han|hun|de|det|den|\p{L}+ede|\p{L}+te)\b"
);
pattern!(FORMER, r"(?i)^(?:(?:og\s+)?(?:tidligere|forhenværende|fhv\.|tidl\.|eks-))\s*");
pattern!(IS_ROLE_OF, r"(?i)^(?:der|som)\s+(?:er|var)\s+(?:ansat\s+som\s+)?");
// What joins a role to where it is held. `for` joins only to a capital.
pattern!(PREPOSITION, r" (?:i|ved|hos|fra|på|for|af|under) ");

/// Words inside a name that keep their small letter.
const PARTICLES: &[&str] =
    &["af", "von", "van", "de", "der", "la", "bin", "al", "el", "ten", "zu", "da", "di"];

/// Reads one mention. `known_name` is the name another mention of the same
/// person gave: with it, other capitalised words are an organisation.
pub fn read(text: &Text, known_name: Option<&str>) -> Mention {
    let mut mention = Mention::default();
    let text = &take_party(text, &mut mention);
    let segments = join_enumerations(split_at_commas(text));
    for (i, segment) in segments.iter().enumerate() {
        let words = segment.as_str();
        if words.is_empty() {
            continue;
        }
        if let Some(former) = FORMER.find(words).filter(|found| !found.as_str().trim().is_empty()) {
            let rest = segment.slice(former.end()..words.len());
            mention.former.push((former_role(rest.as_str()), rest));
            continue;
        }
        // A name that begins the line is a name, whoever else is known.
        let known_name = known_name.filter(|_| i > 0);
        if !read_segment(segment, known_name, &mut mention) {
            break;
        }
    }
    mention.place_of_citizen();
    mention
}

impl Mention {
    /// `Navn, borger, Sted`: a citizen belongs to a place, not to an organisation.
    fn place_of_citizen(&mut self) {
        let role = self.role.as_ref().and_then(|role| role_group(role.as_str()));
        let is_place = |text: &mut Text| !is_organisation(text.as_str());
        if role == Some(RoleGroup::Citizen) && self.place.is_none() {
            self.place = self.organisation.take_if(is_place);
        }
    }
}

/// Reads a segment into the mention; false when it begins a remark, after
/// which nothing more is said of who this is.
fn read_segment(segment: &Text, known_name: Option<&str>, mention: &mut Mention) -> bool {
    let words = segment.as_str();
    if let Some(role) = IS_ROLE_OF.find(words) {
        let rest = segment.slice(role.end()..words.len());
        return is_role_word(first_word(rest.as_str())) && read_segment(&rest, known_name, mention);
    }
    let starts_small = words.chars().next().is_some_and(char::is_lowercase);
    let is_role = is_role_word(first_word(words)) || has_role_before_preposition(words);
    if starts_small && !is_role && (REMARK.is_match(words) || mention.role.is_some()) {
        return false;
    }
    if is_organisation(words) && !is_role && !starts_small {
        return fill(&mut mention.organisation, segment);
    }
    if is_name(words) && !is_role {
        let known = known_name.or(mention.name.as_ref().map(Text::as_str));
        return match known {
            Some(known) if !same_person(known, words) => fill(&mut mention.organisation, segment),
            _ => fill(&mut mention.name, segment),
        };
    }
    if starts_small || is_role {
        return read_role(segment, mention);
    }
    // Capitalised, no name: "KL", or a name with what the person is from
    // ("Navn fra Organisation", "Navn er …").
    match split_name(words) {
        Some(name_length) if mention.name.is_none() => {
            mention.name = Some(segment.slice(0..name_length).trim());
            let rest = segment.slice(name_length..words.len()).trim();
            match PREPOSITION.find(&format!(" {} ", first_word(rest.as_str()))) {
                Some(_) => {
                    let organisation =
                        rest.slice(first_word(rest.as_str()).len()..rest.as_str().len()).trim();
                    is_capitalised(organisation.as_str())
                        && fill(&mut mention.organisation, &organisation)
                }
                None => false,
            }
        }
        _ if mention.role.is_some() || mention.name.is_some() => {
            fill(&mut mention.organisation, segment)
        }
        _ => false,
    }
}

/// `rolle`, `rolle i Organisation`, `rolle Navn`, `rolle i Organisation Navn`.
fn read_role(segment: &Text, mention: &mut Mention) -> bool {
    let words = segment.as_str();
    let (mut role_end, mut organisation, mut name) = (words.len(), None, None);
    if let Some((preposition, after)) = place_of_role(words) {
        let rest = &words[after..];
        let organisation_length = organisation_length(rest);
        let tail = rest[organisation_length..].trim();
        let is_whole = tail.is_empty();
        if organisation_length > 0 && (is_whole || is_name(tail)) {
            role_end = preposition;
            organisation = Some(&rest[..organisation_length]);
            name = Some(tail).filter(|tail| !tail.is_empty());
        }
    }
    if organisation.is_none()
        && let Some(start) = trailing_name(&words[..role_end])
    {
        name = Some(&words[start..role_end]);
        role_end = words[..start].trim_end().len();
    }
    let role = segment.slice(0..role_end).trim();
    if mention.role.is_none() && !role.is_empty() {
        mention.role = Some(role);
    }
    if let Some(place) = organisation.map(|place| segment.narrow(place.trim())) {
        let governs = is_organisation(place.as_str()) || !is_elected_role(&words[..role_end]);
        let slot = if governs { &mut mention.organisation } else { &mut mention.place };
        fill(slot, &place);
    }
    if let Some(name) = name {
        fill(&mut mention.name, &segment.narrow(name));
    }
    true
}

/// A former role as a sentence says it: `innovationschef i Region Vest`,
/// `direktør for by og land, Lindø Kommune`.
pub fn former_role(words: &str) -> FormerRole {
    let words = words.trim().trim_end_matches(['.', ',', ';']).trim();
    let by_comma =
        words.rsplit_once(',').map(|(role, organisation)| (role.trim(), organisation.trim()));
    if let Some((role, organisation)) =
        by_comma.filter(|(_, last)| is_organisation(last) || is_capitalised(last))
    {
        return FormerRole { role: role.to_owned(), organisation: Some(organisation.to_owned()) };
    }
    match place_of_role(words)
        .filter(|(_, after)| organisation_length(&words[*after..]) == words.len() - after)
    {
        Some((preposition, after)) => FormerRole {
            role: words[..preposition].trim().to_owned(),
            organisation: Some(words[after..].to_owned()),
        },
        None => FormerRole { role: words.to_owned(), organisation: None },
    }
}

/// Whether two spellings are of one person: the same but for a letter or two,
/// or one lacks middle names the other has.
pub fn same_person(a: &str, b: &str) -> bool {
    let folded = |name: &str| -> Vec<String> {
        let name = name.to_lowercase().replace("aa", "å").replace("ae", "æ").replace("oe", "ø");
        name.split_whitespace().map(str::to_owned).collect()
    };
    let (first, second) = (folded(a), folded(b));
    let near = |p: &str, q: &str| {
        distance(p, q) <= usize::from(p.chars().count().min(q.chars().count()) > 4)
    };
    let (Some(a_first), Some(b_first)) = (first.first(), second.first()) else { return false };
    let (Some(a_last), Some(b_last)) = (first.last(), second.last()) else { return false };
    let middle_may_lack = first.len() != second.len() || first.len() == 2;
    near(a_first, b_first)
        && near(a_last, b_last)
        && (middle_may_lack || distance(&first.join(" "), &second.join(" ")) <= 2)
}

/// Levenshtein's distance in characters.
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

fn take_party(text: &Text, mention: &mut Mention) -> Text {
    let parties: Vec<_> =
        PARTY.captures_iter(text.as_str()).filter_map(|c| Some((c.get(0)?, c.get(1)?))).collect();
    if let Some((_, party)) = parties.first() {
        mention.party = Some(text.slice(party.range()));
    }
    text.without(&parties.iter().map(|(whole, _)| whole.range()).collect::<Vec<_>>())
}

fn split_at_commas(text: &Text) -> Vec<Text> {
    let trim =
        |part: &str| text.narrow(part.trim().trim_end_matches(['.', ':', ';', ',']).trim_end());
    let keep_abbreviation = |part: &str| {
        // "Ph.d." keeps its point, "… Universitet." does not.
        let piece = part.trim().trim_end_matches(',');
        is_abbreviation(piece).then(|| text.narrow(piece))
    };
    text.as_str()
        .split([',', ';'])
        .map(|part| keep_abbreviation(part).unwrap_or_else(|| trim(part)))
        .collect()
}

fn is_abbreviation(piece: &str) -> bool {
    piece.ends_with('.') && piece[..piece.len() - 1].contains('.') && !piece.contains(' ')
}

/// `direktør for Pleje | sundhed og arbejdsmarked | X Kommune`: an enumeration
/// inside a role is put together again where an organisation follows it.
fn join_enumerations(segments: Vec<Text>) -> Vec<Text> {
    let organisation =
        segments.iter().position(|s| is_organisation(s.as_str()) && is_capitalised(s.as_str()));
    let role = segments.iter().position(|s| is_role_word(first_word(s.as_str())));
    let (Some(role), Some(organisation)) = (role, organisation) else { return segments };
    let between = segments.get(role + 1..organisation).unwrap_or_default();
    let ends_enumeration = between.last().is_some_and(|last| last.as_str().contains(" og "));
    let small =
        |s: &Text| s.as_str().starts_with(char::is_lowercase) && !REMARK.is_match(s.as_str());
    if !ends_enumeration || !between.iter().all(small) {
        return segments;
    }
    let mut joined = segments[role].clone();
    between.iter().for_each(|part| joined.join(", ", part));
    let mut all = segments[..role].to_vec();
    all.push(joined);
    all.extend_from_slice(&segments[organisation..]);
    all
}

fn fill(slot: &mut Option<Text>, value: &Text) -> bool {
    if slot.is_none() {
        *slot = Some(value.clone());
    }
    true
}

fn first_word(words: &str) -> &str {
    words.split_whitespace().next().unwrap_or("")
}

/// `lokal leder i …`: an adjective before the role.
fn has_role_before_preposition(words: &str) -> bool {
    let head = PREPOSITION.find(words).map_or(words, |found| &words[..found.start()]);
    let all: Vec<&str> = head.split_whitespace().collect();
    all.iter().take(3).any(|word| is_role_word(word))
        && head.starts_with(char::is_lowercase)
        && !REMARK.is_match(words)
}

fn is_elected_role(role: &str) -> bool {
    role_group(role) == Some(RoleGroup::Politician)
}

/// Where a role's place is: the byte of the last preposition that a capital
/// follows, and the byte of the capital.
fn place_of_role(words: &str) -> Option<(usize, usize)> {
    PREPOSITION
        .find_iter(words)
        .map(|found| (found.start(), found.end()))
        .find(|(_, after)| is_capitalised(&words[*after..]))
}

/// How many bytes at the beginning of `words` are an organisation's name: up to
/// and with the last word that makes it one (and what its kind puts after
/// itself, as `Region Vest`); without such a word, all if all is capitalised.
fn organisation_length(words: &str) -> usize {
    let (mut end, mut at) = (0, 0);
    let mut more = More::Nothing;
    for word in words.split(' ') {
        let stop = at + word.len();
        let capital = is_capitalised(word);
        let joins = PARTICLES.contains(&word) || matches!(word, "og" | "for" | "i" | "på" | "&");
        if is_organisation_word(word) || (capital && more == More::Name) {
            end = stop;
            more = More::after(word);
        } else if joins && more != More::Nothing {
            more = More::Name;
        } else if !capital && !joins && end == 0 {
            return 0;
        } else {
            more = More::Nothing;
        }
        at = stop + 1;
    }
    let is_name = |word: &str| is_capitalised(word) || matches!(word, "og" | "for" | "&");
    if end == 0 && words.split(' ').all(is_name) { words.len() } else { end }
}

/// What may follow a word of an organisation's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum More {
    /// Nothing: what follows is something else (`Lindø Kommune Bo Kjær`).
    Nothing,
    /// More after a preposition: `Universitetet i X`, `Institut for X`.
    AfterJoint,
    /// A name at once: `Region X`.
    Name,
}

impl More {
    fn after(word: &str) -> More {
        let definite = ["et", "en", "erne"].iter().any(|ending| word.ends_with(ending));
        match word.to_lowercase().as_str() {
            "region" | "center" => More::Name,
            "institut" | "forening" | "råd" | "forbund" => More::AfterJoint,
            _ if definite => More::AfterJoint,
            _ => More::Nothing,
        }
    }
}

fn is_organisation(words: &str) -> bool {
    words.split_whitespace().any(is_organisation_word) && words.chars().count() <= 100
}

fn is_capitalised(words: &str) -> bool {
    words.trim_start_matches(['‘', '’', '\'', '"']).starts_with(char::is_uppercase)
}

/// Two to six capitalised words and nothing else, the first no role.
fn is_name(words: &str) -> bool {
    let all: Vec<&str> = words.split_whitespace().collect();
    (2..=6).contains(&all.len())
        && all.iter().all(|word| is_name_word(word) || PARTICLES.contains(word))
        && is_name_word(all[0])
        && is_name_word(all[all.len() - 1])
        && !is_organisation(words)
        && !is_role_word(all[0])
}

fn is_name_word(word: &str) -> bool {
    let letters = |c: char| c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | '.' | '´');
    let joined_particle = word
        .split_once('-')
        .is_some_and(|(particle, name)| PARTICLES.contains(&particle) && is_capitalised(name));
    (is_capitalised(word) || joined_particle)
        && word.chars().all(letters)
        && word.chars().any(char::is_alphabetic)
}

/// How many bytes at the beginning are a name that something small follows.
fn split_name(words: &str) -> Option<usize> {
    let mut end = 0;
    let mut count = 0;
    let mut at = 0;
    for word in words.split(' ') {
        if !is_name_word(word) {
            break;
        }
        count += 1;
        at += word.len() + usize::from(count > 1);
        end = at;
    }
    (count >= 2 && end < words.len() && is_name(&words[..end])).then_some(end)
}

/// Where a name begins that ends a role (`borgmester Navn Navnesen`).
fn trailing_name(words: &str) -> Option<usize> {
    let starts = words.match_indices(' ').map(|(at, _)| at + 1);
    starts
        .into_iter()
        .find(|&start| is_name(&words[start..]) && !is_capitalised_role(&words[..start]))
}

/// "Professor Emeritus Navn" — the words before the name must name the role.
fn is_capitalised_role(before: &str) -> bool {
    !before.split_whitespace().any(is_role_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// name | party | role | organisation
    fn check(line: &str, expected: &str) {
        let mention = read(&Text::at(0, line), None);
        let show = |part: &Option<Text>| {
            part.as_ref().map_or("–".to_owned(), |text| text.as_str().to_owned())
        };
        let found = [&mention.name, &mention.party, &mention.role, &mention.organisation]
            .map(show)
            .join(" | ");
        assert_eq!(found, expected, "in {line:?}");
    }

    #[test]
    fn a_mention_is_read_whatever_its_order() {
        check(
            "Anna Brink Holm, Ph.d., Vestsund Universitet.",
            "Anna Brink Holm | – | Ph.d. | Vestsund Universitet",
        );
        check("Ph.d., Vestsund Universitet.", "– | – | Ph.d. | Vestsund Universitet");
        check(
            "Borgmester, Lindø Kommune, Bo Kjær (V), besluttede at gå",
            "Bo Kjær | V | Borgmester | Lindø Kommune",
        );
        check(
            "Bo Kjær(S), socialborgmester i Lindø Kommune, der mener, at",
            "Bo Kjær | S | socialborgmester | Lindø Kommune",
        );
        check("borgmester Bo Kjær (SF)", "Bo Kjær | SF | borgmester | –");
        check(
            "kommunaldirektør i Lindø Kommune Inger Marie Friis",
            "Inger Marie Friis | – | kommunaldirektør | Lindø Kommune",
        );
        check(
            "Eva Dam, professor ved Vestsund Universitet.",
            "Eva Dam | – | professor | Vestsund Universitet",
        );
        check(
            "Eva Dam, forsker i ledelse og fornyelse,",
            "Eva Dam | – | forsker i ledelse og fornyelse | –",
        );
        check("Eva Dam, har skrevet om ledelse", "Eva Dam | – | – | –");
        check(
            "Eva Dam, der er skoleleder på Søndre Skole",
            "Eva Dam | – | skoleleder | Søndre Skole",
        );
        check(
            "Eva Dam, direktør for Pleje, sundhed og job, Lindø Kommune",
            "Eva Dam | – | direktør for Pleje, sundhed og job | Lindø Kommune",
        );
        check("Eva Dam, direktør, Danske Byer", "Eva Dam | – | direktør | Danske Byer");
        check(
            "Inger Maria Stald, skoleleder, Brinkholt Kommune (B)",
            "Inger Maria Stald | B | skoleleder | Brinkholt Kommune",
        );
        check("Hanne Ø. Bøgh-Lund, mor til tre", "Hanne Ø. Bøgh-Lund | – | mor til tre | –");
        check("Nadia el-Amin Fogh, borger, Lindø", "Nadia el-Amin Fogh | – | borger | –");
        check(
            "Ea Lund, ph.d. og lektor ved Universitetet i Lindø.",
            "Ea Lund | – | ph.d. og lektor | Universitetet i Lindø",
        );
        check(
            "Ph.d. Signe Holm, adjunkt, Lindø Universitet",
            "Signe Holm | – | Ph.d. | Lindø Universitet",
        );
    }

    #[test]
    fn former_roles_have_an_organisation_where_one_is_named() {
        let former = former_role("innovationschef i Region Vest.");
        assert_eq!(
            (former.role.as_str(), former.organisation.as_deref()),
            ("innovationschef", Some("Region Vest"))
        );
        let former = former_role("direktør for by- og landforvaltningen, Lindø Kommune");
        assert_eq!(former.role, "direktør for by- og landforvaltningen");
    }

    #[test]
    fn a_letter_more_is_the_same_person_and_another_first_name_is_not() {
        assert!(same_person("Kirsten Lundsgård", "Kirsten Lundsgaard"));
        assert!(same_person("Karen Terkelsen", "Karen Terkeldsen"));
        assert!(same_person("Anna Brink Holm", "Anna Holm"));
        assert!(!same_person("Anna Holm", "Bo Holm"));
        assert!(!same_person("Anna Holm", "Anna Friis"));
    }
}
