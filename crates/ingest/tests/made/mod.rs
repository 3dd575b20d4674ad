//! Pages made from speakers and sentences that are known: every bit of a page
//! knows whether it is said, told, or names who speaks.

use proptest::prelude::*;

/// Somebody who speaks on a page.
struct Person {
    first: &'static str,
    last: &'static str,
    pronoun: &'static str,
    role: &'static str,
    the_role: &'static str,
    organisation: &'static str,
    at: &'static str,
}

const PEOPLE: [Person; 6] = [
    Person {
        first: "Kirsten",
        last: "Amdahl",
        pronoun: "hun",
        role: "rektor",
        the_role: "rektoren",
        organisation: "Lyngå Gymnasium",
        at: "på",
    },
    Person {
        first: "Søren",
        last: "Bakdal",
        pronoun: "han",
        role: "borgmester",
        the_role: "borgmesteren",
        organisation: "Enghave Kommune",
        at: "i",
    },
    Person {
        first: "Nadia",
        last: "Osman",
        pronoun: "hun",
        role: "sygeplejerske",
        the_role: "sygeplejersken",
        organisation: "Region Østerland",
        at: "i",
    },
    Person {
        first: "Jens-Erik",
        last: "Vibholt",
        pronoun: "han",
        role: "havnefoged",
        the_role: "havnefogeden",
        organisation: "Strandhuse Havn",
        at: "i",
    },
    Person {
        first: "Grethe",
        last: "Solbjerg",
        pronoun: "hun",
        role: "formand",
        the_role: "formanden",
        organisation: "Lyngå Borgerforening",
        at: "for",
    },
    Person {
        first: "Mikkel",
        last: "Tornvang",
        pronoun: "han",
        role: "lærer",
        the_role: "læreren",
        organisation: "Højmarkskolen",
        at: "på",
    },
];

const MARKS: [(&str, &str); 7] =
    [("»", "«"), ("«", "»"), ("“", "”"), ("”", "”"), ("„", "“"), ("\"", "\""), ("'", "'")];
const DASHES: [&str; 3] = ["–", "-", "—"];
const VERBS: [&str; 10] = [
    "siger",
    "sagde",
    "fortæller",
    "forklarer",
    "mener",
    "tilføjer",
    "understreger",
    "oplyser",
    "udtaler",
    "konstaterer",
];

/// What a bit of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Words somebody says.
    Said,
    /// The narrator's.
    Told,
    /// Marks, dashes, clauses, lines, labels.
    Around,
}

/// A bit of a page.
#[derive(Debug, Clone)]
pub struct Bit {
    pub words: String,
    pub sort: Sort,
    /// Whom a clause names.
    pub names: Option<String>,
}

/// A quote that a page has.
#[derive(Debug, Clone)]
pub struct Quote {
    pub pieces: Vec<String>,
    /// The speaker's name; `-` where the page does not name them.
    pub who: String,
}

/// How a paragraph is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Plain,
    Block,
    Line,
}

/// A made page.
#[derive(Clone, Default)]
pub struct Made {
    paragraphs: Vec<(Form, Vec<Bit>)>,
    pub quotes: Vec<Quote>,
    /// How many sentences were used up, so that each stands once.
    used: usize,
}

impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{}", self.text("\n\n"))
    }
}

impl Made {
    /// Every bit, in the page's order.
    pub fn all(&self) -> impl Iterator<Item = &Bit> {
        self.paragraphs.iter().flat_map(|(_, bits)| bits)
    }

    /// The words of all bits of one sort.
    pub fn bits(&self, sort: Sort) -> impl Iterator<Item = &str> {
        self.all().filter(move |bit| bit.sort == sort).map(|bit| bit.words.as_str())
    }

    /// The page as text, its paragraphs parted by `between`.
    pub fn text(&self, between: &str) -> String {
        let all: Vec<String> = self.paragraphs.iter().map(|(_, bits)| joined(bits)).collect();
        all.join(between) + between
    }

    /// The page as Markdown.
    pub fn markdown(&self) -> String {
        let mut page = String::new();
        for (form, bits) in &self.paragraphs {
            page += match form {
                Form::Plain => "\n",
                Form::Block => "\n> ",
                Form::Line => ">\n> — ",
            };
            page += &joined(bits);
            page.push('\n');
        }
        page
    }

    /// The page as a browser saves it.
    pub fn html(&self) -> String {
        let mut page = "<!DOCTYPE html>\n<html lang=\"da\"><head><meta charset=\"utf-8\"><title>Lokalt</title></head>\n<body><nav><a href=\"/\">Forside</a></nav>\n<main><h1>Lokalt</h1>\n".to_owned();
        let mut open = false;
        for (form, bits) in &self.paragraphs {
            let words = joined(bits).replace('&', "&amp;").replace('<', "&lt;");
            if open && *form != Form::Line {
                page += "</blockquote>\n";
                open = false;
            }
            match form {
                Form::Plain => page += &format!("<p>{words}</p>\n"),
                Form::Block => {
                    page += &format!("<blockquote><p>{words}</p>");
                    open = true;
                }
                Form::Line => page += &format!("<footer>— <cite>{words}</cite></footer>"),
            }
        }
        page + if open { "</blockquote>\n</main></body></html>" } else { "</main></body></html>" }
    }

    /// A sentence nobody has used, without its stop.
    fn sentence(&mut self) -> String {
        const BEGINNING: [&str; 11] = [
            "Vi malede",
            "Jeg gemte",
            "Vi flyttede",
            "Jeg savner",
            "Vi byggede",
            "Jeg fandt",
            "Vi glemte",
            "Jeg vandede",
            "Vi købte",
            "Jeg tegnede",
            "Vi solgte",
        ];
        const MIDDLE: [&str; 13] = [
            "hegnet",
            "den gamle bro",
            "tre cykler",
            "vores eneste stige",
            "hele haven",
            "de 14 stole",
            "døren til kælderen",
            "et skab fra 1962",
            "alle lamperne",
            "kortet over øen",
            "hver eneste nøgle",
            "mit ’fine’ tapet",
            "en halv båd",
        ];
        const END: [&str; 7] = [
            "i regnvejr",
            "uden at spørge nogen",
            "fordi taget var tæt",
            "og det fortryder ingen",
            "før festen - og efter den",
            "da vinden vendte, og porten smækkede",
            "selv om det var i juni",
        ];
        let n = self.used;
        self.used += 1;
        format!("{} {} {}", BEGINNING[n % 11], MIDDLE[n % 13], END[n % 7])
    }

    /// A sentence of the narrator's.
    fn narration(&mut self) -> String {
        const BEGINNING: [&str; 5] = [
            "Huset ved stranden",
            "Den lille færge",
            "Markedet på torvet",
            "Stien langs åen",
            "Byens ældste ur",
        ];
        const MIDDLE: [&str; 7] = [
            "blev lukket",
            "åbnede igen",
            "stod tomt",
            "fik nyt tag",
            "måtte flyttes",
            "blev malet",
            "fyldte hundrede år",
        ];
        const END: [&str; 3] = ["i foråret.", "efter to år.", "sidste vinter."];
        let n = self.used;
        self.used += 1;
        format!("{} {} {}", BEGINNING[n % 5], MIDDLE[n % 7], END[n % 3])
    }

    fn paragraph(&mut self, bits: Vec<Bit>) {
        self.paragraphs.push((Form::Plain, bits));
    }

    fn tell(&mut self) {
        let told = told(self.narration());
        self.paragraph(vec![told]);
    }

    fn quote(&mut self, pieces: &[&String], who: &Person) {
        let pieces = pieces.iter().map(|piece| (*piece).clone()).collect();
        self.quotes.push(Quote { pieces, who: who.name() });
    }
}

impl Person {
    fn name(&self) -> String {
        format!("{} {}", self.first, self.last)
    }

    fn line(&self) -> String {
        format!("{}, {}, {}", self.name(), self.role, self.organisation)
    }

    fn introduction(&self) -> String {
        format!("{} er {} {} {}.", self.name(), self.role, self.at, self.organisation)
    }
}

fn joined(bits: &[Bit]) -> String {
    bits.iter().map(|bit| bit.words.as_str()).collect()
}

fn said(words: &str) -> Bit {
    Bit { words: words.to_owned(), sort: Sort::Said, names: None }
}

fn told(words: String) -> Bit {
    Bit { words, sort: Sort::Told, names: None }
}

fn around(words: &str) -> Bit {
    Bit { words: words.to_owned(), sort: Sort::Around, names: None }
}

fn clause(words: String, who: &Person) -> Bit {
    Bit { words, sort: Sort::Around, names: Some(who.name()) }
}

/// What the generator chooses for one scene of a page.
#[derive(Debug, Clone)]
struct Choice {
    manner: usize,
    who: usize,
    other: usize,
    marks: usize,
    dash: usize,
    verb: usize,
    two: bool,
}

impl Choice {
    fn who(&self) -> &'static Person {
        &PEOPLE[self.who]
    }

    /// Somebody else.
    fn other(&self) -> &'static Person {
        &PEOPLE[(self.who + 1 + self.other) % PEOPLE.len()]
    }

    fn marks(&self) -> (&'static str, &'static str) {
        MARKS[self.marks]
    }

    fn verb(&self) -> &'static str {
        VERBS[self.verb]
    }

    /// One sentence or two, without the last stop.
    fn words(&self, page: &mut Made) -> String {
        let one = self.sentence(page);
        if self.two { format!("{one}. {}", self.sentence(page)) } else { one }
    }

    /// One sentence; what is nested in single marks has double ones.
    fn sentence(&self, page: &mut Made) -> String {
        let words = page.sentence();
        if self.marks().0 == "'" { words.replace('’', "\"") } else { words }
    }
}

fn choices(manners: usize, most: usize) -> impl Strategy<Value = (Vec<Choice>, usize)> {
    let choice =
        (0..manners, 0..6usize, 0..5usize, 0..MARKS.len(), 0..3usize, 0..10usize, any::<bool>())
            .prop_map(|(manner, who, other, marks, dash, verb, two)| Choice {
                manner,
                who,
                other,
                marks,
                dash,
                verb,
                two,
            });
    (prop::collection::vec(choice, 1..=most), 0..1001usize)
}

/// Articles: running text with quotes in every manner of the press.
pub fn articles() -> impl Strategy<Value = Made> {
    choices(MANNERS.len(), 5).prop_map(|(choices, used)| {
        let mut page = Made { used, ..Made::default() };
        page.tell();
        for choice in &choices {
            MANNERS[choice.manner](&mut page, choice);
            page.tell();
        }
        page
    })
}

type Manner = fn(&mut Made, &Choice);

const MANNERS: [Manner; 30] = [
    clause_behind,
    clause_before,
    clause_inside,
    dash,
    dash_twice,
    dash_below_colon,
    dash_clause_in_the_second,
    dash_clause_in_the_first,
    marks_reopened,
    two_in_a_paragraph,
    narration_behind,
    narration_around,
    narration_between,
    pronoun,
    role_alone,
    surname,
    first_name,
    sentence_below,
    sentence_above,
    second_paragraph_bare,
    asked,
    addressed,
    sounds_from,
    added_by_the_same,
    replies_of_two,
    marks_of_two,
    term_before,
    spoken_of,
    colleague,
    partial,
];

/// `»…,« siger rektor N.`
fn clause_behind(page: &mut Made, choice: &Choice) {
    let (who, (open, close), words) = (choice.who(), choice.marks(), choice.words(page));
    let told = format!(",{close} {} {} {}.", choice.verb(), who.role, who.name());
    page.paragraph(vec![around(open), said(&words), clause(told, who)]);
    page.quote(&[&words], who);
}

/// `Rektor N siger: »….«`
fn clause_before(page: &mut Made, choice: &Choice) {
    let (who, (open, close), words) = (choice.who(), choice.marks(), choice.words(page) + ".");
    let told = format!("{}, {}, {}: ", who.name(), who.role, choice.verb());
    page.paragraph(vec![clause(told, who), around(open), said(&words), around(close)]);
    page.quote(&[&words], who);
}

/// `»…,« siger N. »….«`
fn clause_inside(page: &mut Made, choice: &Choice) {
    let (who, (open, close)) = (choice.who(), choice.marks());
    let (one, two) = (choice.words(page), choice.sentence(page) + ".");
    let told = format!(",{close} {} {}. ", choice.verb(), who.name());
    page.paragraph(vec![
        around(open),
        said(&one),
        clause(told, who),
        around(open),
        said(&two),
        around(close),
    ]);
    page.quote(&[&one, &two], who);
}

/// `– …, siger rektor N.`
fn dash(page: &mut Made, choice: &Choice) {
    let (who, words) = (choice.who(), choice.words(page));
    let told = format!(", {} {} {}.", choice.verb(), who.role, who.name());
    page.paragraph(vec![reply(choice), said(&words), clause(told, who)]);
    page.quote(&[&words], who);
}

fn reply(choice: &Choice) -> Bit {
    around(&format!("{} ", DASHES[choice.dash]))
}

/// `– …, siger N. – ….`
fn dash_twice(page: &mut Made, choice: &Choice) {
    let (who, one, two) = (choice.who(), choice.words(page), choice.sentence(page) + ".");
    let told = format!(", {} {}. ", choice.verb(), who.name());
    page.paragraph(vec![reply(choice), said(&one), clause(told, who), reply(choice), said(&two)]);
    page.quote(&[&one, &two], who);
}

/// `Rektor N siger:` above `– ….`
fn dash_below_colon(page: &mut Made, choice: &Choice) {
    let (who, words) = (choice.who(), choice.words(page) + ".");
    let told = format!("{}, der er {}, {}:", who.name(), who.role, choice.verb());
    page.paragraph(vec![clause(told, who)]);
    page.paragraph(vec![reply(choice), said(&words)]);
    page.quote(&[&words], who);
}

fn dash_clause_in_the_second(page: &mut Made, choice: &Choice) {
    let (who, one, two) = (choice.who(), choice.words(page) + ".", choice.sentence(page));
    page.paragraph(vec![reply(choice), said(&one)]);
    let told = format!(", {} {} {}.", choice.verb(), who.role, who.name());
    page.paragraph(vec![reply(choice), said(&two), clause(told, who)]);
    page.quote(&[&one, &two], who);
}

fn dash_clause_in_the_first(page: &mut Made, choice: &Choice) {
    let (who, one, two) = (choice.who(), choice.words(page), choice.sentence(page) + ".");
    let told = format!(", {} {} {}.", choice.verb(), who.role, who.name());
    page.paragraph(vec![reply(choice), said(&one), clause(told, who)]);
    page.paragraph(vec![reply(choice), said(&two)]);
    page.quote(&[&one, &two], who);
}

/// `»….` above `»…,« siger N.`: the first is left open, the next carries on.
fn marks_reopened(page: &mut Made, choice: &Choice) {
    // Single marks are apostrophes where they are not closed.
    let (open, close) = MARKS[choice.marks % 6];
    let (who, one, two) = (choice.who(), choice.words(page) + ".", page.sentence());
    page.paragraph(vec![around(open), said(&one)]);
    let told = format!(",{close} {} {}.", choice.verb(), who.name());
    page.paragraph(vec![around(open), said(&two), clause(told, who)]);
    page.quote(&[&one, &two], who);
}

/// `»…,« siger A. »…,« mener B.`
fn two_in_a_paragraph(page: &mut Made, choice: &Choice) {
    let (who, other, (open, close)) = (choice.who(), choice.other(), choice.marks());
    let (one, two) = (choice.words(page), choice.sentence(page));
    page.paragraph(vec![
        around(open),
        said(&one),
        clause(format!(",{close} {} {}. ", choice.verb(), who.name()), who),
        around(open),
        said(&two),
        clause(format!(",{close} mener {}.", other.name()), other),
    ]);
    page.quote(&[&one], who);
    page.quote(&[&two], other);
}

/// `N siger: »….« Bagefter gik de hjem.`
fn narration_behind(page: &mut Made, choice: &Choice) {
    let (who, (open, close), words) = (choice.who(), choice.marks(), choice.words(page) + ".");
    let behind = told(page.narration());
    page.paragraph(vec![
        clause(format!("{} {}: ", who.name(), choice.verb()), who),
        around(open),
        said(&words),
        around(&format!("{close} ")),
        behind,
    ]);
    page.quote(&[&words], who);
}

/// `Huset stod tomt. »…,« siger N. Stien blev lukket.`
fn narration_around(page: &mut Made, choice: &Choice) {
    let (who, (open, close), words) = (choice.who(), choice.marks(), choice.words(page));
    let (before, behind) = (told(page.narration()), told(page.narration()));
    page.paragraph(vec![
        before,
        around(" "),
        around(open),
        said(&words),
        clause(format!(",{close} {} {} {}. ", choice.verb(), who.role, who.name()), who),
        behind,
    ]);
    page.quote(&[&words], who);
}

/// Narration parts two stretches of one speaker.
fn narration_between(page: &mut Made, choice: &Choice) {
    let (who, (open, close)) = (choice.who(), choice.marks());
    let (one, two, between) = (choice.words(page), choice.sentence(page), told(page.narration()));
    let told = format!(",{close} {} {}. ", choice.verb(), who.name());
    page.paragraph(vec![
        around(open),
        said(&one),
        clause(told.clone(), who),
        between,
        around(" "),
        around(open),
        said(&two),
        clause(told.trim_end().to_owned(), who),
    ]);
    page.quote(&[&one], who);
    page.quote(&[&two], who);
}

/// `N er rektor på Y.` above `»…,« siger hun.`
fn resolved(page: &mut Made, choice: &Choice, called: &str) {
    let (who, (open, close), words) = (choice.who(), choice.marks(), choice.words(page));
    page.paragraph(vec![around(&who.introduction())]);
    let told = format!(",{close} {} {called}.", choice.verb());
    page.paragraph(vec![around(open), said(&words), clause(told, who)]);
    page.quote(&[&words], who);
}

fn pronoun(page: &mut Made, choice: &Choice) {
    resolved(page, choice, choice.who().pronoun);
}

fn role_alone(page: &mut Made, choice: &Choice) {
    resolved(page, choice, choice.who().the_role);
}

fn surname(page: &mut Made, choice: &Choice) {
    resolved(page, choice, choice.who().last);
}

fn first_name(page: &mut Made, choice: &Choice) {
    resolved(page, choice, choice.who().first);
}

/// `– ….` above `Sådan siger N, rektor på Y.`
fn sentence_below(page: &mut Made, choice: &Choice) {
    let (who, words) = (choice.who(), choice.words(page) + ".");
    page.paragraph(vec![reply(choice), said(&words)]);
    let (role, at, organisation) = (who.role, who.at, who.organisation);
    let told = format!("Sådan {} {}, {role} {at} {organisation}.", choice.verb(), who.name());
    page.paragraph(vec![clause(told, who)]);
    page.quote(&[&words], who);
}

/// `Ifølge N, rektor på Y, er det sådan.` above `– ….`
fn sentence_above(page: &mut Made, choice: &Choice) {
    let (who, words) = (choice.who(), choice.words(page) + ".");
    let (role, at, organisation) = (who.role, who.at, who.organisation);
    let told = format!("Ifølge {}, {role} {at} {organisation}, er det let.", who.name());
    page.paragraph(vec![clause(told, who)]);
    page.paragraph(vec![reply(choice), said(&words)]);
    page.quote(&[&words], who);
}

/// `»…,« siger N.` above `»….«`
fn second_paragraph_bare(page: &mut Made, choice: &Choice) {
    let (who, (open, close)) = (choice.who(), choice.marks());
    let (one, two) = (choice.words(page), choice.sentence(page) + ".");
    let told = format!(",{close} {} {} {}.", choice.verb(), who.role, who.name());
    page.paragraph(vec![around(open), said(&one), clause(told, who)]);
    page.paragraph(vec![around(open), said(&two), around(close)]);
    page.quote(&[&one, &two], who);
}

/// `B spurgte, og N svarede: »….«`
fn asked(page: &mut Made, choice: &Choice) {
    let (who, (open, close), words) = (choice.who(), choice.marks(), choice.words(page) + ".");
    let told = format!("{} spurgte, og {} svarede: ", choice.other().name(), who.name());
    page.paragraph(vec![clause(told, who), around(open), said(&words), around(close)]);
    page.quote(&[&words], who);
}

/// `»…,« siger N til B.`
fn addressed(page: &mut Made, choice: &Choice) {
    let (who, (open, close), words) = (choice.who(), choice.marks(), choice.words(page));
    let told = format!(",{close} {} {} til {}.", choice.verb(), who.name(), choice.other().name());
    page.paragraph(vec![around(open), said(&words), clause(told, who)]);
    page.quote(&[&words], who);
}

/// `»…,« lyder det fra N, der er rektor på Y.`
fn sounds_from(page: &mut Made, choice: &Choice) {
    let (who, (open, close), words) = (choice.who(), choice.marks(), choice.words(page));
    let (role, at, organisation) = (who.role, who.at, who.organisation);
    let name = who.name();
    let told = format!(",{close} lyder det fra {name}, der er {role} {at} {organisation}.");
    page.paragraph(vec![around(open), said(&words), clause(told, who)]);
    page.quote(&[&words], who);
}

/// `»…,« siger N.` above `»…,« tilføjer hun.`
fn added_by_the_same(page: &mut Made, choice: &Choice) {
    let (who, (open, close)) = (choice.who(), choice.marks());
    let (one, two) = (choice.words(page), choice.sentence(page));
    let told = format!(",{close} {} {} {}.", choice.verb(), who.role, who.name());
    page.paragraph(vec![around(open), said(&one), clause(told, who)]);
    let told = format!(",{close} tilføjer {}.", who.pronoun);
    page.paragraph(vec![around(open), said(&two), clause(told, who)]);
    page.quote(&[&one, &two], who);
}

/// `– …, siger A.` above `– …, svarer B.`
fn replies_of_two(page: &mut Made, choice: &Choice) {
    let (who, other) = (choice.who(), choice.other());
    let (one, two) = (choice.words(page), choice.sentence(page));
    let told = format!(", {} {} {}.", choice.verb(), who.role, who.name());
    page.paragraph(vec![reply(choice), said(&one), clause(told, who)]);
    let told = format!(", svarer {}.", other.name());
    page.paragraph(vec![reply(choice), said(&two), clause(told, other)]);
    page.quote(&[&one], who);
    page.quote(&[&two], other);
}

/// `A siger: »….«` above `»…,« svarer B.`
fn marks_of_two(page: &mut Made, choice: &Choice) {
    let (who, other, (open, close)) = (choice.who(), choice.other(), choice.marks());
    let (one, two) = (choice.words(page) + ".", choice.sentence(page));
    let told = format!("{} {}: ", who.name(), choice.verb());
    page.paragraph(vec![clause(told, who), around(open), said(&one), around(close)]);
    let told = format!(",{close} svarer {} {}.", other.role, other.name());
    page.paragraph(vec![around(open), said(&two), clause(told, other)]);
    page.quote(&[&one], who);
    page.quote(&[&two], other);
}

/// A title in marks is nobody's words.
fn term_before(page: &mut Made, choice: &Choice) {
    let (who, (open, close), words) = (choice.who(), choice.marks(), choice.words(page));
    let title = format!("Udstillingen {open}Lys og lygter{close} åbnede i går. ");
    let told_ = format!(",{close} {} {} {}.", choice.verb(), who.role, who.name());
    page.paragraph(vec![told(title), around(open), said(&words), clause(told_, who)]);
    page.quote(&[&words], who);
}

/// `»…,« siger N om B.` above narration that names B.
fn spoken_of(page: &mut Made, choice: &Choice) {
    let (who, other, (open, close)) = (choice.who(), choice.other(), choice.marks());
    let words = choice.words(page);
    let told_ = format!(",{close} {} {} om {}. ", choice.verb(), who.name(), other.name());
    let behind = told(format!("Imens stod {} ved vinduet.", other.name()));
    page.paragraph(vec![around(open), said(&words), clause(told_, who), behind]);
    page.quote(&[&words], who);
}

/// `»…,« siger Ns kollega.`: whoever that is, it is not N.
fn colleague(page: &mut Made, choice: &Choice) {
    let (who, (open, close), words) = (choice.who(), choice.marks(), choice.words(page));
    let told = format!(",{close} {} {}s kollega.", choice.verb(), who.name());
    page.paragraph(vec![around(open), said(&words), around(&told)]);
    page.quote(&[&words], who);
    page.quotes.last_mut().expect("just put").who = "-".to_owned();
}

/// `N siger, at det er »…«, og går.`: a piece of what was said.
fn partial(page: &mut Made, choice: &Choice) {
    let (who, (open, close)) = (choice.who(), choice.marks());
    let words = format!("helt utroligt, og at man {} gange har spurgt", 3 + page.used);
    page.used += 1;
    let before = format!("{} {} {}, at det er ", capital(who.role), who.name(), choice.verb());
    let behind = told(format!("{close}, mens regnen falder."));
    page.paragraph(vec![clause(before, who), around(open), said(&words), behind]);
    page.quote(&[&words], who);
}

/// Questions and answers of somebody whom the page never names: answers are in
/// marks, or both begin with a dash.
pub fn interviews() -> impl Strategy<Value = Made> {
    (choices(1, 4), any::<bool>()).prop_map(|((choices, used), has_marks)| {
        const QUESTIONS: [&str; 5] = [
            "Hvordan begyndte det?",
            "Hvad siger naboerne til det?",
            "Er det ikke dyrt?",
            "Hvorfor lige her?",
            "Og hvad så nu?",
        ];
        let mut page = Made { used, ..Made::default() };
        for (n, choice) in choices.iter().enumerate() {
            let (open, close) = MARKS[choice.marks % 6];
            let question = told(QUESTIONS[n].to_owned());
            let words = choice.words(&mut page) + ".";
            if has_marks {
                page.paragraph(vec![question]);
                page.paragraph(vec![around(open), said(&words), around(close)]);
            } else {
                page.paragraph(vec![around("– "), question]);
                page.paragraph(vec![around("– "), said(&words)]);
            }
            let who = "-".to_owned();
            page.quotes.push(Quote { pieces: vec![words], who });
        }
        page
    })
}

/// Words in marks, each with a line that says who speaks: all lines of a page
/// above the words, or all below.
pub fn lines() -> impl Strategy<Value = Made> {
    (choices(1, 4), any::<bool>()).prop_map(|((choices, used), above)| {
        let mut page = Made { used, ..Made::default() };
        page.tell();
        for choice in &choices {
            let (who, (open, close)) = (choice.who(), MARKS[choice.marks % 6]);
            let words = choice.words(&mut page) + ".";
            let said = vec![around(open), said(&words), around(close)];
            let line = vec![clause(who.line(), who)];
            let both = if above { [line, said] } else { [said, line] };
            both.into_iter().for_each(|bits| page.paragraph(bits));
            page.quote(&[&words], who);
            page.tell();
        }
        page
    })
}

/// `N: ….`, again and again.
pub fn transcripts() -> impl Strategy<Value = Made> {
    choices(2, 5).prop_map(|(mut choices, used)| {
        // Whoever speaks twice without another between is carried on.
        choices.dedup_by_key(|choice| choice.who);
        let mut page = Made { used, ..Made::default() };
        for choice in &choices {
            let (who, words) = (choice.who(), choice.words(&mut page) + ".");
            let label = match choice.manner {
                0 => format!("{}: ", who.name()),
                _ => format!("{} {}: ", capital(who.role), who.name()),
            };
            page.paragraph(vec![clause(label, who), said(&words)]);
            page.quote(&[&words], who);
        }
        page
    })
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Block quotes with their lines, or without: then they have no speaker.
pub fn blocks() -> impl Strategy<Value = Made> {
    choices(4, 5).prop_map(|(choices, used)| {
        let mut page = Made { used, ..Made::default() };
        page.tell();
        for choice in &choices {
            let (who, (open, close)) = (choice.who(), MARKS[choice.marks % 6]);
            let words = choice.words(&mut page) + ".";
            let (has_line, has_marks) = (choice.manner % 2 == 0, choice.manner < 2);
            let bits = match has_marks {
                true => vec![around(open), said(&words), around(close)],
                false => vec![said(&words)],
            };
            page.paragraphs.push((Form::Block, bits));
            if has_line {
                page.paragraphs.push((Form::Line, vec![clause(who.line(), who)]));
            }
            page.quote(&[&words], who);
            if !has_line {
                page.quotes.last_mut().expect("just put").who = "-".to_owned();
            }
            page.tell();
        }
        page
    })
}

/// `Del citat` between the words and the line.
pub fn buttons() -> impl Strategy<Value = Made> {
    choices(3, 4).prop_map(|(choices, used)| {
        let mut page = Made { used, ..Made::default() };
        page.tell();
        for choice in &choices {
            let (who, (open, close)) = (choice.who(), MARKS[choice.marks % 6]);
            page.paragraph(vec![around("citat-ikon.png")]);
            match choice.manner {
                0 => clause_behind(&mut page, choice),
                1 => asked(&mut page, choice),
                _ => {
                    let words = choice.words(&mut page) + ".";
                    page.paragraph(vec![around(open), said(&words), around(close)]);
                    page.quote(&[&words], who);
                }
            }
            page.paragraph(vec![around("Del citat")]);
            page.paragraph(vec![around(&format!("{}.", who.line()))]);
            // A heading parts what stands below from the speaker's line.
            page.paragraph(vec![around("ET NYT AFSNIT")]);
        }
        page
    })
}

/// Paragraphs in which speech, clauses and narration follow each other in any
/// order, as no editor would let them stand; and a plain quote at the end.
pub fn muddles() -> impl Strategy<Value = Made> {
    let bits = prop::collection::vec((0..6usize, 0..6usize, 0..MARKS.len(), 0..10usize), 1..7);
    (prop::collection::vec(bits, 1..4), choices(1, 1)).prop_map(|(paragraphs, (plain, used))| {
        let mut page = Made { used, ..Made::default() };
        for choices in paragraphs {
            let mut bits: Vec<Bit> = Vec::new();
            for &(sort, who, marks, verb) in &choices {
                let (who, (open, close), verb) = (&PEOPLE[who], MARKS[marks], VERBS[verb]);
                if !bits.is_empty() {
                    bits.push(around(" "));
                }
                let words = match open {
                    "'" => page.sentence().replace('’', "\""),
                    _ => page.sentence(),
                };
                match sort {
                    0 | 1 => bits.extend([
                        around(open),
                        said(&words),
                        clause(format!(",{close} {verb} {}.", who.name()), who),
                    ]),
                    2 => bits.extend([
                        clause(format!("{} {verb}: ", who.name()), who),
                        around(open),
                        said(&format!("{words}.")),
                        around(close),
                    ]),
                    3 => bits.extend([around(open), said(&format!("{words}.")), around(close)]),
                    4 if bits.is_empty() => bits.extend([
                        around("– "),
                        said(&words),
                        clause(format!(", {verb} {}.", who.name()), who),
                    ]),
                    4 => bits.push(told(format!("Imens stod {} ved vinduet.", who.name()))),
                    _ => {
                        let narration = page.narration();
                        bits.push(told(narration));
                    }
                }
            }
            page.paragraph(bits);
        }
        page.tell();
        clause_behind(&mut page, &Choice { two: false, ..plain[0].clone() });
        page
    })
}
