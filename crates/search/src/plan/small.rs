//! Words that say how a question is asked, not what about.

use danish_analyzer::is_stop_word;

/// Function words and the verbs of asking that the analyzer's list of stop words, which is
/// about texts, has not: nobody who asks *hvad siger borgmesteren* wants the word *siger*.
const ASKING: &[&str] = &[
    "blandt",
    "burde",
    "både",
    "bør",
    "enten",
    "findes",
    "hen",
    "hverken",
    "hvilke",
    "hvordan",
    "hvorhen",
    "hvorledes",
    "hvornår",
    "hvorvidt",
    "ifølge",
    "imod",
    "inden",
    "mellem",
    "mene",
    "mener",
    "mens",
    "mente",
    "omkring",
    "sagde",
    "sagt",
    "sige",
    "siger",
    "siges",
    "skulle",
    "synes",
    "uden",
    "udtalte",
    "ville",
];

/// Whether a folded word only says how a question is asked.
pub(crate) fn is_small(exact: &str) -> bool {
    is_stop_word(exact) || ASKING.contains(&exact)
}
