//! The words by which roles, organisations, places and reporting clauses are
//! known. Facts about Danish and Denmark; nothing of any one page.

use ordret_model::{RoleGroup, Sector};

/// Verbs that report speech, in the forms that stand before or after a name.
pub const REPORTING_VERBS: &str = "siger|sagde|fortæller|fortalte|udtaler|udtalte|mener|mente|\
forklarer|forklarede|understreger|understregede|tilføjer|tilføjede|pointerer|pointerede|påpeger|\
påpegede|fastslår|fastslog|konstaterer|konstaterede|vurderer|vurderede|oplyser|oplyste|erklærer|\
erklærede|skriver|skrev|svarer|svarede|spørger|spurgte|supplerer|supplerede|fremhæver|fremhævede|\
opsummerer|opsummerede|slutter|sluttede|husker|mindes|erkender|erkendte|indrømmer|indrømmede|\
advarer|advarede|lyder det fra|lød det fra|uddyber|uddybede|bemærker|bemærkede|argumenterer|\
bekræfter|bekræftede|beretter|berettede|foreslår|foreslog|konkluderer|konkluderede|lover|lovede|\
opfordrer|opfordrede|siger det|tænker|tænkte|griner|ler|sukker|smiler|jubler|kalder det|beskriver";

/// Endings of roles and the group each belongs to; the longest that fits wins.
/// A role is looked up word by word, so `-mester` also reads `socialborgmester`.
const ROLES: &[(&str, RoleGroup)] = &[
    ("borgmester", RoleGroup::Politician),
    ("viceborgmester", RoleGroup::Politician),
    ("rådmand", RoleGroup::Politician),
    ("rådkvinde", RoleGroup::Politician),
    ("minister", RoleGroup::Politician),
    ("byrådsmedlem", RoleGroup::Politician),
    ("folketingsmedlem", RoleGroup::Politician),
    ("regionsrådsmedlem", RoleGroup::Politician),
    ("regionsrådsformand", RoleGroup::Politician),
    ("udvalgsformand", RoleGroup::Politician),
    ("kommunalbestyrelsesmedlem", RoleGroup::Politician),
    ("byrådspolitiker", RoleGroup::Politician),
    ("politiker", RoleGroup::Politician),
    ("ordfører", RoleGroup::Politician),
    ("gruppeformand", RoleGroup::Politician),
    ("partiformand", RoleGroup::Politician),
    ("direktør", RoleGroup::Administration),
    ("chef", RoleGroup::Administration),
    ("leder", RoleGroup::Administration),
    ("sekretær", RoleGroup::Administration),
    ("konsulent", RoleGroup::Administration),
    ("fuldmægtig", RoleGroup::Administration),
    ("sagsbehandler", RoleGroup::Administration),
    ("koordinator", RoleGroup::Administration),
    ("planlægger", RoleGroup::Administration),
    ("projektmedarbejder", RoleGroup::Administration),
    ("embedsmand", RoleGroup::Administration),
    ("jurist", RoleGroup::Administration),
    ("økonom", RoleGroup::Administration),
    ("inspektør", RoleGroup::Administration),
    ("administrator", RoleGroup::Administration),
    ("ceo", RoleGroup::Business),
    ("cto", RoleGroup::Business),
    ("cfo", RoleGroup::Business),
    ("head", RoleGroup::Administration),
    ("manager", RoleGroup::Administration),
    ("departementschef", RoleGroup::Administration),
    ("medarbejder", RoleGroup::Administration),
    ("rektor", RoleGroup::Administration),
    ("bibliotekar", RoleGroup::Practitioner),
    ("forsker", RoleGroup::Researcher),
    ("professor", RoleGroup::Researcher),
    ("lektor", RoleGroup::Researcher),
    ("adjunkt", RoleGroup::Researcher),
    ("ph.d", RoleGroup::Researcher),
    ("ph.d.", RoleGroup::Researcher),
    ("phd", RoleGroup::Researcher),
    ("postdoc", RoleGroup::Researcher),
    ("docent", RoleGroup::Researcher),
    ("stipendiat", RoleGroup::Researcher),
    ("videnskabelig", RoleGroup::Researcher),
    ("dr.phil.", RoleGroup::Researcher),
    ("lærer", RoleGroup::Practitioner),
    ("pædagog", RoleGroup::Practitioner),
    ("sygeplejerske", RoleGroup::Practitioner),
    ("læge", RoleGroup::Practitioner),
    ("assistent", RoleGroup::Practitioner),
    ("hjælper", RoleGroup::Practitioner),
    ("rådgiver", RoleGroup::Practitioner),
    ("terapeut", RoleGroup::Practitioner),
    ("jordemoder", RoleGroup::Practitioner),
    ("psykolog", RoleGroup::Practitioner),
    ("vejleder", RoleGroup::Practitioner),
    ("formidler", RoleGroup::Practitioner),
    ("pedel", RoleGroup::Practitioner),
    ("vicevært", RoleGroup::Practitioner),
    ("betjent", RoleGroup::Practitioner),
    ("brandmand", RoleGroup::Practitioner),
    ("chauffør", RoleGroup::Practitioner),
    ("gartner", RoleGroup::Practitioner),
    ("ingeniør", RoleGroup::Practitioner),
    ("arkitekt", RoleGroup::Practitioner),
    ("kok", RoleGroup::Practitioner),
    ("portør", RoleGroup::Practitioner),
    ("sosu-assistent", RoleGroup::Practitioner),
    ("kaptajn", RoleGroup::Practitioner),
    ("færgefører", RoleGroup::Practitioner),
    ("skovfoged", RoleGroup::Practitioner),
    ("præst", RoleGroup::Practitioner),
    ("biolog", RoleGroup::Practitioner),
    ("redder", RoleGroup::Practitioner),
    ("ejer", RoleGroup::Business),
    ("iværksætter", RoleGroup::Business),
    ("fabrikant", RoleGroup::Business),
    ("købmand", RoleGroup::Business),
    ("landmand", RoleGroup::Business),
    ("tømrer", RoleGroup::Business),
    ("stifter", RoleGroup::Business),
    ("partner", RoleGroup::Business),
    ("frivillig", RoleGroup::CivilSociety),
    ("formand", RoleGroup::CivilSociety),
    ("forkvinde", RoleGroup::CivilSociety),
    ("forperson", RoleGroup::CivilSociety),
    ("foreningsformand", RoleGroup::CivilSociety),
    ("tillidsrepræsentant", RoleGroup::CivilSociety),
    ("fællestillidsrepræsentant", RoleGroup::CivilSociety),
    ("træner", RoleGroup::CivilSociety),
    ("næstformand", RoleGroup::CivilSociety),
    ("borger", RoleGroup::Citizen),
    ("pårørende", RoleGroup::Citizen),
    ("beboer", RoleGroup::Citizen),
    ("bruger", RoleGroup::Citizen),
    ("nabo", RoleGroup::Citizen),
    ("vagt", RoleGroup::Practitioner),
    ("mor", RoleGroup::Citizen),
    ("far", RoleGroup::Citizen),
    ("forælder", RoleGroup::Citizen),
    ("elev", RoleGroup::Citizen),
    ("studerende", RoleGroup::Citizen),
    ("pensionist", RoleGroup::Citizen),
    ("patient", RoleGroup::Citizen),
    ("datter", RoleGroup::Citizen),
    ("søn", RoleGroup::Citizen),
    ("mester", RoleGroup::Business),
    ("medlem", RoleGroup::Other),
    ("talsperson", RoleGroup::Other),
    ("talsmand", RoleGroup::Other),
    ("redaktør", RoleGroup::Other),
    ("journalist", RoleGroup::Other),
    ("forfatter", RoleGroup::Other),
    ("kunstner", RoleGroup::Other),
    ("instruktør", RoleGroup::Other),
    ("medstifter", RoleGroup::Business),
    ("medopfinder", RoleGroup::Other),
];

/// Roles that end too many other words to be looked for in compounds.
const WHOLE_WORDS: &[&str] = &["ejer", "nabo", "elev", "mester", "head"];

/// Words by which something in capitals is an organisation.
const ORGANISATIONS: &[(&str, Option<Sector>)] = &[
    ("kommune", Some(Sector::Municipality)),
    ("regionskommune", Some(Sector::Municipality)),
    ("region", Some(Sector::Region)),
    ("regionsråd", Some(Sector::Region)),
    ("universitet", Some(Sector::Research)),
    ("universitetet", Some(Sector::Research)),
    ("institut", Some(Sector::Research)),
    ("instituttet", Some(Sector::Research)),
    ("ministeriet", Some(Sector::State)),
    ("ministerium", Some(Sector::State)),
    ("styrelsen", Some(Sector::State)),
    ("styrelse", Some(Sector::State)),
    ("direktoratet", Some(Sector::State)),
    ("folketinget", Some(Sector::State)),
    ("rigsrevisionen", Some(Sector::State)),
    ("politi", Some(Sector::State)),
    ("departementet", Some(Sector::State)),
    ("a/s", Some(Sector::Business)),
    ("aps", Some(Sector::Business)),
    ("i/s", Some(Sector::Business)),
    ("p/s", Some(Sector::Business)),
    ("forening", Some(Sector::CivilSociety)),
    ("foreningen", Some(Sector::CivilSociety)),
    ("forbund", Some(Sector::CivilSociety)),
    ("forbundet", Some(Sector::CivilSociety)),
    ("forbundets", Some(Sector::CivilSociety)),
    ("regioner", Some(Sector::CivilSociety)),
    ("patienter", Some(Sector::CivilSociety)),
    ("klub", Some(Sector::CivilSociety)),
    ("klubben", Some(Sector::CivilSociety)),
    ("fonden", Some(Sector::CivilSociety)),
    ("fond", Some(Sector::CivilSociety)),
    ("laug", Some(Sector::CivilSociety)),
    ("lauget", Some(Sector::CivilSociety)),
    ("hospital", None),
    ("hospitalet", None),
    ("sygehus", None),
    ("sygehuset", None),
    ("skole", None),
    ("skolen", None),
    ("friskole", None),
    ("gymnasium", None),
    ("højskole", None),
    ("professionshøjskole", Some(Sector::Research)),
    ("center", None),
    ("centret", None),
    ("centeret", None),
    ("centre", None),
    ("bibliotek", None),
    ("biblioteket", None),
    ("bibliotekerne", None),
    ("biblioteker", None),
    ("museum", None),
    ("museet", None),
    ("forsyning", None),
    ("forsyningen", None),
    ("brandvæsen", None),
    ("beredskab", None),
    ("plejehjem", None),
    ("plejehjemmet", None),
    ("plejecenter", None),
    ("plejecentret", None),
    ("børnehave", None),
    ("børnehus", None),
    ("børnehuset", None),
    ("vuggestue", None),
    ("jobcenter", None),
    ("jobcentret", None),
    ("rederi", Some(Sector::Business)),
    ("rederiet", Some(Sector::Business)),
    ("færgefart", None),
    ("havn", None),
    ("selskab", Some(Sector::Business)),
    ("selskabet", Some(Sector::Business)),
    ("akademi", None),
    ("akademiet", None),
    ("rådet", None),
    ("råd", None),
    ("nævnet", Some(Sector::State)),
    ("nævn", Some(Sector::State)),
    ("boligforening", Some(Sector::CivilSociety)),
    ("menighedsråd", Some(Sector::CivilSociety)),
    ("kl", Some(Sector::CivilSociety)),
    ("byret", Some(Sector::State)),
    ("landsret", Some(Sector::State)),
    ("husene", None),
    ("huset", None),
    ("laboratorium", None),
    ("laboratoriet", None),
    ("forvaltningen", Some(Sector::Municipality)),
    ("forvaltning", Some(Sector::Municipality)),
    ("værket", None),
    ("idrætsforening", Some(Sector::CivilSociety)),
];

/// Municipalities whose genitive in their own name has an *s* that is not part
/// of the place (Danmarks Statistik's list; all others stand as they are).
const GENITIVE_PLACES: &[(&str, &str)] = &[("Københavns", "København"), ("Bornholms", "Bornholm")];

/// The group of a role, by the ending of its first telling word.
pub fn role_group(role: &str) -> Option<RoleGroup> {
    role.split_whitespace().find_map(word_group).map(|group| {
        // "medlem af byrådet" and "formand for …udvalget" are elected.
        let lower = role.to_lowercase();
        let elected =
            ["byråd", "kommunalbestyrelse", "regionsråd", "folketinget", "udvalget", "udvalg"];
        let chairs =
            lower.contains("formand") || lower.contains("medlem") || lower.contains("forkvinde");
        match chairs && elected.iter().any(|body| lower.contains(body)) {
            true => RoleGroup::Politician,
            false => group,
        }
    })
}

/// Whether a word names a role.
pub fn is_role_word(word: &str) -> bool {
    word_group(word).is_some()
}

fn word_group(word: &str) -> Option<RoleGroup> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').to_lowercase();
    let word = word.trim_end_matches(',');
    let fits = |ending: &str| {
        let ends_compounds = ending.len() >= 4 && !WHOLE_WORDS.contains(&ending);
        word == ending
            || (ends_compounds && word.ends_with(ending))
            || word == format!("{ending}en")
    };
    ROLES
        .iter()
        .filter(|(ending, _)| fits(ending))
        .max_by_key(|(ending, _)| ending.len())
        .map(|(_, group)| *group)
}

/// Whether a word makes the capitalised words around it an organisation.
pub fn is_organisation_word(word: &str) -> bool {
    organisation_entry(word).is_some()
}

fn organisation_entry(word: &str) -> Option<Option<Sector>> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/').to_lowercase();
    let fits = |ending: &str| word == ending || (ending.len() > 4 && word.ends_with(ending));
    ORGANISATIONS
        .iter()
        .filter(|(ending, _)| fits(ending))
        .max_by_key(|(ending, _)| ending.len())
        .map(|(_, sector)| *sector)
}

/// What part of society an organisation belongs to, by its name.
pub fn sector(organisation: &str) -> Option<Sector> {
    organisation.split_whitespace().rev().find_map(organisation_entry).flatten()
}

/// The municipality or region an organisation governs, without the word.
/// `known` says whether a name stands by itself somewhere on the page.
pub fn place(organisation: &str, known: impl Fn(&str) -> bool) -> Option<String> {
    let name = organisation
        .strip_suffix(" Kommune")
        .or_else(|| organisation.strip_suffix(" Regionskommune"))
        .or_else(|| organisation.strip_prefix("Region "))?
        .trim();
    if let Some((_, place)) = GENITIVE_PLACES.iter().find(|(genitive, _)| *genitive == name) {
        return Some((*place).to_owned());
    }
    let stem = name.strip_suffix('s').filter(|stem| known(stem));
    Some(stem.unwrap_or(name).to_owned()).filter(|place| !place.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_grouped_by_their_ending() {
        let group = |role| role_group(role).map(RoleGroup::as_str);
        assert_eq!(group("socialborgmester"), Some("politician"));
        assert_eq!(group("stadsdirektør"), Some("administration"));
        assert_eq!(group("Ph.d."), Some("researcher"));
        assert_eq!(group("forsker i ledelse"), Some("researcher"));
        assert_eq!(group("formand for børneudvalget"), Some("politician"));
        assert_eq!(group("formand"), Some("civil_society"));
        assert_eq!(group("mor til tre"), Some("citizen"));
        assert_eq!(group("besluttede"), None);
    }

    #[test]
    fn a_place_is_what_a_municipality_governs() {
        let place = |name| place(name, |_| false);
        assert_eq!(place("Københavns Kommune").as_deref(), Some("København"));
        assert_eq!(place("Aarhus Kommune").as_deref(), Some("Aarhus"));
        assert_eq!(place("Region Midtjylland").as_deref(), Some("Midtjylland"));
        assert_eq!(place("Roskilde Universitet"), None);
    }
}
