//! Reads a hunspell dictionary and expands its affixes.

use std::collections::HashMap;

/// An inflected form with what the dictionary says of it.
#[derive(Debug, Clone)]
pub struct Form {
    pub form: String,
    pub lemma: String,
    pub kind: Kind,
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

/// All forms of all entries, in the dictionary's order.
pub fn forms(aff: &str, dic: &str) -> Vec<Form> {
    let rules = read_rules(aff);
    let mut forms = Vec::new();
    for line in dic.lines().skip(1) {
        entry(line, &rules, &mut forms);
    }
    forms
}

fn entry(line: &str, rules: &Rules, forms: &mut Vec<Form>) {
    let mut fields = line.split_whitespace();
    let Some(first) = fields.next() else { return };
    let (word, flags) = first.rsplit_once('/').unwrap_or((first, ""));
    // Phrases have a blank in the word: what follows is no flag field and no tag.
    let tags: Vec<&str> = fields.collect();
    if tags.iter().any(|tag| !tag.contains(':')) || word.contains('"') {
        return;
    }
    let flags: Vec<u16> = flags.split(',').filter_map(|flag| flag.parse().ok()).collect();
    if flags.contains(&FORBIDDEN) {
        return;
    }
    let stem = tags.iter().find_map(|tag| tag.strip_prefix("st:"));
    if let Some(stem) = stem {
        return irregular(word, stem, forms);
    }
    let kind =
        if flags.iter().any(|flag| NAMES.contains(flag)) { Kind::Name } else { Kind::Strong };
    if !flags.contains(&NEEDS_AFFIX) && !word.ends_with('-') {
        let last = flags.contains(&LAST);
        let plural = flags.contains(&PLURAL_ONLY);
        forms.push(Form { form: word.into(), lemma: word.into(), kind, last, plural });
    }
    expand(word, word, &flags, kind, rules, 0, forms);
}

/// A form that names its stem itself.
fn irregular(form: &str, stem: &str, forms: &mut Vec<Form>) {
    if form.to_lowercase() == stem.to_lowercase() {
        return;
    }
    let imperative = stem
        .strip_suffix('e')
        .is_some_and(|base| base == form || base.strip_suffix(|c| form.ends_with(c)) == Some(form));
    let kind = if imperative || is_latin(form, stem) { Kind::Weak } else { Kind::Strong };
    forms.push(Form { form: form.into(), lemma: stem.into(), kind, last: true, plural: false });
}

/// The dictionary inflects the terms of medicine in Latin: `cola` is then a plural of `colon`.
fn is_latin(form: &str, stem: &str) -> bool {
    let endings = ["us", "um", "a", "is", "ex", "ix", "or", "on", "er", "en", "u", "x", "s"];
    let inflected =
        ["i", "ae", "orum", "arum", "a", "ium", "uum", "es", "ia", "is", "um", "ibus", "us"];
    endings.iter().any(|ending| stem.ends_with(ending))
        && inflected.iter().any(|ending| form.ends_with(ending))
}

fn expand(
    base: &str,
    lemma: &str,
    flags: &[u16],
    kind: Kind,
    rules: &Rules,
    depth: usize,
    forms: &mut Vec<Form>,
) {
    for flag in flags {
        for rule in rules.get(flag).map_or(&[][..], Vec::as_slice) {
            let Some(form) = rule.apply(base) else { continue };
            if rule.flags.contains(&BEGINS) {
                forms.push(Form {
                    form,
                    lemma: lemma.into(),
                    kind: Kind::Linking,
                    last: false,
                    plural: false,
                });
                continue;
            }
            if form.ends_with('-') || rule.flags.contains(&36) {
                continue;
            }
            let kind = if weak(*flag, rule) { kind.max(Kind::Weak) } else { kind };
            if !rule.flags.contains(&NEEDS_AFFIX) {
                forms.push(Form {
                    form: form.clone(),
                    lemma: lemma.into(),
                    kind,
                    last: rule.flags.contains(&ENDS),
                    plural: flags.contains(&PLURAL_ONLY),
                });
            }
            if depth < 2 {
                expand(&form, lemma, &rule.flags, kind, rules, depth + 1, forms);
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
