//! The headings inside cases: which part each opens, and which end the case.

use ordret_speech::pattern;

/// A part of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// What was wrong.
    Problem,
    /// What was done.
    Done,
    /// What came of it.
    Outcome,
    /// What it took.
    Prerequisites,
    /// How others can use it.
    Reuse,
}

/// What a heading says of the part below it. Strategies and papers have
/// headings in the plural, and `Baggrund` and `Resultater`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The part.
    pub part: Part,
    /// Whether hardly anything but a case has such a heading.
    pub strong: bool,
}

/// A heading is no longer than this.
const MOST_CHARS: usize = 60;

pattern!(NUMBERING, r"(?i)^(?:(?:trin|del|fase)\s+)?\d{1,2}\s*[.):/|–—-]*\s*");
const PROBLEM: &str = r"^(?:problem(?:et|stilling|stillingen)?|udfordring(?:en)?|(?:det|hvad) var (?:problemet|udfordringen))$";
const WEAK_PROBLEM: &str = r"^(?:problem(?:er|erne)|udfordring(?:er|erne)|baggrund(?:en)?(?: for (?:projektet|indsatsen|casen))?|situationen|udgangspunkt(?:et)?|behov(?:et)?|anledning(?:en)?|før|hvorfor|derfor gjorde de det|sådan var det før)$";
const DONE: &str = r"^(?:løsning(?:en)?|indsats(?:en)?|handling(?:en)?|(?:det|sådan|hvad|hvordan) (?:her )?(?:gjorde|gør|har) (?:de|vi|i|man|kommunen|skolen|virksomheden|foreningen|\p{L}+ kommune)(?: det| gjort| så)?|hvad (?:blev|er) der gjort|det blev der gjort|sådan (?:greb|løste|gik|angreb|tacklede) (?:de|vi|man) (?:det|opgaven|problemet|udfordringen|til værks)(?: an)?)$";
const WEAK_DONE: &str = r"^(?:løsning(?:er|erne)|indsats(?:er|erne)|handling(?:er|erne)|tiltag(?:et|ene)?|initiativ(?:et|er|erne)?|fremgangsmåde(?:n)?|metode(?:n)?|proces(?:sen)?|aktivitet(?:er|erne)|gennemførelse(?:n)?|id[eé]en)$";
const OUTCOME: &str = r"^(?:effekt(?:en|er|erne)?|udbytte(?:t)?|gevinst(?:en|er|erne)?|virkning(?:en|er|erne)?|(?:det|hvad) (?:kom|kom der|er der kommet) (?:der )?ud af (?:det|indsatsen|projektet)|(?:det|hvad) fik (?:de|vi|i) ud af det|(?:det|hvad) opnåede (?:de|vi|i)|sådan gik det|det blev resultatet)$";
const WEAK_OUTCOME: &str = r"^(?:resultat(?:et|er|erne)?|efter|nu)$";
const PREREQUISITES: &str = r"^(?:forudsætning(?:en|er|erne)?|(?:det|hvad|hvad har det|det har det) (?:kræver|krævede|krævet)(?: det| indsatsen)?(?: af (?:jer|andre|organisationen))?|(?:det|hvad) (?:skal|skulle) der til)$";
const WEAK_PREREQUISITES: &str = r"^(?:krav(?:ene)?|betingelser(?:ne)?|rammer(?:ne)?)$";
const REUSE: &str = r"^(?:genbrug(?:et)?|genanvendelse|overførbarhed|(?:kan|sådan kan) (?:det|den|idéen|ideen|casen|løsningen|andre|i)(?: også)? (?:bruges|genbruges|bruge|genbruge)(?: (?:det|den|idéen|ideen|løsningen|casen))?(?: af andre| andre steder| hos jer)?|kan (?:bruges|genbruges) af andre|sådan (?:bruger|genbruger|gør) (?:i|andre) (?:det|den)(?: selv)?|gode råd(?: til andre| fra \p{L}+)?|(?:vores|deres|tre|fire|fem) (?:gode )?råd(?: til andre)?|råd til andre)$";
const WEAK_REUSE: &str = r"^(?:råd(?:ene)?|tips?|anbefaling(?:en|er|erne)?|udbredelse|spredning|kom (?:selv )?i gang|gør det selv|sådan kommer (?:i|du) i gang)$";
// Below these the case is over: who to ring, what else the page links to.
pattern!(
    ENDS,
    r"^(?:kontakt\b.{0,40}|projektansvarlig\p{L}*|projektleder(?:en)?|for mere (?:information|viden)|(?:vil|ønsker) (?:du|i) (?:vide|høre|læse|have) mere.{0,30}|hør mere.{0,30}|få mere at vide|mere (?:om|fra)\b.{0,40}|(?:læs|se|hør) (?:også|mere|flere)\b.{0,60}|(?:flere|andre) (?:kunde|borger)?(?:cases?|eksempler|historier|nyheder|artikler|indlæg|projekter|kataloger)\b.{0,40}|relater\p{L}+.{0,40}|seneste nyt.{0,20}|nyheder|(?:gratis )?nyhedsbrev.{0,20}|fakta\b.{0,60}|faktaboks\b.{0,40}|nøgletal\b.{0,60}|om (?:os|kommunen|forfatteren|netværket|virksomheden|kataloget|puljen)|del (?:artiklen|casen|siden|på .{1,20})|tilmeld\b.{0,60}|cookies?\b.{0,40}|privatliv\p{L}*.{0,30}|tilgængelighed\p{L}*|følg os.{0,20}|kilder?|links?|dokumenter|bilag|materialer|downloads?|download\b.{0,40}|sidst opdateret.{0,30})$"
);
// Headings that casework has beside its parts.
pattern!(
    OTHER,
    r"^(?:formål(?:et)?|målgruppe(?:n)?|økonomi(?:en)?|tidsplan(?:en)?|organisering(?:en)?|perspektiv(?:er|erne|et)?|næste skridt|det videre arbejde|evaluering(?:en)?|erfaring(?:er|erne)|læring(?:en)?|barrierer(?:ne)?|deltagere(?:ne)?|finansiering(?:en)?|samarbejd(?:et|spartnere)|partnere|ressourcer(?:ne)?|teknologi(?:en)?|om (?:projektet|casen|indsatsen|løsningen|forløbet)|status|fremtiden|hvad nu|resumé|kort fortalt)$"
);
// What papers have and cases have not.
pattern!(
    ACADEMIC,
    r"^(?:metode og data|data og metode|konklusion(?:en)?|diskussion(?:en)?|indledning(?:en)?|referencer|litteratur(?:liste)?|abstract|teori|empiri|analyse(?:n)?)$"
);

/// What a heading on a line of its own says.
pub fn heading(words: &str) -> Option<Told> {
    let plain = plain(words)?;
    told(&plain).or_else(|| {
        // `Udfordring og baggrund`: the first names the part.
        let (first, second) = plain.split_once(" og ").or_else(|| plain.split_once(" / "))?;
        told(second.trim()).and(told(first.trim()))
    })
}

/// What a label in front of a line's words says, and where the words begin:
/// `Udfordring: Der var langt.`
pub fn label(words: &str) -> Option<(Told, usize)> {
    let (label, rest) = words.split_once(':')?;
    if rest.trim().is_empty()
        || !label.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    {
        return None;
    }
    let gap = rest.len() - rest.trim_start().len();
    heading(label).filter(|_| gap > 0).map(|told| (told, label.len() + 1 + gap))
}

/// Whether a heading carries a number: `01 – Udfordring`.
pub fn is_numbered(words: &str) -> bool {
    NUMBERING.is_match(words) && heading(words).is_some()
}

/// Whether the case is over at a line.
pub fn ends_case(words: &str) -> bool {
    plain(words).is_some_and(|plain| ENDS.is_match(&plain) && told(&plain).is_none())
}

/// Whether a heading is one that cases have beside their parts.
pub fn is_other(words: &str) -> bool {
    plain(words).is_some_and(|plain| OTHER.is_match(&plain))
}

/// Whether a heading is one that papers have and cases have not.
pub fn is_academic(words: &str) -> bool {
    plain(words).is_some_and(|plain| ACADEMIC.is_match(&plain))
}

/// The headings of all parts, looked at together: every line of a page is.
static HEADINGS: std::sync::LazyLock<regex::RegexSet> = std::sync::LazyLock::new(|| {
    regex::RegexSet::new(TABLE.map(|(pattern, _, _)| pattern))
        .expect("the patterns are constants and compile")
});

const TABLE: [(&str, Part, bool); 10] = [
    (PROBLEM, Part::Problem, true),
    (DONE, Part::Done, true),
    (OUTCOME, Part::Outcome, true),
    (PREREQUISITES, Part::Prerequisites, true),
    (REUSE, Part::Reuse, true),
    (WEAK_PROBLEM, Part::Problem, false),
    (WEAK_DONE, Part::Done, false),
    (WEAK_OUTCOME, Part::Outcome, false),
    (WEAK_PREREQUISITES, Part::Prerequisites, false),
    (WEAK_REUSE, Part::Reuse, false),
];

fn told(plain: &str) -> Option<Told> {
    let first = HEADINGS.matches(plain).iter().next()?;
    let (_, part, strong) = TABLE[first];
    Some(Told { part, strong })
}

/// A heading without its number and marks, in lower case; `None` for what is
/// too long for one.
fn plain(words: &str) -> Option<String> {
    if words.len() > 3 * MOST_CHARS || words.chars().count() > MOST_CHARS + 20 {
        return None;
    }
    let words = words.trim();
    let start = NUMBERING.find(words).map_or(0, |number| number.end());
    let plain =
        words[start..].trim_matches([':', '?', '!', '.', '…', '*', '»', '«', '”', ' ', '\u{A0}']);
    let joined = plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    Some(joined).filter(|plain| !plain.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_open_parts_in_every_common_wording() {
        use Part::{Done, Outcome, Prerequisites, Problem, Reuse};
        for (words, part) in [
            ("Udfordringen", Problem),
            ("UDFORDRING", Problem),
            ("01 – Udfordring", Problem),
            ("Baggrund", Problem),
            ("Baggrund og udfordring", Problem),
            ("Hvad var problemet?", Problem),
            ("2. Løsningen:", Done),
            ("Sådan gjorde de", Done),
            ("Det gjorde vi", Done),
            ("Hvad gjorde de?", Done),
            ("Handling", Done),
            ("Indsatsen", Done),
            ("Resultater", Outcome),
            ("Det kom der ud af det", Outcome),
            ("Effekt", Outcome),
            ("Det kræver det", Prerequisites),
            ("Forudsætninger", Prerequisites),
            ("Kan det bruges af andre?", Reuse),
            ("Gode råd", Reuse),
            ("Genbrug", Reuse),
        ] {
            assert_eq!(heading(words).map(|told| told.part), Some(part), "{words}");
        }
        for words in ["Løsningen er enkel", "Kontakt", "Kommunen", "2019", "Udfordringer i nord"] {
            assert_eq!(heading(words), None, "{words}");
        }
        assert_eq!(
            label("Resultat: Flere går.").map(|(told, at)| (told.part, at)),
            Some((Outcome, 10))
        );
        assert_eq!(label("Vi fandt en løsning: en bænk."), None);
        assert!(
            ends_case("Vil du vide mere?") && ends_case("Flere cases") && !ends_case("Udbytte")
        );
    }
}
