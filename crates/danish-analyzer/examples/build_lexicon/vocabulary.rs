//! What the dictionary knows, in plain letters.

use std::collections::{BTreeMap, BTreeSet};

use crate::hunspell::{Form, Kind, WordClass};
use crate::letters::plain;

/// The crate's own links: each form with its lemmas.
pub type Irregulars = BTreeMap<String, Irregular>;

/// The lemmas of an irregular form.
#[derive(Default)]
pub struct Irregular {
    pub lemmas: BTreeSet<(String, Option<WordClass>)>,
    /// It has no others.
    pub alone: bool,
}

/// What a form may be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reading {
    pub lemma: String,
    pub kind: Kind,
    /// None where nothing tells: then it may be any that the lemma has.
    pub class: Option<WordClass>,
}

/// The dictionary in plain letters.
#[derive(Default)]
pub struct Vocabulary {
    /// Each form with its readings.
    pub forms: BTreeMap<String, BTreeSet<Reading>>,
    /// The classes of lemmas that are spelled alike in more than one.
    pub classes: BTreeMap<String, BTreeSet<WordClass>>,
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
            if readings.iter().any(|own| own.lemma == *form && own.kind == Kind::Strong) {
                readings.retain(|Reading { lemma, .. }| {
                    lemma.chars().nth(2).is_some() || form.strip_suffix('s') != Some(lemma)
                });
            }
            if readings.iter().any(|reading| reading.kind == Kind::Strong) {
                readings.retain(|reading| reading.kind != Kind::Weak);
            }
        }
        for (form, own) in irregular {
            vocabulary.add_irregular(form, own);
        }
        vocabulary.tell_classes();
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
            self.forms.entry(written.clone()).or_default().insert(Reading {
                lemma: singular.clone(),
                kind: form.kind,
                class: form.class,
            });
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
        let reading = Reading { lemma, kind: form.kind, class: form.class };
        self.forms.entry(written).or_default().insert(reading);
    }

    /// An irregular word goes before a name, and alone before everything else; its genitive follows it.
    fn add_irregular(&mut self, form: &str, own: &Irregular) {
        let own_readings = own.lemmas.iter().map(|(lemma, class)| Reading {
            lemma: lemma.clone(),
            kind: Kind::Strong,
            class: *class,
        });
        let readings = self.forms.entry(form.to_owned()).or_default();
        let before = readings.clone();
        if own.alone || readings.iter().all(|reading| reading.kind == Kind::Name) {
            readings.clear();
        }
        // What is known here goes before a reading of which nothing is.
        readings.retain(|old| {
            old.class.is_some() || own.lemmas.iter().all(|(lemma, _)| *lemma != old.lemma)
        });
        readings.extend(own_readings.clone());
        let after = readings.clone();
        let lemmas = |readings: &BTreeSet<Reading>| -> BTreeSet<String> {
            readings.iter().map(|reading| reading.lemma.clone()).collect()
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

impl Vocabulary {
    /// Finds the lemmas that are of more than one class.
    fn tell_classes(&mut self) {
        for reading in self.forms.values().flatten() {
            if let Some(class) = reading.class.filter(|_| reading.kind != Kind::Name) {
                self.classes.entry(reading.lemma.clone()).or_default().insert(class);
            }
        }
        self.classes.retain(|_, classes| classes.len() > 1);
    }

    /// The lemmas of a form, each with the class that has to be told, if any: the first
    /// class that a lemma has goes without saying.
    pub fn told<'v>(
        &'v self,
        reading: &'v Reading,
    ) -> impl Iterator<Item = (&'v str, Option<WordClass>)> {
        let lemma = reading.lemma.as_str();
        let classes = self.classes.get(lemma).filter(|_| reading.kind != Kind::Name);
        let several = classes.into_iter().flat_map(|classes| classes.iter().copied().enumerate());
        let fits = |class: &WordClass| reading.class.is_none_or(|own| own == *class);
        let told = several
            .filter(move |(_, class)| fits(class))
            .map(move |(nth, class)| (lemma, Some(class).filter(|_| nth > 0)));
        let alone = classes.is_none().then_some((lemma, None));
        told.chain(alone)
    }
}

/// If a stem is or ends in an irregular plural, the stems of its singular.
fn singulars(stem: &str, irregular: &Irregulars) -> Vec<String> {
    let starts = stem.char_indices().map(|(at, _)| at).filter(|at| *at == 0 || *at >= 2);
    let found = starts.into_iter().find_map(|at| {
        let lemmas = &irregular.get(&stem[at..])?.lemmas;
        let same = lemmas.iter().any(|(lemma, _)| *lemma == stem[at..]) || stem.len() - at < 4;
        let whole = |(lemma, _): &(String, _)| format!("{}{lemma}", &stem[..at]);
        (!same).then(|| lemmas.iter().map(whole).collect())
    });
    found.unwrap_or_default()
}
