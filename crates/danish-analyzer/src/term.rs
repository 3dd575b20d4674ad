//! The strings that stand in an index: a term with one byte before it that says
//! which class it is of, so that one field can hold all classes.

/// Marks a surface form.
pub const EXACT: char = '=';
/// Marks a lemma, of the word or of an elliptic compound it stands for.
pub const LEMMA: char = '~';
/// Marks the lemma of something inside a compound.
pub const INNER: char = '<';

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
