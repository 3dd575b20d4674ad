//! Everything that is said of content: one row a problem, in English and in Danish.
//!
//! `{0}`, `{1}` … stand for what the place that found the problem knows of it:
//! names, numbers, words of the file. Several rows may share a name, where one
//! thing goes wrong in several ways; scripts go by the name.

use super::Severity;

/// The languages that problems are told in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// For scripts, logs and unless told otherwise.
    #[default]
    English,
    /// For editors.
    Danish,
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident
        [$message:literal, $hint:literal] [$besked:literal, $raad:literal])*) => {
        /// A problem that content can have.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "each row's message says what it is")]
        pub enum Code { $($variant,)* }

        impl Code {
            /// Every problem, in the order of the table.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// What this program calls it, and no other has to.
            pub(super) fn variant(self) -> &'static str {
                match self { $(Code::$variant => stringify!($variant),)* }
            }

            /// Its name for good, for scripts.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// What is wrong and what to do, with places for what is found.
            pub(super) fn wording(self, language: Language) -> (&'static str, &'static str) {
                match (self, language) {
                    $((Code::$variant, Language::English) => ($message, $hint),
                      (Code::$variant, Language::Danish) => ($besked, $raad),)*
                }
            }
        }
    };
}

codes! {
    // Files.
    Unreadable "unreadable" Error
        ["the file cannot be read: {0}", "let Ordret read it, or take it out of the content folder"]
        ["filen kan ikke læses: {0}", "giv Ordret lov til at læse den, eller tag den ud af indholdsmappen"]
    Gone "unreadable" Error
        ["the file is gone; it was there when the folder was listed", "run the command again"]
        ["filen er væk; den var der, da mappen blev set igennem", "kør kommandoen igen"]
    NoPlainFile "unreadable" Error
        ["it is a link, a folder or a pipe and is not read; what it says would be passed over", "put the file itself in its place"]
        ["det er en henvisning, en mappe eller et rør og læses ikke; det, den siger, ville blive forbigået", "læg selve filen i dens sted"]
    Unlistable "unreadable" Error
        ["the folder cannot be listed: {0}", "let Ordret read it, or take it out of the content folder"]
        ["mappen kan ikke vises: {0}", "giv Ordret lov til at læse den, eller tag den ud af indholdsmappen"]
    BrokenOff "unreadable" Error
        ["the file cannot be read on from here: {0}", "make the file whole again"]
        ["filen kan ikke læses videre herfra: {0}", "gør filen hel igen"]
    Changed "changed" Error
        ["the file was changed while content was read", "run the command again when nothing writes to it"]
        ["filen blev ændret, mens indholdet blev læst", "kør kommandoen igen, når intet skriver i den"]
    FileTooLarge "too-large" Error
        ["the file is larger than {0} MB", "split it, or take it out of the content folder"]
        ["filen er større end {0} MB", "del den, eller tag den ud af indholdsmappen"]
    LineTooLarge "too-large" Error
        ["the line is larger than {0} MB", "split it, or take it out of the content folder"]
        ["linjen er større end {0} MB", "del den, eller tag den ud af indholdsmappen"]
    UnpacksTooLarge "too-large" Error
        ["the file cannot be read on from here: {0}", "unpack it and split it, or take it out of the content folder"]
        ["filen kan ikke læses videre herfra: {0}", "pak den ud og del den, eller tag den ud af indholdsmappen"]
    TooManyParagraphs "too-large" Error
        ["the file has more than {0} paragraphs; no page has", "split it, or take it out of the content folder"]
        ["filen har mere end {0} afsnit; det har ingen side", "del den, eller tag den ud af indholdsmappen"]
    TooManyMarks "too-large" Error
        ["the file has more than {0} lines and marks; no page has", "split it, or take it out of the content folder"]
        ["filen har mere end {0} linjer og tegn for opsætning; det har ingen side", "del den, eller tag den ud af indholdsmappen"]
    TooManyElements "too-large" Error
        ["the file has more than {0} elements; no page has", "split it, or take it out of the content folder"]
        ["filen har mere end {0} elementer; det har ingen side", "del den, eller tag den ud af indholdsmappen"]
    TwinNames "twin-names" Warning
        ["its name is `{0}` but for capitals or composed letters", "give one of them another name"]
        ["dens navn er `{0}`, når man ser bort fra store bogstaver og sammensatte tegn", "giv en af dem et andet navn"]
    TwoFormats "two-formats" Warning
        ["the page is kept as `{0}` as well; what stands in both stands there twice", "keep one of them; what `--format md` wrote stands in place of the page"]
        ["siden ligger også som `{0}`; det, der står i begge, står der to gange", "behold en af dem; det, `--format md` skrev, træder i sidens sted"]

    // Text.
    NotText "not-text" Error
        ["the file is not text", "save it as text in UTF-8, or take it out of the content folder"]
        ["filen er ikke tekst", "gem den som tekst i UTF-8, eller tag den ud af indholdsmappen"]
    NotTextButDocument "not-text" Error
        ["the file is not text, but a document or an archive", "if it is a Word document, save it as .docx and name it so"]
        ["filen er ikke tekst, men et dokument eller et arkiv", "er det et Word-dokument, så gem det som .docx, og kald det sådan"]
    RecordNotText "not-text" Error
        ["the line is not UTF-8", "records are UTF-8, one a line"]
        ["linjen er ikke UTF-8", "poster er UTF-8, en pr. linje"]
    MetaNotUtf8 "not-utf-8" Error
        ["the file is not UTF-8 (byte {0})", "save it as UTF-8; until then its folder's files are left out"]
        ["filen er ikke UTF-8 (byte {0})", "gem den som UTF-8; indtil da er mappens filer udeladt"]
    NotUtf8 "not-utf-8" Warning
        ["the file is not UTF-8; it was read as {0}", "save it as UTF-8, and see whether its æ, ø and å are right"]
        ["filen er ikke UTF-8; den er læst som {0}", "gem den som UTF-8, og se efter, om dens æ, ø og å er rigtige"]
    MixedEncoding "mixed-encoding" Warning
        ["byte {0} and {1} in all are not UTF-8 like the rest of the file; they were read as windows-1252", "save it as UTF-8, and see whether its æ, ø and å are right"]
        ["byte {0} og i alt {1} er ikke UTF-8 som resten af filen; de er læst som windows-1252", "gem den som UTF-8, og se efter, om dens æ, ø og å er rigtige"]
    Lossy "lossy" Warning
        ["byte {0} and perhaps others could not be read; they stand as �", "save it as UTF-8, and see whether its æ, ø and å are right"]
        ["byte {0} og måske flere kunne ikke læses; de står som �", "gem den som UTF-8, og se efter, om dens æ, ø og å er rigtige"]
    StrayNul "stray-nul" Warning
        ["a stray NUL character", "take it out"]
        ["et løst NUL-tegn", "tag det ud"]

    // PDF.
    PdfNoTool "no-pdftotext" Error
        ["the program that reads PDF is not installed", "install pdftotext (Debian: poppler-utils, macOS: brew install poppler), or save the text as .txt"]
        ["programmet, der læser PDF, er ikke installeret", "installér pdftotext (Debian: poppler-utils, macOS: brew install poppler), eller gem teksten som .txt"]
    PdfTooMuch "too-large" Error
        ["the file takes more than {0} seconds or {1} MB to read", "split it, or save its text as .txt"]
        ["filen er mere end {0} sekunder eller {1} MB om at blive læst", "del den, eller gem dens tekst som .txt"]
    PdfBroken "broken-pdf" Error
        ["the file cannot be read as PDF: {0}", "open it and save it anew, without a password, or save its text as .txt"]
        ["filen kan ikke læses som PDF: {0}", "åbn den, og gem den igen uden adgangskode, eller gem dens tekst som .txt"]
    PdfPictures "no-text" Warning
        ["the file has pictures of pages and no text", "run a program for text recognition on it first"]
        ["filen har billeder af sider og ingen tekst", "kør først et program til tekstgenkendelse på den"]

    // Front matter and source.toml.
    MetaTooLarge "too-large" Error
        ["the front matter is larger than {0} KB", "see whether it is closed with `---`"]
        ["front matter er større end {0} KB", "se efter, om det er lukket med `---`"]
    MetaOpen "broken-front-matter" Error
        ["the front matter does not end", "close it with a line `---`"]
        ["front matter slutter ikke", "luk det med en linje `---`"]
    MetaMisplaced "broken-front-matter" Error
        ["what looks like front matter stands where it is not read", "put it at the top of the file, between two lines `---`"]
        ["noget, der ligner front matter, står, hvor det ikke læses", "sæt det øverst i filen, mellem to linjer `---`"]
    MetaColon "broken-front-matter" Error
        ["a value with a colon in it stands in no quotation marks", "put it in quotation marks: `title: \"Skolen: før og nu\"`"]
        ["en værdi med kolon står ikke i anførselstegn", "sæt den i anførselstegn: `title: \"Skolen: før og nu\"`"]
    MetaTab "broken-front-matter" Error
        ["a line of the {0} is set in with a tab", "set it in with spaces, or not at all"]
        ["en linje i {0} er rykket ind med tabulator", "ryk den ind med mellemrum eller slet ikke"]
    MetaUnclosed "broken-front-matter" Error
        ["quotation marks or a bracket are not closed, or something stands behind them", "close them at the end of the value"]
        ["anførselstegn eller en parentes er ikke lukket, eller der står noget efter dem", "luk dem, hvor værdien slutter"]
    MetaSign "broken-front-matter" Error
        ["a value with `{0}` in it stands in no quotation marks", "put it in quotation marks: `title: \"Broen #2\"`"]
        ["en værdi med `{0}` står ikke i anførselstegn", "sæt den i anførselstegn: `title: \"Broen #2\"`"]
    MetaNoEntry "broken-front-matter" Error
        ["the {0} has a line that is no `key: value`", "write a key, a colon, a blank and the value"]
        ["{0} har en linje, der ikke er `nøgle: værdi`", "skriv nøgle, kolon, mellemrum og værdi"]
    MetaBroken "broken-front-matter" Error
        ["the {0} cannot be read here: {1}", "write a key and its value on a line, the value in quotation marks if in doubt"]
        ["{0} kan ikke læses her: {1}", "skriv en nøgle og dens værdi på en linje, værdien i anførselstegn i tvivlstilfælde"]
    MetaTwice "broken-front-matter" Error
        ["`{0}` stands twice in the {1}", "take one of them away"]
        ["`{0}` står to gange i {1}", "tag den ene væk"]
    UnknownMetaKey "unknown-key" Error
        ["`{0}` is no key of the {1}", "known here: {2}"]
        ["`{0}` er ingen nøgle i {1}", "kendt her: {2}"]
    MisspelledMetaKey "unknown-key" Error
        ["`{0}` is no key of the {1}", "did you mean `{2}`?"]
        ["`{0}` er ingen nøgle i {1}", "mente du `{2}`?"]
    UnknownFile "unknown-file" Warning
        ["there is no file `{0}` in this folder", "correct the name or take the section away"]
        ["der er ingen fil `{0}` i denne mappe", "ret navnet, eller tag afsnittet væk"]

    // Values that editors write.
    NoYear "bad-value" Error
        ["`{0}: {1}` is no year", "write four digits"]
        ["`{0}: {1}` er intet årstal", "skriv fire cifre"]
    NoDay "bad-value" Error
        ["`{0}: {1}` is in no calendar", "write it as 2026, 2026-03 or 2026-03-04"]
        ["`{0}: {1}` findes ikke i kalenderen", "skriv den som 2026, 2026-03 eller 2026-03-04"]
    NoAddress "bad-value" Error
        ["`{0}: {1}` is no address", "write it as `https://…`"]
        ["`{0}: {1}` er ingen adresse", "skriv den som `https://…`"]
    NoLanguage "bad-value" Error
        ["`{0}: {1}` is no language", "write its code: `da`, `en`, `nb`"]
        ["`{0}: {1}` er intet sprog", "skriv dets kode: `da`, `en`, `nb`"]
    NoTruth "bad-value" Error
        ["`{0}: {1}` is neither `true` nor `false`", "write `true` or `false`, or `ja` or `nej`"]
        ["`{0}: {1}` er hverken `true` eller `false`", "skriv `true` eller `false` eller `ja` eller `nej`"]
    NoSingleValue "bad-value" Error
        ["`{0}` takes one value, no list", "write it on one line, in quotation marks: `{0}: \"…\"`"]
        ["`{0}` tager en værdi, ingen liste", "skriv den på en linje, i anførselstegn: `{0}: \"…\"`"]
    NoTopics "bad-value" Error
        ["`topics` holds more than a list of words", "write it as `[skole, have]`"]
        ["`topics` rummer mere end en liste af ord", "skriv den som `[skole, have]`"]
    NoRoleGroup "bad-value" Error
        ["`{0}: {1}` is no role group", "{2}"]
        ["`{0}: {1}` er ingen rollegruppe", "{2}"]
    NoStatus "bad-value" Error
        ["`{0}: {1}` is no status", "write `verificeret`, `tilskrevet` or `omstridt`, and a note behind `;`"]
        ["`{0}: {1}` er ingen status", "skriv `verificeret`, `tilskrevet` eller `omstridt`, og en bemærkning efter `;`"]
    SicWithoutNote "bad-value" Error
        ["`{0}: {1}` has no note", "write `sic: word = what is to be known`"]
        ["`{0}: {1}` har ingen bemærkning", "skriv `sic: ord = det, man skal vide`"]
    SicOfNoWord "bad-value" Error
        ["`{0}: {1}` is no word of the quote", "write the word as the quote has it, to the letter"]
        ["`{0}: {1}` er intet ord i citatet", "skriv ordet, som citatet har det, til punkt og prikke"]
    NoCaseId "bad-value" Error
        ["`{0}: {1}` is no id", "an id has letters and digits only; `-` means none"]
        ["`{0}: {1}` er intet id", "et id har kun bogstaver og cifre; `-` betyder intet"]
    NoId "bad-value" Error
        ["`{0}: {1}` is no id", "an id is 1 to 64 letters (a to z) and digits"]
        ["`{0}: {1}` er intet id", "et id er 1 til 64 bogstaver (a til z) og cifre"]
    NoNumber "bad-value" Error
        ["`{0}: {1}` is no number", "write it as `63 %`, `1.093` or `3,5`"]
        ["`{0}: {1}` er intet tal", "skriv det som `63 %`, `1.093` eller `3,5`"]
    NoWholeNumber "bad-value" Error
        ["`{0}: {1}` is no whole number", "write it as `1.093`"]
        ["`{0}: {1}` er intet helt tal", "skriv det som `1.093`"]
    TooManyDigits "bad-value" Error
        ["no number has so many digits", "correct it, or write it in words"]
        ["intet tal har så mange cifre", "ret det, eller skriv det med ord"]
    UnreadDate "unread-date" Warning
        ["`{0}: {1}` is not understood as a date; it is left out", "write it as 2026, 2026-03 or 2026-03-04"]
        ["`{0}: {1}` forstås ikke som dato; den er udeladt", "skriv den som 2026, 2026-03 eller 2026-03-04"]
    DateAndYear "date-and-year" Warning
        ["the year {0} and the date {1} are of two years", "correct the one that is wrong; the year counts meanwhile"]
        ["året {0} og datoen {1} er fra to år", "ret den, der er forkert; året gælder så længe"]
    StrayFacts "stray-facts" Error
        ["the facts from `{0}:` on stand below no document", "put them directly below the quote, case or figure they are about, in one list"]
        ["oplysningerne fra `{0}:` og frem står ikke under noget dokument", "sæt dem lige under det citat, den case eller den figur, de handler om, i en liste"]
    UnknownFact "unknown-key" Error
        ["`{0}` is no fact of this kind of document", "known here: {1}"]
        ["`{0}` er ingen oplysning om den slags dokument", "kendt her: {1}"]
    MisspelledFact "unknown-key" Error
        ["`{0}` is no fact of this kind of document", "did you mean `{1}`?"]
        ["`{0}` er ingen oplysning om den slags dokument", "mente du `{1}`?"]

    // Records.
    NoRecord "bad-record" Error
        ["the line is no record: {0} (column {1})", "docs/content.md lists the keys of a record"]
        ["linjen er ingen post: {0} (kolonne {1})", "docs/content.md nævner en posts nøgler"]
    RecordValue "bad-record" Error
        ["`{0}` of the record is not as it should be: {1}", "docs/content.md says what each key of a record holds"]
        ["postens `{0}` er ikke, som den skal være: {1}", "docs/content.md siger, hvad hver af en posts nøgler holder"]
    NoWords "no-text" Error
        ["the record has no `text`", "docs/content.md lists the keys of a record"]
        ["posten har ingen `text`", "docs/content.md nævner en posts nøgler"]
    TableWithoutWords "no-text" Error
        ["no column of the first row holds the words", "call one of them `tekst` or `citat`; docs/content.md lists what columns are called"]
        ["ingen kolonne i første række har ordene", "kald en af dem `tekst` eller `citat`; docs/content.md nævner, hvad kolonner hedder"]
    RaggedRow "ragged-row" Error
        ["the row has {0} cells, and the first row {1}", "put a cell with the sign that parts cells into quotation marks"]
        ["rækken har {0} celler og den første række {1}", "sæt en celle med det tegn, der skiller celler, i anførselstegn"]
    OpenCell "ragged-row" Error
        ["the quotation mark that opens a cell here is never closed; rows below it are in it", "close it where the cell ends, and double quotation marks inside it"]
        ["anførselstegnet, der åbner en celle her, bliver aldrig lukket; rækker under den er i den", "luk det, hvor cellen slutter, og skriv anførselstegn inde i den dobbelt"]
    TornCell "ragged-row" Error
        ["words stand behind the quotation mark that closes a cell here", "put the whole cell in quotation marks, and double those inside it"]
        ["der står ord efter det anførselstegn, der lukker en celle her", "sæt hele cellen i anførselstegn, og skriv dem inde i den dobbelt"]
    NoKind "bad-value" Error
        ["`kind` is `{0}`, not `quote`, `case` or `figure`", "docs/content.md lists the keys of a record"]
        ["`kind` er `{0}`, ikke `quote`, `case` eller `figure`", "docs/content.md nævner en posts nøgler"]
    UnreadAddress "unread-value" Warning
        ["`url: {0}` is no address; it is left out", "write it as `https://…`"]
        ["`url: {0}` er ingen adresse; den er udeladt", "skriv den som `https://…`"]
    UnreadLanguage "unread-value" Warning
        ["`language: {0}` is no language; it is left out", "write its code: `da`, `en`, `nb`"]
        ["`language: {0}` er intet sprog; det er udeladt", "skriv dets kode: `da`, `en`, `nb`"]
    RepeatedRecord "repeated-record" Warning
        ["the same line stands there twice; it is read once", "take one of them away"]
        ["den samme linje står der to gange; den er læst en gang", "tag den ene væk"]
    RepeatedId "repeated-id" Warning
        ["another record has the `id` `{0}`: {1}", "give each its own; `evaluate` and who cites them cannot tell them apart"]
        ["en anden post har `id` `{0}`: {1}", "giv hver sit; `evaluate` og den, der citerer dem, kan ikke skelne dem"]
    UnknownRecordKeys "unknown-key" Warning
        ["{0} mean nothing to Ordret; they are shown with the document", "rename them if they are misspelled; see docs/content.md"]
        ["{0} siger ikke Ordret noget; de vises sammen med dokumentet", "giv dem andre navne, hvis de er stavet forkert; se docs/content.md"]

    // Ids.
    DuplicateId "duplicate-id" Error
        ["the id `{0}` is taken by other words in {1}", "give one of them another `id:`, or none"]
        ["id'et `{0}` er optaget af andre ord i {1}", "giv en af dem et andet `id:`, eller intet"]
    RecordIdTaken "duplicate-id" Error
        ["the id `{0}` of this record is taken in {1}", "take the record or the page away: what `--format md` wrote of it stands in place of it"]
        ["postens id `{0}` er optaget i {1}", "tag posten eller siden væk: det, `--format md` skrev af den, træder i dens sted"]
    UnknownCase "unknown-case" Warning
        ["the quote belongs to the case `{0}`, and there is no such case", "correct the id after `case:`"]
        ["citatet hører til casen `{0}`, og sådan en case er der ikke", "ret id'et efter `case:`"]

    // Pages.
    NoDocuments "no-documents" Warning
        ["no quote, case or figure was found in the file", "docs/content.md shows how each is written"]
        ["der er intet citat, ingen case og ingen figur fundet i filen", "docs/content.md viser, hvordan de skrives"]
    TwoSpeakers "two-speakers" Warning
        ["the reporting clause says {0}, the speaker's line {1}; nobody is named", "correct the one that is wrong, or set the speaker with `navn:`, `rolle:` and `organisation:`"]
        ["den anførende sætning siger {0}, talerens linje {1}; ingen er nævnt", "ret den, der er forkert, eller sæt taleren med `navn:`, `rolle:` og `organisation:`"]
    NoSpeaker "no-speaker" Warning
        ["the quote has no speaker", "end it with a line such as `— Navn, rolle, organisation`"]
        ["citatet har ingen taler", "slut det med en linje som `— Navn, rolle, organisation`"]
    NoName "no-name" Warning
        ["the quote's speaker has no name", "end it with a line such as `— Navn, rolle, organisation`"]
        ["citatets taler har intet navn", "slut det med en linje som `— Navn, rolle, organisation`"]
    NameVariant "name-variant" Warning
        ["{0} is also spelled {1}", "correct one of them at the source; both are found meanwhile"]
        ["{0} staves også {1}", "ret den ene ved kilden; begge kan findes så længe"]
    LeftOut "left-out" Warning
        ["“{0} …” stands in quotation marks and nothing near says who spoke; it is left out", "add a clause (`siger Navn, rolle`) or a line `— Navn, rolle, organisation`, or leave it if nobody said it"]
        ["“{0} …” står i anførselstegn, og intet i nærheden siger, hvem der talte; det er udeladt", "tilføj en sætning (`siger Navn, rolle`) eller en linje `— Navn, rolle, organisation`, eller lad det stå, hvis ingen har sagt det"]
    EmptyQuote "empty-quote" Warning
        ["a quote without words", "write the words, or take the quote away"]
        ["et citat uden ord", "skriv ordene, eller tag citatet væk"]
    NearDuplicate "near-duplicate" Warning
        ["the words are nearly those of another quote by {0}: {1}", "if it is one quote, write it in one way; both are kept as they are"]
        ["ordene er næsten dem i et andet citat af {0}: {1}", "er det ét citat, så skriv det på én måde; begge er bevaret, som de er"]
    TopicVariant "topic-variant" Warning
        ["the theme `{0}` is written `{1}` elsewhere: {2}", "write it in one way, or who narrows by one misses the other"]
        ["emnet `{0}` er skrevet `{1}` et andet sted: {2}", "skriv det på én måde, ellers går den, der afgrænser med det ene, glip af det andet"]
    EmptyCase "empty-case" Warning
        ["a case without title and words", "write them, or take the label away"]
        ["en case uden titel og ord", "skriv dem, eller tag mærket væk"]
    NoTarget "no-target" Warning
        ["the link to the whole case leads nowhere", "the page's text has lost it; write `[Læs hele casen](https://…)` in Markdown, or leave it"]
        ["linket til hele casen fører ingen steder hen", "sidens tekst har mistet det; skriv `[Læs hele casen](https://…)` i Markdown, eller lad det være"]
    UnknownPart "unknown-part" Warning
        ["`{0}` is no part of a case; its words stay in the case's text", "use Problem, Løsning, Resultat, Forudsætninger or Genbrug, or end the case with a heading of its own level"]
        ["`{0}` er ingen del af en case; ordene bliver i casens tekst", "brug Problem, Løsning, Resultat, Forudsætninger eller Genbrug, eller slut casen med en overskrift på dens eget niveau"]
    UnreadN "unread-n" Warning
        ["the number of observations cannot be read", "write it as `n = 1.204`, or set it with a fact `n: 1204`"]
        ["antallet af observationer kan ikke læses", "skriv det som `n = 1.204`, eller sæt det med en oplysning `n: 1204`"]
    UnreadNumber "unread-number" Warning
        ["`{0}` is not understood as a number; it stays in the words", "write it as `63 %`, `1.093` or `3,5`, or leave it"]
        ["`{0}` forstås ikke som et tal; det bliver i ordene", "skriv det som `63 %`, `1.093` eller `3,5`, eller lad det stå"]
    EmptyFigure "empty-figure" Warning
        ["a figure without title, words or data", "give it a heading `Figur: …` or a caption"]
        ["en figur uden titel, ord og data", "giv den en overskrift `Figur: …` eller en billedtekst"]
    MissingImage "missing-image" Warning
        ["the picture `{0}` is not there", "put it beside the page, or correct its name"]
        ["billedet `{0}` er der ikke", "læg det ved siden af siden, eller ret dets navn"]
    NoAlternative "no-alternative" Warning
        ["the figure has a picture, and no words for those who do not see it", "write what it shows: `![Søjler, der vokser fra 12 til 31]({0})`"]
        ["figuren har et billede og ingen ord til dem, der ikke ser det", "skriv, hvad det viser: `![Søjler, der vokser fra 12 til 31]({0})`"]
    SameImage "same-image" Warning
        ["another figure has the picture `{0}`: line {1}", "correct the one that is wrong, or leave it if both show it"]
        ["en anden figur har billedet `{0}`: linje {1}", "ret den, der er forkert, eller lad det være, hvis begge viser det"]
    SameCaption "same-caption" Warning
        ["another figure has the same caption: line {0}", "correct the one that is wrong, or leave it if it is true of both"]
        ["en anden figur har den samme billedtekst: linje {0}", "ret den, der er forkert, eller lad det være, hvis den gælder begge"]
    NoDownload "no-download" Warning
        ["the figure offers no data, as others of the page do", "write `[Download figuren](https://…)` below it, or leave it"]
        ["figuren tilbyder ingen data, som andre på siden gør", "skriv `[Download figuren](https://…)` under den, eller lad det være"]

    // Word.
    OldWord "not-docx" Error
        ["the file is an old Word document (.doc), whatever it is called", "open it in Word or LibreOffice and save it as .docx"]
        ["filen er et gammelt Word-dokument (.doc), hvad den end hedder", "åbn den i Word eller LibreOffice, og gem den som .docx"]
    OpenDocument "not-docx" Error
        ["the file is an OpenDocument text (.odt), whatever it is called", "open it in Word or LibreOffice and save it as .docx"]
        ["filen er en OpenDocument-tekst (.odt), hvad den end hedder", "åbn den i Word eller LibreOffice, og gem den som .docx"]
    NoPackage "not-docx" Error
        ["the file is no Word document (.docx), whatever it is called", "save it as .docx from Word or LibreOffice, or give it the name of what it is"]
        ["filen er intet Word-dokument (.docx), hvad den end hedder", "gem den som .docx fra Word eller LibreOffice, eller kald den det, den er"]
    NoWordDocument "not-docx" Error
        ["the file is a zip, but holds no Word document", "save it as .docx from Word or LibreOffice, or give it the name of what it is"]
        ["filen er en zip-fil, men rummer intet Word-dokument", "gem den som .docx fra Word eller LibreOffice, eller kald den det, den er"]
    Locked "locked" Error
        ["the file is protected with a password", "open it in Word and save it as .docx without a password"]
        ["filen er beskyttet med adgangskode", "åbn den i Word, og gem den som .docx uden adgangskode"]
    Damaged "damaged" Error
        ["the file is damaged or cut off: {0}", "fetch it again, or let Word repair it and save it anew as .docx"]
        ["filen er beskadiget eller skåret af: {0}", "hent den igen, eller lad Word reparere den, og gem den på ny som .docx"]
    UnsafeName "unsafe" Error
        ["the file holds an entry named `{0}`, which leads out of it; Word writes no such name", "do not trust it; what was written in Word can be saved anew as .docx"]
        ["filen rummer en del ved navn `{0}`, som fører ud af den; det skriver Word ikke", "stol ikke på den; det, der er skrevet i Word, kan gemmes på ny som .docx"]
    Declares "unsafe" Error
        ["the file declares entities of its own, which Word documents may not", "do not trust it; what was written in Word can be saved anew as .docx"]
        ["filen erklærer egne entiteter, og det må Word-dokumenter ikke", "stol ikke på den; det, der er skrevet i Word, kan gemmes på ny som .docx"]
    TooManyEntries "too-large" Error
        ["the file has more than {0} entries; no document has", "split it, or take it out of the content folder"]
        ["filen har mere end {0} dele; det har intet dokument", "del den, eller tag den ud af indholdsmappen"]
    UnpackedTooLarge "too-large" Error
        ["the file says that it unpacks to more than {0} MB; no document does", "split it, or take it out of the content folder"]
        ["filen siger, at den fylder mere end {0} MB pakket ud; det gør intet dokument", "del den, eller tag den ud af indholdsmappen"]
    TooLong "too-large" Error
        ["the text of the file unpacks to more than {0} MB; no document's does", "split it, or take it out of the content folder"]
        ["filens tekst fylder mere end {0} MB pakket ud; det gør intet dokuments", "del den, eller tag den ud af indholdsmappen"]
    TooDense "too-large" Error
        ["a part of the file unpacks to hundreds of times its size; no text does", "split it, or take it out of the content folder"]
        ["en del af filen fylder hundreder af gange mere pakket ud; det gør ingen tekst", "del den, eller tag den ud af indholdsmappen"]
    TooDeep "too-large" Error
        ["the file nests more than {0} elements in each other; no document does", "split it, or take it out of the content folder"]
        ["filen har mere end {0} elementer inden i hinanden; det har intet dokument", "del den, eller tag den ud af indholdsmappen"]
    TooManyWordParagraphs "too-large" Error
        ["the file has more than {0} paragraphs; no document has", "split it, or take it out of the content folder"]
        ["filen har mere end {0} afsnit; det har intet dokument", "del den, eller tag den ud af indholdsmappen"]

    // Addresses that were published.
    AddressColumns "address-columns" Error
        ["the row has {0} columns; it takes 3 to 8, with tabs between them", "take the row as it was from version control; of a conflict keep the rows of both sides"]
        ["rækken har {0} søjler; der skal 3 til 8 til med tabulatorer imellem", "hent rækken, som den var, fra versionsstyringen; behold begge siders rækker ved en konflikt"]
    AddressKind "address-kind" Error
        ["`{0}` is nothing that has an address", "write quote, case, figure or source"]
        ["`{0}` er ikke noget, der har en adresse", "skriv quote, case, figure eller source"]
    AddressState "address-state" Error
        ["`{0}` is no state", "write here, moved, gone or lost"]
        ["`{0}` er ingen tilstand", "skriv here, moved, gone eller lost"]
    AddressName "address-name" Error
        ["`{0}` is no address", "a document's has letters and digits, a source's small letters, digits and hyphens"]
        ["`{0}` er ingen adresse", "et dokuments har bogstaver og cifre, en kildes små bogstaver, cifre og bindestreger"]
    AddressDay "address-day" Error
        ["`{0}` is no day", "write it as 2026-12-01, or leave it empty"]
        ["`{0}` er ingen dag", "skriv den som 2026-12-01, eller lad den være tom"]
    AddressWithoutWhy "address-without-why" Error
        ["it is `gone`, and nothing says why", "write in the column `why gone` what readers of the address are to be told"]
        ["den er `gone`, og intet siger hvorfor", "skriv i søjlen `why gone`, hvad adressens læsere skal have at vide"]
    AddressWhyTooLong "address-why-too-long" Error
        ["the reason has {0} letters; {1} is the most", "write in a few sentences what readers of the address are to be told"]
        ["begrundelsen har {0} tegn; {1} er det højeste", "skriv i nogle få sætninger, hvad adressens læsere skal have at vide"]
    AddressWithoutTo "address-without-to" Error
        ["it is `moved`, and nothing says where to", "write in the column `moved to` the address that it leads to"]
        ["den er `moved`, og intet siger hvorhen", "skriv i søjlen `moved to`, hvilken adresse den fører til"]
    AddressTwice "address-twice" Error
        ["`{0}` stands on line {1} as well, and says something else there", "keep the row that is right"]
        ["`{0}` står også på linje {1} og siger noget andet der", "behold den række, der er rigtig"]
    AddressNowhere "address-nowhere" Error
        ["`{0}` moved to `{1}`, which no content and no row here has", "write the address of something that is there, or why it is gone"]
        ["`{0}` er flyttet til `{1}`, som intet indhold og ingen række her har", "skriv adressen på noget, der findes, eller hvorfor den er væk"]
    AddressCircle "address-circle" Error
        ["`{0}` leads in the end to itself", "let one of the rows lead to something that is there, or write why it is gone"]
        ["`{0}` fører til sidst til sig selv", "lad en af rækkerne føre til noget, der findes, eller skriv, hvorfor den er væk"]
    AddressErrorsMore "address-more" Error
        ["from here on more rows are wrong", "mend those above; the same is often wrong in all"]
        ["herfra er flere rækker forkerte", "ret dem ovenfor; det samme er tit forkert i alle"]
    AddressLost "address-lost" Warning
        ["`{0}` leads nowhere any more: a {1} of {2} (speaker: {3})", "write in its row why it is gone, or which address it moved to; or put `id: {0}` into the content where it goes on"]
        ["`{0}` fører ingen steder hen længere: {1} fra {2} (taler: {3})", "skriv i rækken, hvorfor den er væk, eller hvilken adresse den er flyttet til; eller sæt `id: {0}` i indholdet, hvor den går videre"]
    AddressLostSource "address-lost" Warning
        ["`/kilde/{0}` leads nowhere any more: {1} is not there, and what stood in it stands nowhere else", "write in its row why it is gone, or which source it moved to"]
        ["`/kilde/{0}` fører ingen steder hen længere: {1} er der ikke, og det, der stod i den, står ingen andre steder", "skriv i rækken, hvorfor den er væk, eller hvilken kilde den er flyttet til"]
    AddressLostMore "address-lost" Warning
        ["{0} more addresses lead nowhere any more", "the rows say `lost`"]
        ["{0} adresser mere fører ingen steder hen længere", "rækkerne siger `lost`"]

    // Words that mean the same.
    RegistryUnknownKey "unknown-key" Error
        ["`{0}` is no key of {1}", "known here: {2}"]
        ["`{0}` er ingen nøgle i {1}", "kendt her: {2}"]
    RegistryBroken "broken-registry" Error
        ["{0} cannot be read: {1}", "see docs/content.md for how an entry is written"]
        ["{0} kan ikke læses: {1}", "se i docs/content.md, hvordan en post skrives"]
    RegistryTooMany "too-many" Error
        ["{0} has more than {1} entries", "keep those that the content names"]
        ["{0} har mere end {1} poster", "behold dem, som indholdet nævner"]
    RegistryNoName "bad-value" Error
        ["a name is empty", "write at least `name = \"…\"`, and no empty spelling"]
        ["et navn er tomt", "skriv mindst `name = \"…\"` og ingen tom stavemåde"]
    RegistryNoRole "bad-value" Error
        ["a role of {0} is empty", "write `role = \"…\"`"]
        ["en rolle for {0} er tom", "skriv `role = \"…\"`"]
    RegistryYears "bad-value" Error
        ["{0} was {1} from {2} to {3}", "write the first year in `from`, the last one in `to`"]
        ["{0} var {1} fra {2} til {3}", "skriv det første år i `from`, det sidste i `to`"]
    RegistryNoSector "bad-value" Error
        ["`{0}` is no sector", "known here: {1}"]
        ["`{0}` er ingen sektor", "kendt her: {1}"]
    RegistrySpellingTaken "bad-value" Error
        ["a spelling of {0} is one of {1} already", "give each spelling to one place"]
        ["en stavemåde af {0} hører allerede til {1}", "giv hver stavemåde til ét sted"]
    RegistrySameName "same-name" Warning
        ["{0} is in people.toml already, and nothing tells the two apart", "join the entries, or give both a role or a party"]
        ["{0} står allerede i people.toml, og intet skiller de to ad", "slå posterne sammen, eller giv begge en rolle eller et parti"]
    RegistryErrorsMore "registry-more" Error
        ["from here on {0} more entries are wrong", "mend those above; the same is often wrong in all"]
        ["herfra er {0} poster mere forkerte", "ret dem ovenfor; det samme er tit forkert i alle"]
    RegistryWarningsMore "registry-more" Warning
        ["from here on {0} more entries are as doubtful", "mend those above; the same is often wrong in all"]
        ["herfra er {0} poster mere lige så tvivlsomme", "ret dem ovenfor; det samme er tit forkert i alle"]
    UnclearPerson "unclear-person" Warning
        ["people.toml has several called {0}, and nothing here tells which", "write the role, the organisation or the party on the page, or in people.toml"]
        ["people.toml har flere, der hedder {0}, og intet her siger hvem", "skriv rollen, organisationen eller partiet på siden eller i people.toml"]
    SynonymsCut "synonyms-cut" Warning
        ["{0} rows are read; this one and those after it are not", "keep the rows that readers need"]
        ["{0} rækker er læst; denne og dem efter den er ikke", "behold de rækker, som læserne har brug for"]
    SynonymErrorsMore "synonym-more" Error
        ["from here on {0} more rows are wrong", "mend those above; the same is often wrong in all"]
        ["herfra er {0} rækker mere forkerte", "ret dem ovenfor; det samme er tit forkert i alle"]
    SynonymWarningsMore "synonym-more" Warning
        ["from here on {0} more rows are as doubtful", "mend those above; the same is often wrong in all"]
        ["herfra er {0} rækker mere lige så tvivlsomme", "ret dem ovenfor; det samme er tit forkert i alle"]
    SynonymOfItself "synonym-of-itself" Warning
        ["both sides are one word to the search", "forms of a word find each other anyway; take the row away"]
        ["begge sider er ét ord for søgningen", "former af et ord finder hinanden alligevel; tag rækken væk"]
    SynonymRepeatedHere "synonym-repeated" Warning
        ["line {0} says this already", "take one of the rows away"]
        ["linje {0} siger det allerede", "tag en af rækkerne væk"]
    SynonymRepeated "synonym-repeated" Warning
        ["{0} says this already", "take one of the rows away"]
        ["{0} siger det allerede", "tag en af rækkerne væk"]
    SynonymMany "synonym-many" Warning
        ["`{0}` has more than {1} synonyms; the first {1} are kept", "keep those that readers need"]
        ["`{0}` har mere end {1} synonymer; de første {1} er beholdt", "behold dem, som læserne har brug for"]
    SynonymNoWord "synonym-no-word" Error
        ["`{0}` has no word that can be searched", "write words, in letters or digits"]
        ["`{0}` har intet ord, der kan søges på", "skriv ord, med bogstaver eller cifre"]
    SynonymTooManyWords "synonym-too-long" Error
        ["`{0}` has {1} words; {2} is the most", "write what readers type"]
        ["`{0}` har {1} ord; {2} er det højeste", "skriv det, læserne skriver"]
    SynonymTooLong "synonym-too-long" Error
        ["an expression has {0} letters; {1} is the most", "write what readers type, with a comma between expressions"]
        ["et udtryk har {0} bogstaver; {1} er det højeste", "skriv det, læserne skriver, med komma mellem udtrykkene"]
    SynonymContact "synonym-contact" Error
        ["an expression is a contact detail, which Ordret keeps out", "take it away"]
        ["et udtryk er en kontaktoplysning, og dem holder Ordret ude", "tag det væk"]
    SynonymEmptyBefore "synonym-empty" Error
        ["nothing stands before `{0}`", "write the expression, a tab, `=` or `->`, a tab, and what means the same"]
        ["der står intet før `{0}`", "skriv udtrykket, tabulator, `=` eller `->`, tabulator og det, der betyder det samme"]
    SynonymEmptyBehind "synonym-empty" Error
        ["nothing stands behind `{0}`", "write the expression, a tab, `=` or `->`, a tab, and what means the same"]
        ["der står intet efter `{0}`", "skriv udtrykket, tabulator, `=` eller `->`, tabulator og det, der betyder det samme"]
    SynonymTooMany "synonym-too-many" Error
        ["the row has {0} expressions; {1} is the most", "make several rows of it, or keep what readers type"]
        ["rækken har {0} udtryk; {1} er det højeste", "lav flere rækker af den, eller behold det, læserne skriver"]
    SynonymBlanks "synonym-columns" Error
        ["blanks part the columns where tabs should", "put one tab before and one tab behind the direction"]
        ["mellemrum skiller søjlerne, hvor tabulatorer skulle", "sæt en tabulator før og en efter retningen"]
    SynonymColumnsMore "synonym-columns" Error
        ["the row has {0} columns; four is the most", "put one tab between columns, and none into the reason"]
        ["rækken har {0} søjler; fire er det højeste", "sæt en tabulator mellem søjlerne og ingen i begrundelsen"]
    SynonymColumnOne "synonym-columns" Error
        ["the row has one column; it takes three", "write the expression, a tab, `=` or `->`, a tab, and what means the same"]
        ["rækken har en søjle; der skal tre til", "skriv udtrykket, tabulator, `=` eller `->`, tabulator og det, der betyder det samme"]
    SynonymColumns "synonym-columns" Error
        ["the row has {0} columns; it takes three", "write the expression, a tab, `=` or `->`, a tab, and what means the same"]
        ["rækken har {0} søjler; der skal tre til", "skriv udtrykket, tabulator, `=` eller `->`, tabulator og det, der betyder det samme"]
    SynonymTwoTabs "synonym-direction" Error
        ["two tabs stand side by side, so that the direction is missing", "put one tab between columns"]
        ["to tabulatorer står ved siden af hinanden, så retningen mangler", "sæt en tabulator mellem søjlerne"]
    SynonymLeftward "synonym-direction" Error
        ["`{0}` is no direction", "let the sides change places, and write `->` between them"]
        ["`{0}` er ingen retning", "lad siderne bytte plads, og skriv `->` mellem dem"]
    SynonymDirection "synonym-direction" Error
        ["`{0}` is no direction", "write `=` where each finds the other, `->` where the left side finds the right as well"]
        ["`{0}` er ingen retning", "skriv `=`, hvor de finder hinanden, og `->`, hvor venstre side også finder højre"]
}
