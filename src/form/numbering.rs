//! A row that numbers the columns of the header above it: 栏次, 1, 2, 3, 4, 5=3/2. Its numbers are no values.

use super::vocabulary::label_key;
use crate::digits::is_digit;
use crate::table::Cell;

/// What such a row is called.
const NAMES: [&str; 8] = ["栏次", "列次", "栏号", "列号", "栏目", "行次", "序号", "项次"];

/// Columns of words may be numbered by these, in their order.
const STEMS: &str = "甲乙丙丁戊己庚辛";

/// So many numbers in a row at least are no amounts by chance; fewer are enough where the row has a name, or says how a column is computed.
const NUMBERS: usize = 4;
const NUMBERS_OF_A_NAMED_ROW: usize = 2;
const NUMBERS_WITH_A_FORMULA: usize = 3;

/// What a cell may number its column by.
enum Number {
    /// A number or a letter, counted from 1.
    Of(u32),
    /// A formula that does not say what it is the number of: 3/2.
    Formula,
}

/// Whether these cells number the columns above them.
pub(super) fn numbers_columns(own: &[&Cell]) -> bool {
    let mut texts = own
        .iter()
        .map(|c| c.text().trim())
        .filter(|text| !text.is_empty())
        .peekable();
    let is_named = texts
        .next_if(|text| label_key(text).is_some_and(|key| NAMES.contains(&&*key)))
        .is_some();
    let (mut count, mut formulas) = (0, 0);
    let mut last: Option<u32> = None;
    for text in texts.filter(|text| !is_stem(text)) {
        let Some((number, is_formula)) = number(text) else {
            return false;
        };
        let next = last.map_or(1, |last| last + 1);
        let is_next = match number {
            Number::Of(n) => n == next,
            Number::Formula => last.is_some(),
        };
        if !is_next {
            return false;
        }
        last = Some(next);
        count += 1;
        formulas += usize::from(is_formula);
    }
    let enough = match (is_named, formulas) {
        (true, _) => NUMBERS_OF_A_NAMED_ROW,
        (false, 0) => NUMBERS,
        (false, _) => NUMBERS_WITH_A_FORMULA,
    };
    count >= enough
}

fn is_stem(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| STEMS.contains(c)) && chars.next().is_none()
}

/// The number that a text is, and whether it says how it is computed: 5, （5）, ⑤, E, 5=3/2.
fn number(text: &str) -> Option<(Number, bool)> {
    let is_of_formula = |c: char| {
        is_digit(c) || is_letter(c) || is_circled(c) || c.is_whitespace() || "=＝+-*/×÷%％()（）·.".contains(c)
    };
    if !text.chars().all(is_of_formula) {
        return None;
    }
    let (name, formula) = match text.split_once(['=', '＝']) {
        Some((name, formula)) => (name, Some(formula)),
        None => (text, None),
    };
    let name = name.trim_matches(|c: char| c.is_whitespace() || "()（）".contains(c));
    match (counted(name), formula) {
        (Some(n), formula) => Some((Number::Of(n), formula.is_some())),
        (None, Some(_)) if name.is_empty() => Some((Number::Formula, true)),
        (None, None) if name.contains(['/', '÷']) => Some((Number::Formula, true)),
        (None, _) => None,
    }
}

/// A number without a sign, a letter, or a number in a circle, counted from 1.
fn counted(name: &str) -> Option<u32> {
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if is_letter(c) => Some(u32::from(c.to_ascii_uppercase()) - u32::from('A') + 1),
        (Some(c), None) if is_circled(c) => Some(u32::from(c) - u32::from('①') + 1),
        (Some(first), _) if first != '0' && name.chars().all(|c| c.is_ascii_digit()) => name.parse().ok(),
        _ => None,
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
}

fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⑳')
}
