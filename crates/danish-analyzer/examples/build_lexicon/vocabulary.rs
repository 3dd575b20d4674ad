//! What the dictionary knows, in plain letters.

use std::collections::{BTreeMap, BTreeSet};

use crate::hunspell::{Form, Kind};
use crate::letters::plain;

/// The crate's own links: each form with its lemmas.
pub type Irregulars = BTreeMap<String, Irregular>;

/// The lemmas of an irregular form.
#[derive(Default)]
pub struct Irregular {
    pub lemmas: BTreeSet<String>,
    /// It has no others.
    pub alone: bool,
}

/// The dictionary in plain letters.
#[derive(Default)]
pub struct Vocabulary {
    /// Each form with its lemmas and the kind of each reading.
    pub forms: BTreeMap<String, BTreeSet<(String, Kind)>>,
    /// Lemmas that may end a compound and are no names.
    pub stems: BTreeSet<String>,
    /// All lemmas in letters that are no names only.
    pub lemmas: BTreeSet<String>,
    /// Stems with their linking element, as they begin compounds.
    pub linking: BTreeSet<String>,
    /// The same with the stem that each belongs to.
    pub links: BTreeMap<String, BTreeSet<String>>,
}

impl Vocabulary {
    /// Folds the forms, makes plurals that are entries of their own forms of their
    /// singular (`lærebøger` of `lærebog`), and drops weak readings beside strong ones.
    pub fn from_forms(forms: Vec<Form>, irregular: &Irregulars) -> Vocabulary {
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
        for (form, own) in irregular {
            vocabulary.add_irregular(form, own);
        }
        vocabulary
    }

    fn add(&mut self, form: &Form, irregular: &Irregulars) {
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
            self.lemmas.extend(singulars);
            return;
        }
        if common && lemma.chars().all(char::is_alphabetic) {
            if form.last && form.form == form.lemma {
                self.stems.insert(lemma.clone());
            }
            self.lemmas.insert(lemma.clone());
        }
        self.forms.entry(written).or_default().insert((lemma, form.kind));
    }

    /// An irregular word goes before a name, and alone before everything else; its genitive follows it.
    fn add_irregular(&mut self, form: &str, own: &Irregular) {
        let own_readings = own.lemmas.iter().map(|lemma| (lemma.clone(), Kind::Strong));
        let readings = self.forms.entry(form.to_owned()).or_default();
        let before = readings.clone();
        if own.alone || readings.iter().all(|(_, kind)| *kind == Kind::Name) {
            readings.clear();
        }
        readings.extend(own_readings.clone());
        let after = readings.clone();
        let lemmas = |readings: &BTreeSet<(String, Kind)>| -> BTreeSet<String> {
            readings.iter().map(|(lemma, _)| lemma.clone()).collect()
        };
        if let Some(genitive) = self.forms.get_mut(&format!("{form}s"))
            && !before.is_empty()
        {
            if lemmas(genitive) == lemmas(&before) {
                *genitive = after;
            } else if genitive.iter().any(|reading| before.contains(reading)) {
                genitive.retain(|reading| !before.contains(reading) || after.contains(reading));
                genitive.extend(own_readings);
            }
        }
    }
}

/// If a stem is or ends in an irregular plural, the stems of its singular.
fn singulars(stem: &str, irregular: &Irregulars) -> Vec<String> {
    let starts = stem.char_indices().map(|(at, _)| at).filter(|at| *at == 0 || *at >= 2);
    let found = starts.into_iter().find_map(|at| {
        let lemmas = &irregular.get(&stem[at..])?.lemmas;
        let same = lemmas.contains(&stem[at..]) || stem.len() - at < 4;
        (!same).then(|| lemmas.iter().map(|lemma| format!("{}{lemma}", &stem[..at])).collect())
    });
    found.unwrap_or_default()
}
