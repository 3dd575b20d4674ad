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
    write(folder.path(), "content/addresses.tsv", "");
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
        let checked = ordret(folder.path(), &["check"]);
        assert_eq!(checked.code, 0, "{}", checked.err);
        old = served;
    }
    edition(folder.path(), 999);
    assert_eq!(ordret(folder.path(), &["reindex"]).code, 0);
    assert_eq!(edition_of(&json(folder.path(), &["search", "udgave"])), "u999");
    let addresses = std::fs::read_to_string(folder.path().join("content/addresses.tsv"));
    let addresses = addresses.expect("is kept");
    assert!(addresses.contains("\tmoved\t") && !addresses.contains("\tlost"), "{addresses}");
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
            // Readers who are not told would ask for ever.
            done.store(run.code != 0, Ordering::Relaxed);
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

/// What a process holds, as Linux says it: kilobytes of memory, and open files.
#[cfg(target_os = "linux")]
fn held(id: u32) -> (u64, usize) {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).expect("it lives");
    let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let memory = memory.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
    let files = std::fs::read_dir(format!("/proc/{id}/fd")).expect("it lives").count();
    (memory.expect("a number"), files)
}

/// Everything that readers, programs and bad clients do, again and again, while editions are
/// published: memory and open files stay as they are. By hand, for `ORDRET_SOAK` minutes (30).
#[cfg(target_os = "linux")]
#[test]
#[ignore = "takes half an hour"]
fn memory_and_open_files_stay_flat_under_mixed_load() {
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::time::Instant;

    let minutes = std::env::var("ORDRET_SOAK").ok().and_then(|text| text.parse().ok());
    let length = Duration::from_secs(60 * minutes.unwrap_or(30));
    let folder = folder();
    edition(folder.path(), 0);
    assert_eq!(ordret(folder.path(), &["reindex"]).code, 0);
    let sample = crate::support::top().join("content").to_string_lossy().into_owned();
    let own = folder.path().join("content").to_string_lossy().into_owned();
    let args = ["serve", "--listen", "127.0.0.1:0", "--content", &own, &sample];
    let server = Server::start(command(folder.path(), &args));
    let (begun, ended) = (Instant::now(), AtomicBool::new(false));
    let (mut asked, mut seed, mut measured) = (0u64, 3, Vec::new());
    std::thread::scope(|scope| {
        // Clients that say nothing, half of something, or nonsense.
        scope.spawn(|| {
            while !ended.load(Ordering::Relaxed) {
                for bytes in
                    [&b""[..], b"GET / HT", b"\x16\x03\x01\x02", b"GET /\0 HTTP/1.1\r\n\r\n"]
                {
                    if let Ok(mut stream) = TcpStream::connect(&server.address) {
                        let _ = stream.set_read_timeout(Some(Duration::from_millis(200)));
                        let _ = stream.write_all(bytes);
                        let _ = stream.read(&mut [0; 64]);
                    }
                }
                std::thread::sleep(Duration::from_millis(300));
            }
        });
        // An editor who saves every twenty seconds.
        scope.spawn(|| {
            let mut number = 1;
            while !ended.load(Ordering::Relaxed) {
                edition(folder.path(), number);
                number += 1;
                for _ in 0..100 {
                    std::thread::sleep(Duration::from_millis(200));
                    if ended.load(Ordering::Relaxed) {
                        return;
                    }
                }
            }
        });
        let words = ["bibliotek", "skole", "udgave", "kommune", "vand", "qzxq", "have", "%C3%A5r"];
        let mut minute = 0;
        while begun.elapsed() < length {
            let nth = chance(&mut seed);
            let word = words[nth as usize % words.len()];
            let path = match nth / 16 % 9 {
                0 => format!("/api/v1/search?q={word}&limit={}", 1 + nth % 50),
                1 => format!("/soeg?q={word}+{nth}"),
                2 => format!("/api/v1/suggest?q={}", &word[..1]),
                3 => "/bladre".to_owned(),
                4 => "/api/v1/export?format=ndjson&kind=figure".to_owned(),
                5 => format!("/soeg.csv?q={word}"),
                6 => "/ingen/steder".to_owned(),
                7 => "/metrics".to_owned(),
                _ => format!("/soeg?q=%22{word}+og+en+anden+ting%22&sort=newest"),
            };
            let (status, _) = server.get(&path);
            assert!(matches!(status, 200 | 404 | 503), "{path}: {status}");
            asked += 1;
            std::thread::sleep(Duration::from_millis(20));
            if begun.elapsed().as_secs() / 60 >= minute {
                minute += 1;
                let (memory, files) = held(server.id());
                println!("{minute:3} min {asked:7} requests {memory:8} KB {files:4} files");
                measured.push((memory, files));
            }
        }
        ended.store(true, Ordering::Relaxed);
    });
    // What caches and the allocator take in the first fifth is theirs to keep.
    let warm = measured.len() / 5;
    let most = |range: &[(u64, usize)]| range.iter().map(|(memory, _)| *memory).max();
    let (early, late) = (&measured[warm..measured.len() / 2], &measured[measured.len() / 2..]);
    let (early, late) = (most(early).expect("measured"), most(late).expect("measured"));
    assert!(late < early + early / 5 + 8192, "{early} KB at first, {late} KB later");
    let files: Vec<usize> = measured.iter().map(|(_, files)| *files).collect();
    assert!(files.iter().max() < Some(&(files[0] + 24)), "{files:?}");
}

/// Wherever it runs: a bare environment, the C locale, no home, no terminal, a user that no
/// list of users has.
#[cfg(unix)]
#[test]
fn a_bare_environment_changes_nothing() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder = folder();
    edition(folder.path(), 0);
    let open = std::fs::Permissions::from_mode(0o777);
    std::fs::set_permissions(folder.path(), open).expect("may");
    let is_root = std::fs::metadata("/proc/self")
        .is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    let bare = |args: &[&str]| {
        let mut command = command(folder.path(), args);
        command.env_clear().stdin(Stdio::null());
        if is_root {
            command.uid(54_321).gid(54_321);
        }
        let run: crate::support::Run = command.output().expect("starts").into();
        run
    };
    assert_eq!(bare(&["reindex"]).code, 0, "{}", bare(&["reindex"]).err);
    let found = bare(&["search", "kær"]);
    assert!(found.out.contains("Bo Kær"), "{}{}", found.out, found.err);
    let missing = bare(&["show", "æøå"]);
    assert!(missing.code == 1 && missing.err.contains("æøå"), "{}", missing.err);
}
