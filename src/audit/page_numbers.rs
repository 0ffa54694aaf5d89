//! What pages say of their number (`1/3`, 第 1 页 共 3 页): where one is missing between two others, the file is not whole.

use std::collections::BTreeMap;

use crate::digits::is_digit;
use crate::table::{Block, Tables};

/// No document has more pages; a larger number is no page's.
const MOST_PAGES: u32 = 9_999;

/// The pages of the file behind which others are missing, by what they say of themselves.
#[derive(Debug, Default)]
pub(super) struct PageNumbers {
    /// The pages behind which one is missing.
    gaps: Vec<u32>,
}

/// The pages that say which number they have, and of how many.
pub(super) type Said = BTreeMap<u32, (u32, u32)>;

/// What the pages of tables say.
pub(super) fn said(tables: &Tables) -> impl Iterator<Item = (u32, (u32, u32))> {
    let lines = tables.blocks.iter().filter_map(Block::line);
    lines.filter_map(|line| Some((line.page, number_of_page(line.text())?)))
}

impl PageNumbers {
    pub(super) fn of(said: &Said) -> Self {
        let gaps = said
            .iter()
            .filter(|(page, (number, all))| match said.get(&(*page + 1)) {
                Some((next, of)) => of == all && *next > number + 1 || *next == 1 && number < all,
                None => false,
            });
        let mut gaps: Vec<u32> = gaps.map(|(page, _)| *page).collect();
        // The last page of the file may not be the last one of the document.
        let last = said.last_key_value().filter(|(_, (number, all))| number < all);
        gaps.extend(last.map(|(page, _)| *page));
        Self { gaps }
    }

    /// Whether a page is missing between the first and the last page of a form, or behind it where its end is missing.
    pub(super) fn miss_a_page(&self, first: u32, last: u32, has_end: bool) -> bool {
        let within = |page: &u32| (first..last).contains(page) || *page == last && !has_end;
        self.gaps.iter().any(within)
    }
}

/// The number of a page, and how many there are, where a line says nothing else.
fn number_of_page(text: &str) -> Option<(u32, u32)> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.trim_matches(|c| matches!(c, '-' | '—' | '–' | '－' | '(' | ')' | '（' | '）' | '·'));
    let numbers: Vec<&str> = plain.split(|c| !is_digit(c)).filter(|part| !part.is_empty()).collect();
    let [number, all] = numbers.as_slice() else {
        return None;
    };
    let between: String = plain.chars().filter(|c| !is_digit(*c)).collect();
    let is_said = matches!(
        between.as_str(),
        "/" | "／" | "第页共页" | "第页,共页" | "第页，共页" | "第页/共页" | "第页／共页" | "第页(共页" | "第页（共页"
    );
    let [number, all]: [u32; 2] = [number.parse().ok()?, all.parse().ok()?];
    (is_said && 1 <= number && number <= all && all <= MOST_PAGES).then_some((number, all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::Page;
    use crate::pdf::drawing::drawing;
    use crate::table::pages_to_tables;

    /// Whether a page is missing of a form that stands on all pages of a file which say this.
    fn miss_a_page(texts: &[&str], has_end: bool) -> bool {
        let pages = texts.iter().zip(1..);
        let pages: Vec<Page> = pages
            .map(|(said, number)| drawing().text(200, 300, 9, said).numbered(number).page())
            .collect();
        let last = u32::try_from(texts.len()).unwrap();
        PageNumbers::of(&said(&pages_to_tables(&pages)).collect()).miss_a_page(1, last, has_end)
    }

    #[test]
    fn pages_may_say_that_one_is_missing() {
        assert!(miss_a_page(&["1/3", "3/3"], true));
        assert!(miss_a_page(&["第1页共3页", "第2页共3页"], false));
        for (said, has_end) in [
            (&["1/3", "2/3", "3/3"][..], false),
            (&["1/3", "2/3"], true),
            (&["12/40", "13/40"], true),
            (&["1/2", "2/2", "1/3"], true),
            (&["1", "3"], false),
        ] {
            assert!(!miss_a_page(said, has_end), "{said:?}");
        }
    }

    #[test]
    fn a_line_may_say_the_number_of_its_page_and_no_date_does() {
        for (text, number) in [
            ("1/3", Some((1, 3))),
            ("- 2 / 3 -", Some((2, 3))),
            ("第 1 页 共 3 页", Some((1, 3))),
            ("第1页，共3页", Some((1, 3))),
            ("第1页（共3页）", Some((1, 3))),
            ("3/1", None),
            ("2024年3月", None),
            ("12", None),
            ("1:3", None),
        ] {
            assert_eq!(number_of_page(text), number, "{text}");
        }
    }
}
