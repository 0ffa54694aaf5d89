//! The year that a text of the heading names, and how certainly it is the form's: a date of printing, or the year of a budget, is not.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// How certainly a year is that of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// Some year: 2023年.
    Named,
    /// A year of account: 2023年度.
    OfAccount,
    /// Nothing but the year: （2023年度）, （2023年）.
    OfTheForm,
}

/// 2023年, with white space anywhere, and what tells a date and the year of a budget apart.
static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"((?:19|20)[0-9]\s*[0-9])\s*年\s*(度?)\s*([0-9]+\s*月|预算|部门预算|填报|编制|印发)?").ok()
});

/// (   年度): a place for the year with none in it.
static BLANK_YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[\s(]*[_\s]*年度?[\s)]*$").ok());

/// Four digits, with 年 behind them or not.
static YEAR_ALONE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[\s(]*((?:19|20)[0-9]\s*[0-9])\s*(?:年度?)?[\s)]*$").ok());

/// Words before a date that says when something was written.
const DATED: [&str; 6] = ["填报", "填表", "打印", "制表", "日期", "时间"];

/// Digits, or signs that nobody knows, before 年度: a year of which some were lost.
static CUT_YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[^\p{Han}\s()\[\]_.,:;、。-]\s*年度").ok());

/// Whether a text that names no year may have named one.
pub(super) fn may_be_cut(text: &str) -> bool {
    let plain: String = text.nfkc().collect();
    CUT_YEAR.as_ref().is_some_and(|r| r.is_match(&plain))
}

/// The most certain year in a text; of equally certain ones the first.
pub(super) fn find(text: &str) -> Option<(String, Certainty)> {
    /// 年, and the other character that its compatibility form is.
    const YEARS: [char; 2] = ['年', '\u{f98e}'];
    if !text.contains(YEARS) {
        return None;
    }
    let plain: String = text.nfkc().collect();
    if let Some(year) = alone(text) {
        return Some((year, Certainty::OfTheForm));
    }
    let years = YEAR.as_ref()?.captures_iter(&plain).filter_map(|found| {
        let year = found.get(1)?;
        let behind = found.get(3).map_or("", |words| words.as_str());
        let before = plain.get(..year.start()).unwrap_or_default();
        let certainty = match found.get(2).map_or("", |word| word.as_str()) {
            "度" if behind.is_empty() => Certainty::OfAccount,
            "" if behind.ends_with('月') || DATED.iter().any(|word| before.contains(word)) => return None,
            _ => Certainty::Named,
        };
        Some((year.as_str().split_whitespace().collect(), certainty))
    });
    years.min_by_key(|(_, certainty)| std::cmp::Reverse(*certainty))
}

/// The year of a text that names nothing else.
pub(super) fn alone(text: &str) -> Option<String> {
    let plain: String = text.nfkc().collect();
    let found = YEAR_ALONE.as_ref()?.captures(&plain)?.get(1)?;
    Some(found.as_str().split_whitespace().collect())
}

/// Whether the text is a place for the year with none in it.
pub(super) fn is_blank(text: &str) -> bool {
    let plain: String = text.nfkc().collect();
    BLANK_YEAR.as_ref().is_some_and(|r| r.is_match(&plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_account_counts_and_dates_do_not() {
        let table = [
            ("（2022年度）", Some("2022"), Certainty::OfTheForm),
            ("(202 2 年)", Some("2022"), Certainty::OfTheForm),
            ("2022年度项目支出绩效自评表", Some("2022"), Certainty::OfAccount),
            (
                "2023年部门预算项目2022年度绩效自评表",
                Some("2022"),
                Certainty::OfAccount,
            ),
            ("2022年绩效自评表（2023年填报）", Some("2022"), Certainty::Named),
            ("填报日期：2023年7月20日", None, Certainty::Named),
            ("2023年 7 月", None, Certainty::Named),
            ("填报时间：2023年", None, Certainty::Named),
        ];
        for (text, year, certainty) in table {
            let expected = year.map(|year| (year.to_owned(), certainty));
            assert_eq!(find(text), expected, "{text}");
        }
    }
}
