//! The unit of retrieval.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::speaker::labels;
use crate::{DocumentId, Figure, Known, Source, Speaker};

/// A quote, a case or a figure, as its source has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Made from the content, or written by an editor.
    pub id: DocumentId,
    /// The id its source gave it: a record's own `id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_id: Option<String>,
    /// The form for display, never empty. Made up from the speaker and the
    /// opening words where the source has no title: then `title_source` is
    /// `None` and the title is not searched.
    pub title: String,
    /// The source's own title, to the letter (in capitals, say).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_source: Option<Known<String>>,
    /// The words, to the letter. A quote's are without outer marks and
    /// reporting clause; a case's are its summary; a figure's its statement,
    /// empty when it has only a caption. Paragraphs are parted by `\n\n`.
    pub text: Known<String>,
    /// Who spoke, or who the record names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Speaker>,
    /// What in the source says who spoke, to the letter, contact details taken
    /// out: the reporting clause and the speaker's line, parted by `\n\n`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<Known<String>>,
    /// What only its kind has.
    pub body: Body,
    /// Themes an editor or a record named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// BCP 47 language of the text.
    pub language: String,
    /// Whether a person has looked at what was recognised.
    #[serde(default)]
    pub reviewed: bool,
    /// Where it stands; the first is the one shown. Never empty.
    pub sources: Vec<Source>,
    /// Shown, not searched: keys of a record that mean nothing to Ordret.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub metadata: BTreeMap<String, String>,
}

impl Document {
    /// The document's kind.
    pub fn kind(&self) -> Kind {
        match self.body {
            Body::Quote(_) => Kind::Quote,
            Body::Case(_) => Kind::Case,
            Body::Figure(_) => Kind::Figure,
        }
    }

    /// The source that is shown.
    pub fn source(&self) -> &Source {
        &self.sources[0]
    }

    /// The words to show: the text, or a figure's caption where there is no text.
    pub fn words(&self) -> &str {
        match &self.body {
            Body::Figure(figure) if self.text.value.is_empty() => {
                figure.caption.as_ref().map_or("", |caption| &caption.value)
            }
            _ => &self.text.value,
        }
    }
}

/// What only one kind of document has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Body {
    /// Something somebody said.
    Quote(Quote),
    /// Something somebody did.
    Case(Box<Case>),
    /// Something counted or drawn.
    Figure(Box<Figure>),
}

/// What only a quote has.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The case it belongs to: one that stands above it and names its speaker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<DocumentId>,
    /// Whether the words stand inside somebody else's sentence, so that they
    /// are a piece of what was said: `at det er »dybt uretfærdigt, og at …«`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// What is known of whether it was said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Known<Status>>,
    /// What an editor adds to the status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_note: Option<Known<String>>,
    /// Notes on words that stand in the source as they stand here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sic: Vec<Known<Sic>>,
}

labels! {
    /// What is known of whether a quote was said as it stands.
    Status {
        /// Somebody has compared it with a recording or a record of what was said.
        Verified = "verified",
        /// A source gives it to the speaker; nothing else is known.
        Attributed = "attributed",
        /// Whether it was said so, or by whom, is disputed.
        Disputed = "disputed",
    }
}

/// A word that stands in the source just so, and why that is to be known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sic {
    /// The word or words, to the letter; they stand in the text.
    pub word: String,
    /// What an editor says of it.
    pub note: String,
}

/// What only a case has. Each part is optional; what is missing can be said.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// What was wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Known<String>>,
    /// What was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Known<String>>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Known<String>>,
    /// What it took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prerequisites: Option<Known<String>>,
    /// How others can use it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reuse: Option<Known<String>>,
    /// The link to the whole case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
}

/// A link as a page's text has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The words one would click.
    pub text: Known<String>,
    /// Where it leads; `None` where the target is missing from the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
}

/// The three kinds of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Something somebody said.
    Quote,
    /// Something somebody did.
    Case,
    /// A statistic or an illustration.
    Figure,
}

impl Kind {
    /// All kinds, in the order they are shown.
    pub const ALL: [Kind; 3] = [Kind::Quote, Kind::Case, Kind::Figure];

    /// The word for it in JSON and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Quote => "quote",
            Kind::Case => "case",
            Kind::Figure => "figure",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(())
    }
}
