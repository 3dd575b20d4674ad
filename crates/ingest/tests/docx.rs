//! Word documents: what is read of them, and what is refused.

mod word;

use std::path::Path;

use ordret_ingest::{Extracted, Limits, Severity, extract, manuscript};
use ordret_model::{Body, Document, Kind};
use proptest::prelude::*;
use word::{Word, p, r, styled, zipped};

fn read(name: &str, bytes: &[u8]) -> Extracted {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("can write");
    let found = extract(&path, Limits::default()).expect("a file that is there can be read");
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("is there").collect();
    assert_eq!(left.len(), 1, "reading writes no file");
    found
}

/// The paragraphs of a document, those of block quotes behind `>` and their number.
fn lines(file: &[u8]) -> Vec<String> {
    let paragraphs = manuscript(Path::new("a.docx"), file).expect("is whole").expect("is no text");
    let shown = paragraphs.iter().map(|own| match own.quote {
        Some(quote) => format!(">{quote} {}", own.text),
        None => own.text.clone(),
    });
    shown.collect()
}

fn body(body: &str) -> Vec<String> {
    lines(&Word::of(body).file())
}

fn one(paragraph: &str) -> String {
    let found = body(&format!("<w:p>{paragraph}</w:p>"));
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

fn shown(document: &Document) -> (Kind, &str, Option<&str>) {
    let speaker = document.speaker.as_ref().and_then(|speaker| speaker.name.as_ref());
    (document.kind(), &document.text.value, speaker.map(|name| name.value.as_str()))
}

/// What a file is refused for.
fn refusal(file: &[u8]) -> (&'static str, String) {
    let found = read("rapport.docx", file);
    assert!(found.documents.is_empty());
    let problem = found.diagnostics.first().expect("a problem");
    assert_eq!((found.diagnostics.len(), problem.severity), (1, Severity::Error), "{problem}");
    assert!(problem.file.ends_with("rapport.docx") && problem.line == 0, "{problem}");
    (problem.code, format!("{} {}", problem.message, problem.hint))
}

#[test]
fn a_document_gives_its_quotes_figures_and_cases() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", p(words));
    let row = |cells: &[&str]| {
        format!("<w:tr>{}</w:tr>", cells.iter().map(|own| cell(own)).collect::<String>())
    };
    let item = |words: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>{}</w:p>"#,
            r(words)
        )
    };
    let file = Word {
        body: [
            styled("Overskrift1", "Broen over Lindø Å"),
            p("Det tog tre uger at bygge broen, og hele byen var med."),
            p("”Vi gik i gang uden at spørge nogen,” siger Bodil Kær, rektor på Lindø Skole. ”Det var det bedste ved det.”"),
            styled("Overskrift2", "Bagefter"),
            styled("Citat", "“Ingen havde troet, at den ville holde en vinter.”"),
            styled("Citat", "— Arne Holt, borgmester, Lindø Kommune (A)"),
            item("Tegn broen."),
            item("Byg den."),
            styled("Billedtekst", "Tabel 1: Ture over broen"),
            format!("<w:tbl>{}{}{}</w:tbl>", row(&["År", "Ture"]), row(&["2023", "1.204"]), row(&["2024", "3.310"])),
            format!(r#"<w:p>{}<w:r><w:footnoteReference w:id="2"/></w:r>{}</w:p>"#, r("Broen står der endnu"), r(".")),
        ]
        .concat(),
        footnotes: format!(r#"<w:footnote w:type="separator" w:id="-1">{}</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>"#, p("____"), r(" Den blev malet i 2024.")),
        core: "<dc:title>Gammelt navn</dc:title><dc:creator>Ditte Holm Ravn</dc:creator>".to_owned(),
        ..Word::default()
    };
    let file = file.file();
    let found = read("broen.docx", &file);
    let told: Vec<_> = found.documents.iter().map(shown).collect();
    assert_eq!(
        told[..2],
        [
            (
                Kind::Quote,
                "Vi gik i gang uden at spørge nogen\n\nDet var det bedste ved det.",
                Some("Bodil Kær")
            ),
            (Kind::Quote, "Ingen havde troet, at den ville holde en vinter.", Some("Arne Holt")),
        ]
    );
    let Some(Body::Figure(figure)) = found.documents.get(2).map(|document| &document.body) else {
        panic!("the table is a figure: {told:?}")
    };
    let rows = figure.data.as_ref().map(|table| &table.rows).expect("its rows");
    assert_eq!(rows, &[["2023", "1.204"], ["2024", "3.310"]]);
    assert_eq!(found.documents[0].source().title, "Broen over Lindø Å");
    assert_eq!(found.documents[0].source().line, 3, "a place is a paragraph");
    assert_eq!(
        lines(&file),
        [
            "Broen over Lindø Å",
            "Det tog tre uger at bygge broen, og hele byen var med.",
            "”Vi gik i gang uden at spørge nogen,” siger Bodil Kær, rektor på Lindø Skole. ”Det var det bedste ved det.”",
            "Bagefter",
            ">1 “Ingen havde troet, at den ville holde en vinter.”",
            "Tegn broen.",
            "Byg den.",
            "Tabel 1: Ture over broen",
            "År\tTure",
            "2023\t1.204",
            "2024\t3.310",
            "Broen står der endnu.",
            "Den blev malet i 2024.",
        ]
    );
}

#[test]
fn a_case_ends_where_the_next_begins() {
    let file = Word::of(
        [
            styled("Overskrift1", "Fra Lindø"),
            styled("Kapitel", "Case: Nøgler til naboerne"),
            p("Da svømmehallen stod tom om aftenen, fik tre foreninger nøglen."),
            styled("Mellemrubrik", "Problem"),
            p("Hallen var låst fra klokken fire."),
            styled("Mellemrubrik", "Resultat"),
            p("Besøgstallet steg med en tredjedel på et år."),
        ]
        .concat(),
    );
    let found = read("case.docx", &file.file());
    let case = found.documents.iter().find(|document| document.kind() == Kind::Case);
    let case = case.expect("a case");
    assert_eq!(case.title, "Nøgler til naboerne");
    let Body::Case(parts) = &case.body else { panic!("a case") };
    let problem = parts.problem.as_ref().map(|part| part.value.as_str());
    assert_eq!(problem, Some("Hallen var låst fra klokken fire."));
}

#[test]
fn words_are_those_that_are_seen_and_no_others() {
    let field = |code: &str, result: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
            r(result)
        )
    };
    let told = [
        (format!("{}{}", r("Vi byg"), r("gede den")), "Vi byggede den"),
        (r"<w:r><w:t>A &amp; B &lt;3 &#230;&#xF8;å</w:t></w:r>".to_owned(), "A & B <3 æøå"),
        (r"<w:r><w:t>Nordea</w:t><w:tab/><w:t>12</w:t></w:r>".to_owned(), "Nordea\t12"),
        (r"<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t></w:r>".to_owned(), "e-mail"),
        (r"<w:r><w:t>kom</w:t><w:softHyphen/><w:t>mu&#xAD;ne</w:t></w:r>".to_owned(), "kommune"),
        (r#"<w:r><w:t>5 </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 3</w:t></w:r>"#.to_owned(), "5≥3"),
        (format!(r#"<w:ins w:id="1">{}</w:ins><w:del w:id="2"><w:r><w:delText>ikke </w:delText></w:r></w:del>{}"#, r("Vi går "), r("hjem")), "Vi går hjem"),
        (format!(r#"{}<w:moveFrom w:id="1">{}</w:moveFrom>"#, r("Vi bliver"), r(" her")), "Vi bliver"),
        (format!(r#"{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>aldrig</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Skjult"/></w:rPr><w:t>nogensinde</w:t></w:r>"#, r("Nu")), "Nu"),
        (format!("{}{}{}", r("Se side "), field(" PAGEREF _Toc1 ", "12"), r(" og 13")), "Se side 12 og 13"),
        (format!("{}{}{}", r("Note"), field(" NOTEREF _Ref1 ", "1"), r(" igen")), "Note igen"),
        (format!(r#"{}<w:fldSimple w:instr=" SEQ Figur ">{}</w:fldSimple>"#, r("Nr. "), r("4")), "Nr. 4"),
        (format!(r#"{}<w:hyperlink r:id="rId4">{}</w:hyperlink>{}"#, r("Læs "), r("her"), r(" nu")), "Læs her nu"),
        (format!(r#"{}<w:r><w:footnoteReference w:customMarkFollows="1" w:id="9"/><w:t>*</w:t></w:r>{}"#, r("Ord"), r(" og ord")), "Ord og ord"),
        (format!(r#"{}<w:r><w:footnoteReference w:id="9"/></w:r>{}"#, r("Den står."), r("Vi gik.")), "Den står. Vi gik."),
        (format!(r#"<w:commentRangeStart w:id="0"/>{}<w:r><w:commentReference w:id="0"/></w:r>"#, r("Kort")), "Kort"),
        (r"<w:r><w:ruby><w:rt><w:r><w:t>lille</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Stor</w:t></w:r></w:rubyBase></w:ruby></w:r>".to_owned(), "Stor"),
        (format!(r"{}<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>", r("En ")), "En 1/2"),
        (format!(r"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>{}", r("Klik her"), r("Titel her")), "Titel her"),
        (format!(r#"{}<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#, r("Et felt uden ende")), "Et felt uden ende"),
    ];
    for (runs, words) in told {
        assert_eq!(one(&runs), words, "{runs}");
    }
}

#[test]
fn a_field_that_nothing_ends_hides_no_other_paragraph() {
    let broken = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>"#;
    assert_eq!(body(&format!("{broken}{}", p("Teksten er her."))), ["Teksten er her."]);
}

#[test]
fn paragraphs_whose_end_was_deleted_are_one() {
    let first =
        format!("<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>{}</w:p>", r("Vi gik "));
    assert_eq!(body(&format!("{first}{}", p("hjem"))), ["Vi gik hjem"]);
    assert_eq!(body(&first), ["Vi gik"]);
}

#[test]
fn what_a_paragraph_is_comes_from_its_style_and_from_what_that_is_based_on() {
    let file = Word::of(
        [
            styled("Udpluk", "Den holder endnu."),
            styled("Citatkilde", "— Arne Holt, borgmester"),
            styled("Citat", "Og den skal males."),
            p("— Bodil Kær, rektor"),
            styled("Indholdsfortegnelse1", "Broen 3"),
            styled("Quote", "En stil, som dokumentet ikke har."),
        ]
        .concat(),
    );
    assert_eq!(
        lines(&file.file()),
        [">1 Den holder endnu.", ">2 Og den skal males.", ">3 En stil, som dokumentet ikke har."]
    );
    let found = read("stile.docx", &file.file());
    let told: Vec<_> = found.documents.iter().map(|document| shown(document).2).collect();
    assert_eq!(told, [Some("Arne Holt"), Some("Bodil Kær"), None]);
}

#[test]
fn of_a_text_box_one_form_is_read_and_below_its_paragraph() {
    let boxed = |words: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(words));
    let drawing = format!(
        r#"<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="Tekstfelt 1" descr="pynt"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>{0}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{0}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"#,
        boxed("I boksen")
    );
    let paragraph = format!("<w:p>{}{drawing}{}</w:p>", r("Uden for "), r("boksen"));
    assert_eq!(body(&paragraph), ["Uden for boksen", "I boksen"]);
}

#[test]
fn a_picture_with_its_label_is_a_figure_with_what_it_shows() {
    let picture = r#"<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Billede 1" descr="Søjler, der vokser"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId5"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#;
    let file = Word::of(format!(
        "{}{}{picture}{}",
        p("Her er tallene for alle årene."),
        styled("Billedtekst", "Figur 1: Ture over broen"),
        p("Kilde: Lindø Kommune.")
    ));
    let found = read("figur.docx", &file.file());
    let Some(Body::Figure(figure)) = found.documents.first().map(|document| &document.body) else {
        panic!("a figure: {found:?}")
    };
    assert_eq!(found.documents[0].title, "Ture over broen");
    let shown = format!("{figure:?}");
    assert!(shown.contains("broen.png") && shown.contains("Søjler, der vokser"), "{shown}");
}

#[test]
fn merged_cells_keep_the_columns_and_a_table_of_text_is_its_paragraphs() {
    let cell = |properties: &str, words: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(words))
    };
    let wide = r#"<w:gridSpan w:val="2"/>"#;
    let rows = [
        [cell("", "Sted"), cell(wide, "Ture")].concat(),
        [cell(r#"<w:vMerge w:val="restart"/>"#, "Lindø"), cell("", "12"), cell("", "14")].concat(),
        [cell("<w:vMerge/>", "gemt"), cell("", "13"), cell("", "15")].concat(),
    ];
    let table =
        format!("<w:tbl>{}</w:tbl>", rows.map(|row| format!("<w:tr>{row}</w:tr>")).concat());
    assert_eq!(body(&table), ["Sted\tTure\t", "Lindø\t12\t14", "\t13\t15"]);
    let deleted = format!(r#"<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{}</w:tr>"#, cell("", "Væk"));
    let layout = format!(
        "<w:tbl>{deleted}<w:tr>{}{}</w:tr></w:tbl>",
        cell("", "Til venstre står en tekst."),
        cell("", "Til højre en anden.")
    );
    assert_eq!(body(&layout), ["Til venstre står en tekst.", "Til højre en anden."]);
}

#[test]
fn notes_follow_the_text_in_the_order_that_it_refers_to_them() {
    let refer = |kind: &str, id: u8| format!(r#"<w:r><w:{kind}Reference w:id="{id}"/></w:r>"#);
    let note = |kind: &str, id: u8, words: &str| {
        format!(
            r#"<w:{kind} w:id="{id}"><w:p><w:r><w:{kind}Ref/></w:r>{}</w:p></w:{kind}>"#,
            r(words)
        )
    };
    let file = Word {
        body: format!(
            "<w:p>{}{}{}{}{}</w:p>",
            r("Et"),
            refer("endnote", 1),
            refer("footnote", 2),
            r(" ord"),
            refer("footnote", 1)
        ),
        footnotes: note("footnote", 1, " Anden note")
            + &note("footnote", 2, " Første note")
            + &note("footnote", 3, " Slettet"),
        endnotes: note("endnote", 1, " Slutnote"),
        ..Word::default()
    };
    assert_eq!(lines(&file.file()), ["Et ord", "Første note", "Anden note", "Slutnote"]);
}

#[test]
fn numbers_in_bold_before_their_words_are_statistics_and_numerals_are_not() {
    let bold = |bold: &str, words: &str| {
        format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{bold}</w:t></w:r>{}</w:p>", r(words))
    };
    let file = Word::of(
        bold("41 %", " af lærerne har prøvet at bygge en bro.")
            + &bold("1.", " Gå først ned til åen."),
    );
    let found = read("tal.docx", &file.file());
    let told: Vec<_> = found.documents.iter().map(Document::kind).collect();
    assert_eq!(told, [Kind::Figure], "{found:?}");
}

#[test]
fn title_and_author_come_from_the_document_unless_a_program_wrote_them() {
    let about = |core: &str| {
        let body = p("”Vi byggede den selv,” siger Bodil Kær, rektor.");
        let file = Word { body, core: core.to_owned(), ..Word::default() }.file();
        let found = read("om-broen.docx", &file);
        found.documents[0].source().title.clone()
    };
    assert_eq!(about("<dc:title>Om  broer &amp; åer</dc:title>"), "Om broer & åer");
    assert_eq!(about("<dc:title>Microsoft Word - Dokument1</dc:title>"), "Om broen");
    assert_eq!(about(""), "Om broen");
}

#[test]
fn what_is_no_document_is_told_what_to_be_saved_as() {
    let ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice();
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let odt = zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"<office:document-content/>"),
    ]);
    let (code, told) = refusal(&[ole, &[0; 600]].concat());
    assert!(
        code == "not-docx" && told.contains(".doc)") && told.contains("save it as .docx"),
        "{told}"
    );
    let (code, told) = refusal(&[ole, &[0; 60], &locked].concat());
    assert!(code == "locked" && told.contains("password"), "{told}");
    let (code, told) = refusal(&odt);
    assert!(
        code == "not-docx" && told.contains(".odt") && told.contains("save it as .docx"),
        "{told}"
    );
    for file in [b"".as_slice(), b"<p>Hej</p>", b"{\\rtf1 Hej}"] {
        assert!(refusal(file).1.contains("no Word document"));
    }
    assert!(
        refusal(&zipped(&[("xl/workbook.xml", b"<workbook/>")])).1.contains("no Word document")
    );
    assert!(
        refusal(&zipped(&[("word/document.xml", b"<workbook/>")])).1.contains("no Word document")
    );
}

#[test]
fn a_document_that_is_cut_off_or_changed_is_damaged() {
    let file = Word::of(p("Vi byggede broen.")).file();
    for cut in [5, file.len() / 2, file.len() - 1] {
        assert_eq!(refusal(&file[..cut]).0, "damaged", "cut at {cut}");
    }
    assert_eq!(refusal(&zipped(&[("word/document.xml", b"<document><p>")])).0, "damaged");
    assert_eq!(
        refusal(&zipped(&[("word/document.xml", b"<document>\xE6</document>")])).0,
        "damaged"
    );
}

#[test]
fn an_entry_with_a_password_is_told_so() {
    let mut file = zipped(&[("word/document.xml", b"<document/>")]);
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = file.windows(4).position(|own| own == signature).expect("a header");
        file[at + flags] |= 1;
    }
    assert_eq!(refusal(&file).0, "locked");
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    let blank = vec![b' '; 8 << 20];
    let document = [b"<document>".as_slice(), &blank, b"</document>"].concat();
    let (code, told) = refusal(&zipped(&[("word/document.xml", &document)]));
    assert!(code == "too-large" && told.contains("hundreds of times"), "{told}");
    // Entries that say that they are a gigabyte each.
    let mut file = zipped(&[("word/document.xml", b"<document/>"), ("a", b"a")]);
    let at: Vec<usize> = file
        .windows(4)
        .enumerate()
        .filter(|(_, own)| own == b"PK\x01\x02")
        .map(|(at, _)| at)
        .collect();
    at.iter().for_each(|at| file[at + 24..at + 28].copy_from_slice(&(1u32 << 30).to_le_bytes()));
    assert!(refusal(&file).1.contains("unpacks to more than"));
    let names: Vec<String> = (0..5_001).map(|at| format!("word/{at}.xml")).collect();
    let entries: Vec<(&str, &[u8])> =
        names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert!(refusal(&zipped(&entries)).1.contains("5000 entries"));
    let deep = format!("<document>{}{}</document>", "<p>".repeat(300), "</p>".repeat(300));
    assert!(refusal(&zipped(&[("word/document.xml", deep.as_bytes())])).1.contains("nests"));
    let many: String = (0..500_001).map(|n| format!("<p><r><t>{n}</t></r></p>")).collect();
    let many = format!("<document>{many}</document>");
    let told = refusal(&zipped(&[("word/document.xml", many.as_bytes())])).1;
    assert!(told.contains("paragraphs"), "{told}");
}

#[test]
fn tables_in_tables_are_read_as_deep_as_they_may_stand() {
    let (open, close) = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
    let table = format!("{}{}{}", open.repeat(80), p("Inderst står en bro."), close.repeat(80));
    assert_eq!(body(&table), ["Inderst står en bro."]);
}

#[test]
fn entities_are_neither_unfolded_nor_fetched() {
    let bomb =
        r#"<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><document>&b;</document>"#;
    let outside =
        r#"<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><document>&a;</document>"#;
    for xml in [bomb, outside, "<document>&navn;</document>"] {
        assert_eq!(refusal(&zipped(&[("word/document.xml", xml.as_bytes())])).0, "unsafe", "{xml}");
    }
    // A template elsewhere is named by a relation that is never followed.
    let file = Word::of(p("”Vi byggede den selv,” siger Bodil Kær."));
    assert_eq!(read("a.docx", &file.file()).documents.len(), 1);
}

#[test]
fn a_name_that_leads_out_of_the_archive_is_refused() {
    for name in ["../../ud.txt", "word\\..\\..\\ud.txt"] {
        let file = zipped(&[("word/document.xml", b"<document/>"), (name, b"ud")]);
        let (code, told) = refusal(&file);
        assert!(code == "unsafe" && told.contains("ud.txt"), "{told}");
    }
}

#[test]
fn other_word_processors_files_are_named_with_the_way_out() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in ["gammel.doc", "fri.odt"] {
        let path = folder.path().join(name);
        std::fs::write(&path, b"x").expect("can write");
        let error = extract(&path, Limits::default()).expect_err("is refused").to_string();
        assert!(error.contains(name) && error.contains("save it as .docx"), "{error}");
    }
    // A note of Word's that a document is open is no document.
    std::fs::write(folder.path().join("~$broen.docx"), b"Bodil").expect("can write");
    std::fs::write(folder.path().join("a.txt"), "”Ja,” siger Bo Kær.\n").expect("can write");
    let content = ordret_ingest::Content::at(&[folder.path().to_path_buf()], Limits::default());
    let reading = content.expect("is there").read(&mut |_| Ok(())).expect("reads");
    assert_eq!(reading.skipped.len(), 3);
    assert_eq!(reading.count(Severity::Error), 0, "{:?}", reading.diagnostics);
}

#[test]
fn the_same_document_gives_the_same_whatever_prefix_and_encoding_it_has() {
    let xml = r#"<x:document xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:body><x:p><x:r><x:t>Rød grød</x:t></x:r></x:p></x:body></x:document>"#;
    let utf16: Vec<u8> =
        [0xFEFF].into_iter().chain(xml.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [xml.as_bytes(), &utf16] {
        assert_eq!(lines(&zipped(&[("/word\\document.xml", bytes)])), ["Rød grød"]);
    }
}

/// Elements in each other in any order, whole as XML.
fn pieces() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "<w:t>Vi går</w:t>",
        "<w:t>”— Bo Kær</w:t>",
        r#"<w:fldChar w:fldCharType="begin"/>"#,
        r#"<w:fldChar w:fldCharType="separate"/>"#,
        r#"<w:fldChar w:fldCharType="end"/>"#,
        r#"<w:gridSpan w:val="99"/>"#,
        r#"<w:gridBefore w:val="9"/>"#,
        "<w:vMerge/>",
        r#"<w:footnoteReference w:id="1" w:customMarkFollows="1"/>"#,
        r#"<w:pStyle w:val="Citat"/>"#,
        "<w:br/>",
        "<w:del/>",
        "<w:showingPlcHdr/>",
        "&#9;&#xE000;",
    ]);
    let names = prop::sample::select(vec![
        "p",
        "r",
        "pPr",
        "rPr",
        "tbl",
        "tr",
        "trPr",
        "tc",
        "tcPr",
        "txbxContent",
        "drawing",
        "sdt",
        "sdtPr",
        "sdtContent",
        "AlternateContent",
        "Choice",
        "Fallback",
        "footnote",
        "hyperlink",
        "instrText",
        "t",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(8, 96, 6, move |inside| {
        (names.clone(), prop::collection::vec(inside, 0..6))
            .prop_map(|(name, inside)| format!("<w:{name}>{}</w:{name}>", inside.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600), zip in any::<bool>()) {
        let file = if zip { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
        prop_assert!(manuscript(Path::new("a.docx"), &file).is_err());
    }

    #[test]
    fn a_document_with_some_bytes_changed_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut file = Word::of(styled("Citat", "Vi går") + &p("— Bo Kær, rektor")).file();
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        let _ = manuscript(Path::new("a.docx"), &file);
    }

    #[test]
    fn elements_in_any_order_are_read_or_refused(mixed in pieces(), xml in "\\PC{0,80}") {
        let whole = manuscript(Path::new("a.docx"), &Word::of(mixed).file());
        prop_assert!(whole.is_ok(), "{whole:?}");
        let _ = manuscript(Path::new("a.docx"), &Word::of(xml).file());
    }
}
