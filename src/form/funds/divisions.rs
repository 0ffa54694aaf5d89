//! How the rows of the 项目资金 block divide the money: what may not be the total, nor a part of it, says so, and sums that do not agree are not
//! judged by it.

use crate::digits::{has_digit, is_digit};
use crate::form::ledger::Ledger;
use crate::form::model::{Field, FieldName, FundRow, Value};
use crate::form::vocabulary::label_key;
use crate::language::{Bilingual, bilingual};

/// Says which rows may be another part of the whole than they seem.
pub(super) fn warn(funds: &[FundRow], ledger: &mut Ledger) {
    warn_of_total_below(funds, ledger);
    warn_of_two_divisions(funds, ledger);
    warn_of_parts_of_parts(funds, ledger);
}

/// Says of a row whose name begins with 其中 that it may be a part of the one above it.
pub(super) fn warn_of_part(n: usize, item: &Value, ledger: &mut Ledger) {
    let is_beside = OF_NO_OTHER_PART.iter().any(|word| item.text.contains(word));
    if n >= FIRST_BELOW_A_PART && item.text.starts_with("其中") && !is_beside {
        let message = within_a_part(&item.text);
        ledger.not_understood_at(FieldName::fund(n, "item"), item.place, message);
    }
}

/// The first row is the total; where a row below it has that name, or the first has another one, the first may be a part, and its points those
/// of the total.
fn warn_of_total_below(funds: &[FundRow], ledger: &mut Ledger) {
    let is_total = |row: &FundRow| {
        ["合计", "总计", "总额"]
            .iter()
            .any(|name| row.item.text().ends_with(name))
    };
    let Some((first, parts)) = funds.split_first().filter(|(_, parts)| !parts.is_empty()) else {
        return;
    };
    let name = first.item.text();
    let mut below = parts.iter().zip(1..);
    if let Some((total, n)) = below.find(|(row, _)| is_total(row)).filter(|_| !is_total(first)) {
        let has_points = has_digit(total.score.text());
        let points = [
            (&first.weight, FieldName::fund(0, "weight")),
            (&first.score, FieldName::fund(0, "score")),
        ];
        let points = points.into_iter().take(if has_points { 2 } else { 1 });
        // What the layout does not have is in no doubt.
        let points = points
            .filter(|(field, _)| **field != Field::Absent)
            .map(|(_, name)| name);
        for field in std::iter::once(FieldName::fund(n, "item")).chain(points) {
            let message = total_below(total.item.text());
            ledger.not_understood_at(field, total.item.place(), message);
        }
    } else if !name.is_empty() && !is_name_of_total(name) {
        let shares_points = parts.first().is_some_and(|part| part.score == Field::Covered);
        let others_have_points = parts.iter().any(|part| has_digit(part.score.text()));
        let points = [
            (
                &first.weight,
                FieldName::fund(0, "weight"),
                shares_points || others_have_points,
            ),
            (&first.score, FieldName::fund(0, "score"), others_have_points),
        ];
        let doubted = points
            .into_iter()
            .filter(|(field, _, is_doubted)| *is_doubted && **field != Field::Absent);
        for field in std::iter::once(FieldName::fund(0, "item")).chain(doubted.map(|(_, name, _)| name)) {
            ledger.not_understood_at(field, first.item.place(), no_total(name));
        }
    }
}

/// Whether a name can be that of the total: 年度资金总额, 项目资金; not 财政拨款, beside which there may be other money, nor the name of a task.
fn is_name_of_total(name: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    has(&["总", "合计", "小计", "金额"]) || has(&["资金", "预算", "经费"]) && !has(&OF_PARTS) && !is_of_a_level(name)
}

/// What names of a part of the money have in them: where it comes from.
const OF_PARTS: [&str; 15] = [
    "财政", "拨款", "中央", "省", "市", "县", "区", "地方", "上级", "本级", "其他", "自筹", "自有", "结转", "基金",
];

fn total_below(item: &str) -> Bilingual {
    bilingual!(
        "“{item}”可能是总额，而首行是其中一项；各项之和与预算执行得分不作判断",
        "\"{item}\" may be the total, and the first row a part of it: sums and the budget score are not judged"
    )
}

fn no_total(item: &str) -> Bilingual {
    bilingual!(
        "首行“{item}”不像总额；各项之和不符时不作判断",
        "the first row, \"{item}\", does not look like the total: sums that do not agree are not judged"
    )
}

/// The money may be divided twice, by where it comes from (财政拨款) and by what it was spent for (项目支出): then the parts are no sum.
fn warn_of_two_divisions(funds: &[FundRow], ledger: &mut Ledger) {
    let parts = funds.iter().enumerate().skip(1);
    let is_purpose = |row: &FundRow| row.item.text().contains("支出");
    let is_source = |row: &FundRow| SOURCES.iter().any(|word| row.item.text().contains(word)) && !is_purpose(row);
    if !parts.clone().any(|(_, row)| is_source(row)) {
        return;
    }
    if let Some((n, row)) = parts.clone().find(|(_, row)| is_purpose(row)) {
        let message = within_a_part(row.item.text());
        ledger.not_understood_at(FieldName::fund(n, "item"), row.item.place(), message);
    }
}

/// What names of sources of money have in them.
const SOURCES: [&str; 5] = ["拨款", "财政", "基金", "资金", "收入"];

/// Of the rows the first is the total, and the second its first part: 其中 before it belongs to the total. Before a later one it can mean a part
/// of that part.
const FIRST_BELOW_A_PART: usize = 2;

/// A part may be divided in turn: （1） below 1., or 中央资金 below 财政拨款.
fn warn_of_parts_of_parts(funds: &[FundRow], ledger: &mut Ledger) {
    let parts = || {
        funds
            .iter()
            .enumerate()
            .skip(1)
            .map(|(n, row)| (n, &row.item, row.item.text()))
    };
    let Some((_, _, first)) = parts().next() else { return };
    let is_of_treasury = |name: &str| name.contains("财政") && !is_of_a_level(name);
    let treasury = parts().find(|(_, _, name)| is_of_treasury(name)).map(|(n, ..)| n);
    for (n, item, name) in parts() {
        let is_numbered_below = depth(name) > depth(first) && depth(name) > 0;
        let is_named_below = treasury.is_some_and(|treasury| n > treasury) && is_of_a_level(name);
        if (is_numbered_below || is_named_below) && !ledger.doubts(FieldName::fund(n, "item")) {
            let message = within_a_part(name);
            ledger.not_understood_at(FieldName::fund(n, "item"), item.place(), message);
        }
    }
}

/// How deep a numbered name stands in its list: 一、 （一） 1. （1） ①; 0 where it has no number.
fn depth(name: &str) -> usize {
    let (is_bracketed, number) = match name.strip_prefix(['（', '(']) {
        Some(inside) => (true, inside),
        None => (false, name),
    };
    let is_ordinal = |c: char| "一二三四五六七八九十".contains(c);
    let ends = if is_bracketed { ['）', ')'] } else { ['、', '.'] };
    let behind = number.trim_start_matches(|c| is_digit(c) || is_ordinal(c));
    let is_number = behind.len() < number.len() && behind.starts_with(ends);
    match number.chars().next() {
        Some('①'..='⑳') => 5,
        Some(first) if is_number => match (is_digit(first), is_bracketed) {
            (false, false) => 1,
            (false, true) => 2,
            (true, false) => 3,
            (true, true) => 4,
        },
        _ => 0,
    }
}

/// Whether money comes from one level of government or one of its budgets: all of it is 财政拨款.
fn is_of_a_level(name: &str) -> bool {
    label_key(name).is_some_and(|key| OF_A_LEVEL.iter().any(|word| key.starts_with(word)))
}

/// What such names begin with.
const OF_A_LEVEL: [&str; 17] = [
    "中央",
    "国家",
    "省",
    "自治区",
    "市",
    "州",
    "县",
    "区",
    "乡",
    "地方",
    "上级",
    "本级",
    "一般公共预算",
    "政府性基金",
    "国有资本",
    "一般债",
    "专项债",
];

/// What stands beside 财政拨款, and is no part of it.
const OF_NO_OTHER_PART: [&str; 5] = ["结转", "其他资金", "自筹", "自有资金", "单位资金"];

fn within_a_part(item: &str) -> Bilingual {
    bilingual!(
        "“{item}”可能是上一行的其中项，而不是总额的一项；各项之和不符时不作判断",
        "\"{item}\" may be a part of the row above, and not of the total: sums that do not agree are not judged"
    )
}
