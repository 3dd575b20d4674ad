//! Relevance must not be lost, and what the README says of it must be so.

use ordret_model::Kind;

use super::floors::Floors;
use super::judge::{Answer, Demand};
use super::searches::parse;
use super::{file, measure, read, report};

#[test]
fn what_readers_look_for_is_found_as_well_as_before() {
    let measured = measure().unwrap();
    let table = report::table(&measured.asked);
    println!("{table}\n{}", report::unmet(&measured));
    let floors = Floors::read(&file("tests/relevance-floors.tsv")).unwrap();
    for stale in floors.stale(&measured) {
        println!("NOTE: known not to be met, and is; take it out of the floors: {stale}");
    }
    let lost = floors.lost(&measured);
    assert!(lost.is_empty(), "{table}\n{}", lost.join("\n"));
    let readme = read(&file("README.md")).unwrap();
    assert!(
        report::put(&readme, &table).unwrap() == readme,
        "README.md shows other figures than these; `cargo run -p ordret-bench -- relevance \
         --write` puts them there:\n{table}"
    );
}

fn names() -> Vec<(Kind, String)> {
    let names = [
        (Kind::Quote, "Vi har været her"),
        (Kind::Quote, "Vi har aldrig"),
        (Kind::Case, "En bro"),
        (Kind::Figure, "En bro"),
    ];
    names.map(|(kind, name)| (kind, name.to_owned())).into()
}

const RIGHT: &str = r#"
[[search]]
query = "bro"
reader = "civil servant"
kind = "words"
first = ["case: En bro"]
must = ["figure: En"]
also = ["quote: Vi har været"]
never = ["quote: Vi har aldrig"]
why = "wants the bridge"
"#;

#[test]
fn an_answer_is_graded_by_rank_and_held_against_what_is_demanded() {
    let mut wrong = Vec::new();
    let search = parse(RIGHT, &names(), &mut wrong).unwrap().remove(0);
    assert_eq!(wrong, Vec::<String>::new());
    let answer = |hits: &[usize]| Answer { found: hits.len() as u64, hits: hits.to_vec() };
    let ndcg = |hits: &[usize]| search.ndcg(&answer(hits)).unwrap();
    assert!((ndcg(&[2, 3, 0]) - 1.0).abs() < 1e-9);
    // (3 + 7 / log2 3) / (7 + 3 / log2 3 + 1 / 2)
    assert!((ndcg(&[3, 2]) - 0.7896).abs() < 1e-4, "{}", ndcg(&[3, 2]));
    assert!(ndcg(&[]) == 0.0);
    let unmet = |hits: &[usize]| -> Vec<Demand> {
        let demands = search.demands().into_iter();
        demands.filter(|demand| !search.meets(*demand, &answer(hits))).collect()
    };
    assert_eq!(unmet(&[2, 3]), []);
    assert_eq!(unmet(&[3, 2, 1]), [Demand::First, Demand::Never(1)]);
    assert_eq!(unmet(&[]), [Demand::First, Demand::Must(3)]);
}

#[test]
fn a_search_that_cannot_be_judged_is_named() {
    let check = |from: &str, to: &str, why: &str| {
        let mut wrong = Vec::new();
        parse(&RIGHT.replace(from, to), &names(), &mut wrong).unwrap();
        assert!(wrong.len() == 1 && wrong[0].contains(why), "{wrong:?}");
    };
    check("quote: Vi har været", "quote: Vi har", "several");
    check("figure: En", "figure: To", "no document");
    check("figure: En", "En", "kind: opening");
    check("quote: Vi har aldrig", "case: En bro", "both wanted and not");
    check("never =", "empty = true\nnever =", "nothing may be found");
    assert!(parse(&RIGHT.replace("civil servant", "poet"), &names(), &mut Vec::new()).is_err());
}

#[test]
fn floors_are_read_as_they_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("floors.tsv");
    let text = "what\twhose or query\tleast, or the demand that is not met\n\
                ndcg@10\tcitizen\t0.8123\nndcg@10\toverall\t0.9000\nknown\tbro\tfirst\n";
    std::fs::write(&path, text).unwrap();
    assert_eq!(Floors::read(&path).unwrap().to_string(), text);
    std::fs::write(&path, "ndcg@10\tcitizen\tmuch\n").unwrap();
    assert!(Floors::read(&path).unwrap_err().to_string().contains("floors.tsv:1"));
}
