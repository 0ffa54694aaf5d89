//! Which column is which, where heads do not say it: each way to name the unknown ones is weighed by what stands below them and beside them, and a
//! column is named where all the best ways agree.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::grid::{Column, Grid, plain};
use super::word::word;
use crate::digits::has_digit;
use crate::figure::{Figure, is_placeholder};
use crate::form::row::Row;
use crate::form::vocabulary::{Label, Part, Word, is_known};
use crate::table::Cell;

/// The columns of the funds, as nearly all forms have them.
const OF_FUNDS: [Label; 6] = [
    Label::Initial,
    Label::Budget,
    Label::Executed,
    Label::Weight,
    Label::Rate,
    Label::Score,
];

/// The columns of the indicators, likewise.
const OF_INDICATORS: [Label; 8] = [
    Label::Level1,
    Label::Level2,
    Label::Level3,
    Label::Target,
    Label::Actual,
    Label::Weight,
    Label::Score,
    Label::Deviation,
];

/// What the 分值 of indicators add up to: 100, or what the budget leaves of that (10 or 20 points in all published forms that state it above them).
const SUMS: [u32; 3] = [100, 90, 80];

/// What measures prescribe as first levels, and as second ones.
const FIRST_LEVELS: [&str; 4] = ["产出", "效益", "满意度", "成本指标"];
const SECOND_LEVELS: [&str; 9] = [
    "数量",
    "质量",
    "时效",
    "成本",
    "经济效益",
    "社会效益",
    "生态效益",
    "可持续",
    "服务对象",
];

/// It cannot be.
const NO: i32 = -50;

/// A header that nobody knows is one of this part from so much on.
const SURE_OF_PART: i32 = 9;

/// A column is named where no way without that name is as good, by so much.
const SURE_OF_NAME: i32 = 2;

/// More ways are not tried.
const MOST_WAYS: usize = 60_000;

/// A grid with the names of its columns.
#[derive(Debug)]
pub(super) struct Solved<'g, 's, 't> {
    pub grid: &'g Grid<'s, 't>,
    pub part: Option<Part>,
    /// How much speaks for that.
    pub likelihood: i32,
    /// What each column is, known or proposed.
    pub labels: Vec<Option<Label>>,
}

impl<'g, 's, 't> Solved<'g, 's, 't> {
    pub(super) fn of(grid: &'g Grid<'s, 't>) -> Self {
        let parts = grid.part.map_or(vec![Part::Funds, Part::Indicators], |part| vec![part]);
        let mut solved: Vec<Weighing> = parts.into_iter().map(|part| Weighing::of(grid, part)).collect();
        for weighing in &mut solved {
            weighing.solve();
        }
        let best = solved.into_iter().max_by_key(|weighing| weighing.total);
        let sure = best.filter(|best| grid.part.is_some() || best.total >= SURE_OF_PART);
        match sure {
            Some(best) => Self {
                grid,
                part: Some(best.part),
                likelihood: best.total,
                labels: best.names(),
            },
            None => Self {
                grid,
                part: None,
                likelihood: NO,
                labels: vec![None; grid.columns.len()],
            },
        }
    }

    /// The words that were not known, with the label of the block.
    pub(super) fn words(&self) -> Vec<Word> {
        let Some(part) = self.part else { return Vec::new() };
        let block = match part {
            Part::Funds => Label::FundsBlock,
            _ => Label::IndicatorsBlock,
        };
        let named = self.grid.columns.iter().zip(&self.labels);
        let mut words: Vec<Word> = named
            .filter_map(|(column, label)| word(part, (*label)?, column.head))
            .collect();
        words.extend(self.grid.block.and_then(|cell| word(Part::Head, block, cell)));
        words
    }

    pub(super) fn column(&self, label: Label) -> Option<&'g Column<'t>> {
        let mut named = self.grid.columns.iter().zip(&self.labels);
        named.find(|(_, own)| **own == Some(label)).map(|(column, _)| column)
    }

    /// The text of a row below a label.
    pub(super) fn text_of(&self, row: &Row<'t>, label: Label) -> Option<&'t str> {
        let head = self.column(label)?.head;
        super::grid::aligned(row, head).map(Cell::text)
    }

    pub(super) fn sum(&self, label: Label) -> Option<Decimal> {
        let figures = self.column(label)?.figures().flatten();
        figures.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
    }
}

/// What stands in a column.
#[derive(Debug, Default)]
struct Seen<'t> {
    texts: Vec<&'t str>,
    figures: Vec<Option<Decimal>>,
    percents: usize,
    demands: usize,
    /// Figures with a unit of their own: 360公里.
    united: usize,
    filled: usize,
    /// Cells, and different texts in them.
    cells: usize,
    different: usize,
    first_levels: usize,
    second_levels: usize,
    long: usize,
    /// What the row that adds up has.
    total: Option<Decimal>,
}

impl<'t> Seen<'t> {
    fn of(grid: &Grid<'_, 't>, column: &Column<'t>) -> Self {
        let total = grid.total.and_then(|row| super::grid::aligned(row, column.head));
        let mut seen = Self {
            total: total.and_then(|c| plain(c.text())),
            texts: column.texts().collect(),
            figures: column.figures().collect(),
            ..Self::default()
        };
        let mut cells: Vec<*const crate::table::Cell> =
            column.cells.iter().flatten().map(|c| std::ptr::from_ref(*c)).collect();
        cells.dedup();
        seen.cells = cells.len();
        let mut texts = seen.texts.clone();
        texts.sort_unstable();
        texts.dedup();
        seen.different = texts.len();
        for text in seen.texts.iter().filter(|text| !is_placeholder(text)) {
            seen.filled += 1;
            let unit = unit(text);
            seen.percents += usize::from(Figure::parse(text).is_some_and(|figure| figure.is_percent()));
            seen.demands += usize::from(demands(text));
            seen.united += usize::from(unit.is_some());
            seen.first_levels += usize::from(FIRST_LEVELS.iter().any(|word| text.starts_with(word)));
            seen.second_levels += usize::from(SECOND_LEVELS.iter().any(|word| text.starts_with(word)));
            seen.long += usize::from(text.chars().count() > LONG);
        }
        seen
    }

    fn plain(&self) -> usize {
        self.figures.iter().flatten().count()
    }

    /// Whether plain figures stand in it, and nothing else.
    fn is_of_figures(&self) -> bool {
        self.filled > 0 && self.plain() == self.filled
    }

    fn sum(&self) -> Option<Decimal> {
        self.figures
            .iter()
            .flatten()
            .copied()
            .try_fold(Decimal::ZERO, Decimal::checked_add)
    }

    /// How well it goes with a label, by itself.
    fn suits(&self, label: Label, part: Part) -> i32 {
        match part {
            Part::Funds => self.suits_funds(label),
            _ => self.suits_indicators(label),
        }
    }

    fn suits_funds(&self, label: Label) -> i32 {
        let Some(first) = self.texts.first() else { return NO };
        let Some(figure) = Figure::parse(first) else { return NO };
        let rest = self.filled - 1;
        let is_many = self.texts.len() > 1;
        match label {
            Label::Rate if figure.is_percent() => 6,
            _ if figure.is_percent() => NO,
            Label::Rate => i32::from(figure.value <= Decimal::ONE_HUNDRED),
            Label::Weight | Label::Score if figure.value > Decimal::ONE_HUNDRED || rest > 0 => NO,
            Label::Weight => {
                3 * i32::from(is_many)
                    + 3 * i32::from([10, 20].iter().any(|points| figure.value == Decimal::from(*points)))
            }
            Label::Score => 3 * i32::from(is_many) + i32::from(figure.value <= Decimal::from(20)),
            _ => {
                let parts = self.figures.iter().skip(1).flatten().copied();
                let sum = parts.clone().try_fold(Decimal::ZERO, Decimal::checked_add);
                let adds_up = sum == Some(figure.value) && !figure.value.is_zero();
                let is_alone = is_many && rest == 0;
                4 * i32::from(adds_up) - 4 * i32::from(is_alone) + 1 + i32::from(label != Label::Initial)
            }
        }
    }

    fn suits_indicators(&self, label: Label) -> i32 {
        let n = self.texts.len();
        let has = |count: usize, points: i32| if count * 2 >= n { points } else { 0 };
        let blank = n - self.filled;
        let few = |points: i32| if self.filled * 2 < n { points } else { 0 };
        let is_levels = self.first_levels + self.second_levels > self.filled;
        let has_figures = self.plain() + self.percents + self.demands > 0;
        let is_merged = self.cells < n;
        let is_above = self
            .figures
            .iter()
            .flatten()
            .any(|points| *points > Decimal::ONE_HUNDRED);
        match label {
            Label::Weight | Label::Score if !self.is_of_figures() || blank * 4 > n || is_above => NO,
            Label::Weight => {
                let is_whole = |sum: Decimal| SUMS.iter().any(|whole| Decimal::from(*whole) == sum);
                let adds_up = n >= LEAST_ROWS && self.sum().is_some_and(is_whole);
                (if adds_up { 10 } else { -2 }) + 3 * i32::from(self.total == Some(Decimal::ONE_HUNDRED))
            }
            Label::Score => 2,
            Label::Target | Label::Actual if is_levels => NO,
            Label::Target => has(self.demands, 8) + has(self.united, 3) - few(4) - has(self.long, 3),
            Label::Actual => has(self.united, 3) - has(self.demands, 6) - few(4) - has(self.long, 3),
            Label::Level1 | Label::Level2 | Label::Level3 if has_figures || self.filled == 0 => NO,
            Label::Level1 => {
                has(self.first_levels, 8) + 2 * i32::from(is_merged)
                    - 4 * i32::from(self.first_levels == 0 && self.different == n)
            }
            Label::Level2 => {
                has(self.second_levels, 8) + 2 * i32::from(is_merged)
                    - 3 * i32::from(self.second_levels == 0 && self.different == n)
                    - has(self.first_levels - self.first_levels.min(self.second_levels), 6)
            }
            Label::Level3 => {
                3 * i32::from(self.different == n)
                    - has(self.first_levels.max(self.second_levels), 6)
                    - 2 * i32::from(is_merged)
            }
            Label::Deviation if has_figures || is_levels => NO,
            Label::Deviation => few(3) + i32::from(self.filled == 0),
            _ => NO,
        }
    }
}

/// Whether nothing is said of a row.
fn is_blank(text: &str) -> bool {
    is_placeholder(text) || text == "无"
}

/// Prose has more characters.
const LONG: usize = 20;

/// One row says nothing of points: any figure may be 100.
const LEAST_ROWS: usize = 2;

/// Whether it says what is to be reached: ≥350.
fn demands(text: &str) -> bool {
    text.starts_with(OPERATORS) && has_digit(text)
}

const OPERATORS: [char; 11] = ['≥', '≤', '>', '<', '＞', '＜', '﹥', '﹤', '≧', '≦', '='];

/// The unit behind a figure, with an operator before it or none.
fn unit(text: &str) -> Option<String> {
    let figure = Figure::parse_with_unit(text.trim_start_matches(OPERATORS))?;
    Some(figure.unit).filter(|unit| !unit.is_empty() && unit != "分")
}

/// All that is weighed.
struct Weighing<'t> {
    part: Part,
    seen: Vec<Seen<'t>>,
    /// What each column may be: one label or none where its head is known.
    options: Vec<Vec<Option<Label>>>,
    /// The best total, and all ways that come near it.
    total: i32,
    near: Vec<(i32, Vec<Option<Label>>)>,
    ways: usize,
}

impl<'t> Weighing<'t> {
    fn of(grid: &Grid<'_, 't>, part: Part) -> Self {
        let all: &[Label] = match part {
            Part::Funds => &OF_FUNDS,
            _ => &OF_INDICATORS,
        };
        let known: Vec<Option<Label>> = grid
            .columns
            .iter()
            .map(|column| part.label(column.head.text()))
            .collect();
        let seen: Vec<Seen> = grid.columns.iter().map(|column| Seen::of(grid, column)).collect();
        let heads: Vec<&str> = grid.columns.iter().map(|column| column.head.text()).collect();
        let options = known.iter().zip(&seen).zip(&heads).map(|((label, seen), head)| {
            let is_twice = heads.iter().filter(|other| *other == head).count() > 1;
            if label.is_some() || is_known(head) || head.is_empty() || is_twice {
                return vec![*label];
            }
            let free = all
                .iter()
                .filter(|label| !known.contains(&Some(**label)) && seen.suits(**label, part) > NO / 2);
            free.map(|label| Some(*label)).chain([None]).collect()
        });
        let options: Vec<Vec<Option<Label>>> = options.collect();
        Self {
            part,
            options,
            seen,
            total: i32::MIN,
            near: Vec::new(),
            ways: 0,
        }
    }

    fn solve(&mut self) {
        // A header of known words has one way.
        let mut chosen = Vec::with_capacity(self.options.len());
        self.choose(&mut chosen);
    }

    fn choose(&mut self, chosen: &mut Vec<usize>) {
        let Some(options) = self.options.get(chosen.len()) else {
            self.weigh(chosen);
            return;
        };
        for (n, option) in options.clone().into_iter().enumerate() {
            let taken = chosen
                .iter()
                .zip(&self.options)
                .filter_map(|(n, options)| options.get(*n).copied().flatten());
            let is_taken = option.is_some_and(|option| taken.into_iter().any(|label| label == option));
            if is_taken || self.ways >= MOST_WAYS {
                continue;
            }
            chosen.push(n);
            self.choose(chosen);
            chosen.pop();
        }
    }

    fn weigh(&mut self, chosen: &[usize]) {
        self.ways += 1;
        let way: Vec<Option<Label>> = chosen
            .iter()
            .zip(&self.options)
            .map(|(n, options)| options.get(*n).copied().flatten())
            .collect();
        let total = self.value(&way);
        if total > self.total {
            self.total = total;
            self.near.retain(|(other, _)| *other + SURE_OF_NAME > total);
        }
        if total + SURE_OF_NAME > self.total {
            self.near.push((total, way));
        }
    }

    /// The columns of the best way, as far as every other one near it reads the same.
    fn names(&self) -> Vec<Option<Label>> {
        let best = self.near.iter().rev().max_by_key(|(total, _)| *total);
        let Some((_, best)) = best.filter(|_| self.ways < MOST_WAYS) else {
            return vec![None; self.seen.len()];
        };
        let reads = |way: &[Option<Label>], label: Label| {
            let column = way.iter().position(|own| *own == Some(label));
            column
                .and_then(|n| self.seen.get(n))
                .map(|seen| (&seen.texts, seen.total))
        };
        let is_sure = |label: &Label| {
            self.near
                .iter()
                .all(|(_, way)| reads(way, *label) == reads(best, *label))
        };
        best.iter().map(|label| label.filter(is_sure)).collect()
    }

    fn value(&self, way: &[Option<Label>]) -> i32 {
        let named = || {
            way.iter()
                .zip(&self.seen)
                .filter_map(|(label, seen)| Some(((*label)?, seen)))
        };
        let get = |label: Label| named().find(|(own, _)| *own == label).map(|(_, seen)| seen);
        // A head that is known stands, whatever is below it.
        let alone: i32 = named().map(|(label, seen)| seen.suits(label, self.part).max(-2)).sum();
        let together = match self.part {
            Part::Funds => of_funds(get),
            _ => of_indicators(get),
        };
        alone + together + order(way, self.part)
    }
}

/// What the order of the columns says: as in nearly all forms it stands for it, otherwise against it.
fn order(way: &[Option<Label>], part: Part) -> i32 {
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

fn of_funds<'s, 't: 's>(get: impl Fn(Label) -> Option<&'s Seen<'t>>) -> i32 {
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

fn of_indicators<'s, 't: 's>(get: impl Fn(Label) -> Option<&'s Seen<'t>>) -> i32 {
    let mut total = 0;
    let [level1, level2, level3, target, actual, weight, score, deviation] = OF_INDICATORS.map(get);
    if let Some((weight, score)) = weight.zip(score) {
        let rows = weight.figures.iter().zip(&score.figures);
        let rows: Vec<(Decimal, Decimal)> = rows.filter_map(|(weight, score)| weight.zip(*score)).collect();
        let is_exceeded = rows.iter().any(|(weight, score)| score > weight);
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

/// Whether a text is a plain figure of points.
pub(super) fn points(text: &str) -> Option<Decimal> {
    plain(text).filter(|points| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(points))
}
