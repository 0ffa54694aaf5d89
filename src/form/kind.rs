//! What a row is for, by the labels in it and by the header that it stands under.

use std::borrow::Cow;

use super::columns::Columns;
use super::numbering::numbers_columns;
use super::row::{Row, RowKind};
use super::vocabulary::{Label, Labels, Part, key_of_label, label_and_value, labels_within};
use crate::figure::Figure;
use crate::table::{Cell, is_carried_over, is_form_title, is_title_again};

/// The header that a row stands under, as far as its kind depends on it.
#[derive(Debug, Default)]
pub(super) struct Above {
    indicators: Option<Columns>,
    /// The last row, if it was a header: its kind and number.
    header: Option<(RowKind, usize)>,
    /// Whether the last row had the first amounts beside its labels.
    pairs: bool,
}

impl Above {
    /// The kind of the next row, above these cells.
    pub(super) fn kind_of(&mut self, row: &Row, below: &[&Cell]) -> RowKind {
        let kind = match self.header {
            Some((header, number)) if is_covered_by_header(row, header, number) => header,
            _ => kind_of_head_with(row, below).unwrap_or_else(|| kind_by_labels(&row.own)),
        };
        let kind = match kind {
            RowKind::Body if self.pairs && states_figures_beside_labels(&row.own) => RowKind::FundPairs,
            RowKind::Body if self.is_directly_below_header(row) && numbers_columns(&row.own) => RowKind::Numbering,
            kind => kind,
        };
        let kind = match (&self.indicators, kind) {
            (Some(columns), RowKind::Total) if is_sum(row) && is_below_a_level(row, columns) => RowKind::Subtotal,
            (Some(columns), RowKind::Goals | RowKind::Grade | RowKind::Head) if has_points(row, columns) => {
                RowKind::Body
            }
            _ => kind,
        };
        match kind {
            RowKind::IndicatorHeader => self.indicators = Some(Columns::of(row, Part::Indicators)),
            RowKind::Total | RowKind::FundHeader | RowKind::FundPairs | RowKind::Title => self.indicators = None,
            _ => {}
        }
        let is_header = matches!(kind, RowKind::IndicatorHeader | RowKind::FundHeader);
        self.header = is_header.then_some((kind, row.number));
        self.pairs = kind == RowKind::FundPairs;
        kind
    }

    fn is_directly_below_header(&self, row: &Row) -> bool {
        self.header.is_some_and(|(_, number)| row.number == number + 1)
    }
}

/// Whether labels of the header directly above go on over this row: it is the second row of that header (自评, 复评 below 得分).
fn is_covered_by_header(row: &Row, header: RowKind, number: usize) -> bool {
    let part = match header {
        RowKind::FundHeader => Part::Funds,
        _ => Part::Indicators,
    };
    let covering = row.all.iter().filter(|c| c.row <= number);
    let labels = covering.filter(|c| part.label(c.text()).is_some()).count();
    row.number == number + 1 && labels >= LABELS_OVER_TWO_ROWS
}

/// So many labels at least go on over the second row of a header; a label that stands beside the rows of its block is one.
const LABELS_OVER_TWO_ROWS: usize = 2;

/// The kind of a header whose labels stand in this row and in the one below: 指标名称, 分值 and 得分 go on beside 目标值 and 完成值, which a head
/// groups that may be no label, or one of something else (完成情况). Neither row alone need have labels enough.
fn kind_of_head_with(row: &Row, below: &[&Cell]) -> Option<RowKind> {
    let goes_on = |c: &&&Cell| c.row + c.row_span == row.number + 2;
    if row.own.iter().filter(goes_on).count() < LABELS_OVER_TWO_ROWS {
        return None;
    }
    let [funds, indicators] = [
        (Part::Funds, RowKind::FundHeader),
        (Part::Indicators, RowKind::IndicatorHeader),
    ]
    .map(|(part, kind)| {
        let is_label = |c: &&Cell| part.label(c.text()).is_some();
        let mut filled = below.iter().filter(|c| !c.text().is_empty()).peekable();
        let is_second_row = filled.peek().is_some() && filled.all(&is_label);
        let labels = row.own.iter().filter(goes_on).filter(|c| is_label(c)).count();
        let both = || [row.own.as_slice(), below].concat();
        let is_head = is_second_row && labels >= LABELS_OVER_TWO_ROWS && kind_by_labels(&both()) == kind;
        is_head.then_some(kind)
    });
    funds.or(indicators)
}

fn is_sum(row: &Row) -> bool {
    row.own.iter().any(|c| Part::Totals.label(c.text()) == Some(Label::Sum))
}

/// Whether a first level from above covers the row: then a 合计 in it adds up that level, and not the form.
fn is_below_a_level(row: &Row, indicators: &Columns) -> bool {
    // Under 指标类型 stand operators, or levels.
    let Some(level) = indicators.get(Label::Level1).or(indicators.get(Label::Operator)) else {
        return false;
    };
    let covering = level.cells(&row.all);
    covering
        .iter()
        .any(|cell| cell.row < row.number && !cell.text().is_empty())
}

/// Whether a row has points of its own under 分值 and 得分, as an indicator does: then a word in it that is a label elsewhere (an actual value
/// 实际完成, an indicator 评价等级) is none. The points may be blank under 得分 alone.
fn has_points(row: &Row, indicators: &Columns) -> bool {
    let points = |label: Label| {
        let column = indicators.get(label)?;
        let cell = column.cells(&row.own).first().copied()?;
        indicators.covered_by(cell).eq([label]).then(|| cell.text())
    };
    let is_number = |text: &str| Figure::parse(text).is_some();
    match (points(Label::Weight), points(Label::Score)) {
        (Some(weight), Some(score)) => is_number(weight) && (score.is_empty() || is_number(score)),
        (None, Some(score)) => indicators.get(Label::Weight).is_none() && is_number(score),
        _ => false,
    }
}

/// What says which thing an indicator is, and how far it came.
const ESSENTIAL: [Label; 5] = [
    Label::Level1,
    Label::Level2,
    Label::Level3,
    Label::Target,
    Label::Actual,
];

/// What else the header of the indicators has.
const BESIDE: [Label; 5] = [
    Label::Operator,
    Label::TargetUnit,
    Label::Weight,
    Label::Score,
    Label::Deviation,
];

fn kind_by_labels(own: &[&Cell]) -> RowKind {
    // Each cell is asked for in every part of the form: its key is made once.
    let filled: Vec<(&str, Cow<'_, str>)> = own
        .iter()
        .map(|c| c.text())
        .filter(|text| !text.is_empty())
        .map(|text| (text, key_of_label(text)))
        .collect();
    let labels: Vec<Labels> = filled.iter().map(|(_, key)| Labels::of_key(key)).collect();
    let count = |part: Part, of: &[Label]| {
        let is_there = |label: &&Label| labels.iter().any(|labels| labels.get(part) == Some(**label));
        of.iter().filter(is_there).count()
    };
    let essential = count(Part::Indicators, &ESSENTIAL);
    let beside = count(Part::Indicators, &BESIDE);
    // The second row of a header that has two: 指标性质, 指标值 and 计量单位 below 年度指标值.
    let is_second_row = beside >= 1 && labels.iter().all(|labels| labels.get(Part::Indicators).is_some());
    let amounts = count(Part::Funds, &[Label::Initial, Label::Budget, Label::Executed]);
    let has = |wanted: &[Label], within: usize| {
        let mut cells = filled.iter().zip(&labels).take(within);
        cells.any(|((text, key), labels)| match labels.get(Part::Totals) {
            Some(label) => wanted.contains(&label),
            None => labels_within(text, key).iter().any(|(label, _)| wanted.contains(label)),
        })
    };
    let head_label = |((text, _), labels): (&(&str, Cow<'_, str>), &Labels)| {
        let behind_colon = || label_and_value(Part::Head, text).map(|(label, _)| label);
        labels.get(Part::Head).or_else(behind_colon)
    };
    let mut head_labels = filled.iter().zip(&labels).map(head_label);
    // 项目名称, its value, and 自评得分：97.5分 自评等级：优 at the end of the row.
    let begins_with_name = head_labels.clone().next() == Some(Some(Label::ProjectName));
    if essential >= 3 || essential >= 2 && beside >= 1 || essential >= 1 && is_second_row {
        RowKind::IndicatorHeader
    } else if amounts >= 2 || amounts >= 1 && count(Part::Funds, &[Label::Rate]) >= 1 {
        if has_amount_beside_label(own) {
            RowKind::FundPairs
        } else {
            RowKind::FundHeader
        }
    } else if filled.iter().take(3).any(|(_, key)| adds_up_above(key)) {
        RowKind::Subtotal
    } else if count(Part::Goals, &[Label::Goal, Label::Result]) >= 1 {
        RowKind::Goals
    } else if has(&[Label::Total, Label::Sum], 2) {
        RowKind::Total
    } else if has(&[Label::Grade], usize::MAX) && !begins_with_name {
        RowKind::Grade
    } else if matches!(filled.as_slice(), [(only, _)] if is_form_title(only)) {
        RowKind::Title
    } else if matches!(filled.as_slice(), [(only, _)] if is_title_again(only)) {
        RowKind::TitleAgain
    } else if head_labels.any(|label| label.is_some_and(Label::is_of_head)) {
        RowKind::Head
    } else {
        RowKind::Body
    }
}

/// 小计, 过次页 and 承前页, and 绩效指标得分合计 above the total of the form.
fn adds_up_above(key: &str) -> bool {
    let is_of_indicators = key.ends_with("合计") && key.contains("指标") && Part::Totals.label_of_key(key).is_none();
    key.ends_with("小计") || is_carried_over(key) || is_of_indicators
}

/// Whether a row goes on with the figures of the one above it: 执行率, `90%`, 得分, `9`.
fn states_figures_beside_labels(own: &[&Cell]) -> bool {
    let is_label = |c: &Cell| Part::Funds.label(c.text()).is_some_and(Label::is_of_figures);
    let mut pairs = own.windows(2).filter_map(|pair| match pair {
        [label, value] if is_label(label) => Some(Figure::parse(value.text()).is_some()),
        _ => None,
    });
    pairs.next() == Some(true) && pairs.all(|has_figure| has_figure)
}

fn has_amount_beside_label(own: &[&Cell]) -> bool {
    own.windows(2).any(|pair| {
        let [label, value] = pair else { return false };
        Part::Funds.label(label.text()).is_some_and(Label::is_of_amounts) && Figure::parse(value.text()).is_some()
    })
}
