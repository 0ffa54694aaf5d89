//! Rows -> the stretch of rows that makes one form.

use super::row::{Row, RowKind, head_label};
use super::rows::table_to_rows;
use super::vocabulary::{Label, Part, is_other_column};
use crate::table::{Block, Cell, OutsideLine, Tables, is_form_title, is_title_again};

/// The rows of one form, and the lines of text before them.
#[derive(Debug, Clone, Default)]
pub(super) struct Segment<'t> {
    /// Lines between the end of the form before and this form's first row.
    pub lines: Vec<&'t OutsideLine>,
    /// Its rows, over all of its tables.
    pub rows: Vec<Row<'t>>,
    /// Lines below its last row, until the next title.
    pub after: Vec<&'t OutsideLine>,
}

/// Cuts a document into the stretches of rows that can be a form each.
///
/// A new form begins where a title or 项目名称 comes again, or where a table follows a title line; not where the form only goes on.
pub(super) fn tables_to_segments(tables: &Tables) -> Vec<Segment<'_>> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut current = Segment::default();
    let mut lines: Vec<&OutsideLine> = Vec::new();
    for block in &tables.blocks {
        match block {
            Block::Line(line) => lines.push(line),
            Block::Table(table) => {
                let rows = table_to_rows(table);
                let goes_on = current.goes_on(&rows, &lines);
                let titled = lines.iter().any(|l| is_form_title(l.text()));
                for (i, row) in rows.into_iter().enumerate() {
                    let anew = (i == 0 && titled)
                        || row.kind == RowKind::Title && current.has_begun()
                        || row.has_project_name() && current.rows.iter().any(Row::has_project_name);
                    if anew && !goes_on && !current.rows.is_empty() {
                        let title = lines.iter().position(|l| is_form_title(l.text()));
                        current.after = lines.drain(..title.unwrap_or(0)).collect();
                        segments.push(std::mem::take(&mut current));
                    }
                    current.lines.append(&mut lines);
                    current.rows.push(row);
                }
            }
        }
    }
    if !current.rows.is_empty() {
        current.after = lines;
        segments.push(current);
    }
    segments.retain(Segment::is_form);
    segments
}

/// What stands in the titles of forms that look ahead, or half-way.
const OTHER_FORMS: [&str; 5] = ["申报", "监控", "批复", "备案", "目标表"];

impl Segment<'_> {
    fn has(&self, kinds: &[RowKind]) -> bool {
        self.rows.iter().any(|r| kinds.contains(&r.kind))
    }

    fn has_begun(&self) -> bool {
        self.rows
            .iter()
            .any(|r| !matches!(r.kind, RowKind::Title | RowKind::Body))
    }

    /// Whether a table goes on with this form though there is a title above it: the title says so (续表), or it is the title of every page, and
    /// the form has neither ended yet, nor does its head come again.
    fn goes_on(&self, rows: &[Row], lines: &[&OutsideLine]) -> bool {
        let again = rows.iter().find(|r| r.has_project_name());
        if lines.iter().any(|l| is_title_again(l.text())) {
            let texts = |row: &Row| row.own.iter().map(|c| c.text().to_owned()).collect::<Vec<_>>();
            let ours = self.rows.iter().find(|r| r.has_project_name());
            return again.is_none() || again.map(texts) == ours.map(texts);
        }
        let is_same_title = |line: &&OutsideLine| {
            is_form_title(line.text())
                && self
                    .lines
                    .iter()
                    .any(|ours| ours.text() == line.text() && ours.page != line.page)
        };
        let begins_inside = rows
            .first()
            .is_some_and(|r| matches!(r.kind, RowKind::Body | RowKind::IndicatorHeader));
        let has_ended = self.has(&[RowKind::Total]);
        again.is_none() && begins_inside && !has_ended && self.has_begun() && lines.iter().any(is_same_title)
    }

    /// A form has two of its parts at least, and one of them with figures (contents and statistics have not), and it says how things went
    /// (what applies for money does not).
    fn is_form(&self) -> bool {
        let has_funds = self.has(&[RowKind::FundHeader, RowKind::FundPairs]);
        let has_indicators = self.has(&[RowKind::IndicatorHeader]);
        let parts = [
            has_funds,
            has_indicators,
            self.has(&[RowKind::Goals]),
            self.has(&[RowKind::Total]),
            self.rows.iter().any(Row::has_project_name),
        ];
        let has_parts = (has_funds || has_indicators) && parts.into_iter().filter(|p| *p).count() >= 2;
        has_parts && self.says_how_it_went() && !self.has_title_of_another_form() && !self.is_listing()
    }

    /// Whether it lists projects, one a row: 项目名称 heads a column beside the amounts.
    fn is_listing(&self) -> bool {
        let is_header = |c: &Cell| {
            let text = c.text();
            let is_label = [Part::Head, Part::Funds, Part::Totals].map(|part| part.label(text).is_some());
            text.is_empty() || is_label.contains(&true) || is_other_column(text)
        };
        let names_projects = |row: &Row| row.own.iter().any(|c| head_label(c.text()) == Some(Label::ProjectName));
        let is_list =
            |row: &Row| row.kind == RowKind::FundHeader && names_projects(row) && row.own.iter().all(|c| is_header(c));
        !self.has(&[RowKind::IndicatorHeader, RowKind::Goals]) && self.rows.iter().any(is_list)
    }

    /// Whether there is a place for what was spent, reached or scored.
    fn says_how_it_went(&self) -> bool {
        let has = |row: &Row, part: Part, labels: &[Label]| {
            let mut found = row.own.iter().filter_map(|c| part.label(c.text()));
            found.any(|label| labels.contains(&label))
        };
        self.rows.iter().any(|row| match row.kind {
            RowKind::FundHeader | RowKind::FundPairs => {
                has(row, Part::Funds, &[Label::Executed, Label::Rate, Label::Score])
            }
            RowKind::IndicatorHeader => has(row, Part::Indicators, &[Label::Actual, Label::Score]),
            RowKind::Goals => has(row, Part::Goals, &[Label::Result]),
            _ => false,
        })
    }

    fn has_title_of_another_form(&self) -> bool {
        let lines = self.lines.iter().map(|l| l.text());
        let first_row = self.rows.first().into_iter().flat_map(|r| &r.own).map(|c| c.text());
        let title = lines.chain(first_row).rfind(|text| text.contains('表'));
        title.is_some_and(|text| !text.contains("自评") && OTHER_FORMS.iter().any(|word| text.contains(word)))
    }
}
