//! What tells that a table with the labels of a form is none, where no title says so: who evaluated, how far the year had come, and that nothing is
//! answered.

use super::columns::Columns;
use super::row::{RowKind, head_label};
use super::verdict::{Seems, Stretch};
use super::vocabulary::{Label, Part};
use crate::digits::is_digit;
use crate::figure::is_placeholder;
use crate::table::{Cell, is_form_title, is_report_title};

impl Stretch<'_, '_> {
    /// Whether it stands in a report in prose, which nothing but its text says the project of.
    pub(super) fn is_in_report(self) -> bool {
        let title = self
            .lines
            .iter()
            .rfind(|l| is_form_title(l.text()) || is_report_title(l.text()));
        let is_report = title.is_some_and(|l| is_report_title(l.text()));
        let names = || {
            self.lines
                .iter()
                .any(|l| head_label(l.text()) == Some(Label::ProjectName))
        };
        is_report && !self.names_project() && !names()
    }

    /// What its heads say that it is.
    pub(super) fn other_by_heads(self) -> Option<Seems> {
        if self.names_evaluators() {
            Some(Seems::ByOthers)
        } else if self.is_half_way() {
            Some(Seems::Monitoring)
        } else {
            None
        }
    }

    /// Whether it names who else evaluated.
    fn names_evaluators(self) -> bool {
        let is_label = |c: &&Cell| matches!(c.text(), "评价机构" | "第三方机构" | "评价机构名称" | "评价组长");
        self.rows.iter().flat_map(|row| &row.own).any(is_label)
    }

    /// Whether columns say what was reached in the middle of the year, or will be at its end, and none has points.
    fn is_half_way(self) -> bool {
        let headers = || {
            let rows = self.rows.iter();
            rows.filter(|row| matches!(row.kind, RowKind::IndicatorHeader | RowKind::FundHeader))
        };
        let is_score = |c: &&Cell| Part::Indicators.label(c.text()) == Some(Label::Score);
        let cells = || headers().flat_map(|row| row.all.iter().copied());
        cells().any(|c| is_of_a_part_of_the_year(c.text())) && !cells().any(|c| is_score(&c))
    }

    /// Whether no column of what was spent, reached or scored has anything in it: goals are declared on the form that will be filled in later. An
    /// empty form that its title names is one.
    pub(super) fn is_unanswered(self) -> bool {
        if self.title().is_some_and(is_form_title) {
            return false;
        }
        let mut columns = Columns::default();
        let mut part = None;
        for row in self.rows {
            let header = match row.kind {
                RowKind::FundHeader => Some((Part::Funds, [Label::Executed, Label::Rate, Label::Score])),
                RowKind::IndicatorHeader => Some((Part::Indicators, [Label::Actual, Label::Score, Label::Score])),
                RowKind::Goals => Some((Part::Goals, [Label::Result; 3])),
                RowKind::FundPairs => return false,
                _ => None,
            };
            if let Some((of, labels)) = header {
                columns = Columns::of(row, of);
                part = Some(labels);
                continue;
            }
            let answers = part.iter().flatten().filter_map(|label| columns.get(*label));
            let mut answers = answers.flat_map(|column| column.cells(&row.own));
            if answers.any(|c| !is_placeholder(c.text())) {
                return false;
            }
        }
        true
    }
}

/// 1-7月执行数, 上半年完成情况, 全年预计完成情况, 完成目标可能性.
fn is_of_a_part_of_the_year(text: &str) -> bool {
    let is_month = |before: &str| before.ends_with(is_digit) && before.contains(['-', '—', '－', '至', '~', '～']);
    text.contains("预计")
        || text.contains("可能性")
        || text.contains("上半年")
        || text.split_once('月').is_some_and(|(before, _)| is_month(before))
}
