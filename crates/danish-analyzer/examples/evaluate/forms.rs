//! Inflection: which forms meet, and whether they should.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use danish_analyzer::Analyzer;
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};

type Analysis<'a> = Box<dyn FnMut(&str) -> Vec<String> + 'a>;

/// Prints the share of pairs lemma–form that meet, and of the pairs of forms that
/// meet the share that belong to one lemma, for this crate and for the stock stemmer.
pub fn report(rows: &[[String; 3]], failures: bool) {
    // Single words in lower case letters, and pairs of two different forms: "ABC" and "abc"
    // are two lemmas in the file and one word here, a lemma always meets itself.
    let single = |word: &str| word.chars().all(|c| c.is_alphabetic() && !c.is_uppercase());
    let pairs = rows.iter().map(|row| (row[0].as_str(), row[1].as_str()));
    let rows: Vec<(&str, &str)> =
        pairs.filter(|(lemma, form)| single(lemma) && single(form)).collect();
    let analyzer = Analyzer::new();
    let mut stock = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(Stemmer::new(Language::Danish))
        .build();
    let ours: Analysis = Box::new(|word| {
        analyzer.analyze(word).first().map(|token| token.terms.lemmas.clone()).unwrap_or_default()
    });
    let stem: Analysis = Box::new(move |word| {
        let mut terms = Vec::new();
        stock.token_stream(word).process(&mut |token| terms.push(token.text.clone()));
        terms
    });
    for (name, mut analysis) in [("this crate", ours), ("stock stemmer", stem)] {
        let words: BTreeSet<&str> = rows.iter().flat_map(|(lemma, form)| [*lemma, *form]).collect();
        let terms: HashMap<&str, BTreeSet<String>> =
            words.into_iter().map(|word| (word, analysis(word).into_iter().collect())).collect();
        let (met, together) = (
            recall(&rows, &terms, failures && name == "this crate"),
            precision(&rows, &terms, failures && name == "this crate"),
        );
        println!(
            "forms.tsv, {name}: {met:.4} of the pairs lemma-form ({} rows) meet; {together:.4} of the pairs of forms that meet share a lemma",
            rows.len()
        );
    }
}

fn recall(rows: &[(&str, &str)], terms: &HashMap<&str, BTreeSet<String>>, failures: bool) -> f64 {
    let rows: Vec<_> = rows.iter().filter(|(lemma, form)| lemma != form).collect();
    let missed: Vec<_> =
        rows.iter().filter(|(lemma, form)| terms[lemma].is_disjoint(&terms[form])).collect();
    if failures {
        missed.iter().for_each(|(lemma, form)| {
            println!("  does not meet: {lemma} {form} {:?} {:?}", terms[lemma], terms[form])
        });
    }
    1.0 - missed.len() as f64 / rows.len() as f64
}

fn precision(
    rows: &[(&str, &str)],
    terms: &HashMap<&str, BTreeSet<String>>,
    failures: bool,
) -> f64 {
    let mut lemmas: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    rows.iter().for_each(|(lemma, form)| _ = lemmas.entry(form).or_default().insert(lemma));
    let mut by_term: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for form in lemmas.keys() {
        terms[form].iter().for_each(|term| _ = by_term.entry(term).or_default().insert(form));
    }
    let mut pairs: BTreeSet<(&str, &str)> = BTreeSet::new();
    for forms in by_term.values() {
        for one in forms {
            pairs.extend(forms.range(*one..).skip(1).map(|other| (*one, *other)));
        }
    }
    let wrong: Vec<_> =
        pairs.iter().filter(|(one, other)| lemmas[one].is_disjoint(&lemmas[other])).collect();
    if failures {
        wrong.iter().for_each(|(one, other)| {
            println!("  meets wrongly: {one} {other} {:?} {:?}", terms[one], terms[other])
        });
    }
    1.0 - wrong.len() as f64 / pairs.len() as f64
}
