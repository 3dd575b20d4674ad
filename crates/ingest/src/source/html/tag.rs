//! The elements and attributes that mean something to a reader of text.

/// What an element is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// The whole page.
    Document,
    /// No element but a run of text.
    Text,
    /// `html`.
    Html,
    /// `head`.
    Head,
    /// `body`.
    Body,
    /// `title`.
    Title,
    /// `meta`.
    Meta,
    /// `link`.
    Link,
    /// `script`: no text, but may hold what the page says of itself.
    Script,
    /// What shows no words: `style`, `template`, `svg`'s neighbours, fields.
    Unread,
    /// SVG and MathML.
    Foreign,
    /// `main`.
    Main,
    /// `article`.
    Article,
    /// `section`.
    Section,
    /// `nav`.
    Nav,
    /// `aside`.
    Aside,
    /// `header`.
    Header,
    /// `footer`.
    Footer,
    /// `dialog`.
    Dialog,
    /// `h1` to `h6`.
    Heading(u8),
    /// `p`.
    Paragraph,
    /// `div` and every other block without a meaning of its own.
    Block,
    /// `blockquote`.
    Blockquote,
    /// `q`.
    Q,
    /// `cite`.
    Cite,
    /// `figure`.
    Figure,
    /// `figcaption`.
    Figcaption,
    /// `img`.
    Image,
    /// `a`.
    Anchor,
    /// `br`.
    Break,
    /// `hr`.
    Rule,
    /// `pre`.
    Pre,
    /// `ul`, `ol`, `menu`.
    List,
    /// `li`.
    Item,
    /// `dl`.
    Definitions,
    /// `dt`.
    Term,
    /// `dd`.
    Definition,
    /// `button`.
    Button,
    /// `table`.
    Table,
    /// `caption`.
    Caption,
    /// `thead`.
    TableHead,
    /// `tbody`, `tfoot`.
    TableBody,
    /// `tr`.
    Row,
    /// `th`.
    HeadCell,
    /// `td`.
    Cell,
    /// Everything that stands in a line.
    Inline,
}

impl Tag {
    /// The element called `name`. The guard has put `o-` before the names of
    /// elements that browsers mend by copying.
    pub fn of(name: &str) -> Tag {
        match name {
            "html" => Tag::Html,
            "head" => Tag::Head,
            "body" => Tag::Body,
            "title" => Tag::Title,
            "meta" => Tag::Meta,
            "link" => Tag::Link,
            "script" => Tag::Script,
            "style" | "template" | "noscript" | "iframe" | "object" | "embed" | "applet"
            | "canvas" | "audio" | "video" | "map" | "select" | "option" | "optgroup"
            | "datalist" | "input" | "textarea" | "progress" | "meter" | "noframes" | "noembed"
            | "frameset" | "rp" | "rt" => Tag::Unread,
            "main" => Tag::Main,
            "article" => Tag::Article,
            "section" => Tag::Section,
            "nav" => Tag::Nav,
            "aside" => Tag::Aside,
            "header" => Tag::Header,
            "footer" => Tag::Footer,
            "dialog" => Tag::Dialog,
            "h1" => Tag::Heading(1),
            "h2" => Tag::Heading(2),
            "h3" => Tag::Heading(3),
            "h4" => Tag::Heading(4),
            "h5" => Tag::Heading(5),
            "h6" => Tag::Heading(6),
            "p" => Tag::Paragraph,
            "div" | "form" | "fieldset" | "legend" | "details" | "summary" | "address"
            | "center" | "hgroup" | "dir" | "search" | "noindex" | "listing" => Tag::Block,
            "blockquote" => Tag::Blockquote,
            "q" => Tag::Q,
            "cite" => Tag::Cite,
            "figure" => Tag::Figure,
            "figcaption" => Tag::Figcaption,
            "img" | "image" => Tag::Image,
            "o-a" => Tag::Anchor,
            "br" => Tag::Break,
            "hr" => Tag::Rule,
            "pre" | "xmp" => Tag::Pre,
            "ul" | "ol" | "menu" => Tag::List,
            "li" => Tag::Item,
            "dl" => Tag::Definitions,
            "dt" => Tag::Term,
            "dd" => Tag::Definition,
            "button" => Tag::Button,
            "table" => Tag::Table,
            "caption" => Tag::Caption,
            "thead" => Tag::TableHead,
            "tbody" | "tfoot" => Tag::TableBody,
            "tr" => Tag::Row,
            "th" => Tag::HeadCell,
            "td" => Tag::Cell,
            _ => Tag::Inline,
        }
    }

    /// Whether it begins and ends a paragraph.
    pub fn is_block(self) -> bool {
        !matches!(
            self,
            Tag::Text
                | Tag::Inline
                | Tag::Anchor
                | Tag::Q
                | Tag::Cite
                | Tag::Image
                | Tag::Break
                | Tag::Button
                | Tag::Unread
                | Tag::Script
                | Tag::Foreign
                | Tag::Meta
                | Tag::Link
        )
    }
}

/// The attributes that are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attr {
    /// `class`.
    Class,
    /// `id`.
    Id,
    /// `role`.
    Role,
    /// `hidden`.
    Hidden,
    /// `aria-hidden`.
    AriaHidden,
    /// `style`.
    Style,
    /// `href`.
    Href,
    /// `src`.
    Src,
    /// `data-src`: where the picture is that is loaded late.
    DataSrc,
    /// `alt`.
    Alt,
    /// `itemprop`.
    Itemprop,
    /// `name` and `property` of `meta`.
    Name,
    /// `content`.
    Content,
    /// `rel`.
    Rel,
    /// `type`.
    Type,
    /// `lang`.
    Lang,
    /// `open` of `dialog`.
    Open,
}

impl Attr {
    /// The attribute called `name`, if it is kept.
    pub fn of(name: &str) -> Option<Attr> {
        Some(match name {
            "class" => Attr::Class,
            "id" => Attr::Id,
            "role" => Attr::Role,
            "hidden" => Attr::Hidden,
            "aria-hidden" => Attr::AriaHidden,
            "style" => Attr::Style,
            "href" => Attr::Href,
            "src" => Attr::Src,
            "data-src" => Attr::DataSrc,
            "alt" => Attr::Alt,
            "itemprop" => Attr::Itemprop,
            "name" | "property" => Attr::Name,
            "content" => Attr::Content,
            "rel" => Attr::Rel,
            "type" => Attr::Type,
            "lang" => Attr::Lang,
            "open" => Attr::Open,
            _ => return None,
        })
    }
}
