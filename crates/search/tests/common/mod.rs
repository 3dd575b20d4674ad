//! Documents and indexes to test with.
#![allow(dead_code)]

use std::path::{Path, PathBuf};

use ordret_model::{
    Body, Case, Document, DocumentId, Figure, Known, Quote, RoleGroup, SearchRequest,
    SearchResponse, Source, Span, Speaker,
};
use ordret_search::{Index, Published, Searcher};
use tempfile::TempDir;

/// A folder of generations that goes away with the test.
pub struct Home {
    folder: TempDir,
}

impl Home {
    pub fn new() -> Home {
        Home { folder: TempDir::new().expect("a temporary folder") }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    pub fn index(&self) -> Index {
        Index::at(&self.path()).expect("an index folder")
    }

    pub fn publish(&self, documents: &[Document]) -> Published {
        let index = self.index();
        let mut writer = index.begin_generation("test").expect("a writer");
        for document in documents {
            writer.add(document).expect("a document");
        }
        index.publish(writer.commit().expect("a generation")).expect("published")
    }

    pub fn searcher(&self) -> Searcher {
        Searcher::open(&self.path()).expect("a searcher")
    }
}

/// A published index of `documents`.
pub fn searcher(documents: &[Document]) -> (Home, Searcher) {
    let home = Home::new();
    home.publish(documents);
    let searcher = home.searcher();
    (home, searcher)
}

pub fn search(searcher: &Searcher, query: &str) -> SearchResponse {
    answer(searcher, &SearchRequest { query: query.to_owned(), ..Default::default() })
}

pub fn answer(searcher: &Searcher, request: &SearchRequest) -> SearchResponse {
    searcher.search(request).expect("an answer")
}

/// The ids of the hits, in order.
pub fn ids(response: &SearchResponse) -> Vec<&str> {
    response.hits.iter().map(|hit| hit.document.id.as_str()).collect()
}

pub fn known(text: &str) -> Known<String> {
    Known::stated(text, Span::default())
}

/// A quote without a speaker, on one page with all the others.
pub fn quote(id: &str, text: &str) -> Document {
    Document {
        id: DocumentId::parse(id).expect("an id"),
        source_id: None,
        title: "Uden titel".to_owned(),
        title_source: None,
        text: known(text),
        speaker: None,
        attribution: None,
        body: Body::Quote(Quote::default()),
        topics: Vec::new(),
        language: "da".to_owned(),
        reviewed: false,
        sources: vec![Source {
            slug: "side".to_owned(),
            title: "En side".to_owned(),
            position: 1,
            ..Source::default()
        }],
        metadata: Default::default(),
    }
}

pub fn case(id: &str, title: &str, text: &str) -> Document {
    let body = Body::Case(Box::<Case>::default());
    titled(Document { body, ..quote(id, text) }, title)
}

pub fn figure(id: &str, title: &str, figure: Figure) -> Document {
    titled(Document { body: Body::Figure(Box::new(figure)), ..quote(id, "") }, title)
}

pub fn titled(document: Document, title: &str) -> Document {
    Document { title: title.to_owned(), title_source: Some(known(title)), ..document }
}

pub fn said_by(document: Document, name: &str, role: &str, place: &str) -> Document {
    let speaker = Speaker {
        name: Some(known(name)),
        role: Some(known(role)),
        role_group: Some(Known::inferred(RoleGroup::Politician, None)),
        organisation: Some(known(&format!("{place} Kommune"))),
        place: Some(known(place)),
        ..Speaker::default()
    };
    Document { speaker: Some(speaker), ..document }
}

pub fn in_year(mut document: Document, year: i32) -> Document {
    document.sources[0].year = Some(year);
    document
}

pub fn at(mut document: Document, slug: &str, position: u32) -> Document {
    document.sources[0].slug = slug.to_owned();
    document.sources[0].position = position;
    document
}

/// Every file below `folder`.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        match entry.path() {
            path if path.is_dir() => found.extend(files(&path)),
            path => found.push(path),
        }
    }
    found.sort();
    found
}
