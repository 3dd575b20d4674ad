//! What the commands take.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use ordret_ingest::Language;
use ordret_server::Config;

/// Search what was actually said and actually done.
#[derive(Debug, Parser)]
#[command(name = "ordret", version, about, propagate_version = true, arg_required_else_help = true)]
pub struct Args {
    /// The settings, in TOML [default: ordret.toml, if it is there]; the environment
    /// (`ORDRET_LISTEN`, …) wins over it, and flags over both
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Index what is new, then serve the search page and the API
    Serve(ServeArgs),
    /// Read all content, build a generation, publish it
    Reindex(ReindexArgs),
    /// Read and check content; write nothing
    Check(CheckArgs),
    /// Show what files yield, without an index
    Extract(ExtractArgs),
    /// Search the published index
    Search(SearchArgs),
    /// Show one document
    Show(ShowArgs),
    /// Show how words become terms
    Analyze(AnalyzeArgs),
    /// Measure relevance against judged searches
    Evaluate(EvaluateArgs),
    /// Compare every quotation in a manuscript with the sources
    Verify(VerifyArgs),
    /// List, verify, roll back or prune the kept generations
    Generations(GenerationsArgs),
    /// Take a document back for good: its address says why from the next reindex on
    Retire(RetireArgs),
    /// Write the whole site as files, or the whole collection to a file that `reindex` reads
    Export(ExportArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
    /// Write manual pages into a folder
    Manual(ManualArgs),
}

/// `ordret retire`.
#[derive(Debug, clap::Args)]
pub struct RetireArgs {
    /// The document's id, or its address
    #[arg(value_name = "ID")]
    pub id: String,
    /// What readers of the address are told
    #[arg(long, value_name = "TEXT")]
    pub why: String,
    #[command(flatten)]
    pub content: ContentArgs,
    #[command(flatten)]
    pub index: IndexArgs,
    /// Print one JSON value
    #[arg(long)]
    pub json: bool,
}

/// `ordret export`.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("copy").required(true).args(["site", "ndjson"])))]
pub struct ExportArgs {
    #[command(flatten)]
    pub index: IndexArgs,
    /// The folder to write the site into, as any file server can serve it from the top of a
    /// host; it must be empty or not be there yet
    #[arg(long = "static", value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// The address that readers will know the copy by, such as `https://ordret.example.org`, for
    /// whole addresses in references and feeds
    #[arg(long, value_name = "URL", requires = "site")]
    pub base_url: Option<String>,
    /// The file to write, a record on each line; end it in .jsonl to index it again. Its
    /// checksum goes into FILE.b3, for `b3sum --check`
    #[arg(long, value_name = "FILE")]
    pub ndjson: Option<PathBuf>,
}

/// `ordret completions`.
#[derive(Debug, clap::Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// `ordret manual`.
#[derive(Debug, clap::Args)]
pub struct ManualArgs {
    /// The folder; it is made if it is missing
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// `ordret serve`.
#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    /// Serve just these files and folders, from an index in a temporary folder
    #[arg(value_name = "PATH", conflicts_with_all = ["content", "sample", "index"])]
    pub paths: Vec<PathBuf>,
    /// Content files and folders to keep indexed [default: content]
    #[arg(long, value_name = "PATH", num_args = 1.., conflicts_with = "sample")]
    pub content: Vec<PathBuf>,
    /// Serve the invented sample that comes with the program
    #[arg(long)]
    pub sample: bool,
    /// Where the index is kept [default: index]
    #[arg(long, value_name = "DIR")]
    pub index: Option<PathBuf>,
    /// Where to answer [default: 127.0.0.1:7878]
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: Option<SocketAddr>,
}

/// `ordret reindex`.
#[derive(Debug, clap::Args)]
pub struct ReindexArgs {
    #[command(flatten)]
    pub content: ContentArgs,
    #[command(flatten)]
    pub index: IndexArgs,
    /// Leave out what is wrong and publish the rest
    #[arg(long)]
    pub keep_going: bool,
    /// Go on: publish again whenever content changes, until stopped
    #[arg(long, conflicts_with = "json")]
    pub watch: bool,
    /// Print one JSON value
    #[arg(long)]
    pub json: bool,
    /// The language that problems are told in
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
}

/// `ordret check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub content: ContentArgs,
    /// Print one JSON value
    #[arg(long)]
    pub json: bool,
    /// The language that problems are told in
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
}

/// Where content is.
#[derive(Debug, clap::Args)]
pub struct ContentArgs {
    /// Content files and folders [default: content]
    #[arg(long = "content", id = "content", value_name = "PATH", num_args = 1..)]
    named: Vec<PathBuf>,
    /// Those that were named, or those of the settings.
    #[arg(skip)]
    pub content: Vec<PathBuf>,
}

/// Where the index is.
#[derive(Debug, clap::Args)]
pub struct IndexArgs {
    /// The folder of the index [default: index]
    #[arg(long = "index", id = "index", value_name = "DIR")]
    named: Option<PathBuf>,
    /// The one that was named, or that of the settings.
    #[arg(skip)]
    pub index: PathBuf,
}

/// `ordret extract`.
#[derive(Debug, clap::Args)]
pub struct ExtractArgs {
    /// Files to read; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Print one JSON value
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = ExtractFormat::Text)]
    pub format: ExtractFormat,
    /// The language that problems are told in
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
}

/// The languages that problems in content are told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English
    En,
    /// Danish
    Da,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::En => Language::English,
            Lang::Da => Language::Danish,
        }
    }
}

impl Command {
    /// Says where content and index are: what no flag says, the settings do.
    pub fn settle(&mut self, config: &Config) {
        let (content, index) = self.places();
        if let Some(content) = content {
            let named = std::mem::take(&mut content.named);
            content.content = if named.is_empty() { config.content.clone() } else { named };
        }
        if let Some(index) = index {
            index.index = index.named.take().unwrap_or_else(|| config.index.clone());
        }
    }

    /// What of a command the settings fill in. `serve` has its own ways: bare paths and the
    /// sample have an index of their own.
    fn places(&mut self) -> (Option<&mut ContentArgs>, Option<&mut IndexArgs>) {
        match self {
            Command::Reindex(args) => (Some(&mut args.content), Some(&mut args.index)),
            Command::Retire(args) => (Some(&mut args.content), Some(&mut args.index)),
            Command::Check(args) => (Some(&mut args.content), None),
            Command::Search(args) => (None, Some(&mut args.index)),
            Command::Show(args) => (None, Some(&mut args.index)),
            Command::Evaluate(args) => (None, Some(&mut args.index)),
            Command::Verify(args) => (None, Some(&mut args.index)),
            Command::Generations(args) => (None, Some(&mut args.index)),
            Command::Export(args) => (None, Some(&mut args.index)),
            Command::Serve(_) | Command::Extract(_) | Command::Analyze(_) => (None, None),
            Command::Completions(_) | Command::Manual(_) => (None, None),
        }
    }

    /// Whether the settings say anything to it.
    pub fn is_set(&self) -> bool {
        !matches!(self, Command::Analyze(_) | Command::Completions(_) | Command::Manual(_))
    }

    /// The language that the command tells problems in.
    pub fn language(&self) -> Language {
        match self {
            Command::Reindex(args) => args.lang.into(),
            Command::Check(args) => args.lang.into(),
            Command::Extract(args) => args.lang.into(),
            _ => Language::English,
        }
    }
}

/// How `extract` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExtractFormat {
    /// A readable list
    Text,
    /// The authoring format, to correct and keep
    Md,
    /// One JSON value
    Json,
}

/// `ordret search`.
#[derive(Debug, clap::Args)]
pub struct SearchArgs {
    /// What to look for: words, "phrases", -unwanted, OR, prefix*, role:mayor, year:2013..2016
    #[arg(value_name = "QUERY", allow_hyphen_values = true, default_value = "")]
    pub query: String,
    #[command(flatten)]
    pub index: IndexArgs,
    /// How many hits, 1 to 100
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=100))]
    pub limit: u64,
    /// How many hits to pass over, within the first 1,000
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..=999))]
    pub offset: u64,
    /// Only this kind: quote, case or figure
    #[arg(long, value_name = "KIND", value_parser = ["quote", "case", "figure"])]
    pub kind: Option<String>,
    /// Only documents with this value: speaker=…, organisation=…, year=2010..2016
    #[arg(long = "filter", value_name = "FIELD=VALUE")]
    pub filters: Vec<String>,
    /// The order: relevance, newest, oldest or speaker
    #[arg(long, value_name = "SORT", default_value = "relevance", value_parser = ["relevance", "newest", "oldest", "speaker"])]
    pub sort: String,
    /// How many of the words must be there: the best of them first, all, or any
    #[arg(long = "match", value_name = "RULE", default_value = "best", value_parser = ["best", "all", "any"])]
    pub match_: String,
    /// Say how each score came about
    #[arg(long)]
    pub explain: bool,
    /// Print one JSON value: the same as GET /api/v1/search
    #[arg(long)]
    pub json: bool,
}

/// `ordret show`.
#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    /// The document's id
    pub id: String,
    #[command(flatten)]
    pub index: IndexArgs,
    /// How to print it
    #[arg(long, value_enum, default_value_t = ExtractFormat::Text)]
    pub format: ExtractFormat,
}

/// `ordret analyze`.
#[derive(Debug, clap::Args)]
pub struct AnalyzeArgs {
    /// The text
    #[arg(allow_hyphen_values = true)]
    pub text: String,
    /// Print one JSON value
    #[arg(long)]
    pub json: bool,
}

/// `ordret evaluate`.
#[derive(Debug, clap::Args)]
pub struct EvaluateArgs {
    #[command(flatten)]
    pub index: IndexArgs,
    /// The searches, tab-separated
    #[arg(long, value_name = "Q.tsv")]
    pub queries: PathBuf,
    /// The judgements, tab-separated
    #[arg(long, value_name = "R.tsv")]
    pub qrels: PathBuf,
    /// How many of the words must be there: the best of them first, all, or any
    #[arg(long = "match", value_name = "RULE", default_value = "any", value_parser = ["best", "all", "any"])]
    pub match_: String,
    /// Search only these fields, comma-separated [default: all]
    #[arg(long, value_name = "F,…", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// Print one JSON value
    #[arg(long)]
    pub json: bool,
}

/// `ordret verify`.
#[derive(Debug, clap::Args)]
pub struct VerifyArgs {
    /// The manuscript: a Word document (.docx), plain text or Markdown; `-` is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub index: IndexArgs,
    /// Print one JSON value
    #[arg(long)]
    pub json: bool,
}

/// `ordret generations`.
#[derive(Debug, clap::Args)]
pub struct GenerationsArgs {
    #[command(flatten)]
    pub index: IndexArgs,
    /// What to do with them
    #[arg(value_enum, default_value_t = GenerationsDo::List)]
    pub action: GenerationsDo,
    /// How many to keep when pruning
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    pub keep: u64,
    /// Print one JSON value
    #[arg(long)]
    pub json: bool,
}

/// What `generations` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GenerationsDo {
    /// Show the kept generations
    List,
    /// Compare every file of every generation with its checksum
    Verify,
    /// Serve the generation before the current one, and withdraw the current one for good
    Rollback,
    /// Drop all but the newest and the current one, withdrawn ones always
    Prune,
}
