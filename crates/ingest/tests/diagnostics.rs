//! Every problem of the table has a page that provokes it, and wording in both
//! languages that is whole.

mod word;

use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use ordret_ingest::{Code, Content, Language, Limits, Reading};
use word::{Word, p, zipped};

/// A folder that has a problem.
#[derive(Default)]
struct Folder {
    files: Vec<(&'static str, Vec<u8>)>,
    /// The most megabytes that are read; 0 for as many as ever.
    megabytes: usize,
    /// What happens before the folder is listed, and between that and reading it.
    before: Option<fn(&Path)>,
    between: Option<fn(&Path)>,
}

fn of(name: &'static str, bytes: impl Into<Vec<u8>>) -> Folder {
    Folder { files: vec![(name, bytes.into())], ..Folder::default() }
}

impl Folder {
    fn and(mut self, name: &'static str, bytes: impl Into<Vec<u8>>) -> Folder {
        self.files.push((name, bytes.into()));
        self
    }

    fn within(self, megabytes: usize) -> Folder {
        Folder { megabytes, ..self }
    }

    fn before(self, before: fn(&Path)) -> Folder {
        Folder { before: Some(before), ..self }
    }

    fn then(self, between: fn(&Path)) -> Folder {
        Folder { between: Some(between), ..self }
    }

    fn read(&self) -> Reading {
        let folder = tempfile::tempdir().expect("a folder");
        // A page that is whole, so that there always is something to read.
        for (name, bytes) in [("hel.md", QUOTE.as_bytes())].into_iter().chain(self.files()) {
            std::fs::write(folder.path().join(name), bytes).expect("writes");
        }
        if let Some(before) = self.before {
            before(folder.path());
        }
        let bytes = match self.megabytes {
            0 => Limits::default().bytes,
            megabytes => megabytes << 20,
        };
        let content = Content::at(&[folder.path().to_path_buf()], Limits { bytes });
        let content = content.expect("is there");
        if let Some(between) = self.between {
            between(folder.path());
        }
        content.read(&mut |_| Ok(())).expect("reads")
    }

    fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (*name, &bytes[..]))
    }
}

const QUOTE: &str = "# Side\n\n> “Vi byggede broen”\n>\n> — Bo Kær, rektor, Lindø Skole\n";

fn front_matter(lines: &str) -> Folder {
    of("side.md", format!("---\n{lines}\n---\n\n{}", QUOTE.replace("broen", "tårnet")))
}

fn fact(line: &str) -> Folder {
    of("side.md", format!("{}\n- {line}\n", QUOTE.replace("broen", "tårnet")))
}

fn figure(body: &str) -> Folder {
    of("side.md", format!("# Tal\n\n{body}\n"))
}

fn record(line: &str) -> Folder {
    of("poster.jsonl", line)
}

fn synonyms(rows: impl Into<Vec<u8>>) -> Folder {
    of("synonyms.tsv", rows)
}

fn addresses(rows: impl Into<Vec<u8>>) -> Folder {
    of("addresses.tsv", rows)
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).expect("packs");
    packed.finish().expect("packs")
}

fn old_container(rest: &[u8]) -> Vec<u8> {
    [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), rest].concat()
}

fn word_of(document: &[u8]) -> Folder {
    of("side.docx", zipped(&[("word/document.xml", document)]))
}

/// A zip whose entries say that they are a gigabyte each.
fn boasting() -> Vec<u8> {
    let mut file = zipped(&[("word/document.xml", b"<document/>")]);
    let at = file.windows(4).position(|own| own == b"PK\x01\x02").expect("an entry");
    file[at + 24..at + 28].copy_from_slice(&(1u32 << 30).to_le_bytes());
    file
}

/// Text that packs badly, so that nothing but its length is against it.
fn long_text(bytes: usize) -> Vec<u8> {
    let mut state = 1u64;
    let letters = (0..bytes).map(|_| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        b'a' + ((state >> 33) % 26) as u8
    });
    b"<document><p><r><t>"
        .iter()
        .copied()
        .chain(letters)
        .chain(*b"</t></r></p></document>")
        .collect()
}

/// The folder that provokes a problem. A new row of the table does not compile
/// until it has one.
fn provoke(code: Code) -> Folder {
    match code {
        Code::Unreadable => of("side.md", QUOTE).then(|folder| {
            std::fs::remove_file(folder.join("side.md")).expect("removes");
            std::fs::create_dir(folder.join("side.md")).expect("makes");
        }),
        Code::Gone => of("side.md", QUOTE)
            .then(|folder| std::fs::remove_file(folder.join("side.md")).expect("removes")),
        Code::Unlistable => Folder::default(), // made by its own test
        Code::BrokenOff => {
            let mut bytes = packed(b"{\"text\": \"Et ord\"}\n");
            bytes.truncate(bytes.len() - 6);
            of("poster.jsonl.gz", bytes)
        }
        Code::Changed => of("side.md", QUOTE)
            .then(|folder| std::fs::write(folder.join("side.md"), "andet").expect("writes")),
        Code::FileTooLarge => of("side.md", vec![b'a'; 3 << 20]).within(2),
        Code::LineTooLarge => of("poster.jsonl", vec![b'a'; 3 << 20]).within(2),
        Code::UnpacksTooLarge => of("poster.jsonl.gz", packed(&vec![b'\n'; 40 << 20])),
        Code::TooManyParagraphs => of("side.txt", "a\n\n".repeat(1_500_001)),
        Code::TooManyMarks => of("side.md", "*".repeat(3_000_001)),
        Code::TooManyElements => of("side.html", "<p>a".repeat(1_500_001)),
        Code::TwinNames => of("side.md", QUOTE).and("SIDE.md", QUOTE),
        Code::TwoFormats => of("side.md", QUOTE).and("side.txt", "”Ja,” siger Bo Kær, rektor."),
        Code::NotText => of("side.md", vec![0, 159, 146, 150, 0, 1, 2, 3, 255, 254, 0, 0, 7, 1]),
        Code::NotTextButDocument => of("side.md", Word::of(p("Ja")).file()),
        Code::RecordNotText => record_bytes(b"{\"text\": \"R\xF8d\"}"),
        Code::MetaNotUtf8 => of("source.toml", b"publication = \"Bl\xE5\"\n".as_slice()),
        Code::NotUtf8 => of("side.md", b"> R\xF8d gr\xF8d p\xE5 \xF8en.\n".as_slice()),
        Code::MixedEncoding => {
            let clean = "> Blåbærgrød på Ærø\n\n".repeat(5);
            of("side.md", [clean.as_bytes(), b"> R\xF8d gr\xF8d\n"].concat())
        }
        Code::Lossy => {
            of("side.md", "> Blåbærgrød på Ærø ø".as_bytes().split_last().expect("bytes").1)
        }
        Code::StrayNul => of("side.md", QUOTE.replace("Vi", "Vi\0")),
        Code::MetaTooLarge => front_matter(&format!("title: {}", "a".repeat(300 << 10))),
        Code::MetaOpen => of("side.md", format!("---\nyear: 2020\n\n{QUOTE}")),
        Code::MetaMisplaced => of("side.md", format!("# Side\n\n---\nyear: 2020\n---\n\n{QUOTE}")),
        Code::MetaColon => front_matter("title: Skolen: før og nu"),
        Code::MetaTab => front_matter("topics:\n\t- skole"),
        Code::MetaUnclosed => front_matter("title: \"Skolen"),
        Code::MetaSign => front_matter("title: Broen #2"),
        Code::NoPlainFile => of("a.md", QUOTE).before(|folder| {
            std::fs::create_dir(folder.join("addresses.tsv")).expect("makes");
        }),
        Code::MetaNoEntry => front_matter("bare ord"),
        Code::MetaBroken => of("source.toml", "year = = 2020\n"),
        Code::MetaTwice => front_matter("year: 2020\nyear: 2021"),
        Code::UnknownMetaKey => front_matter("redaktør: Bo"),
        Code::MisspelledMetaKey => front_matter("titel: Skolen"),
        Code::UnknownFile => of("source.toml", "[\"borte.txt\"]\nyear = 2020\n"),
        Code::NoYear => front_matter("year: i fjor"),
        Code::NoDay => fact("dato: 2025-02-30"),
        Code::NoAddress => front_matter("url: javascript:alert(1)"),
        Code::NoLanguage => fact("sprog: dansk"),
        Code::NoTruth => fact("gennemgået: måske"),
        Code::NoSingleValue => front_matter("title: [Skolen, haven]"),
        Code::NoTopics => front_matter("topics: {skole: have}"),
        Code::NoRoleGroup => fact("rollegruppe: konge"),
        Code::NoCaseId => fact("case: ikke et id"),
        Code::NoId => fact("id: ikke et id"),
        Code::NoNumber => figure("**5 %** af dem.\n\n- værdi: mange"),
        Code::NoWholeNumber => figure("**5 %** af dem.\n\n- n: mange"),
        Code::TooManyDigits => figure(&format!("**{} %** af dem.", "9".repeat(309))),
        Code::UnreadDate => fact("dato: i går"),
        Code::DateAndYear => front_matter("year: 2019\ndate: 2025-06-12"),
        Code::StrayFacts => of("side.md", format!("# Side\n\n- navn: Bo Kær\n\n{QUOTE}")),
        Code::UnknownFact => fact("navn: Bo Kær\n- yndlingsfarve: blå"),
        Code::MisspelledFact => fact("navn: Bo Kær\n- emne: skole"),
        Code::NoRecord => record("{\"text\": }"),
        Code::RecordValue => record("{\"text\": \"Ord.\", \"reviewed\": \"måske\"}"),
        Code::NoWords => record("{\"person\": \"Bo Kær\"}"),
        Code::NoKind => record("{\"text\": \"Ja\", \"kind\": \"digt\"}"),
        Code::UnreadAddress => record("{\"text\": \"Ja\", \"url\": \"side\"}"),
        Code::UnreadLanguage => record("{\"text\": \"Ja\", \"lang\": \"dansk\"}"),
        Code::RepeatedRecord => record("{\"text\": \"Ja\"}\n{\"text\": \"Ja\"}"),
        Code::RepeatedId => record("{\"id\": 1, \"text\": \"Ja\"}\n{\"id\": 1, \"text\": \"Nej\"}"),
        Code::UnknownRecordKeys => record("{\"text\": \"Ja\", \"farve\": \"blå\"}"),
        Code::DuplicateId => of("a.md", format!("{QUOTE}\n- id: broen1\n"))
            .and("b.md", format!("{}\n- id: broen1\n", QUOTE.replace("broen", "tårnet"))),
        Code::RecordIdTaken => {
            let record = "{\"text\": \"Havnen blev uddybet.\", \"person\": \"Ida Bro\"}";
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("poster.jsonl");
            std::fs::write(&path, record).expect("writes");
            let found = ordret_ingest::extract(&path, Limits::default()).expect("reads");
            let page = ordret_ingest::write_markdown(&found.documents);
            of("poster.jsonl", record).and("side.md", page)
        }
        Code::UnknownCase => fact("case: borte1"),
        Code::NoDocuments => of("side.md", "# Side\n\nBare ord.\n"),
        Code::TwoSpeakers => of(
            "side.txt",
            "SKOLEN\n\ncitat-ikon.png\n\n“Det kan ikke lade sig gøre,” siger Per Ask.\n\nDel citat\n\nIda Bro, børneminister (M).\n",
        ),
        Code::NoSpeaker => of("side.md", "# Side\n\n> “Ord uden navn.”\n"),
        Code::NoName => of("side.md", "# Side\n\n> “Ord uden navn.”\n>\n> — rektor, Lindø Skole\n"),
        Code::NameVariant => fact("variant: Bo Kjær"),
        Code::LeftOut => of(
            "side.txt",
            "Ved broen\n\nDet var en tirsdag. “Vi byggede broen på en nat, og den holdt i hundrede år.” Så gik alle hjem.\n",
        ),
        Code::EmptyQuote => of(
            "side.html",
            "<h1>S</h1><blockquote><footer>Bo Kær, rektor</footer></blockquote><p>Ord",
        ),
        Code::TopicVariant => front_matter("topics: [skole]")
            .and("sko.md", "---\ntopics: [Skole]\n---\n> “Vi gravede”\n>\n> — Ib Krag, gartner\n"),
        Code::NearDuplicate => of(
            "side.md",
            QUOTE
                .replace("byggede broen", "byggede broen over åen sammen med alle naboerne i byen"),
        )
        .and(
            "anden.md",
            QUOTE.replace(
                "byggede broen",
                "byggede broen over åen sammen med alle naboerne i landsbyen",
            ),
        ),
        Code::EmptyCase => of("side.md", "# Side\n\n## Case:\n\n- emner: skole\n"),
        Code::NoTarget => {
            of("side.txt", "BROEN\n\nCase\n\nNaboerne byggede broen.\n\nLæs hele casen her\n")
        }
        Code::UnknownPart => {
            of("side.md", "# Side\n\n## Case: Broen\n\nVi byggede.\n\n### Vejret\n\nDet regnede.\n")
        }
        Code::UnreadN => figure("**5 %** af dem.\n\n*Spørgeskema. n = 1,204.*"),
        Code::UnreadNumber => figure("**10-12 %** af dem siger ja."),
        Code::EmptyFigure => of("side.md", "# Side\n\n![](a.png)\n\nOrd.\n"),
        Code::MissingImage => figure("## Figur: Broer\n\n![Søjler](borte.png)\n\n*Antal broer.*"),
        Code::NoAlternative => figure("## Figur: Broer\n\n![](broer.png)\n\n*Antal broer.*"),
        Code::SameImage => figure(
            "## Figur: Broer\n\n![Søjler](broer.png)\n\n*Antal.*\n\n## Figur: Tårne\n\n![Søjler](broer.png)\n\n*Andel.*",
        ),
        Code::SameCaption => figure(
            "## Figur: Broer\n\n![Søjler](broer.png)\n\n*Antal.*\n\n## Figur: Tårne\n\n![Søjler](taarne.png)\n\n*Antal.*",
        ),
        Code::NoDownload => figure(
            "## Figur: Broer\n\n![Søjler](broer.png)\n\n*Antal.*\n\n[Download figuren](https://side.example/broer.csv)\n\n## Figur: Tårne\n\n![Søjler](taarne.png)\n\n*Andel.*",
        ),
        Code::OldWord => of("side.docx", old_container(&[0; 600])),
        Code::OpenDocument => of(
            "side.docx",
            zipped(&[
                ("mimetype", b"application/vnd.oasis.opendocument.text"),
                ("content.xml", b"<d/>"),
            ]),
        ),
        Code::NoPackage => of("side.docx", "<p>Hej</p>"),
        Code::NoWordDocument => of("side.docx", zipped(&[("xl/workbook.xml", b"<workbook/>")])),
        Code::Locked => {
            let name = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes);
            of("side.docx", old_container(&[0; 60].into_iter().chain(name).collect::<Vec<u8>>()))
        }
        Code::Damaged => word_of(b"<document><p>"),
        Code::UnsafeName => of(
            "side.docx",
            zipped(&[("word/document.xml", b"<document/>"), ("../../ud.txt", b"ud")]),
        ),
        Code::Declares => word_of(b"<!DOCTYPE d [<!ENTITY a \"ha\">]><document>&a;</document>"),
        Code::TooManyEntries => {
            let names: Vec<String> = (0..5_001).map(|at| format!("word/{at}.xml")).collect();
            let entries: Vec<(&str, &[u8])> =
                names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
            of("side.docx", zipped(&entries))
        }
        Code::UnpackedTooLarge => of("side.docx", boasting()),
        Code::TooLong => word_of(&long_text(65 << 20)).within(128),
        Code::TooDense => {
            word_of(&[b"<document>".as_slice(), &vec![b' '; 8 << 20], b"</document>"].concat())
        }
        Code::TooDeep => word_of(
            format!("<document>{}{}</document>", "<p>".repeat(300), "</p>".repeat(300)).as_bytes(),
        ),
        Code::TooManyWordParagraphs => {
            let many: String = (0..500_001).map(|n| format!("<p><r><t>{n}</t></r></p>")).collect();
            word_of(format!("<document>{many}</document>").as_bytes())
        }
        Code::SynonymsCut => {
            synonyms((0..100_003).map(|nth| format!("by {nth}\t->\tsted\n")).collect::<String>())
        }
        Code::SynonymErrorsMore => synonyms("ord;=;andet\n".repeat(60)),
        Code::SynonymWarningsMore => synonyms("nat\t=\tmørke\n".repeat(60)),
        Code::SynonymOfItself => synonyms("skole\t=\tskolen\n"),
        Code::SynonymRepeatedHere => synonyms("nat\t=\tmørke\nnat\t=\tmørke\n"),
        Code::PdfNoTool | Code::PdfTooMuch | Code::PdfBroken | Code::PdfPictures => {
            Folder::default() // made by tests of the program
        }
        Code::SynonymRepeated => Folder::default(), // takes two folders; made by its own test
        Code::SynonymMany => synonyms(
            (b'a'..=b'z')
                .map(|letter| format!("by\t->\tzq{}\n", letter as char))
                .collect::<String>(),
        ),
        Code::SynonymNoWord => synonyms("nat\t=\t!!\n"),
        Code::SynonymTooManyWords => synonyms("en to tre fire fem seks syv otte ni\t=\tmange\n"),
        Code::SynonymTooLong => synonyms(format!("{}\t=\tlang\n", "a".repeat(101))),
        Code::SynonymContact => synonyms("bo@kaer.example\t=\tBo\n"),
        Code::SynonymEmptyBefore => synonyms(" \t=\tnat\n"),
        Code::SynonymEmptyBehind => synonyms("nat\t=\t,\n"),
        Code::SynonymTooMany => {
            let many: Vec<String> = (0..17).map(|nth| format!("ord{nth}")).collect();
            synonyms(format!("{}\t=\tmange\n", many.join(", ")))
        }
        Code::SynonymBlanks => synonyms("nat = mørke\n"),
        Code::SynonymColumnsMore => synonyms("nat\t=\tmørke\tfordi\tderfor\n"),
        Code::SynonymColumnOne => synonyms("nat\n"),
        Code::SynonymColumns => synonyms("nat\tmørke\n"),
        Code::SynonymTwoTabs => synonyms("nat\t\tmørke\n"),
        Code::SynonymLeftward => synonyms("nat\t<-\tmørke\n"),
        Code::SynonymDirection => synonyms("nat\t~\tmørke\n"),
        Code::RegistryUnknownKey => people("[[person]]\nname = \"Bo\"\nalias = [\"B\"]\n"),
        Code::RegistryBroken => people("[[person]\nname = 1\n"),
        Code::RegistryTooMany => people("[[person]]\nname = \"Bo\"\n".repeat(100_001)),
        Code::RegistryNoName => people("[[person]]\nname = \" \"\n"),
        Code::RegistryNoRole => people("[[person]]\nname = \"Bo\"\nroles = [{ role = \"\" }]\n"),
        Code::RegistryYears => people(
            "[[person]]\nname = \"Bo\"\nroles = [{ role = \"kok\", from = 2020, to = 2010 }]\n",
        ),
        Code::RegistryNoSector => {
            of("places.toml", "[[organisation]]\nname = \"X\"\nsector = \"kommune\"\n")
        }
        Code::RegistrySpellingTaken => of(
            "places.toml",
            "[[place]]\nname = \"A\"\naliases = [\"C\"]\n[[place]]\nname = \"B\"\naliases = [\"c\"]\n",
        ),
        Code::AddressColumns => addresses("<<<<<<< HEAD\n"),
        Code::AddressKind => addresses("a1\tcitat\there\n"),
        Code::AddressState => addresses("a1\tquote\tvæk\n"),
        Code::AddressName => addresses("a-1\tquote\there\n"),
        Code::AddressDay => addresses("a1\tquote\tlost\t\t\ti går\n"),
        Code::AddressWithoutWhy => addresses("a1\tquote\tgone\n"),
        Code::AddressWhyTooLong => addresses(format!("a1\tquote\tgone\t\t{}\n", "æ".repeat(2001))),
        Code::AddressWithoutTo => addresses("a1\tquote\tmoved\n"),
        Code::AddressTwice => addresses("a1\tquote\tlost\na1\tquote\tmoved\tb1\n"),
        Code::AddressNowhere => addresses("a1\tquote\tmoved\tb1\n"),
        Code::AddressCircle => addresses("a1\tquote\tmoved\ta2\na2\tquote\tmoved\ta1\n"),
        Code::AddressErrorsMore => addresses("a1\n".repeat(60)),
        Code::AddressLost => addresses("a1\tquote\tlost\n"),
        Code::AddressLostSource => addresses("skolen\tsource\tlost\n"),
        Code::AddressLostMore => {
            addresses((0..60).map(|nth| format!("a{nth}\tquote\tlost\n")).collect::<String>())
        }
        Code::RegistryErrorsMore => people("[[person]]\nname = \" \"\n".repeat(60)),
        Code::RegistryWarningsMore => people("[[person]]\nname = \"Bo\"\n".repeat(60)),
        Code::RegistrySameName => people("[[person]]\nname = \"Bo\"\n[[person]]\nname = \"bo\"\n"),
        Code::UnclearPerson => people(
            "[[person]]\nname = \"Ib Krag\"\nparty = \"S\"\n[[person]]\nname = \"Ib Krag\"\nparty = \"V\"\n",
        )
        .and("ib.md", "> “Vi gravede”\n>\n> — Ib Krag, gartner\n"),
        Code::TableWithoutWords => of("tabel.csv", "navn;rolle\nIb;kok\n"),
        Code::OpenCell => of("tabel.csv", "navn;citat\nIb;\"Et ord\nBo;Ja\n"),
        Code::TornCell => of("tabel.csv", "navn;citat\nIb;\"Ja\" sagde hun\n"),
        Code::RaggedRow => of("tabel.csv", "navn;citat\nIb;Et ord; og et til\n"),
        Code::NoStatus => quote_with("status: måske"),
        Code::SicWithoutNote => quote_with("sic: ord"),
        Code::SicOfNoWord => quote_with("sic: båd = den er der ikke"),
    }
}

fn people(text: impl Into<Vec<u8>>) -> Folder {
    of("people.toml", text)
}

fn quote_with(fact: &str) -> Folder {
    of("side.md", format!("> “Et ord er et ord”\n>\n> — Ib Krag, gartner\n\n- {fact}\n"))
}

fn record_bytes(bytes: &[u8]) -> Folder {
    of("poster.jsonl", bytes)
}

#[test]
fn every_problem_has_a_page_that_provokes_it_and_is_told_in_both_languages() {
    let mut missing = Vec::new();
    for &code in Code::ALL {
        let reading = match code {
            Code::Unlistable => unlistable(),
            Code::SynonymRepeated => repeated_elsewhere(),
            // What the reader of PDF says depends on another program; tests/program/pdf.rs plays it.
            Code::PdfNoTool | Code::PdfTooMuch | Code::PdfBroken | Code::PdfPictures => continue,
            code => provoke(code).read(),
        };
        let Some(found) = reading.diagnostics.iter().find(|found| found.problem == code) else {
            let said: Vec<_> = reading.diagnostics.iter().map(|found| found.problem).collect();
            missing.push(format!("{code:?}: {said:?}"));
            continue;
        };
        assert_eq!((found.code, found.severity), (code.name(), code.severity()));
        let (english, danish) = (found.told(Language::English), found.told(Language::Danish));
        assert_eq!(english, (found.message.clone(), found.hint.clone()));
        for (message, hint) in [&english, &danish] {
            let is_whole =
                |text: &String| !text.is_empty() && !text.contains("{0}") && !text.contains("{1}");
            assert!(is_whole(message) && is_whole(hint), "{code:?}: {message} / {hint}");
        }
        assert_ne!(english.0, danish.0, "{code:?} has no message in Danish");
    }
    assert!(missing.is_empty(), "nothing provokes {missing:#?}");
}

/// A folder whose path is longer than a system can name.
fn unlistable() -> Reading {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("hel.md"), QUOTE).expect("writes");
    let home = std::env::current_dir().expect("somewhere");
    std::env::set_current_dir(folder.path()).expect("goes there");
    let name = "n".repeat(250);
    for _ in 0..20 {
        std::fs::create_dir(&name).expect("makes");
        std::env::set_current_dir(&name).expect("goes there");
    }
    std::env::set_current_dir(home).expect("goes back");
    let content = Content::at(&[folder.path().to_path_buf()], Limits::default());
    content.expect("is there").read(&mut |_| Ok(())).expect("reads")
}

fn repeated_elsewhere() -> Reading {
    let folders = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    for folder in &folders {
        std::fs::write(folder.path().join("synonyms.tsv"), "nat\t=\tmørke\n").expect("writes");
    }
    let paths = folders.each_ref().map(|folder| folder.path().to_path_buf());
    Content::at(&paths, Limits::default()).expect("is there").read(&mut |_| Ok(())).expect("reads")
}

#[test]
fn a_problem_is_shown_with_its_line_and_its_place_in_characters() {
    let reading = front_matter("publication: Ærø: før og nu").read();
    let found = &reading.diagnostics[0];
    assert_eq!((found.line, found.column), (2, 17), "{found}");
    let shown = found.shown(Language::English);
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines[0].contains("side.md:2: error: "), "{shown}");
    assert_eq!(lines[1], "  | publication: Ærø: før og nu");
    assert_eq!(lines[2].chars().position(|c| c == '^'), Some(4 + 16), "{shown}");
    assert!(lines[3].starts_with("  hint: "), "{shown}");
    let danish = found.shown(Language::Danish);
    assert!(danish.contains(": fejl: ") && danish.contains("\n  råd: "), "{danish}");
}

#[test]
fn a_long_line_is_shown_around_its_place_and_steers_nothing() {
    let long =
        format!("{{\"text\": \"{}\u{1B}[31m\", \"date\": \"2025-02-30\"}}", "æ".repeat(5000));
    let reading = record(&long).read();
    for found in &reading.diagnostics {
        let shown = found.shown(Language::English);
        assert!(shown.lines().all(|line| line.chars().count() < 300), "{shown}");
        assert!(!shown.contains('\u{1B}'), "{shown}");
    }
    assert!(!reading.diagnostics.is_empty());
}

#[test]
fn one_unreadable_file_hides_nothing_of_the_others() {
    let reading = front_matter("titel: Skolen")
        .and("a.md", vec![0, 159, 146, 150, 0, 1, 2, 3, 255, 254, 0, 0, 7, 1])
        .and("b.jsonl", "{\"text\": }\n{\"person\": \"Bo\"}")
        .and("source.toml", "årstal = 3\n")
        .read();
    let said: Vec<Code> = reading.diagnostics.iter().map(|found| found.problem).collect();
    for code in [
        Code::NotText,
        Code::NoRecord,
        Code::NoWords,
        Code::MisspelledMetaKey,
        Code::UnknownMetaKey,
    ] {
        assert!(said.contains(&code), "{code:?} in {said:?}");
    }
    assert_eq!(reading.documents.values().sum::<u64>(), 1, "the page that is whole");
}
