//! What columns say of each other: amounts and their rate, points and what they are out of, targets and what was reached; and their order.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::seen::{LEAST_ROWS, NO, Seen, is_blank, unit};
use crate::figure::Figure;
use crate::form::vocabulary::{Label, Part};

/// The columns of the funds, as nearly all forms have them.
pub(super) const OF_FUNDS: [Label; 6] = [
    Label::Initial,
    Label::Budget,
    Label::Executed,
    Label::Weight,
    Label::Rate,
    Label::Score,
];

/// The columns of the indicators, likewise.
pub(super) const OF_INDICATORS: [Label; 8] = [
    Label::Level1,
    Label::Level2,
    Label::Level3,
    Label::Target,
    Label::Actual,
    Label::Weight,
    Label::Score,
    Label::Deviation,
];

/// What the order of the columns says: as in nearly all forms it stands for it, otherwise against it.
pub(super) fn order(way: &[Option<Label>], part: Part) -> i32 {
    let order: &[Label] = match part {
        Part::Funds => &OF_FUNDS,
        _ => &OF_INDICATORS,
    };
    let rank = |label: Option<Label>| order.iter().position(|other| Some(*other) == label);
    let ranks: Vec<Option<usize>> = way.iter().map(|label| rank(*label)).collect();
    let is_level = |rank: usize| part == Part::Indicators && rank < 3;
    let pairs = ranks
        .iter()
        .enumerate()
        .flat_map(|(n, left)| ranks.iter().skip(n + 1).map(move |right| (*left, *right)));
    let inversions: i32 = pairs
        .filter_map(|(left, right)| left.zip(right).filter(|(left, right)| left > right))
        .map(|(_, right)| if is_level(right) { 6 } else { 1 })
        .sum();
    let neighbours = ranks.iter().zip(ranks.iter().skip(1));
    let ordered = neighbours
        .filter(|(left, right)| left.zip(**right).is_some_and(|(left, right)| left < right))
        .count();
    i32::try_from(ordered).unwrap_or(0) - inversions
}

pub(super) fn of_funds<'s, 't: 's>(get: impl Fn(Label) -> Option<&'s Seen<'t>>) -> i32 {
    let mut total = 0;
    let [initial, budget, executed, rate, weight, score] = [
        Label::Initial,
        Label::Budget,
        Label::Executed,
        Label::Rate,
        Label::Weight,
        Label::Score,
    ]
    .map(get);
    let first = |seen: &Seen| seen.figures.first().copied().flatten();
    let amounts = budget.zip(executed);
    if let Some((budget, executed)) = amounts {
        let is_above = |(budget, executed): (&Option<Decimal>, &Option<Decimal>)| {
            budget.zip(*executed).is_some_and(|(b, e)| e > b)
        };
        if budget.figures.iter().zip(&executed.figures).any(is_above) {
            total -= 3;
        }
        if let Some(rate) = rate {
            total += match are_rates(budget, executed, rate) {
                Some(true) => 8,
                Some(false) => -8,
                None => 0,
            };
        }
        if let Some((weight, score)) = weight.and_then(first).zip(score.and_then(first)) {
            total += 5 * i32::from(is_share(score, weight, first(executed), first(budget)));
        }
    } else if let Some(rate) = rate
        .and_then(|rate| rate.texts.first())
        .and_then(|text| Figure::parse(text))
        && let Some((weight, score)) = weight.and_then(first).zip(score.and_then(first))
    {
        total += 5 * i32::from(is_share(score, weight, Some(rate.value), Some(Decimal::ONE_HUNDRED)));
    }
    if let Some((weight, score)) = weight.and_then(first).zip(score.and_then(first)) {
        total += if score <= weight { 2 } else { NO };
    }
    // 年初预算数 without a budget beside it is the budget.
    if initial.is_some() && budget.is_none() {
        total -= 2;
    }
    total
}

/// Whether points are that share of the whole, or all of them where it is above one; as far as two decimals say.
fn is_share(score: Decimal, weight: Decimal, part: Option<Decimal>, whole: Option<Decimal>) -> bool {
    let share = || {
        let share = weight.checked_mul(part?)?.checked_div(whole?)?.min(weight);
        Some((share.checked_sub(score)?).abs() <= Decimal::new(1, 2))
    };
    share().unwrap_or(false)
}

/// Whether each rate is that of its row, as far as its decimals say; `None` where none of them says something.
fn are_rates(budget: &Seen, executed: &Seen, rate: &Seen) -> Option<bool> {
    let agrees = |budget: &Option<Decimal>, executed: &Option<Decimal>, rate: &&str| -> Option<bool> {
        let rate = Figure::parse(rate).filter(|rate| !rate.value.is_zero())?;
        let (Some(budget), Some(executed)) = (budget, executed) else {
            return Some(false);
        };
        let slack = Decimal::try_new(1, rate.decimals).ok()?.checked_mul(*budget)?;
        let off = executed
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_sub(rate.value.checked_mul(*budget)?)?;
        Some(off.abs() <= slack.abs())
    };
    let rows = budget.figures.iter().zip(&executed.figures).zip(&rate.texts);
    let mut judged = rows
        .filter_map(|((budget, executed), rate)| agrees(budget, executed, rate))
        .peekable();
    judged.peek()?;
    Some(judged.all(|agrees| agrees))
}

pub(super) fn of_indicators<'s, 't: 's>(get: impl Fn(Label) -> Option<&'s Seen<'t>>) -> i32 {
    let mut total = 0;
    let [level1, level2, level3, target, actual, weight, score, deviation] = OF_INDICATORS.map(get);
    if let Some((weight, score)) = weight.zip(score) {
        let rows = weight.figures.iter().zip(&score.figures);
        let rows: Vec<(Decimal, Decimal)> = rows.filter_map(|(weight, score)| weight.zip(*score)).collect();
        let totals = weight.total.zip(score.total);
        let is_exceeded = rows.iter().chain(&totals).any(|(weight, score)| score > weight);
        total += if is_exceeded {
            NO
        } else if rows.len() >= LEAST_ROWS {
            5
        } else {
            0
        };
        // Reasons stand where points were lost, and nowhere else.
        let is_lost = |(weight, score): (&Option<Decimal>, &Option<Decimal>)| {
            weight.zip(*score).is_some_and(|(weight, score)| score < weight)
        };
        if let Some(deviation) = deviation {
            let lost = weight.figures.iter().zip(&score.figures).map(is_lost);
            let mut rows = lost.zip(&deviation.texts);
            let explains = deviation.filled > 0 && rows.all(|(is_lost, text)| is_lost != is_blank(text));
            total += 6 * i32::from(explains);
        }
    }
    if let Some((target, actual)) = target.zip(actual) {
        let rows = target
            .texts
            .iter()
            .zip(&actual.texts)
            .filter(|(target, _)| !target.is_empty());
        let answers = |(target, actual): (&&str, &&str)| {
            target == actual || unit(target).is_some_and(|own| unit(actual) == Some(own))
        };
        total += 4 * i32::from(rows.into_iter().any(answers));
    }
    for (coarse, fine) in [(level1, level2), (level2, level3), (level1, level3)] {
        if let Some((coarse, fine)) = coarse.zip(fine) {
            total += match coarse.different.cmp(&fine.different) {
                Ordering::Less => 1,
                Ordering::Equal => 0,
                Ordering::Greater => -4,
            };
        }
    }
    total
}
