//! Labels outside the headers, by their places: names side by side above them, two texts below two words, the total and the grade.

use rust_decimal::Decimal;

use super::grid::aligned;
use super::roles::Solved;
use super::seen::{SUMS, points};
use super::word::{is_word, word};
use crate::digits::has_digit;
use crate::figure::Figure;
use crate::form::end::is_header;
use crate::form::row::{Row, RowKind, head_label};
use crate::form::vocabulary::{Label, Part, Word, is_grade, is_known};
use crate::table::Cell;

/// The words that the columns do not tell.
pub(super) fn words<'t>(rows: &[Row<'t>], solved: &[Solved<'_, '_, 't>]) -> Vec<Word> {
    let is_free = |at: &usize| {
        !solved
            .iter()
            .any(|grid| grid.part.is_some() && (grid.grid.begin..grid.grid.end).contains(at))
    };
    let free: Vec<usize> = (0..rows.len()).filter(is_free).collect();
    let first = solved
        .iter()
        .filter(|grid| grid.part.is_some())
        .map(|grid| grid.grid.begin)
        .min();
    let mut words = names(rows, first.unwrap_or(rows.len()));
    words.extend(goals(rows, &free));
    words.extend(totals(rows, &free, solved));
    words
}

/// What follows in names of authorities; what carries a project out is called otherwise (中心, 院, 所, 站, 队, 学校).
const AUTHORITIES: [&str; 8] = ["局", "委", "厅", "部", "政府", "委员会", "署", "办公室"];

/// Names of the head: the project's, that of the authority and of who carries it out.
fn names(rows: &[Row], end: usize) -> Vec<Word> {
    let head: Vec<&Row> = rows
        .iter()
        .take(end)
        .take_while(|row| !is_header(row.kind))
        .filter(|row| matches!(row.kind, RowKind::Head | RowKind::Body))
        .collect();
    let is_there = |labels: &[Label]| {
        let mut own = rows
            .iter()
            .flat_map(|row| &row.own)
            .filter_map(|c| head_label(c.text()));
        own.any(|label| labels.contains(&label))
    };
    let mut lacking: Vec<Label> = Vec::new();
    for (label, others) in [
        (Label::ProjectName, [Label::ProjectName; 2]),
        (Label::Department, [Label::Department, Label::OtherDepartment]),
        (Label::Unit, [Label::Unit, Label::OtherUnit]),
    ] {
        if !is_there(&others) {
            lacking.push(label);
        }
    }
    let mut words = Vec::new();
    let strange: Vec<(&Row, &Cell, &Cell)> = head.iter().flat_map(|row| strange_pairs(row)).collect();
    let mut strange = strange.as_slice();
    if lacking.first() == Some(&Label::ProjectName) {
        // The project is named first, in a row of its own or not.
        let is_first = |cell: &Cell| {
            head.iter()
                .find(|row| row.own.len() > 1)
                .and_then(|row| row.own.first())
                .is_some_and(|c| std::ptr::eq(*c, cell))
        };
        if let Some(((_, label, _), rest)) = strange.split_first().filter(|((_, label, _), _)| is_first(label)) {
            words.extend(word(Part::Head, Label::ProjectName, label));
            strange = rest;
        }
        lacking.remove(0);
    }
    let is_authority = |value: &Cell| AUTHORITIES.iter().any(|end| value.text().ends_with(end));
    let mut named = |label: Label, cell: &Cell| words.extend(word(Part::Head, label, cell));
    match (lacking.as_slice(), strange) {
        ([Label::Department, Label::Unit], [(_, first, one), (_, second, other), ..]) => {
            let is_turned = is_authority(other) && !is_authority(one);
            let (department, unit) = if is_turned { (second, first) } else { (first, second) };
            named(Label::Department, department);
            named(Label::Unit, unit);
        }
        ([only], [(_, label, _), ..]) => named(*only, label),
        _ => {}
    }
    words
}

/// The labels of a row of labels and values that nobody knows, each with a name beside it.
fn strange_pairs<'r, 't>(row: &'r Row<'t>) -> Vec<(&'r Row<'t>, &'t Cell, &'t Cell)> {
    let pairs = row.own.chunks(2).filter_map(|pair| match pair {
        [label, value] => Some((row, *label, *value)),
        _ => None,
    });
    let is_name = |text: &str| !text.is_empty() && !has_digit(text) && !is_known(text) && !is_grade(text);
    let is_strange =
        |label: &Cell, value: &Cell| is_word(label.text()) && !is_known(label.text()) && is_name(value.text());
    pairs.filter(|(_, label, value)| is_strange(label, value)).collect()
}

/// What was to be reached, and what came of it: two words side by side, below each of them a text.
fn goals(rows: &[Row], free: &[usize]) -> Vec<Word> {
    let has = |label: Label| {
        let mut goals = rows
            .iter()
            .filter(|row| row.kind == RowKind::Goals)
            .flat_map(|row| &row.own);
        goals.any(|c| Part::Goals.label(c.text()) == Some(label) && Part::Head.label(c.text()).is_none())
    };
    if has(Label::Goal) && has(Label::Result) {
        return Vec::new();
    }
    let is_text = |c: &Cell| c.text().chars().count() >= SHORTEST_TEXT && Figure::parse(c.text()).is_none();
    for at in free {
        let (Some(row), Some(below)) = (rows.get(*at), rows.get(at + 1)) else {
            continue;
        };
        let heads: Vec<&Cell> = row.own.iter().copied().filter(|c| c.row_span == 1).collect();
        let [goal, result] = heads.as_slice() else { continue };
        let is_over_text = |head: &Cell| {
            is_word(head.text()) && aligned(below, head).is_some_and(|c| c.row == below.number && is_text(c))
        };
        if below.number != row.number + 1 || !is_over_text(goal) || !is_over_text(result) || row.kind == RowKind::Head {
            continue;
        }
        let block = row.all.iter().find(|c| c.row + c.row_span > below.number);
        let is_of_another = |c: &Cell| {
            Part::Head
                .label(c.text())
                .is_some_and(|label| label != Label::GoalsBlock)
        };
        if block.is_some_and(|c| is_of_another(c)) {
            continue;
        }
        let block = block.and_then(|c| word(Part::Head, Label::GoalsBlock, c));
        let is_known_as = |cell: &Cell, label: Label| Part::Goals.label(cell.text()) == Some(label);
        let is_turned = is_known_as(goal, Label::Result) || is_known_as(result, Label::Goal);
        let (goal, result) = if is_turned { (result, goal) } else { (goal, result) };
        let words = [(Label::Goal, goal), (Label::Result, result)];
        let words = words
            .into_iter()
            .filter_map(|(label, cell)| word(Part::Goals, label, cell));
        return words.chain(block).collect();
    }
    Vec::new()
}

/// A goal has so many characters at least.
const SHORTEST_TEXT: usize = 6;

/// Whether a table scores what was reached, and adds the scores up, as forms do: 分值 that come to what all forms' come to, a score and a target or
/// what was reached beside each of them, a total that is their sum; and amounts, or goals, or the name of a project above them.
pub(super) fn scores_itself<'t>(rows: &[Row<'t>], solved: &[Solved<'_, '_, 't>]) -> bool {
    let of = |part: Part| solved.iter().find(|grid| grid.part == Some(part));
    let Some(indicators) = of(Part::Indicators) else {
        return false;
    };
    let has = |grid: &Solved, label: Label| grid.column(label).is_some();
    let is_scored = [Label::Weight, Label::Score]
        .iter()
        .all(|label| has(indicators, *label))
        && [Label::Target, Label::Actual]
            .iter()
            .any(|label| has(indicators, *label));
    let is_full = indicators
        .sum(Label::Weight)
        .is_some_and(|sum| SUMS.iter().any(|full| Decimal::from(*full) == sum));
    let sums = sums(solved);
    let is_sum = |cell: &&Cell| points(cell.text()).is_some_and(|points| sums.contains(&Some(points)));
    let outside = rows
        .iter()
        .enumerate()
        .filter(|(at, _)| !(indicators.grid.begin..indicators.grid.end).contains(at))
        .map(|(_, row)| row);
    let is_added_up = outside
        .chain(indicators.grid.total)
        .any(|row| row.own.iter().any(is_sum));
    let is_about_a_project = rows
        .iter()
        .any(|row| row.kind == RowKind::Goals || row.has_project_name())
        || of(Part::Funds).is_some_and(|funds| has(funds, Label::Budget) && has(funds, Label::Executed));
    is_scored && is_full && is_added_up && is_about_a_project
}

/// What the scores come to: with those of the funds, and without.
fn sums(solved: &[Solved]) -> [Option<Decimal>; 2] {
    let of = |part: Part| solved.iter().find(|grid| grid.part == Some(part));
    let funds = of(Part::Funds)
        .and_then(|funds| funds.column(Label::Score))
        .and_then(|score| score.figures().flatten().next());
    let reached = of(Part::Indicators).and_then(|grid| grid.sum(Label::Score));
    let whole = reached.and_then(|reached| reached.checked_add(funds.unwrap_or_default()));
    [whole, reached]
}

/// The total, by what it adds up, and the grade.
fn totals<'t>(rows: &[Row<'t>], free: &[usize], solved: &[Solved<'_, '_, 't>]) -> Vec<Word> {
    let mut words = Vec::new();
    let is_there = |kind: RowKind| rows.iter().any(|row| row.kind == kind);
    let of = |part: Part| solved.iter().find(|grid| grid.part == Some(part));
    let indicators = of(Part::Indicators);
    let sums = sums(solved);
    let is_whole = |text: &str| points(text).is_some_and(|points| sums.contains(&Some(points)));
    if let Some((grid, total)) = indicators.and_then(|grid| Some((grid, grid.grid.total?))) {
        let is_weight = |text: &str| {
            points(text).is_some_and(|points| points == Decimal::ONE_HUNDRED || Some(points) == grid.sum(Label::Weight))
        };
        let mut figures = total.own.iter().filter(|c| has_digit(c.text()));
        let is_lone_sum = figures.next().is_some_and(|c| is_whole(c.text())) && figures.next().is_none();
        let is_sum = grid.text_of(total, Label::Weight).is_some_and(is_weight)
            || grid.text_of(total, Label::Score).is_some_and(is_whole)
            || is_lone_sum;
        let label = total.own.iter().find(|c| !c.text().is_empty()).filter(|_| is_sum);
        words.extend(label.and_then(|c| word(Part::Totals, Label::Total, c)));
    }
    let lacks_total = words.is_empty() && !is_there(RowKind::Total);
    for row in free.iter().filter_map(|at| rows.get(*at)) {
        let filled: Vec<&Cell> = row.own.iter().copied().filter(|c| !c.text().is_empty()).collect();
        for pair in filled.windows(2) {
            let [label, value] = pair else { continue };
            if lacks_total && is_whole(value.text()) {
                words.extend(word(Part::Totals, Label::Total, label));
            } else if is_grade(value.text()) && !is_there(RowKind::Grade) {
                words.extend(word(Part::Totals, Label::Grade, label));
            }
        }
    }
    words
}
