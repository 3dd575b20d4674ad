//! Scores what the program found on a page against what was written down.
//!
//! An expectation gives a document's fields by name; a field may be a list of
//! alternatives, `null` among them. What it does not give is not compared.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

/// The figures of quotes' fields: how many of those that the page has are
/// right, and how many are wrong or made up.
const FIELDS: [(&str, &str, &str); 4] = [
    ("name", "names: recall", "names: wrong"),
    ("role", "roles: recall", "roles: wrong"),
    ("organisation", "organisations: recall", "organisations: wrong"),
    ("party", "parties: recall", "parties: wrong"),
];

/// Figures that count faults; all others are shares of what is right.
const FAULTS: [&str; 6] = [
    "names: wrong",
    "roles: wrong",
    "organisations: wrong",
    "parties: wrong",
    "words in a mouth",
    "furniture in a case or figure",
];

/// So many right of so many.
#[derive(Debug, Default, Clone, Copy)]
pub struct Share {
    pub right: usize,
    pub of: usize,
}

/// All figures of some pages, and all differences by page.
#[derive(Debug, Default)]
pub struct Score {
    pub figures: BTreeMap<&'static str, Share>,
    pub faults: BTreeMap<&'static str, usize>,
    /// What differs, with its page's name in front.
    pub remarks: Vec<String>,
}

impl Score {
    /// A figure's value: a count of faults, or a share (1 where nothing counts).
    pub fn value(&self, figure: &str) -> f64 {
        if FAULTS.contains(&figure) {
            return self.faults.get(figure).copied().unwrap_or(0) as f64;
        }
        let share = self.figures.get(figure).copied().unwrap_or_default();
        if share.of == 0 { 1.0 } else { share.right as f64 / share.of as f64 }
    }

    /// Every figure on a line of its own.
    pub fn table(&self) -> String {
        let mut table = String::new();
        for (figure, share) in &self.figures {
            let value = self.value(figure);
            let _ = writeln!(table, "{figure:32} {value:.3}  {} of {}", share.right, share.of);
        }
        for figure in FAULTS {
            let _ = writeln!(table, "{figure:32} {}", self.value(figure));
        }
        table
    }

    /// Compares the documents of one page.
    pub fn add(&mut self, page: &str, expected: &Value, found: &[Value]) {
        let wanted: Vec<&Value> = expected["documents"].as_array().into_iter().flatten().collect();
        let kind = |kind: &'static str| move |document: &&Value| document["kind"] == kind;
        let quotes = |of: &[&Value]| -> Vec<Value> {
            of.iter().copied().filter(kind("quote")).cloned().collect()
        };
        let all: Vec<&Value> = found.iter().collect();
        self.quotes(page, &quotes(&wanted), &quotes(&all));
        for (sort, precision, recall, fields) in [
            ("case", "cases: precision", "cases: recall", "cases: fields"),
            ("figure", "figures: precision", "figures: recall", "figures: fields"),
        ] {
            let wanted: Vec<&Value> = wanted.iter().copied().filter(kind(sort)).collect();
            let found: Vec<&Value> = all.iter().copied().filter(kind(sort)).collect();
            self.others(page, &wanted, &found, [precision, recall, fields]);
        }
        for words in expected["not"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            for document in found {
                self.keeps_out(page, words, document);
            }
        }
    }

    fn count(&mut self, figure: &'static str, right: usize, of: usize) {
        let share = self.figures.entry(figure).or_default();
        share.right += right;
        share.of += of;
    }

    fn fault(&mut self, figure: &'static str, page: &str, what: &str) {
        *self.faults.entry(figure).or_default() += 1;
        self.remark(page, &format!("{figure}: {what}"));
    }

    fn remark(&mut self, page: &str, what: &str) {
        self.remarks.push(format!("{page}: {what}"));
    }

    fn quotes(&mut self, page: &str, wanted: &[Value], found: &[Value]) {
        let mut taken = vec![false; found.len()];
        for wanted in wanted {
            let own = (0..found.len())
                .find(|&at| !taken[at] && fits(&wanted["text"], &found[at]["text"], same_words));
            self.count("quotes: recall", usize::from(own.is_some()), 1);
            let Some(own) = own else {
                self.remark(page, &format!("not found: {}", first(&wanted["text"])));
                for (field, recall, _) in FIELDS {
                    self.count(recall, 0, usize::from(must_be_there(&wanted[field])));
                }
                continue;
            };
            taken[own] = true;
            let found = &found[own];
            let partial = wanted["partial"] == true;
            let is_right = partial == (found["partial"] == true);
            self.count("partial flags", usize::from(is_right), 1);
            if !is_right {
                self.remark(page, &format!("partial is not {partial}: {}", found["text"]));
            }
            for (field, recall, wrong) in FIELDS {
                self.field(page, (field, recall, wrong), wanted, found);
            }
        }
        self.count("quotes: precision", taken.iter().filter(|&&taken| taken).count(), found.len());
        for (_, extra) in taken.iter().zip(found).filter(|(taken, _)| !**taken) {
            self.remark(
                page,
                &format!("too much: {} ({})", extra["text"], extra["speaker"]["name"]),
            );
            let words = collapsed(&extra["text"]);
            let is_known = wanted.iter().any(|wanted| {
                alternatives(&wanted["text"]).iter().any(|text| collapsed(text).contains(&words))
            });
            if !is_known {
                self.fault("words in a mouth", page, &extra["text"].to_string());
            }
        }
    }

    fn field(
        &mut self,
        page: &str,
        (field, recall, wrong): (&str, &'static str, &'static str),
        wanted: &Value,
        found: &Value,
    ) {
        if wanted.get(field).is_none() {
            return;
        }
        let value = &found["speaker"][field];
        let is_right = fits(&wanted[field], value, same_person);
        if must_be_there(&wanted[field]) {
            self.count(recall, usize::from(is_right), 1);
        }
        let what = format!("{field} is {value}, not {}: {}", wanted[field], found["text"]);
        match (is_right, value.is_null()) {
            (true, _) => {}
            (false, true) => self.remark(page, &what),
            (false, false) => self.fault(wrong, page, &what),
        }
    }

    fn others(
        &mut self,
        page: &str,
        wanted: &[&Value],
        found: &[&Value],
        [precision, recall, fields]: [&'static str; 3],
    ) {
        let mut taken = vec![false; found.len()];
        for wanted in wanted {
            let right = |at: &usize| {
                let keys = wanted.as_object().into_iter().flatten();
                keys.filter(|(key, value)| differs(key, value, found[*at]).is_none()).count()
            };
            let own = (0..found.len())
                .filter(|&at| !taken[at] && is_the_one(wanted, found[at]))
                .max_by_key(right);
            let keys: Vec<_> = wanted.as_object().into_iter().flatten().collect();
            let given = keys.len() - 1;
            self.count(recall, usize::from(own.is_some()), 1);
            self.count(fields, own.map_or(0, |own| right(&own) - 1), given);
            let Some(own) = own else {
                self.remark(page, &format!("not found: {wanted}"));
                continue;
            };
            taken[own] = true;
            for (key, value) in keys {
                if let Some(found) = differs(key, value, found[own]) {
                    let name = &wanted["kind"];
                    self.remark(page, &format!("{name} {key} is {found}, not {value}"));
                }
            }
        }
        self.count(precision, taken.iter().filter(|&&taken| taken).count(), found.len());
        for (_, extra) in taken.iter().zip(found).filter(|(taken, _)| !**taken) {
            self.remark(page, &format!("too much: {} {}", extra["kind"], extra["title"]));
        }
    }

    /// Words that no document may hold.
    fn keeps_out(&mut self, page: &str, words: &str, document: &Value) {
        let figure = match document["kind"] == "quote" {
            true => "words in a mouth",
            false => "furniture in a case or figure",
        };
        let keys = ["text", "problem", "done", "outcome", "prerequisites", "reuse", "caption"];
        let sought = collapsed(&Value::from(words));
        for key in keys.iter().filter(|key| collapsed(&document[**key]).contains(&sought)) {
            self.fault(figure, page, &format!("{words:?} in {key} {}", document[*key]));
        }
    }
}

fn alternatives(expected: &Value) -> Vec<&Value> {
    match expected {
        Value::Array(all) => all.iter().collect(),
        one => vec![one],
    }
}

fn first(expected: &Value) -> &Value {
    alternatives(expected)[0]
}

fn must_be_there(expected: &Value) -> bool {
    !alternatives(expected).contains(&&Value::Null)
}

fn fits(expected: &Value, found: &Value, same: fn(&Value, &Value) -> bool) -> bool {
    alternatives(expected).iter().any(|one| same(one, found))
}

fn collapsed(value: &Value) -> String {
    value.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same letters, paragraphs included.
fn same_words(expected: &Value, found: &Value) -> bool {
    expected == found
}

/// The same name, role, organisation or party: an article, the case of letters
/// and the definite ending make no difference.
fn same_person(expected: &Value, found: &Value) -> bool {
    let words = |value: &Value| -> Vec<String> {
        let words = collapsed(value).to_lowercase();
        let words = words.trim_matches([' ', '.', ',']);
        let bare = ["den ", "det ", "de "].iter().find_map(|article| words.strip_prefix(article));
        bare.unwrap_or(words).split(' ').map(str::to_owned).collect()
    };
    let is_definite = |one: &str, other: &str| {
        one.strip_prefix(other).is_some_and(|ending| matches!(ending, "en" | "et" | "n" | "t"))
    };
    let (one, other) = (words(expected), words(found));
    expected.is_null() == found.is_null()
        && one.len() == other.len()
        && one
            .iter()
            .zip(&other)
            .all(|(one, other)| one == other || is_definite(one, other) || is_definite(other, one))
}

/// Whether a case or figure is the one an expectation speaks of: a figure by
/// its number where it has one, anything else by its title, or its words.
fn is_the_one(wanted: &Value, found: &Value) -> bool {
    let agree = |key: &str| differs(key, &wanted[key], found).is_none();
    match (&wanted["value"], &wanted["title"]) {
        (value, _) if must_be_there(value) => agree("value"),
        (_, title) if must_be_there(title) => agree("title"),
        _ => agree("text"),
    }
}

/// What a document has for a key, if it is not what is expected.
fn differs(key: &str, expected: &Value, found: &Value) -> Option<Value> {
    let same = |one: &Value, found: &Value| match (one, found) {
        (Value::Number(one), Value::Number(found)) => one.as_f64() == found.as_f64(),
        (Value::String(_), Value::String(_)) => collapsed(one) == collapsed(found),
        _ => one == found,
    };
    let value = match key {
        // In capitals the source's own title and the shown one differ.
        "title" => {
            let own = &found["title_source"];
            let shown = if own.is_null() { own } else { &found["title"] };
            if alternatives(expected).iter().any(|one| same(one, shown)) { shown } else { own }
        }
        "organisation" => &found["speaker"]["organisation"],
        "rows" => &Value::from(found["data"]["rows"].as_array().map_or(0, Vec::len)),
        key => &found[key],
    };
    let is_right = alternatives(expected).iter().any(|one| same(one, value));
    (!is_right).then(|| value.clone())
}
