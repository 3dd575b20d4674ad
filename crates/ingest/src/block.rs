//! What a reader makes of its format: one plain sequence of blocks, in the
//! order of the source. The recogniser knows blocks and no format.

use ordret_model::{Span, Table};

use crate::text::Text;

/// One block of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What the format says it is.
    pub kind: BlockKind,
    /// Its words; empty for a table or a list of facts.
    pub text: Text,
    /// The bytes of the source it covers.
    pub span: Span,
}

/// What a format can say of a block.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// Nothing: what it is must be told from its words and its neighbours.
    Plain,
    /// A heading of a level, 1 the highest.
    Heading(u8),
    /// A paragraph that is a paragraph.
    Paragraph,
    /// An item of a list, of which no more is said than of [`BlockKind::Plain`].
    #[allow(dead_code, reason = "readers of formats with lists make them")]
    ListItem,
    /// Text set as it is: code.
    Preformatted,
    /// A paragraph that begins with a number in bold, this many bytes long.
    Statistic(usize),
    /// A paragraph set wholly in emphasis: a caption, below a figure.
    Emphasis,
    /// A paragraph of a block quote.
    Quotation,
    /// The last paragraph of a block quote, after its dash.
    Attribution,
    /// A picture; the text is its file.
    Image {
        /// What it shows.
        alt: String,
    },
    /// A table.
    Table(Table),
    /// A paragraph that is one link; the text is the words to click.
    Link {
        /// Where it leads.
        target: String,
    },
    /// A list of facts about the document above.
    Facts(Vec<Fact>),
}

/// One `word: value` an editor wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The word before the colon, as written.
    pub key: Text,
    /// What stands after it, trimmed.
    pub value: Text,
}
