//! What a column under an unknown head is, by the figures that stand in it: points whose sum is 100 and none of which is exceeded by those beside
//! them, a rate that is the quotient of two columns, targets by their operators. It only proposes: no label is overruled, what is read so has the
//! warning `by-structure`, and where two columns might be it, none is.

use rust_decimal::Decimal;

use super::columns::{Column, Columns};
use super::row::{Row, RowKind};
use super::vocabulary::{Label, Part, is_known};
use crate::digits::has_digit;
use crate::figure::Figure;
use crate::table::Cell;

/// What the 分值 of indicators add up to: 100, or what the budget leaves of that (10 or 20 points in all published forms that state it above them).
const SUMS: [u32; 3] = [100, 90, 80];

/// So many rows at least tell a column by its figures: one figure agrees with anything.
const LEAST_ROWS: usize = 2;

/// A column under an unknown head, with its text in each row below: blank where it has no cell there.
struct Strange<'t> {
    column: Column,
    texts: Vec<&'t str>,
}

/// The columns that the figures below a header propose for the labels that it lacks.
pub(super) fn propose(rows: &[Row], at: usize, part: Part, columns: &Columns) -> Vec<Column> {
    let Some(header) = rows.get(at) else { return Vec::new() };
    let is_wanted = match header.kind {
        RowKind::IndicatorHeader => part == Part::Indicators,
        RowKind::FundHeader => part == Part::Funds,
        _ => false,
    };
    let is_strange =
        |c: &&&Cell| !c.text().is_empty() && c.text().chars().any(char::is_alphabetic) && !is_known(c.text());
    // Nearly every header is known: nothing is looked at then.
    if !is_wanted || !header.own.iter().any(|c| is_strange(&c)) {
        return Vec::new();
    }
    let body: Vec<&Row> = rows
        .iter()
        .skip(at + 1)
        .take_while(|row| row.kind == RowKind::Body)
        .collect();
    let strange = header.own.iter().filter(is_strange);
    let strange = strange.filter(|c| columns.covered_by(c).next().is_none());
    let strange: Vec<Strange> = strange
        .map(|c| {
            let column = Column::over(Label::Weight, c).proposed();
            let texts = body.iter().map(|row| text_in(row, &column));
            Strange {
                column,
                texts: texts.collect(),
            }
        })
        .collect();
    let known = Known { columns, body: &body };
    match part {
        Part::Funds => known.of_funds(&strange).into_iter().collect(),
        _ => known.of_indicators(&strange),
    }
}

/// The text of a row under a column, where one cell alone stands there.
fn text_in<'t>(row: &Row<'t>, column: &Column) -> &'t str {
    match column.cells(&row.own).as_slice() {
        [only] => only.text(),
        _ => "",
    }
}

/// The columns that have labels, and the rows below them.
struct Known<'k, 't> {
    columns: &'k Columns,
    body: &'k [&'k Row<'t>],
}

impl<'t> Known<'_, 't> {
    fn has(&self, label: Label) -> bool {
        self.columns.get(label).is_some()
    }

    fn texts(&self, label: Label) -> Vec<&'t str> {
        let column = self.columns.get(label);
        let texts = self
            .body
            .iter()
            .map(|row| column.map_or("", |column| text_in(row, &column)));
        texts.collect()
    }

    fn of_indicators(&self, strange: &[Strange]) -> Vec<Column> {
        let points: Vec<&Strange> = strange.iter().filter(|s| s.is_of_points()).collect();
        let mut proposed = match (self.has(Label::Weight), self.has(Label::Score), points.as_slice()) {
            (false, false, [weight, score]) if weight.adds_up() && is_at_most(&score.texts, &weight.texts) => {
                vec![weight.named(Label::Weight), score.named(Label::Score)]
            }
            (true, false, [score]) if is_at_most(&score.texts, &self.texts(Label::Weight)) => {
                vec![score.named(Label::Score)]
            }
            (false, true, [weight]) if weight.adds_up() && is_at_most(&self.texts(Label::Score), &weight.texts) => {
                vec![weight.named(Label::Weight)]
            }
            _ => Vec::new(),
        };
        let demanding: Vec<&Strange> = strange.iter().filter(|s| s.has_demands()).collect();
        let target = match (self.columns.get(Label::Target), demanding.as_slice()) {
            (None, [target]) => {
                let target = target.named(Label::Target);
                proposed.push(target);
                Some(target)
            }
            (target, _) => target,
        };
        if let Some(target) = target.filter(|_| !self.has(Label::Actual)) {
            let targets: Vec<&str> = self.body.iter().map(|row| text_in(row, &target)).collect();
            let answers = |s: &&Strange| s.column.x0 == target.x1 && !s.has_demands() && s.answers(&targets);
            proposed.extend(strange.iter().find(answers).map(|s| s.named(Label::Actual)));
        }
        proposed
    }

    /// The one column that is lacking of budget, amount executed and rate, where the other two say it.
    fn of_funds(&self, strange: &[Strange]) -> Option<Column> {
        let [budget, executed, rate] = [Label::Budget, Label::Executed, Label::Rate].map(|label| self.texts(label));
        let lacking = match [Label::Budget, Label::Executed, Label::Rate].map(|label| self.has(label)) {
            [false, true, true] => Label::Budget,
            [true, false, true] => Label::Executed,
            [true, true, false] => Label::Rate,
            _ => return None,
        };
        let agrees = |own: &[&str]| match lacking {
            Label::Budget => are_rates(own, &executed, &rate),
            Label::Executed => are_rates(&budget, own, &rate),
            _ => are_rates(&budget, &executed, own),
        };
        let mut found = strange.iter().filter(|s| agrees(&s.texts));
        let first = found.next()?;
        found.next().is_none().then(|| first.named(lacking))
    }
}

impl Strange<'_> {
    fn named(&self, label: Label) -> Column {
        Column { label, ..self.column }
    }

    /// Whether plain figures stand in it, and nothing else.
    fn is_of_points(&self) -> bool {
        let is_plain = |figure: &Figure| figure.unit.is_empty() || figure.unit == "分";
        let filled: Vec<&str> = self.texts.iter().copied().filter(|text| !text.is_empty()).collect();
        filled.len() >= LEAST_ROWS
            && filled
                .iter()
                .all(|text| Figure::parse(text).as_ref().is_some_and(is_plain))
    }

    fn adds_up(&self) -> bool {
        let figures = self.texts.iter().filter_map(|text| Figure::parse(text));
        let sum = figures
            .map(|figure| figure.value)
            .try_fold(Decimal::ZERO, Decimal::checked_add);
        sum.is_some_and(|sum| SUMS.iter().any(|whole| Decimal::from(*whole) == sum))
    }

    /// Whether what is to be reached stands in it: ≥350.
    fn has_demands(&self) -> bool {
        let demands =
            |text: &&&str| text.starts_with(['≥', '≤', '>', '<', '＞', '＜', '﹥', '≧', '≦']) && has_digit(text);
        self.texts.iter().any(|text| demands(&text))
    }

    /// Whether a figure in it has the unit of its target.
    fn answers(&self, targets: &[&str]) -> bool {
        let unit = |text: &str| {
            let plain = text.trim_start_matches(['≥', '≤', '>', '<', '＞', '＜', '﹥', '≧', '≦', '=']);
            Figure::parse_with_unit(plain)
                .map(|figure| figure.unit)
                .filter(|unit| !unit.is_empty())
        };
        let mut pairs = self.texts.iter().zip(targets);
        pairs.any(|(own, target)| unit(own).is_some_and(|own| unit(target) == Some(own)))
    }
}

/// Whether in each row that has both the first is not above the second, and enough rows have both.
fn is_at_most(lower: &[&str], upper: &[&str]) -> bool {
    let pairs = lower.iter().zip(upper);
    let pairs = pairs.filter_map(|(lower, upper)| Some((Figure::parse(lower)?.value, Figure::parse(upper)?.value)));
    let pairs: Vec<_> = pairs.collect();
    pairs.len() >= LEAST_ROWS && pairs.iter().all(|(lower, upper)| lower <= upper)
}

/// Whether each rate is that of its row, as far as its decimals say, and one of them says something.
fn are_rates(budget: &[&str], executed: &[&str], rate: &[&str]) -> bool {
    let agrees = |budget: &str, executed: &str, rate: &str| -> Option<bool> {
        let rate = Figure::parse(rate).filter(|rate| !rate.value.is_zero())?;
        let [budget, executed] = [budget, executed].map(Figure::parse);
        let (Some(budget), Some(executed)) = (budget, executed) else {
            return Some(false);
        };
        let slack = Decimal::try_new(1, rate.decimals).ok()?.checked_mul(budget.value)?;
        let off = executed
            .value
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_sub(rate.value.checked_mul(budget.value)?)?;
        Some(off.abs() <= slack.abs())
    };
    let rows = budget.iter().zip(executed).zip(rate);
    let mut judged = rows
        .filter_map(|((budget, executed), rate)| agrees(budget, executed, rate))
        .peekable();
    judged.peek().is_some() && judged.all(|agrees| agrees)
}
