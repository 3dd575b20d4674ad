//! Reads a hunspell dictionary and expands its affixes.

use std::collections::HashMap;

/// An inflected form with what the dictionary says of it.
#[derive(Debug, Clone)]
pub struct Form {
    pub form: String,
    pub lemma: String,
    pub kind: Kind,
    /// Of what class the word is in this form, if the dictionary tells.
    pub class: Option<WordClass>,
    /// May end a compound.
    pub last: bool,
    /// Of an entry that has no singular.
    pub plural: bool,
}

/// What kind of reading a form has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Inflection that is worth a lemma.
    Strong,
    /// An imperative, a verbal noun, school Latin: counts only where there is no other reading.
    Weak,
    /// A name of a person or place.
    Name,
    /// A stem with its linking element, which begins a compound.
    Linking,
}

/// The classes of words that inflect, in the order in which a lemma that is spelled
/// alike in several of them is first of all theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordClass {
    Noun,
    Adjective,
    Verb,
}

struct Rule {
    strip: String,
    add: String,
    flags: Vec<u16>,
    condition: Vec<Class>,
}

/// One character of an affix's condition.
struct Class {
    negated: bool,
    chars: Vec<char>,
}

type Rules = HashMap<u16, Vec<Rule>>;

const NAMES: [u16; 2] = [9, 54];
const FORBIDDEN: u16 = 6;
const NEEDS_AFFIX: u16 = 8;
const BEGINS: u16 = 32;
const ENDS: u16 = 34;
const LAST: u16 = 39;
const PLURAL_ONLY: u16 = 74;
const IMPERATIVES: u16 = 21;
const VERBAL_NOUNS: u16 = 79;
/// The affixes of each class; the others belong to several.
const VERBS: [u16; 5] = [1, 20, 21, 22, 79];
const ADJECTIVES: [u16; 15] = [12, 23, 24, 25, 26, 27, 28, 38, 40, 41, 42, 49, 59, 77, 78];
const NOUNS: [u16; 33] = [
    2, 3, 4, 5, 7, 11, 13, 14, 15, 18, 19, 43, 44, 45, 46, 47, 48, 50, 51, 57, 58, 64, 65, 66, 70,
    71, 72, 74, 75, 76, 84, 85, 87,
];

/// All forms of all entries, in the dictionary's order.
pub fn forms(aff: &str, dic: &str) -> Vec<Form> {
    let rules = read_rules(aff);
    let named = named_classes(dic);
    let mut forms = Vec::new();
    for line in dic.lines().skip(1) {
        entry(line, &rules, &named, &mut forms);
    }
    forms
}

/// The class of each form that an entry names itself, by stem and form: none where
/// entries of several classes name it.
type Named<'d> = HashMap<(&'d str, &'d str), Option<WordClass>>;

fn named_classes(dic: &str) -> Named<'_> {
    let mut named = Named::new();
    for line in dic.lines().skip(1) {
        let mut fields = line.split_whitespace();
        let (word, flags) =
            fields.next().map_or(("", ""), |f| f.rsplit_once('/').unwrap_or((f, "")));
        let forms: Vec<&str> = fields.filter_map(|field| field.strip_prefix("al:")).collect();
        let class = class_of(&read_flags(flags)).or_else(|| class_of_forms(&forms));
        for form in forms {
            let known = named.entry((word, form)).or_insert(class);
            *known = known.filter(|known| Some(*known) == class);
        }
    }
    named
}

fn read_flags(flags: &str) -> Vec<u16> {
    flags.split(',').filter_map(|flag| flag.parse().ok()).collect()
}

fn class_of_flag(flag: u16) -> Option<WordClass> {
    match flag {
        flag if VERBS.contains(&flag) => Some(WordClass::Verb),
        flag if ADJECTIVES.contains(&flag) => Some(WordClass::Adjective),
        flag if NOUNS.contains(&flag) => Some(WordClass::Noun),
        _ => None,
    }
}

/// The class that all telling affixes of an entry agree on.
fn class_of(flags: &[u16]) -> Option<WordClass> {
    let mut classes = flags.iter().filter_map(|flag| class_of_flag(*flag));
    let first = classes.next()?;
    classes.all(|class| class == first).then_some(first)
}

/// The class of an entry that names all its forms, by their endings.
fn class_of_forms(forms: &[&str]) -> Option<WordClass> {
    let any = |endings: &[&str]| {
        forms.iter().any(|form| endings.iter().any(|ending| form.ends_with(ending)))
    };
    if any(&["ende", "endes"]) {
        Some(WordClass::Verb)
    } else if any(&["ere", "est", "este"]) {
        Some(WordClass::Adjective)
    } else if any(&["ens", "ets", "enes", "ernes"]) {
        Some(WordClass::Noun)
    } else {
        None
    }
}

fn entry(line: &str, rules: &Rules, named: &Named<'_>, forms: &mut Vec<Form>) {
    let mut fields = line.split_whitespace();
    let Some(first) = fields.next() else { return };
    let (word, flags) = first.rsplit_once('/').unwrap_or((first, ""));
    // Phrases have a blank in the word: what follows is no flag field and no tag.
    let tags: Vec<&str> = fields.collect();
    if tags.iter().any(|tag| !tag.contains(':')) || word.contains('"') {
        return;
    }
    let flags = read_flags(flags);
    if flags.contains(&FORBIDDEN) {
        return;
    }
    let stem = tags.iter().find_map(|tag| tag.strip_prefix("st:"));
    if let Some(stem) = stem {
        let class = named.get(&(stem, word)).copied().flatten();
        return irregular(word, stem, class, forms);
    }
    let kind =
        if flags.iter().any(|flag| NAMES.contains(flag)) { Kind::Name } else { Kind::Strong };
    let named: Vec<&str> = tags.iter().filter_map(|tag| tag.strip_prefix("al:")).collect();
    let class = class_of(&flags).or_else(|| class_of_forms(&named));
    if !flags.contains(&NEEDS_AFFIX) && !word.ends_with('-') {
        let last = flags.contains(&LAST);
        let plural = flags.contains(&PLURAL_ONLY);
        forms.push(Form { form: word.into(), lemma: word.into(), kind, class, last, plural });
    }
    let entry = Entry { lemma: word, class, rules };
    entry.expand(word, &flags, kind, 0, forms);
}

/// A form that names its stem itself.
fn irregular(form: &str, stem: &str, class: Option<WordClass>, forms: &mut Vec<Form>) {
    if form.to_lowercase() == stem.to_lowercase() {
        return;
    }
    let imperative = stem
        .strip_suffix('e')
        .is_some_and(|base| base == form || base.strip_suffix(|c| form.ends_with(c)) == Some(form));
    let kind = if imperative || is_latin(form, stem) { Kind::Weak } else { Kind::Strong };
    let (form, lemma) = (form.into(), stem.into());
    forms.push(Form { form, lemma, kind, class, last: true, plural: false });
}

/// The dictionary inflects the terms of medicine in Latin: `cola` is then a plural of `colon`.
fn is_latin(form: &str, stem: &str) -> bool {
    let endings = ["us", "um", "a", "is", "ex", "ix", "or", "on", "er", "en", "u", "x", "s"];
    let inflected =
        ["i", "ae", "orum", "arum", "a", "ium", "uum", "es", "ia", "is", "um", "ibus", "us"];
    endings.iter().any(|ending| stem.ends_with(ending))
        && inflected.iter().any(|ending| form.ends_with(ending))
}

/// A stem whose affixes are expanded.
struct Entry<'e> {
    lemma: &'e str,
    class: Option<WordClass>,
    rules: &'e Rules,
}

impl Entry<'_> {
    fn expand(&self, base: &str, flags: &[u16], kind: Kind, depth: usize, forms: &mut Vec<Form>) {
        for flag in flags {
            for rule in self.rules.get(flag).map_or(&[][..], Vec::as_slice) {
                let Some(form) = rule.apply(base) else { continue };
                let linking = rule.flags.contains(&BEGINS);
                if !linking && (form.ends_with('-') || rule.flags.contains(&36)) {
                    continue;
                }
                let weaker = if weak(*flag, rule) { kind.max(Kind::Weak) } else { kind };
                if linking || !rule.flags.contains(&NEEDS_AFFIX) {
                    forms.push(Form {
                        form: form.clone(),
                        lemma: self.lemma.into(),
                        kind: if linking { Kind::Linking } else { weaker },
                        class: class_of_flag(*flag).or(self.class),
                        last: !linking && rule.flags.contains(&ENDS),
                        plural: !linking && flags.contains(&PLURAL_ONLY),
                    });
                }
                if !linking && depth < 2 {
                    let class = class_of_flag(*flag).or(self.class);
                    let entry = Entry { class, ..*self };
                    entry.expand(&form, &rule.flags, weaker, depth + 1, forms);
                }
            }
        }
    }
}

fn weak(flag: u16, rule: &Rule) -> bool {
    flag == VERBAL_NOUNS
        || flag == IMPERATIVES && rule.strip.ends_with('e') && !rule.add.ends_with('r')
}

impl Rule {
    fn apply(&self, word: &str) -> Option<String> {
        let base = word.strip_suffix(self.strip.as_str())?;
        let ending: Vec<char> = word.chars().rev().take(self.condition.len()).collect();
        let fits = ending.len() == self.condition.len()
            && self
                .condition
                .iter()
                .rev()
                .zip(&ending)
                .all(|(class, c)| class.chars.contains(c) != class.negated);
        fits.then(|| format!("{base}{}", self.add))
    }
}

/// The suffix rules by flag. Prefixes make other words (`Nord-`, `aller-`) and are left out.
fn read_rules(aff: &str) -> Rules {
    let mut rules = Rules::new();
    for line in aff.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let ["SFX", flag, strip, add, condition, ..] = fields[..] else { continue };
        if matches!(strip, "Y" | "N") {
            continue;
        }
        let Ok(flag) = flag.parse() else { continue };
        let (add, flags) = add.split_once('/').unwrap_or((add, ""));
        let nothing = |text: &str| if text == "0" { String::new() } else { text.to_owned() };
        rules.entry(flag).or_default().push(Rule {
            strip: nothing(strip),
            add: nothing(add),
            flags: flags.split(',').filter_map(|flag| flag.parse().ok()).collect(),
            condition: read_condition(condition),
        });
    }
    rules
}

fn read_condition(text: &str) -> Vec<Class> {
    let mut classes = Vec::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        classes.push(match c {
            '.' => Class { negated: true, chars: Vec::new() },
            '[' => {
                let inside: Vec<char> = chars.by_ref().take_while(|c| *c != ']').collect();
                let negated = inside.first() == Some(&'^');
                Class { negated, chars: inside.into_iter().filter(|c| *c != '^').collect() }
            }
            c => Class { negated: false, chars: vec![c] },
        });
    }
    // A lone full stop sets no condition at all.
    if text == "." { Vec::new() } else { classes }
}
