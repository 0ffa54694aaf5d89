//! `--pages 1-3,7,9-`: which pages a user asks for.

use std::ops::RangeInclusive;

use anyhow::anyhow;

use fuhe::language::Language;
use fuhe::messages::Message;
use fuhe::pdf::Page;

/// Pages in ranges from 1, in order; those that touch are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRanges(Vec<RangeInclusive<u32>>);

impl PageRanges {
    /// Reads what was typed.
    pub fn read(typed: &str, spoken: Language) -> anyhow::Result<Self> {
        let ranges: Option<Vec<_>> = typed.split([',', '，']).map(|part| range(part.trim())).collect();
        let mut ranges = ranges.ok_or_else(|| anyhow!(Message::BadPages.fill(spoken, &[("pages", &typed)])))?;
        ranges.sort_by_key(|range| *range.start());
        let mut joined: Vec<RangeInclusive<u32>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match joined.last_mut() {
                Some(last) if *range.start() <= last.end().saturating_add(1) => {
                    *last = *last.start()..=*last.end().max(range.end());
                }
                _ => joined.push(range),
            }
        }
        Ok(Self(joined))
    }

    /// The stretches of pages that are asked for.
    pub fn cut<'a>(&self, pages: &'a [Page], spoken: Language) -> anyhow::Result<Vec<&'a [Page]>> {
        let count = pages.len();
        let stretches = self.0.iter().map(|range| {
            let first = *range.start() as usize;
            // A range without an end goes on to the last page.
            let last = if *range.end() == u32::MAX {
                count.max(first)
            } else {
                *range.end() as usize
            };
            let missing = if first > count { first } else { last };
            pages
                .get(first - 1..last)
                .ok_or_else(|| anyhow!(Message::PageOutside.fill(spoken, &[("page", &missing), ("count", &count)])))
        });
        stretches.collect()
    }
}

/// `3`, `1-3` or `3-`.
fn range(typed: &str) -> Option<RangeInclusive<u32>> {
    let number = |digits: &str| digits.trim().parse::<u32>().ok().filter(|page| *page > 0);
    let (first, last) = match typed.split_once('-') {
        None => (number(typed)?, number(typed)?),
        Some((first, "")) => (number(first)?, u32::MAX),
        Some((first, last)) => (number(first)?, number(last)?),
    };
    (first <= last).then_some(first..=last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(typed: &str, count: u32) -> Result<Vec<Vec<u32>>, String> {
        let pages: Vec<Page> = (1..=count)
            .map(|number| Page {
                number,
                ..Page::default()
            })
            .collect();
        let ranges = PageRanges::read(typed, Language::En).map_err(|error| error.to_string())?;
        let stretches = ranges.cut(&pages, Language::En).map_err(|error| error.to_string())?;
        let numbers = |pages: &[Page]| pages.iter().map(|page| page.number).collect();
        Ok(stretches.into_iter().map(numbers).collect())
    }

    #[test]
    fn ranges_are_cut_out_in_order_and_joined_where_they_touch() {
        assert_eq!(cut("2", 5), Ok(vec![vec![2]]));
        assert_eq!(cut("1-3", 5), Ok(vec![vec![1, 2, 3]]));
        assert_eq!(cut("4-, 1-2,3", 5), Ok(vec![vec![1, 2, 3, 4, 5]]));
        assert_eq!(cut("5,1-2", 5), Ok(vec![vec![1, 2], vec![5]]));
        assert_eq!(cut("1-4,2", 5), Ok(vec![vec![1, 2, 3, 4]]));
    }

    #[test]
    fn a_page_that_is_not_there_is_named_with_the_number_of_pages() {
        for (typed, page) in [("4", "4"), ("2-4", "4"), ("7-9", "7"), ("4-", "4")] {
            let complaint = cut(typed, 3).unwrap_err();
            assert!(
                complaint.contains(&format!("page {page} ")) && complaint.contains("last page is 3"),
                "{complaint}"
            );
        }
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for typed in ["", "0", "3-1", "a", "-2", "1--2", "1,,2", "99999999999"] {
            assert!(cut(typed, 3).unwrap_err().contains("1-3"), "{typed}");
        }
    }
}
