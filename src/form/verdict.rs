//! Whether a stretch of rows is a self-evaluation form, and what it seems to be where it is none.

use super::end::single_text;
use super::listed;
use super::row::{Row, RowKind};
use super::vocabulary::{Label, Part};
use crate::table::{OutsideLine, is_form_title, is_other_title};

/// A table with the labels of a form that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lookalike {
    /// First page of the file that it stands on, from 1.
    pub first_page: u32,
    /// Last page.
    pub last_page: u32,
    /// What it seems to be.
    pub seems: Seems,
}

/// What a stretch of rows is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A form.
    Form,
    /// A form that only its title tells: nobody knows the heads of its blocks.
    StrangeForm,
    /// Projects that were evaluated by themselves, one a row.
    Listing,
    /// It has the labels of a form, and is none.
    Lookalike(Lookalike),
    /// Another table.
    None,
}

/// What a table with the labels of a form seems to be, by its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Seems {
    /// 申报表, 目标表, 批复表: goals, before anything was done.
    Declaration,
    /// 监控表: half-way.
    Monitoring,
    /// 评价, 复核, 考核: others score, or others are scored.
    ByOthers,
    /// 汇总表: one project a row.
    Listing,
    /// No title says it.
    Unnamed,
}

/// Words in the titles of tables that are no forms, though their columns may be a form's.
const TITLES: [(Seems, &[&str]); 3] = [
    (
        Seems::Declaration,
        &["申报", "批复", "备案", "目标表", "调整表", "目标调整"],
    ),
    (Seems::Monitoring, &["监控", "跟踪"]),
    (
        Seems::ByOthers,
        &[
            "复核", "评价", "抽查", "核查", "考核", "考评", "测评", "评分", "打分", "问卷", "调查",
        ],
    ),
];

/// Who is scored himself, by title: 事业单位工作人员考核自评表. A project may be for them (教师培训项目支出绩效自评表).
const SCORED: [&str; 12] = [
    "人员",
    "职工",
    "干部",
    "员工",
    "教师",
    "个人",
    "岗位",
    "承包",
    "供应商",
    "服务商",
    "施工单位",
    "监理单位",
];

/// Who evaluates himself is not checked by these: 自评复核表, 自评抽查表 are others' work on it.
const OVER_SELF_EVALUATION: [&str; 3] = ["复核", "抽查", "核查"];

/// A stretch of rows, and the lines above it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch<'s, 't> {
    pub lines: &'s [&'t OutsideLine],
    pub rows: &'s [Row<'t>],
}

/// What a title that is no form's says of its table.
pub(super) fn seems_by_title(title: &str) -> Option<Seems> {
    let named = |words: &[&str]| words.iter().any(|word| title.contains(word));
    TITLES.iter().find(|(_, words)| named(words)).map(|(seems, _)| *seems)
}

impl<'t> Stretch<'_, 't> {
    pub(super) fn has(self, kinds: &[RowKind]) -> bool {
        self.rows.iter().any(|r| kinds.contains(&r.kind))
    }

    pub(super) fn names_project(self) -> bool {
        self.rows.iter().any(Row::has_project_name)
    }

    /// What it is.
    pub(super) fn verdict(self) -> Verdict {
        if self.is_form() {
            Verdict::Form
        } else if self.is_form_by_title() {
            Verdict::StrangeForm
        } else if self.lists_self_evaluations() {
            Verdict::Listing
        } else {
            self.lookalike().map_or(Verdict::None, Verdict::Lookalike)
        }
    }

    /// A form has two of its parts at least, and one of them with figures (contents and statistics have not), and it says how things went
    /// (what applies for money does not).
    pub(super) fn is_form(self) -> bool {
        let has_funds = self.has(&[RowKind::FundHeader, RowKind::FundPairs]);
        let has_indicators = self.has(&[RowKind::IndicatorHeader]);
        let is_named = self.names_project() || self.title().is_some_and(is_form_title);
        let parts = [
            has_funds,
            has_indicators,
            self.has(&[RowKind::Goals]),
            // The 合计 of a small table in a report is no total of a form.
            self.has(&[RowKind::Total]) && (has_indicators || is_named),
            self.names_project(),
        ];
        let has_parts = (has_funds || has_indicators) && parts.into_iter().filter(|p| *p).count() >= 2;
        has_parts
            && !self.is_in_report()
            && !self.is_unanswered()
            && self.says_how_it_went()
            && self.other_by_title().is_none()
            && !self.is_listing()
    }

    /// Whether it is a form although the heads of its blocks are in words that nobody knows: its title says so, it names a project, and one of
    /// its blocks has its label, or a header that is known.
    pub(super) fn is_form_by_title(self) -> bool {
        self.is_titled() && self.names_project() && !self.is_listing() && self.knows_a_block()
    }

    /// Whether it says whose it is, or what: right behind a form, a table that does not is none.
    pub(super) fn is_named(self) -> bool {
        self.names_project() || self.title().is_some()
    }

    /// Whether its title is a form's.
    pub(super) fn is_titled(self) -> bool {
        self.title().is_some_and(is_form_title) && self.other_by_title().is_none()
    }

    /// Whether it may be a form, if figures say so of columns whose heads nobody knows: it has a label of a form, and nothing says what else it is.
    pub(super) fn may_be_form(self) -> bool {
        let of_a_form = [
            RowKind::Head,
            RowKind::Goals,
            RowKind::FundHeader,
            RowKind::IndicatorHeader,
        ];
        self.other_by_title().is_none()
            && !self.is_listing()
            && !self.is_in_report()
            && (self.has(&of_a_form) || self.knows_a_block())
    }

    /// Whether a block of a form can be told, by its label or by a header.
    fn knows_a_block(self) -> bool {
        let labels = |row: &Row| -> Vec<Label> {
            let own = row.own.iter().filter_map(|c| Part::Head.label(c.text()));
            own.collect()
        };
        let is_there = |label: Label, kinds: &[RowKind]| {
            let is_it = |row: &Row| kinds.contains(&row.kind) || labels(row).contains(&label);
            self.rows.iter().any(is_it)
        };
        is_there(Label::FundsBlock, &[RowKind::FundHeader, RowKind::FundPairs])
            || is_there(Label::GoalsBlock, &[RowKind::Goals])
            || is_there(Label::IndicatorsBlock, &[RowKind::IndicatorHeader])
    }

    /// What it seems to be, where it has the labels of a form and is none.
    fn lookalike(self) -> Option<Lookalike> {
        let has_indicators = self.has(&[RowKind::IndicatorHeader]);
        let has_head = self.names_project() && self.has(&[RowKind::FundHeader, RowKind::FundPairs, RowKind::Goals]);
        let is_list = self.is_listing();
        if self.is_form()
            || self.is_form_by_title()
            || self.lists_self_evaluations()
            || !has_indicators && !has_head && !is_list
        {
            return None;
        }
        let pages = self.rows.iter().flat_map(|r| &r.own).map(|c| c.page);
        let listing = is_list.then_some(Seems::Listing);
        Some(Lookalike {
            first_page: pages.clone().min()?,
            last_page: pages.max()?,
            seems: self.other_by_title().or(listing).unwrap_or(Seems::Unnamed),
        })
    }

    /// Whether it lists projects, one a row: 项目名称 heads a column beside those that tell how they went.
    pub(super) fn is_listing(self) -> bool {
        listed::is_listing(self.rows)
    }

    /// Whether it lists projects that were evaluated by themselves: its heading or the head of a column says so.
    pub(super) fn lists_self_evaluations(self) -> bool {
        let is_said = self.title().is_some_and(is_form_title) || listed::names_self_evaluation(self.rows);
        self.is_listing() && is_said && self.other_by_title().is_none()
    }

    /// Whether there is a place for what was spent, reached or scored.
    fn says_how_it_went(self) -> bool {
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

    /// The title nearest to the first row: a line above it, or a row with nothing else in it.
    pub(super) fn title(self) -> Option<&'t str> {
        let first = self.rows.first().and_then(|r| r.own.first());
        let is_above =
            |line: &&&OutsideLine| first.is_some_and(|first| (line.page, line.bbox.y0) <= (first.page, first.bbox.y0));
        let lines = self.lines.iter().filter(is_above).map(|l| l.text());
        let top = self.rows.iter().map_while(single_text);
        lines
            .chain(top)
            .filter(|text| is_form_title(text) || is_other_title(text))
            .last()
    }

    /// What else it is, where its title, or without one its head, says so.
    fn other_by_title(self) -> Option<Seems> {
        let Some(title) = self.title() else {
            return self.other_by_heads();
        };
        let named = |words: &[&str]| words.iter().any(|word| title.contains(word));
        if is_form_title(title) {
            let is_half_way = named(&["监控自评", "监控情况自评", "跟踪自评"]);
            if is_half_way {
                return Some(Seems::Monitoring);
            }
            let scores_people = named(&SCORED) && named(&["考核", "考评", "测评", "评分", "打分", "履职"]);
            let is_by_others = named(&OVER_SELF_EVALUATION) || scores_people && !named(&["项目", "支出"]);
            return is_by_others.then_some(Seems::ByOthers);
        }
        seems_by_title(title).or_else(|| self.other_by_heads())
    }
}
