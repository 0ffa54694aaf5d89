//! How labels are compared: by a key without what may stand around their words.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::digits::is_digit;

/// The [`label_key`] of a text that can be a label of the form; empty for any other: all labels are Chinese, and most cells hold a figure.
pub fn key_of_label(text: &str) -> Cow<'_, str> {
    /// In UTF-8, what begins with less than this comes before all scripts of East Asia.
    const EAST_ASIAN_FROM: u8 = 0xe2;
    if text.bytes().all(|byte| byte < EAST_ASIAN_FROM) {
        return Cow::default();
    }
    label_key(text).unwrap_or_default()
}

/// A label has no more bytes than this, brackets and spaces included (偏差原因分析及改进措施 has 33).
const LONGEST_LABEL: usize = 120;

/// A text as labels are compared: in compatibility form, without white space, brackets and what they hold, and colons at the end.
/// `None` where it is too long to be a label.
pub fn label_key(text: &str) -> Option<Cow<'_, str>> {
    if text.is_empty() || text.len() > LONGEST_LABEL {
        return None;
    }
    if text.chars().all(stays_in_key) {
        return Some(Cow::Borrowed(without_ends(text)));
    }
    // A number in a circle names a column: 执行率③=②/①.
    let plain = text.chars().filter(|c| !is_mark(*c));
    let key = key_of(plain.clone().map(compatible)).or_else(|| key_of(plain.nfkc().map(Some)))?;
    Some(Cow::Owned(key))
}

/// What a key names a label by: 执行率=执行数/预算数 says how it is computed, as do 全年预算数B, 执行率C/B and 执行率%.
pub(super) fn name_of_key(key: &str) -> &str {
    // What a target is (=46台) is no way to compute it: it may stand below the label with nothing between.
    let is_formula = |behind: &str| !behind.starts_with(is_digit);
    let name = match key.split_once('=') {
        Some((name, behind)) if is_formula(behind) => name,
        _ => key,
    };
    name.trim_end_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '%'))
}

/// ① to ⑳, and raised digits, which point to a remark.
fn is_mark(c: char) -> bool {
    matches!(c, '①'..='⑳' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Whether a character is compared as it is printed, as those of most labels are, whatever stands beside it.
fn stays_in_key(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '、') || c.is_ascii_graphic() && !matches!(c, '(' | ')' | '[' | ']')
}

/// The key of a text in compatibility form; `None` where the form of a character is not known.
fn key_of(text: impl Iterator<Item = Option<char>>) -> Option<String> {
    let mut key = String::with_capacity(LONGEST_LABEL);
    let mut depth = 0_u32;
    for c in text {
        match c? {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            c if depth > 0 || c.is_whitespace() => {}
            c => key.push(c),
        }
    }
    Some(without_ends(&key).to_owned())
}

/// A key without the number before it, and the marks behind it.
fn without_ends(key: &str) -> &str {
    without_number(key.trim_end_matches([':', '*', '、']))
}

/// The compatibility form of the characters that nearly all labels are written in: ASCII, full width or not, ideographs and the marks between
/// them. They depend on nothing beside them, so that a text of them alone needs no tables.
fn compatible(c: char) -> Option<char> {
    match c {
        '\0'..='~'
        | '\u{4e00}'..='\u{9fff}'
        | '、'
        | '。'
        | '〈'..='】'
        | '〔'..='〛'
        | '“'
        | '”'
        | '—'
        | '≤'
        | '≥' => Some(c),
        // The full-width block repeats ASCII, in its order.
        '！'..='～' => char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')),
        _ => None,
    }
}

/// 项目名称 of `1.项目名称` and `一、项目名称`.
fn without_number(key: &str) -> &str {
    let is_digit = |c: char| {
        matches!(
            c,
            '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
        )
    };
    let rest = key.trim_start_matches(is_digit);
    let is_numbered = rest.len() < key.len();
    rest.strip_prefix(['.', '、']).filter(|_| is_numbered).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_may_be_numbered() {
        for (text, key) in [
            ("1.项目年度目标", "项目年度目标"),
            ("二、主管部门", "主管部门"),
            ("（一）主管部门：", "主管部门"),
            ("一级指标", "一级指标"),
            ("级指标一", "级指标一"),
            ("2022", "2022"),
        ] {
            assert_eq!(label_key(text).as_deref(), Some(key), "{text}");
        }
    }

    #[test]
    fn a_label_may_say_how_it_is_computed_and_a_target_does_not() {
        assert_eq!(name_of_key("执行率=执行数/预算数"), "执行率");
        assert_eq!(name_of_key("年度指标值=46台"), "年度指标值=46台");
    }

    #[test]
    fn the_short_way_to_the_compatibility_form_is_right() {
        for c in char::MIN..=char::MAX {
            if let Some(form) = compatible(c) {
                assert!([form].into_iter().eq([c].into_iter().nfkc()), "{c}");
            }
            if stays_in_key(c) {
                let key = key_of(format!("键{c}键").chars().map(compatible));
                assert_eq!(key, Some(format!("键{c}键")));
            }
        }
    }
}
