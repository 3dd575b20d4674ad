//! Word documents, made of the XML that a test gives.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A zip of entries.
pub fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        zip.start_file(*name, options).expect("an entry");
        zip.write_all(bytes).expect("can write");
    }
    zip.finish().expect("a zip").into_inner()
}

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;

const PACKAGE: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const DOCUMENT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes" Target="/word/endnotes.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/case" TargetMode="External"/><Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/broen.png"/></Relationships>"#;

/// Styles as a Danish Word has them: English names, Danish ids; and some that
/// somebody made on top of those.
const STYLES: &str = r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kapitel"><w:name w:val="Kapitel"/><w:basedOn w:val="Overskrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Mellemrubrik"><w:name w:val="Mellemrubrik"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Citat"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Strktcitat"><w:name w:val="Intense Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Udpluk"><w:name w:val="Udpluk"/><w:basedOn w:val="Strktcitat"/></w:style>
<w:style w:type="paragraph" w:styleId="Citatkilde"><w:name w:val="Citat kilde"/></w:style>
<w:style w:type="paragraph" w:styleId="Billedtekst"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Opstilling-punkttegn"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Indholdsfortegnelse1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Skjult"><w:name w:val="Skjult"/><w:rPr><w:vanish/></w:rPr></w:style>"#;

/// The parts of a document, its main part first.
#[derive(Default)]
pub struct Word {
    /// What stands in `w:body`.
    pub body: String,
    /// What stands in `w:footnotes` and in `w:endnotes`.
    pub footnotes: String,
    /// Of `w:endnotes`.
    pub endnotes: String,
    /// What stands in `cp:coreProperties`.
    pub core: String,
}

impl Word {
    /// A document of this body.
    pub fn of(body: impl Into<String>) -> Word {
        Word { body: body.into(), ..Word::default() }
    }

    /// The file.
    pub fn file(&self) -> Vec<u8> {
        let part = |root: &str, inside: &str| {
            format!(
                r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {NAMESPACES}>{inside}</w:{root}>"#
            )
        };
        let document = part("document", &format!("<w:body>{}<w:sectPr/></w:body>", self.body));
        let core = format!(
            r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">{}</cp:coreProperties>"#,
            self.core
        );
        zipped(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("_rels/.rels", PACKAGE.as_bytes()),
            ("word/_rels/document.xml.rels", DOCUMENT.as_bytes()),
            ("word/document.xml", document.as_bytes()),
            ("word/styles.xml", part("styles", STYLES).as_bytes()),
            ("word/footnotes.xml", part("footnotes", &self.footnotes).as_bytes()),
            ("word/endnotes.xml", part("endnotes", &self.endnotes).as_bytes()),
            ("word/header1.xml", part("hdr", &p("Sidehoved, som ingen læser")).as_bytes()),
            ("word/comments.xml", part("comments", &p("En kommentar")).as_bytes()),
            ("word/media/broen.png", b"\x89PNG"),
            ("docProps/core.xml", core.as_bytes()),
        ])
    }
}

/// A run.
pub fn r(words: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{words}</w:t></w:r>"#)
}

/// A plain paragraph.
pub fn p(words: &str) -> String {
    format!("<w:p>{}</w:p>", r(words))
}

/// A paragraph in a style.
#[allow(dead_code, reason = "not every test has styles")]
pub fn styled(style: &str, words: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{}</w:p>"#, r(words))
}
