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
    /// The bytes of the page's text it covers.
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
    /// A paragraph that begins with a number in bold, this many bytes long.
    Statistic(usize),
    /// A caption: a paragraph set wholly in emphasis, or declared as one.
    Emphasis,
    /// An item of a list.
    ListItem,
    /// Text whose lines and blanks count: a code block, `pre`.
    Preformatted,
    /// A paragraph of a block quote.
    Quotation {
        /// Which block quote it is of, from 1 in the order of the file.
        quote: u32,
    },
    /// Who said it, as a block quote tells: its last paragraph after the dash,
    /// its `cite` or `footer`, the caption of the figure it stands in.
    Attribution {
        /// The block quote it is of.
        quote: u32,
    },
    /// A picture; the text is its file.
    Image {
        /// What it shows.
        alt: String,
    },
    /// A table; boxed, for it is larger than all else a block is.
    Table(Box<Table>),
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
