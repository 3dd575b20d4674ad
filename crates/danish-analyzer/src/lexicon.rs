//! Words that are known: with the feature `lexicon` the shipped automata, which are
//! searched where they lie, else a table of irregular words.

#[cfg(not(feature = "lexicon"))]
pub(crate) use crate::irregular::lexicon;
#[cfg(feature = "lexicon")]
pub(crate) use crate::shipped::lexicon;

/// What makes a lemma of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rule {
    /// Bytes to take off the form's end.
    pub strip: usize,
    /// Letters to put there.
    pub add: &'static str,
    /// Which of several word classes the lemma is of, see [`term::spelling`](crate::term::spelling).
    pub mark: &'static str,
}

/// What all forms that are inflected alike have in common.
#[derive(Debug, Default)]
pub(crate) struct Class {
    /// It is a common word, perhaps besides a name.
    pub common: bool,
    /// One of its lemmas is a compound.
    pub compound: bool,
    /// One rule for each lemma.
    pub rules: Vec<Rule>,
}

/// A form that is known, without the -s of a genitive if it is known only so.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found<'f> {
    pub form: &'f str,
    pub class: &'static Class,
}

impl<'f> Found<'f> {
    /// The lemmas as they are spelled, never none, each in two pieces.
    pub fn lemmas(self) -> impl Iterator<Item = (&'f str, &'static str)> {
        self.class.rules.iter().filter_map(move |rule| {
            Some((self.form.get(..self.form.len().checked_sub(rule.strip)?)?, rule.add))
        })
    }
}

impl Found<'_> {
    /// The lemmas with what tells their class, never none.
    pub fn keys(self) -> impl Iterator<Item = String> {
        self.lemmas()
            .zip(&self.class.rules)
            .map(|((base, add), rule)| [base, add, rule.mark].concat())
    }
}

/// What is known of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its lemmas, never none.
    pub lemmas: Vec<String>,
    /// It is a common word, perhaps besides a name.
    pub common: bool,
    /// One of its lemmas is a compound.
    pub compound: bool,
}

/// Looks a plain form up: as it stands, then as a genitive or passive in -s.
pub(crate) fn known(form: &str) -> Option<Known> {
    let found = find(form)?;
    let lemmas = found.keys().collect();
    Some(Known { lemmas, common: found.class.common, compound: found.class.compound })
}

/// The same, with nothing copied.
pub(crate) fn find(form: &str) -> Option<Found<'_>> {
    // No listed form has an apostrophe: vip's, vips'.
    let (form, genitive) = match form.strip_suffix("'s").or_else(|| form.strip_suffix('\'')) {
        Some(base) => (base, true),
        None => (form, false),
    };
    let (whole, without_s) = lexicon().form_and_genitive(form);
    let is_base = |base: &Found<'_>| base.form.len() > 1 && !base.form.ends_with('s');
    whole
        .filter(|whole| !genitive || whole.form.len() > 1)
        .or_else(|| without_s.filter(|base| !genitive && is_base(base)))
}

/// Whether a word is the stem of a common word.
pub(crate) fn is_lemma(word: &str) -> bool {
    lexicon().form_and_genitive(word).0.is_some_and(|found| {
        let is_itself = |(base, add): (&str, &str)| {
            base.len() + add.len() == word.len() && word.starts_with(base) && word.ends_with(add)
        };
        found.class.common && found.lemmas().any(is_itself)
    })
}
