//! What the dictionary knows, in plain letters.

use std::collections::{BTreeMap, BTreeSet};

use crate::hunspell::{Form, Kind};
use crate::letters::plain;

/// The dictionary in plain letters.
#[derive(Default)]
pub struct Vocabulary {
    /// Each form with its lemmas and the kind of each reading.
    pub forms: BTreeMap<String, BTreeSet<(String, Kind)>>,
    /// Lemmas that may end a compound and are no names.
    pub stems: BTreeSet<String>,
    /// Stems with their linking element, as they begin compounds.
    pub linking: BTreeSet<String>,
    /// The same with the stem that each belongs to.
    pub links: BTreeMap<String, BTreeSet<String>>,
}

impl Vocabulary {
    /// Folds the forms, makes plurals that are entries of their own forms of their
    /// singular (`lærebøger` of `lærebog`), and drops weak readings beside strong ones.
    pub fn from_forms(
        forms: Vec<Form>,
        irregular: &BTreeMap<String, BTreeSet<String>>,
    ) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for form in forms.iter().filter(|form| {
            !form.form.contains(['/', '\'', ' ']) && form.form.chars().any(char::is_alphabetic)
        }) {
            vocabulary.add(form, irregular);
        }
        for (form, readings) in &mut vocabulary.forms {
            // A stem is no genitive of another: hus is not hu's.
            if readings.iter().any(|(lemma, kind)| lemma == form && *kind == Kind::Strong) {
                readings.retain(|(lemma, _)| {
                    lemma.chars().nth(2).is_some() || form.strip_suffix('s') != Some(lemma)
                });
            }
            if readings.iter().any(|(_, kind)| *kind == Kind::Strong) {
                readings.retain(|(_, kind)| *kind != Kind::Weak);
            }
        }
        vocabulary
    }

    fn add(&mut self, form: &Form, irregular: &BTreeMap<String, BTreeSet<String>>) {
        let written = plain(&form.form).into_owned();
        if form.kind == Kind::Linking {
            let plain_lemma = plain(&form.lemma).into_owned();
            self.links
                .entry(written.trim_end_matches('-').to_owned())
                .or_default()
                .insert(plain_lemma);
            self.linking.insert(written.trim_end_matches('-').to_owned());
            return;
        }
        let lemma = plain(&form.lemma).into_owned();
        let common = matches!(form.kind, Kind::Strong | Kind::Weak);
        let singulars =
            if common && form.plural { singulars(&lemma, irregular) } else { Vec::new() };
        for singular in &singulars {
            self.forms.entry(written.clone()).or_default().insert((singular.clone(), form.kind));
        }
        if !singulars.is_empty() {
            return;
        }
        if form.last
            && common
            && form.form == form.lemma
            && written.chars().all(char::is_alphabetic)
        {
            self.stems.insert(lemma.clone());
        }
        self.forms.entry(written).or_default().insert((lemma, form.kind));
    }
}

/// If a stem is or ends in an irregular plural, the stems of its singular.
fn singulars(stem: &str, irregular: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let starts = stem.char_indices().map(|(at, _)| at).filter(|at| *at == 0 || *at >= 2);
    let found = starts.into_iter().find_map(|at| {
        let lemmas = irregular.get(&stem[at..])?;
        let same = lemmas.contains(&stem[at..]) || stem.len() - at < 4;
        (!same).then(|| lemmas.iter().map(|lemma| format!("{}{lemma}", &stem[..at])).collect())
    });
    found.unwrap_or_default()
}
