//! What is published, kept, taken back and damaged: which generation is served,
//! and what whoever looks after it is told.

mod common;

use std::fs;
use std::path::Path;

use common::{Home, files, quote, search};
use ordret_search::{Error, Index, Opening, Searcher};

fn published(texts: &[&str]) -> Home {
    let home = Home::new();
    texts.iter().for_each(|text| drop(home.publish(&[quote("a1", text)])));
    home
}

/// Every large generation: nothing is held in memory.
fn mapped() -> Opening {
    Opening { held: 0, verified: true, state: None }
}

#[test]
fn every_bit_of_a_manifest_counts() {
    let home = published(&["Den gamle bro", "Den nye bro"]);
    let path = home.path().join("000002/generation.json");
    let intact = fs::read(&path).expect("read");
    for (at, bit) in (0..intact.len()).map(|at| (at, at % 8)) {
        let mut damaged = intact.clone();
        damaged[at] ^= 1 << bit;
        fs::write(&path, damaged).expect("damaged");
        let verified = home.index().verify().expect("verified");
        assert!(!verified[1].problems.is_empty(), "bit {bit} of byte {at} went unnoticed");
        assert_ne!(home.searcher().generation(), "000002", "bit {bit} of byte {at}");
    }
    fs::write(&path, intact).expect("mended");
    assert_eq!(home.searcher().generation(), "000002");
}

#[test]
fn damage_anywhere_is_found_before_a_generation_of_any_size_is_served() {
    let home = published(&["Den gamle bro", "Den nye bro"]);
    for path in files(&home.path().join("000002")) {
        let intact = fs::read(&path).expect("read");
        for at in [0, intact.len() / 3, intact.len() - 1] {
            let mut damaged = intact.clone();
            damaged[at] ^= 16;
            fs::write(&path, damaged).expect("damaged");
            for opening in [mapped(), Opening::default()] {
                let served = Searcher::open_with(&home.path(), &opening).expect("the older one");
                assert_eq!(served.generation(), "000001", "byte {at} of {}", path.display());
            }
        }
        fs::write(&path, intact).expect("mended");
    }
    let served = Searcher::open_with(&home.path(), &mapped()).expect("mended");
    assert_eq!((served.generation(), search(&served, "nye").total), ("000002", 1));
}

#[test]
fn files_cut_in_place_under_a_searcher_change_nothing() {
    let home = published(&["Den gamle bro"]);
    let searcher = home.searcher();
    for path in files(&home.path().join("000001")) {
        fs::File::options().write(true).open(&path).expect("open").set_len(0).expect("cut");
    }
    assert_eq!(search(&searcher, "gamle bro").total, 1);
    assert_eq!(search(&searcher, "").hits[0].document.text.value, "Den gamle bro");
}

#[test]
fn a_withdrawn_generation_is_never_fallen_back_to() {
    let home = published(&["et", "to", "tre"]);
    assert_eq!(home.index().rollback().expect("an older one").generation, "000002");
    home.publish(&[quote("a1", "fire")]);
    fs::write(home.path().join("000004/digests"), "x").expect("damaged");
    assert_eq!(home.searcher().generation(), "000002");
    assert_eq!(home.index().rollback().expect("an older one").generation, "000002");
    let next = home.publish(&[quote("a1", "fem")]);
    assert_eq!(next.manifest.generation, "000005", "numbers are never used again");
}

#[test]
fn a_current_that_names_nothing_is_fallen_back_from_and_rolled_back() {
    for damage in [Some(""), Some("\0\0\0\0\0\0\0"), Some("000009\n"), Some("\u{fffd}1"), None] {
        let home = published(&["et", "to"]);
        let path = home.path().join("CURRENT");
        match damage {
            Some(text) => fs::write(&path, text).expect("damaged"),
            None => fs::remove_file(&path).expect("removed"),
        }
        assert_eq!(home.searcher().generation(), "000002", "{damage:?}");
        assert_eq!(home.index().generations().expect("a list").len(), 2);
        assert!(home.index().verify().is_ok());
        assert_eq!(home.index().rollback().expect("mended").generation, "000002", "{damage:?}");
        assert_eq!(fs::read_to_string(&path).expect("a CURRENT"), "000002\n");
        fs::write(&path, "").expect("damaged again");
        assert_eq!(home.publish(&[quote("a1", "tre")]).manifest.generation, "000003");
    }
}

#[test]
fn an_index_built_anew_under_the_same_number_is_another_one() {
    let home = published(&["Den gamle bro"]);
    let old = home.searcher();
    assert!(old.is_current());
    fs::remove_dir_all(home.path()).expect("removed");
    assert!(old.is_current(), "while there is nothing newer");
    home.publish(&[quote("a1", "Den nye vej")]);
    assert_eq!(home.searcher().generation(), old.generation());
    assert!(!old.is_current());
}

#[test]
fn nothing_unserved_stays_when_current_cannot_be_written() {
    let home = published(&["et"]);
    // A file system that refuses: a folder where the file is to be.
    fs::remove_file(home.path().join("CURRENT")).expect("removed");
    fs::create_dir_all(home.path().join("CURRENT/x")).expect("a folder");
    let before = files(&home.path());
    for _ in 0..2 {
        let index = home.index();
        let built = index.begin_generation("x").expect("a writer").commit().expect("built");
        assert!(index.publish(built).is_err());
        assert_eq!(files(&home.path()), before);
    }
}

#[test]
fn whatever_lies_in_the_way_of_a_writer_stops_nothing() {
    let home = published(&["et"]);
    for folder in ["CURRENT.new", "WITHDRAWN.new", "999999", "000003"] {
        fs::create_dir(home.path().join(folder)).expect("a folder");
    }
    fs::write(home.path().join("000002.building-1"), "").expect("a file");
    home.publish(&[quote("a1", "to")]);
    home.publish(&[quote("a1", "tre")]);
    let served = home.searcher();
    assert_eq!((served.generation(), search(&served, "tre").total), ("000004", 1));
}

#[test]
fn the_number_after_999999_has_seven_digits() {
    let home = published(&["et"]);
    fs::write(home.path().join("WITHDRAWN"), "999999\n").expect("written");
    for (text, generation) in [("to", "1000000"), ("tre", "1000001")] {
        assert_eq!(home.publish(&[quote("a1", text)]).manifest.generation, generation);
        assert_eq!(home.searcher().generation(), generation);
    }
    let kept = home.index().generations().expect("a list");
    let names: Vec<&str> = kept.iter().map(|kept| kept.generation.as_str()).collect();
    assert_eq!(names, ["000001", "1000000", "1000001"]);
}

#[test]
fn a_whole_generation_that_was_never_served_goes_with_the_next_writer() {
    let home = published(&["et", "to"]);
    // As a writer leaves it that is killed between its two renames.
    fs::write(home.path().join("CURRENT"), "000001\n").expect("written");
    assert_eq!(home.searcher().generation(), "000001");
    assert_eq!(home.publish(&[quote("a1", "tre")]).manifest.generation, "000002");
    assert_eq!(search(&home.searcher(), "tre").total, 1);
}

#[test]
fn pruning_keeps_what_is_served_and_takes_what_was_withdrawn() {
    let home = published(&["et", "to", "tre"]);
    home.index().rollback().expect("one back");
    assert_eq!(home.index().prune(9).expect("pruned"), ["000003"]);
    assert_eq!(home.index().prune(1).expect("pruned"), ["000001"]);
    assert_eq!(home.searcher().generation(), "000002");
    assert_eq!(home.publish(&[quote("a1", "fire")]).manifest.generation, "000004");
}

#[test]
fn a_folder_that_is_not_there_is_an_error_and_is_not_made() {
    let home = Home::new();
    assert!(matches!(Index::existing(&home.path()), Err(Error::NoIndex(_))));
    assert!(!home.path().exists());
}

#[test]
fn what_was_verified_on_this_host_is_remembered_until_a_file_changes() {
    let home = published(&["Den gamle bro"]);
    let state = tempfile::TempDir::new().expect("a folder");
    let opening = Opening { state: Some(state.path().to_owned()), ..mapped() };
    let open = || Searcher::open_with(&home.path(), &opening);
    open().expect("verified");
    let remembered = fs::read_dir(state.path()).expect("a list").count();
    assert_eq!(remembered, 1);
    let digests = home.path().join("000001/digests");
    let mut damaged = fs::read(&digests).expect("read");
    damaged[3] ^= 1;
    fs::write(&digests, damaged).expect("damaged");
    assert!(matches!(open(), Err(Error::Damaged { .. })), "a changed file is read anew");
}

#[cfg(unix)]
#[test]
fn every_file_has_the_mode_that_the_mask_gives() {
    use std::os::unix::fs::PermissionsExt;
    let home = published(&["et", "to"]);
    home.index().rollback().expect("a WITHDRAWN");
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    let sample = home.path().join("a-file-like-any");
    fs::write(&sample, "").expect("written");
    for path in files(&home.path()) {
        assert_eq!(mode(&path), mode(&sample), "{}", path.display());
    }
}
