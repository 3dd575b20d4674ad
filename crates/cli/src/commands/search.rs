//! `ordret search`: the same engine and ranking as over HTTP.

use std::fmt::Write;
use std::process::ExitCode;

use ordret_model::{
    Difference, DifferenceOp, FacetField, Filters, Kind, Match, Quotation, RoleGroup,
    SearchRequest, SearchResponse, Sector, Sort, WINDOW, YearRange,
};
use ordret_search::Searcher;
use ordret_server::wording;

use super::show::speaker_text;
use crate::args::SearchArgs;
use crate::error::Error;
use crate::terminal::{FAINT, STRONG, count, fragments, indent, print, print_json, readable};

/// Runs it.
pub fn run(args: SearchArgs) -> Result<ExitCode, Error> {
    let request = request(&args)?;
    let searcher = Searcher::open(&args.index.index)?;
    let response = searcher.search(&request)?;
    match args.json {
        true => print_json(&ordret_server::search_json(&response, &request))?,
        false => print(&text(&response))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn request(args: &SearchArgs) -> Result<SearchRequest, Error> {
    let usage = |message: String| Error::Usage(message);
    if args.offset as usize + args.limit as usize > WINDOW {
        return Err(usage(format!(
            "--offset and --limit reach beyond the first {WINDOW} hits; narrow the search"
        )));
    }
    let mut filters = Filters::default();
    if let Some(kind) = &args.kind {
        filters.values.insert(FacetField::Kind, vec![kind.clone()]);
    }
    for filter in &args.filters {
        add_filter(filter, &mut filters)?;
    }
    Ok(SearchRequest {
        query: args.query.clone(),
        match_: Match::parse(&args.match_).unwrap_or_default(),
        filters,
        sort: Sort::parse(&args.sort).unwrap_or_default(),
        limit: args.limit as usize,
        offset: args.offset as usize,
        explain: args.explain,
        ..SearchRequest::default()
    })
}

fn add_filter(filter: &str, filters: &mut Filters) -> Result<(), Error> {
    let known = FacetField::ALL.map(FacetField::as_str).join(", ");
    let (name, value) = filter.split_once('=').ok_or_else(|| {
        Error::Usage(format!("--filter {filter}: write FIELD=VALUE, with a field of {known}"))
    })?;
    let field = FacetField::parse(name).ok_or_else(|| {
        Error::Usage(format!("--filter {filter}: no field `{name}`; there are {known}"))
    })?;
    let allowed = match field {
        FacetField::Year => {
            let year = YearRange::parse(value);
            filters.year = Some(year.ok_or_else(|| {
                Error::Usage(format!(
                    "--filter {filter}: write a year as 2016, 2010..2016, 2010.. or ..2016"
                ))
            })?);
            return Ok(());
        }
        FacetField::Kind => Some(Kind::ALL.map(Kind::as_str).to_vec()),
        FacetField::Role => Some(RoleGroup::ALL.iter().map(|group| group.as_str()).collect()),
        FacetField::Sector => Some(Sector::ALL.iter().map(|sector| sector.as_str()).collect()),
        _ => None,
    };
    if let Some(allowed) = allowed.filter(|allowed| !allowed.contains(&value)) {
        return Err(Error::Usage(format!(
            "--filter {filter}: write one of {}",
            allowed.join(", ")
        )));
    }
    filters.values.entry(field).or_default().push(value.to_owned());
    Ok(())
}

fn text(response: &SearchResponse) -> String {
    let mut text = String::new();
    let mut found = count(response.total, "document", "documents");
    if response.total_partial > 0 {
        let _ = write!(found, " and {} with some of the words", response.total_partial);
    }
    let _ = writeln!(
        text,
        "{found} in {:.1} ms, generation {}",
        response.took.as_secs_f64() * 1e3,
        response.generation
    );
    for note in &response.notes {
        let _ = writeln!(
            text,
            "{FAINT}{}{FAINT:#}",
            readable(&wording::note(note, wording::Language::En))
        );
    }
    text.push('\n');
    for hit in &response.hits {
        let document = &hit.document;
        let _ = writeln!(text, "{STRONG}{}{STRONG:#}", fragments(&hit.title));
        let snippet = fragments(&hit.snippet);
        let _ = writeln!(text, "{}", indent(&snippet, 2));
        if let Some(speaker) = &document.speaker {
            let _ = writeln!(text, "  — {}", readable(&speaker_text(speaker)));
        }
        let _ = writeln!(
            text,
            "  {FAINT}{} {} · {}{FAINT:#}",
            document.kind(),
            document.id,
            readable(&document.source().title)
        );
        if let Some(quotation) = &hit.quotation {
            let _ = writeln!(text, "  {}", difference(quotation));
        }
        if !hit.missing.is_empty() {
            let _ =
                writeln!(text, "  {FAINT}without {}{FAINT:#}", readable(&hit.missing.join(", ")));
        }
        for part in hit.explanation.iter().flatten() {
            let said = wording::explanation(part, wording::Language::En);
            let _ = writeln!(text, "  {FAINT}{:.3} {}{FAINT:#}", part.score, readable(&said));
        }
        text.push('\n');
    }
    text
}

/// A comparison in one line: `[-typed]` and `[+in the source]` where they differ.
pub fn difference(quotation: &Quotation) -> String {
    if quotation.exact {
        return format!("{FAINT}word for word{FAINT:#}");
    }
    let piece = |one: &Difference| match one.op {
        DifferenceOp::Same => readable(&one.text),
        DifferenceOp::OnlyTyped => format!("[-{}]", readable(&one.text)),
        DifferenceOp::OnlySource => format!("[+{}]", readable(&one.text)),
    };
    quotation.diff.iter().map(piece).collect::<Vec<_>>().join(" ")
}
