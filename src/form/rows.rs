//! Tables -> rows, and rows -> the stretch of rows that makes one form.

use super::columns::Columns;
use super::vocabulary::{Label, Part, label_and_value, label_key};
use crate::figure::Figure;
use crate::table::{Block, Cell, OutsideLine, Table, Tables};

/// One row of a table.
#[derive(Debug, Clone)]
pub(super) struct Row<'t> {
    /// Cells that begin in this row, left to right.
    pub own: Vec<&'t Cell>,
    /// All cells that cover this row, left to right: its own, and merged ones from above.
    pub all: Vec<&'t Cell>,
    /// Its number in its table.
    pub number: usize,
    /// What it is for.
    pub kind: RowKind,
}

/// What a row is for, by the labels in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    /// Labels and values of the head.
    Head,
    /// Header of the fund rows.
    FundHeader,
    /// Header of the goals, or a goal beside its label.
    Goals,
    /// Header of the indicators.
    IndicatorHeader,
    /// 总分.
    Total,
    /// 评分等级.
    Grade,
    /// The form's title, inside the table.
    Title,
    /// Values.
    Body,
}

/// The rows of one form, and the lines of text before them.
#[derive(Debug, Clone, Default)]
pub(super) struct Segment<'t> {
    /// Lines between the end of the form before and this form's first row.
    pub lines: Vec<&'t OutsideLine>,
    /// Its rows, over all of its tables.
    pub rows: Vec<Row<'t>>,
}

/// Cuts a document into the stretches of rows that can be a form each.
///
/// A new form begins where a title or 项目名称 comes again, or where a table follows a title line.
pub(super) fn tables_to_segments(tables: &Tables) -> Vec<Segment<'_>> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut current = Segment::default();
    let mut lines: Vec<&OutsideLine> = Vec::new();
    for block in &tables.blocks {
        match block {
            Block::Line(line) => lines.push(line),
            Block::Table(table) => {
                let titled = lines.iter().any(|l| is_title(&l.text));
                for (i, row) in table_to_rows(table).into_iter().enumerate() {
                    let anew = (i == 0 && titled)
                        || row.kind == RowKind::Title && current.has_begun()
                        || has_project_name(&row) && current.rows.iter().any(has_project_name);
                    if anew && !current.rows.is_empty() {
                        segments.push(std::mem::take(&mut current));
                    }
                    current.lines.append(&mut lines);
                    current.rows.push(row);
                }
            }
        }
    }
    if !current.rows.is_empty() {
        segments.push(current);
    }
    segments.retain(Segment::is_form);
    segments
}

/// Whether a line names a self-evaluation form.
pub(super) fn is_title(text: &str) -> bool {
    let key = label_key(text).unwrap_or_default();
    key.ends_with('表') && key.contains("自评")
}

fn has_project_name(row: &Row) -> bool {
    row.kind == RowKind::Head && row.own.iter().any(|c| head_label(c.text()) == Some(Label::ProjectName))
}

/// The head label of a cell, its value inside or not.
pub(super) fn head_label(text: &str) -> Option<Label> {
    head_label_of_key(text, &label_key(text).unwrap_or_default())
}

/// The same, where the text's [`label_key`] is known.
fn head_label_of_key(text: &str, key: &str) -> Option<Label> {
    Part::Head
        .label_of_key(key)
        .or_else(|| label_and_value(Part::Head, text).map(|(label, _)| label))
}

impl Segment<'_> {
    fn has_begun(&self) -> bool {
        self.rows
            .iter()
            .any(|r| !matches!(r.kind, RowKind::Title | RowKind::Body))
    }

    /// A form has two of its parts at least, and one of them with figures: other tables (contents, statistics) have not.
    fn is_form(&self) -> bool {
        let has = |kind: RowKind| self.rows.iter().any(|r| r.kind == kind);
        let figures = has(RowKind::FundHeader) || has(RowKind::IndicatorHeader);
        let parts = [
            has(RowKind::FundHeader),
            has(RowKind::IndicatorHeader),
            has(RowKind::Goals),
            has(RowKind::Total),
            self.rows.iter().any(has_project_name),
        ];
        figures && parts.into_iter().filter(|p| *p).count() >= 2
    }
}

fn table_to_rows(table: &Table) -> Vec<Row<'_>> {
    let mut own: Vec<Vec<&Cell>> = vec![Vec::new(); table.rows];
    let mut all: Vec<Vec<&Cell>> = vec![Vec::new(); table.rows];
    for cell in &table.cells {
        if let Some(row) = own.get_mut(cell.row) {
            row.push(cell);
        }
        for row in all.iter_mut().skip(cell.row).take(cell.row_span) {
            row.push(cell);
        }
    }
    // The columns of the indicators that a row stands among.
    let mut indicators: Option<Columns> = None;
    let rows = own.into_iter().zip(all).enumerate();
    rows.map(|(number, (own, mut all))| {
        all.sort_by_key(|c| c.bbox.x0);
        let kind = kind_of(&own);
        let mut row = Row { own, all, number, kind };
        match kind {
            RowKind::IndicatorHeader => indicators = Some(Columns::of(&row, Part::Indicators)),
            RowKind::Total | RowKind::FundHeader | RowKind::Title => indicators = None,
            RowKind::Goals | RowKind::Grade | RowKind::Head
                if indicators.as_ref().is_some_and(|c| has_points(&row, c)) =>
            {
                row.kind = RowKind::Body;
            }
            _ => {}
        }
        row
    })
    .collect()
}

/// Whether a row has points of its own under 分值 and 得分, as an indicator does: then a word in it that is a label elsewhere (an actual value
/// 实际完成, an indicator 评价等级) is none. The points may be blank under 得分 alone.
fn has_points(row: &Row, indicators: &Columns) -> bool {
    let points = |label: Label| {
        let column = indicators.get(label)?;
        let cell = column.cells(&row.own).first().copied()?;
        (indicators.covered_by(cell) == [label]).then(|| cell.text())
    };
    let is_number = |text: &str| Figure::parse(text).is_some();
    match (points(Label::Weight), points(Label::Score)) {
        (Some(weight), Some(score)) => is_number(weight) && (score.is_empty() || is_number(score)),
        (None, Some(score)) => indicators.get(Label::Weight).is_none() && is_number(score),
        _ => false,
    }
}

fn kind_of(own: &[&Cell]) -> RowKind {
    // Each cell is asked for in every part of the form: its key is made once.
    let filled: Vec<(&str, String)> = own
        .iter()
        .map(|c| c.text())
        .filter(|text| !text.is_empty())
        .map(|text| (text, label_key(text).unwrap_or_default()))
        .collect();
    let count = |part: Part, of: &[Label]| {
        let mut labels: Vec<Label> = filled
            .iter()
            .filter_map(|(_, key)| part.label_of_key(key))
            .filter(|l| of.contains(l))
            .collect();
        labels.sort_unstable();
        labels.dedup();
        labels.len()
    };
    let is = |(_, key): &&(&str, String), label: Label| Part::Totals.label_of_key(key) == Some(label);
    let indicators = [
        Label::Level1,
        Label::Level2,
        Label::Level3,
        Label::Target,
        Label::Actual,
    ];
    let funds = [Label::Initial, Label::Budget, Label::Executed, Label::Rate];
    if count(Part::Indicators, &indicators) >= 3 {
        RowKind::IndicatorHeader
    } else if count(Part::Funds, &funds) >= 2 {
        RowKind::FundHeader
    } else if count(Part::Goals, &[Label::Goal, Label::Result]) >= 1 {
        RowKind::Goals
    } else if filled.iter().take(2).any(|cell| is(&cell, Label::Total)) {
        RowKind::Total
    } else if filled.iter().any(|cell| is(&cell, Label::Grade)) {
        RowKind::Grade
    } else if matches!(filled.as_slice(), [(only, _)] if is_title(only)) {
        RowKind::Title
    } else if filled
        .iter()
        .any(|(text, key)| head_label_of_key(text, key).is_some_and(|l| l <= Label::OtherHead))
    {
        RowKind::Head
    } else {
        RowKind::Body
    }
}
