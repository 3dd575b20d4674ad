//! The strings that stand in an index: a term with one byte before it that says
//! which class it is of, so that one field can hold all classes.

/// Marks a surface form.
pub const EXACT: char = '=';
/// Marks a lemma, of the word or of an elliptic compound it stands for.
pub const LEMMA: char = '~';
/// Marks the lemma of something inside a compound.
pub const INNER: char = '<';

/// Where a lemma's spelling ends and its word class begins, see [`spelling`].
pub(crate) const CLASS: char = ':';

/// How a lemma is spelled. Lemmas that are spelled alike but are of several word classes
/// are told apart by a mark at the end, which all but the first class have, in the order
/// noun, adjective, verb: `haven` is of `have`, `havde` of `have:v`, `have` of both.
///
/// ```
/// assert_eq!(danish_analyzer::term::spelling("have:v"), "have");
/// assert_eq!(danish_analyzer::term::spelling("have"), "have");
/// ```
pub fn spelling(lemma: &str) -> &str {
    // What was typed with a colon is a word's end only in front of one known letter.
    lemma.strip_suffix([ADJECTIVE, VERB]).and_then(|rest| rest.strip_suffix(CLASS)).unwrap_or(lemma)
}

const ADJECTIVE: char = 'a';
const VERB: char = 'v';

/// The index string of a surface form.
pub fn exact(form: &str) -> String {
    marked(EXACT, form)
}

/// The index string of a lemma.
pub fn lemma(lemma: &str) -> String {
    marked(LEMMA, lemma)
}

/// The index string of a term inside a compound.
pub fn inner(term: &str) -> String {
    marked(INNER, term)
}

fn marked(class: char, term: &str) -> String {
    let mut marked = String::with_capacity(1 + term.len());
    marked.push(class);
    marked.push_str(term);
    marked
}
