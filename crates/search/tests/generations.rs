//! Generations: published whole, kept intact, never served damaged.

mod common;

use std::fs;

use common::{Home, files, ids, quote, search};
use ordret_model::{DocumentId, SearchRequest};
use ordret_search::{Error, Index, Searcher};

#[test]
fn what_is_published_is_found_and_counted() {
    let home = Home::new();
    let published = home.publish(&[quote("a1", "Broen er bygget."), quote("a2", "Vejen er lang.")]);
    assert_eq!(published.manifest.generation, "000001");
    assert_eq!((published.added, published.unchanged), (2, 0));
    let searcher = home.searcher();
    assert_eq!(ids(&search(&searcher, "bro")), ["a1"]);
    assert!(searcher.is_current());
}

#[test]
fn the_next_generation_says_what_it_changed() {
    let home = Home::new();
    home.publish(&[quote("a1", "Et"), quote("a2", "To"), quote("a3", "Tre")]);
    let next = home.publish(&[quote("a2", "To"), quote("a3", "Fire"), quote("a4", "Fem")]);
    assert_eq!((next.added, next.changed, next.removed, next.unchanged), (1, 1, 1, 1));
}

#[test]
fn a_searcher_keeps_its_generation_and_knows_when_it_is_old() {
    let home = Home::new();
    home.publish(&[quote("a1", "Gammel havn")]);
    let old = home.searcher();
    home.publish(&[quote("a1", "Ny havn")]);
    assert!(!old.is_current());
    assert_eq!(search(&old, "gammel").total, 1);
    assert_eq!(search(&home.searcher(), "gammel").total, 0);
}

#[test]
fn nothing_published_is_said_with_what_to_do() {
    let home = Home::new();
    let error = Searcher::open(&home.path()).expect_err("nothing is there");
    assert!(matches!(error, Error::NotPublished(_)));
    assert!(error.to_string().contains("ordret reindex"), "{error}");
}

#[test]
fn an_index_that_is_a_file_is_refused() {
    let home = Home::new();
    fs::write(home.path(), "not a folder").expect("written");
    assert!(matches!(Index::at(&home.path()), Err(Error::NotAFolder(_))));
    assert!(matches!(Searcher::open(&home.path()), Err(Error::NotAFolder(_))));
}

#[test]
fn a_writer_that_is_dropped_leaves_nothing() {
    let home = Home::new();
    home.publish(&[quote("a1", "Broen")]);
    let before = files(&home.path());
    let mut writer = home.index().begin_generation("x").expect("a writer");
    writer.add(&quote("a2", "Vejen")).expect("a document");
    drop(writer);
    assert_eq!(files(&home.path()), before);
    drop(home.index().begin_generation("x").expect("a writer").commit().expect("built"));
    assert_eq!(files(&home.path()), before);
}

#[test]
fn what_a_killed_writer_left_behind_is_removed_by_the_next() {
    let home = Home::new();
    home.publish(&[quote("a1", "Broen")]);
    let left = home.path().join("000002.building-1");
    fs::create_dir(&left).expect("a folder");
    fs::write(left.join("half"), "a segment").expect("written");
    assert_eq!(search(&home.searcher(), "bro").total, 1);
    let published = home.publish(&[quote("a1", "Broen")]);
    assert_eq!(published.manifest.generation, "000002");
    assert!(!left.exists());
}

#[test]
fn two_writers_at_once_are_refused_by_name() {
    let home = Home::new();
    let first = home.index().begin_generation("x").expect("a writer");
    let Err(Error::Busy { holder, .. }) = home.index().begin_generation("x") else {
        panic!("the second writer must be refused");
    };
    assert!(holder.contains(&format!("process {}", std::process::id())), "{holder}");
    drop(first);
    home.index().begin_generation("x").expect("free again");
}

#[test]
fn an_id_is_taken_once() {
    let home = Home::new();
    let mut writer = home.index().begin_generation("x").expect("a writer");
    writer.add(&quote("a1", "Broen")).expect("a document");
    assert!(matches!(writer.add(&quote("a1", "Vejen")), Err(Error::DuplicateId(_))));
}

#[test]
fn three_generations_are_kept_and_one_can_go_back() {
    let home = Home::new();
    for text in ["en", "to", "tre", "fire", "fem"] {
        home.publish(&[quote("a1", &format!("Tallet er {text}"))]);
    }
    let kept = home.index().generations().expect("a list");
    let names: Vec<&str> = kept.iter().map(|kept| &*kept.generation).collect();
    assert_eq!(names, ["000003", "000004", "000005"]);
    assert_eq!(home.index().rollback().expect("an older one").generation, "000004");
    assert_eq!(search(&home.searcher(), "fire").total, 1);
    let next = home.publish(&[quote("a1", "Tallet er seks")]);
    assert_eq!(next.manifest.generation, "000006", "numbers are never used again");
}

#[test]
fn the_current_generation_is_never_pruned() {
    let home = Home::new();
    for text in ["en", "to", "tre"] {
        home.publish(&[quote("a1", text)]);
    }
    home.index().rollback().expect("one back");
    home.index().rollback().expect("two back");
    assert_eq!(home.index().prune(1).expect("pruned"), ["000002", "000003"], "withdrawn ones go");
    assert_eq!(home.searcher().generation(), "000001");
    assert!(matches!(home.index().rollback(), Err(Error::NothingOlder(_))));
}

#[test]
fn a_flipped_bit_in_any_file_is_named_and_not_served() {
    let home = Home::new();
    home.publish(&[quote("a1", "Den gamle bro")]);
    home.publish(&[quote("a1", "Den nye bro")]);
    let folder = home.path().join("000002");
    for path in files(&folder) {
        let intact = fs::read(&path).expect("read");
        let mut damaged = intact.clone();
        damaged[intact.len() / 2] ^= 4;
        fs::write(&path, damaged).expect("damaged");
        let verified = home.index().verify().expect("verified");
        assert!(verified[0].problems.is_empty());
        assert!(!verified[1].problems.is_empty(), "{} went unnoticed", path.display());
        match Searcher::open(&home.path()) {
            Ok(searcher) => assert_eq!(searcher.generation(), "000001", "{}", path.display()),
            Err(error) => assert!(matches!(error, Error::Incompatible { .. }), "{error}"),
        }
        fs::write(&path, intact).expect("mended");
    }
    assert_eq!(home.searcher().generation(), "000002");
}

#[test]
fn a_file_cut_short_or_gone_is_not_served() {
    let home = Home::new();
    home.publish(&[quote("a1", "Den gamle bro")]);
    home.publish(&[quote("a1", "Den nye bro")]);
    for path in files(&home.path().join("000002")) {
        let intact = fs::read(&path).expect("read");
        for length in [0, intact.len() / 2, intact.len() - 1] {
            fs::write(&path, &intact[..length]).expect("cut");
            assert_eq!(home.searcher().generation(), "000001", "{} at {length}", path.display());
        }
        fs::remove_file(&path).expect("removed");
        assert_eq!(home.searcher().generation(), "000001", "{} gone", path.display());
        fs::write(&path, intact).expect("mended");
    }
}

#[test]
fn damage_without_anything_older_is_an_error_that_names_the_file() {
    let home = Home::new();
    home.publish(&[quote("a1", "Broen")]);
    let digests = home.path().join("000001/digests");
    fs::write(&digests, "short").expect("damaged");
    let error = Searcher::open(&home.path()).expect_err("damaged");
    assert!(error.to_string().contains("digests"), "{error}");
}

#[test]
fn an_index_of_a_newer_ordret_is_refused_with_both_versions() {
    let home = Home::new();
    home.publish(&[quote("a1", "Broen")]);
    let path = home.path().join("000001/generation.json");
    let text = fs::read_to_string(&path).expect("read");
    let newer = text
        .replace("\"manifest_version\": 2", "\"manifest_version\": 999")
        .replace(&format!("\"{}\"", env!("CARGO_PKG_VERSION")), "\"9.9.9\"");
    // As the newer one wrote it, its checksum right, and as one whose manifest is of
    // another shape.
    let body = newer.split(",\n  \"checksum\"").next().expect("a body");
    let sealed = blake3::hash(body.as_bytes()).to_hex();
    let newer = format!("{body},\n  \"checksum\": \"{sealed}\"\n}}\n");
    fs::write(&path, newer).expect("written");
    let error = Searcher::open(&home.path()).expect_err("incompatible");
    assert!(matches!(error, Error::Incompatible { newer: true, .. }), "{error}");
    fs::write(&path, format!("{body}}}")).expect("written");
    let error = Searcher::open(&home.path()).expect_err("incompatible");
    let message = error.to_string();
    assert!(matches!(error, Error::Incompatible { .. }), "{message}");
    assert!(message.contains("9.9.9") && message.contains(env!("CARGO_PKG_VERSION")), "{message}");
}

#[cfg(unix)]
#[test]
fn an_index_without_a_writable_file_is_served() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    home.publish(&[quote("a1", "Broen er bygget.")]);
    let generation = home.path().join("000001");
    assert!(files(&generation).iter().all(|path| !path.to_string_lossy().ends_with(".lock")));
    let before = files(&home.path());
    fs::set_permissions(&generation, fs::Permissions::from_mode(0o555)).expect("read-only");
    assert_eq!(search(&home.searcher(), "bro").total, 1);
    // Root may write anyway: what counts is that nothing was.
    assert_eq!(files(&home.path()), before);
    fs::set_permissions(&generation, fs::Permissions::from_mode(0o755)).expect("writable");
}

#[test]
fn the_same_content_gives_the_same_digests_whatever_the_order() {
    let documents: Vec<_> =
        (0..50).map(|n| quote(&format!("a{n}"), &format!("Tekst nummer {n}"))).collect();
    let (one, other) = (Home::new(), Home::new());
    let forward = one.publish(&documents);
    let reversed: Vec<_> = documents.into_iter().rev().collect();
    let backward = other.publish(&reversed);
    assert_eq!(forward.manifest.files["digests"], backward.manifest.files["digests"]);
}

#[test]
fn a_generation_of_nothing_finds_nothing() {
    let home = Home::new();
    home.publish(&[]);
    let searcher = home.searcher();
    for query in ["", "bro", "\"en bro\"", "-bro"] {
        assert_eq!(search(&searcher, query).total, 0, "{query}");
    }
    let id = DocumentId::parse("a1").expect("an id");
    assert_eq!(searcher.document(&id).expect("an answer"), None);
    assert!(searcher.page("side", Some(3), 10).expect("an answer").is_empty());
    let empty = searcher.search(&SearchRequest::default()).expect("an answer");
    assert!(empty.facets.is_empty());
}
