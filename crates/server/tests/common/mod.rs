//! A small invented publication, published into a folder of its own.
#![allow(dead_code)] // Each test binary uses its part.

use std::path::Path;

use axum::body::{self, to_bytes};
use axum::http::{Request, Response, StatusCode};
use ordret_model::*;
use ordret_search::Index;
use ordret_server::{App, Config, Engine};
use tempfile::TempDir;

/// A service over the sample, and the folder it serves.
pub struct Site {
    pub app: App,
    pub folder: TempDir,
}

pub fn site() -> Site {
    site_with(&documents())
}

pub fn site_with(documents: &[Document]) -> Site {
    site_published(documents, &[])
}

/// The same, with addresses that were published before.
pub fn site_published(documents: &[Document], formers: &[Former]) -> Site {
    let folder = tempfile::tempdir().unwrap();
    publish_all(folder.path(), documents, formers);
    let config = Config {
        index: folder.path().to_owned(),
        public_url: Some("https://ordret.example.org".to_owned()),
        ..Config::default()
    };
    let engine = Engine::local(folder.path(), &config.limits).unwrap();
    Site { app: App::new(config, engine).unwrap(), folder }
}

/// The same, set otherwise.
pub fn site_set(set: impl FnOnce(&mut Config)) -> Site {
    let folder = tempfile::tempdir().unwrap();
    publish(folder.path(), &documents());
    let mut config = Config { index: folder.path().to_owned(), ..Config::default() };
    set(&mut config);
    let engine = Engine::local(folder.path(), &config.limits).unwrap();
    Site { app: App::new(config, engine).unwrap(), folder }
}

pub fn publish(folder: &Path, documents: &[Document]) {
    publish_all(folder, documents, &[]);
}

fn publish_all(folder: &Path, documents: &[Document], formers: &[Former]) {
    let index = Index::at(folder).unwrap();
    let mut writer = index.begin_generation("test").unwrap();
    for document in documents {
        writer.add(document).unwrap();
    }
    if !formers.is_empty() {
        writer.formers(formers).unwrap();
    }
    index.publish(writer.commit().unwrap()).unwrap();
}

/// An answer with its body read.
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Site {
    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[]).await
    }

    pub async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("host", "localhost");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        read(self.app.answer(request.body(body::Body::empty()).unwrap()).await).await
    }
}

pub async fn read(response: Response<body::Body>) -> Answer {
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, bytes }
}

fn span() -> Span {
    Span::new(0, 10)
}

pub fn stated(text: &str) -> Known<String> {
    Known::stated(text, span())
}

pub fn source(position: u32) -> Source {
    Source {
        slug: "naar-haven-bliver-et-klassevaerelse".to_owned(),
        title: "Når haven bliver et klasseværelse".to_owned(),
        publication: Some("Fornyelse tæt på".to_owned()),
        chapter: Some("3".to_owned()),
        page: Some("41".to_owned()),
        position,
        year: Some(2024),
        period: Some("2022-2023".to_owned()),
        url: Some("https://example.org/fornyelse/41".to_owned()),
        sample: true,
        file: "fornyelse/side-41.txt".to_owned(),
        line: 3 * position,
        span: span(),
        ..Source::default()
    }
}

pub fn document(id: &str, title: &str, text: &str, body: Body, source: Source) -> Document {
    Document {
        id: DocumentId::parse(id).unwrap(),
        source_id: None,
        title: title.to_owned(),
        title_source: None,
        text: stated(text),
        speaker: None,
        attribution: None,
        body,
        topics: vec!["skole".to_owned(), "inddragelse".to_owned()],
        language: "da".to_owned(),
        reviewed: false,
        sources: vec![source],
        metadata: Default::default(),
    }
}

pub fn quote(
    id: &str,
    name: &str,
    role: &str,
    organisation: &str,
    text: &str,
    position: u32,
) -> Document {
    let title = format!("{name}: {}", text.split(' ').take(6).collect::<Vec<_>>().join(" "));
    let place = organisation.strip_suffix(" Kommune");
    Document {
        speaker: Some(Speaker {
            name: Some(stated(name)),
            role: Some(stated(role)),
            role_group: Some(Known::inferred(RoleGroup::Administration, None)),
            organisation: Some(stated(organisation)),
            place: place.map(|place| Known::inferred(place, None)),
            party: (position == 2).then(|| stated("K")),
            former_roles: (position == 2)
                .then(|| {
                    let role = "forvalter".to_owned();
                    let organisation = Some("Region Vestsund".to_owned());
                    Known {
                        value: FormerRole { role, organisation },
                        basis: Basis::Editor,
                        span: None,
                    }
                })
                .into_iter()
                .collect(),
            variants: (position == 2).then(|| stated("Inger M. Stald")).into_iter().collect(),
            sector: Some(Known::inferred(Sector::Municipality, None)),
        }),
        attribution: Some(stated(&format!("siger {name}.\n\n{name}, {role}, {organisation}"))),
        ..document(id, &title, text, Body::Quote(Quote::default()), source(position))
    }
}

/// Two quotes, a case they belong to, a statistic and a table: one source page.
pub fn documents() -> Vec<Document> {
    let case = Case {
        problem: Some(stated("Skolen havde en have, som ingen brugte.")),
        done: Some(stated(
            "Lærerne flyttede biologi og matematik ud mellem bedene.\n\nForældrene byggede et skur.",
        )),
        link: Some(Link { text: stated("Læs hele casen her"), target: None }),
        ..Case::default()
    };
    let case = Document {
        title_source: Some(stated("SKOLEHAVEN I BRINKHOLT")),
        ..document(
            "case0garden",
            "Skolehaven i Brinkholt",
            "Da Brinkholt Skole åbnede haven, begyndte eleverne at måle regnvand og flygtningebørnene at undervise de andre i at dyrke koriander.",
            Body::Case(Box::new(case)),
            source(1),
        )
    };
    let mut first = quote(
        "quote1stald",
        "Inger Maria Stald",
        "skoleleder",
        "Brinkholt Kommune",
        "Vi spurgte børnene først. Resten var deres idé, og den holdt længere end alle vores planer for udearealet.",
        2,
    );
    first.body = Body::Quote(Quote { case: Some(case.id.clone()), ..Default::default() });
    let second = quote(
        "quote2moos",
        "Aksel Moos",
        "kommunaldirektør",
        "Elverum Kommune",
        "En have er det billigste klasseværelse, en kommune kan bygge.\n\nDen skal bare passes, også i sommerferien.",
        3,
    );
    let statistic = Figure {
        value: Some(Known::stated(41.0, span())),
        value_text: Some(stated("41%")),
        unit: Some(stated("%")),
        n: Some(Known::stated(1204u64, span())),
        period: Some(stated("2022-2023")),
        weighting: Some(stated("vægtet efter skolens størrelse")),
        caption: Some(stated(
            "Spørgeskema til lærere i fire kommuner. Vægtet efter skolens størrelse. n = 1.204.",
        )),
        ..Figure::default()
    };
    let statistic = document(
        "figur1share",
        "41 % af lærerne underviser ude",
        "af lærerne har i det seneste år undervist uden for klasseværelset mindst én gang om ugen.",
        Body::Figure(Box::new(statistic)),
        source(4),
    );
    let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    let table = Figure {
        caption: Some(stated("Timer om ugen uden for klasseværelset.")),
        data: Some(Table {
            head: row(["Kommune", "2022", "2023"]),
            rows: vec![
                row(["Brinkholt", "12", "31"]),
                row(["Elverum", "9,5", "14"]),
                row(["Aasted", "4", "5"]),
            ],
        }),
        image: Some(Image {
            file: stated("timer.png"),
            alt: Some("Søjler, der vokser i alle tre kommuner".to_owned()),
        }),
        download: Some(Link {
            text: stated("Download figuren"),
            target: Some("https://example.org/timer.csv".to_owned()),
        }),
        ..Figure::default()
    };
    let table = Document {
        title_source: Some(stated("Flere timer i haven")),
        ..document(
            "figur2table",
            "Flere timer i haven",
            "",
            Body::Figure(Box::new(table)),
            source(5),
        )
    };
    vec![case, first, second, statistic, table]
}
