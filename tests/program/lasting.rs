//! What must survive: killed writers, damaged files, full disks, readers while it is
//! published. As many rounds as a test run has time for; with `ORDRET_LONG=1` as many as
//! docs/operation.md has figures of.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::Value;

use crate::serve::Server;
use crate::support::{command, folder, json, ordret, text, write};

/// `few` rounds, or `many` where there is time.
fn rounds(few: u64, many: u64) -> u64 {
    if std::env::var_os("ORDRET_LONG").is_some() { many } else { few }
}

/// Numbers that look like chance and are the same each time.
fn chance(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

/// Content in which every document says which edition it is.
fn edition(folder: &Path, number: u64) {
    for page in 0..8 {
        let words = format!("> “Side {page} i udgave u{number}”\n>\n> — Bo Kær, rektor\n");
        write(folder, &format!("content/{page}.md"), words);
    }
}

/// The edition that an answer is of; every hit must be of the same.
fn edition_of(answer: &Value) -> String {
    let hits = answer["hits"].as_array().expect("hits");
    let said = |hit: &Value| {
        let words: String = hit["snippet"]
            .as_array()
            .expect("a snippet")
            .iter()
            .map(|one| text(&one["text"]))
            .collect();
        words.rsplit(' ').next().expect("words").to_owned()
    };
    let editions: Vec<String> = hits.iter().map(said).collect();
    assert_eq!(editions.len(), 8, "{answer}");
    assert!(editions.iter().all(|edition| *edition == editions[0]), "{editions:?}");
    editions[0].clone()
}

#[test]
fn a_reindex_that_is_killed_leaves_the_old_or_the_new() {
    let folder = folder();
    edition(folder.path(), 0);
    assert_eq!(ordret(folder.path(), &["reindex"]).code, 0);
    let (mut old, mut seed) = ("u0".to_owned(), 7);
    for round in 1..=rounds(12, 200) {
        edition(folder.path(), round);
        let mut writer = command(folder.path(), &["reindex"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        std::thread::sleep(Duration::from_millis(chance(&mut seed) % 400));
        // It may be done by now.
        let _ = writer.kill();
        writer.wait().expect("ends");
        let served = edition_of(&json(folder.path(), &["search", "udgave"]));
        assert!(served == old || served == format!("u{round}"), "{served} after {old}");
        let verified = ordret(folder.path(), &["generations", "verify"]);
        assert_eq!(verified.code, 0, "{}", verified.out);
        old = served;
    }
    edition(folder.path(), 999);
    assert_eq!(ordret(folder.path(), &["reindex"]).code, 0);
    assert_eq!(edition_of(&json(folder.path(), &["search", "udgave"])), "u999");
    let left = std::fs::read_dir(folder.path().join("index")).expect("a list");
    let names: Vec<String> =
        left.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into()).collect();
    assert!(names.iter().all(|name| !name.contains("building")), "{names:?}");
}

#[test]
fn a_flipped_bit_or_a_cut_is_found_whichever_file_it_is_in() {
    let folder = folder();
    for number in 0..2 {
        edition(folder.path(), number);
        assert_eq!(ordret(folder.path(), &["reindex"]).code, 0);
    }
    let generation = folder.path().join("index/000002");
    let files = std::fs::read_dir(&generation).expect("a list");
    let mut files: Vec<_> = files.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let mut seed = 11;
    for round in 0..rounds(files.len() as u64, 200) {
        let file = &files[round as usize % files.len()];
        let intact = std::fs::read(file).expect("read");
        let mut damaged = intact.clone();
        let at = chance(&mut seed) as usize % intact.len();
        match chance(&mut seed) % 4 {
            0 => damaged.truncate(at),
            _ => damaged[at] ^= 1 << (chance(&mut seed) % 8),
        }
        std::fs::write(file, damaged).expect("damaged");
        let verified = ordret(folder.path(), &["generations", "verify"]);
        let name = file.file_name().expect("a name").to_string_lossy();
        assert!(
            verified.code == 1 && verified.out.contains(&*name),
            "{name} at {at}: {}",
            verified.out
        );
        let served = json(folder.path(), &["search", "udgave"]);
        assert_eq!(edition_of(&served), "u0", "{name} at {at}");
        std::fs::write(file, intact).expect("mended");
    }
    assert_eq!(ordret(folder.path(), &["generations", "verify"]).code, 0);
}

#[test]
fn readers_see_one_edition_at_a_time_while_others_are_published() {
    let folder = folder();
    edition(folder.path(), 0);
    let server = Server::start(command(folder.path(), &["serve", "--listen", "127.0.0.1:0"]));
    let done = AtomicBool::new(false);
    let asked = std::thread::scope(|scope| {
        let ask = || {
            let mut asked = 0;
            while !done.load(Ordering::Relaxed) {
                // Not the same twice, or the answer would be one that was kept.
                edition_of(&server.api(&format!("q=udgave&limit={}", 10 + asked % 90)));
                asked += 1;
            }
            asked
        };
        let readers: Vec<_> = (0..2).map(|_| scope.spawn(ask)).collect();
        for number in 1..=rounds(4, 50) {
            edition(folder.path(), number);
            let run = ordret(folder.path(), &["reindex"]);
            assert_eq!(run.code, 0, "{}", run.err);
        }
        done.store(true, Ordering::Relaxed);
        readers.into_iter().map(|reader| reader.join().expect("no request failed")).sum::<u64>()
    });
    assert!(asked > 0);
}

/// A file system of its own, small, where whoever runs the tests may mount one.
pub struct SmallDisk(pub tempfile::TempDir);

impl SmallDisk {
    pub fn mount(size: &str) -> Option<SmallDisk> {
        let folder = folder();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "ordret-test"]);
        let done = mount.arg(folder.path()).stderr(Stdio::null()).status();
        done.is_ok_and(|status| status.success()).then_some(SmallDisk(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_is_told_of_with_figures_and_leaves_what_was() {
    let Some(disk) = SmallDisk::mount("1m") else {
        println!("NOTE: no file system can be mounted here; full disks go untested");
        return;
    };
    let (work, index) = (folder(), disk.0.path().join("index"));
    let index = index.to_string_lossy();
    edition(work.path(), 1);
    assert_eq!(ordret(work.path(), &["reindex", "--index", &index]).code, 0);
    let (mut seed, mut large) = (3, String::new());
    for _ in 0..9000 {
        let word = |seed: &mut u64| format!("{:x}{:x}", chance(seed), chance(seed));
        let words: Vec<String> = (0..12).map(|_| word(&mut seed)).collect();
        large += &format!("{{\"text\": \"{}\", \"person\": \"Bo\"}}\n", words.join(" "));
    }
    write(work.path(), "content/large.jsonl", large);
    for _ in 0..2 {
        let run = ordret(work.path(), &["reindex", "--index", &index]);
        assert_eq!(run.code, 1, "{}", run.out);
        assert!(run.err.contains("is full") && run.err.contains("bytes are free"), "{}", run.err);
        assert!(run.err.contains("prune") && run.err.contains("untouched"), "{}", run.err);
        let left = std::fs::read_dir(disk.0.path().join("index")).expect("a list");
        let names: Vec<_> = left.map(|entry| entry.expect("an entry").file_name()).collect();
        assert!(names.iter().all(|name| !name.to_string_lossy().contains("building")), "{names:?}");
    }
    assert_eq!(edition_of(&json(work.path(), &["search", "--index", &index, "udgave"])), "u1");
    std::fs::remove_file(work.path().join("content/large.jsonl")).expect("removed");
    edition(work.path(), 2);
    assert_eq!(ordret(work.path(), &["reindex", "--index", &index]).code, 0, "a smaller one fits");
}

#[test]
fn a_whole_collection_is_written_and_read_again() {
    let work = folder();
    edition(work.path(), 1);
    assert_eq!(ordret(work.path(), &["reindex"]).code, 0);
    std::fs::create_dir(work.path().join("copy")).expect("a folder");
    let run = ordret(work.path(), &["export", "--ndjson", "copy/all.jsonl"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let bytes = std::fs::read(work.path().join("copy/all.jsonl")).expect("written");
    let sum = std::fs::read_to_string(work.path().join("copy/all.jsonl.b3")).expect("summed");
    assert_eq!(sum, format!("{}  all.jsonl\n", blake3::hash(&bytes).to_hex()));
    let again = json(work.path(), &["reindex", "--content", "copy", "--index", "again"]);
    assert_eq!(
        (&again["documents"]["quote"], &again["diagnostics"]["warning"]),
        (&8.into(), &0.into())
    );
    let of = |index: &str| {
        let found = json(work.path(), &["search", "--index", index, "side 3 i udgave"]);
        let hit = found["hits"][0].clone();
        (hit["snippet"].clone(), hit["speaker"].clone(), hit["source"]["title"].clone())
    };
    assert_eq!(of("again"), of("index"));
    let run = ordret(work.path(), &["export", "--ndjson", "no/such/folder.jsonl"]);
    assert!(run.code == 1 && run.err.contains("no/such/folder.jsonl"), "{}", run.err);
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let work = folder();
    for shell in ["bash", "zsh", "fish"] {
        let run = ordret(work.path(), &["completions", shell]);
        assert!(run.code == 0 && run.out.contains("generations"), "{shell}: {}", run.err);
    }
    assert_eq!(ordret(work.path(), &["manual", "man"]).code, 0);
    for page in ["ordret.1", "ordret-reindex.1", "ordret-export.1"] {
        assert!(work.path().join("man").join(page).exists(), "{page}");
    }
}
