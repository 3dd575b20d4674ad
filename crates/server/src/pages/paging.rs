//! From one page of hits to the others.

use ordret_model::{SearchRequest, WINDOW};
use serde::Serialize;

use crate::address::search_url;

/// The way to the other pages; without numbers where there is only one.
#[derive(Debug, Default, Serialize)]
pub(super) struct Paging {
    pub previous: Option<String>,
    pub next: Option<String>,
    pub numbers: Vec<PageLink>,
}

/// One number in the row.
#[derive(Debug, Serialize)]
pub(super) struct PageLink {
    pub number: usize,
    pub url: String,
    pub current: bool,
    /// Numbers are left out before this one.
    pub gap: bool,
}

pub(super) fn paging(request: &SearchRequest, total: u64) -> Paging {
    let reachable = usize::try_from(total).unwrap_or(WINDOW).min(WINDOW);
    let last = reachable.div_ceil(request.limit).max(1);
    let current = (request.offset / request.limit + 1).min(last);
    if last == 1 {
        return Paging::default();
    }
    let url = |page: usize| {
        search_url(&SearchRequest { offset: (page - 1) * request.limit, ..request.clone() })
    };
    let mut numbers: Vec<PageLink> = Vec::new();
    for number in (1..=last).filter(|&n| n == 1 || n == last || n.abs_diff(current) <= 2) {
        let gap = numbers.last().is_some_and(|before| before.number + 1 < number);
        numbers.push(PageLink { number, url: url(number), current: number == current, gap });
    }
    Paging {
        previous: (current > 1).then(|| url(current - 1)),
        next: (current < last).then(|| url(current + 1)),
        numbers,
    }
}

#[cfg(test)]
mod tests {
    use super::paging;
    use ordret_model::SearchRequest;

    #[test]
    fn the_row_of_numbers_keeps_its_ends_and_its_middle() {
        let request = SearchRequest { offset: 100, ..SearchRequest::default() };
        let row = paging(&request, 5_000);
        let numbers: Vec<usize> = row.numbers.iter().map(|link| link.number).collect();
        assert_eq!(numbers, [1, 9, 10, 11, 12, 13, 100]);
        assert_eq!(row.next.as_deref(), Some("/soeg?offset=110"));
    }

    #[test]
    fn one_page_has_no_row() {
        assert!(paging(&SearchRequest::default(), 10).numbers.is_empty());
    }
}
