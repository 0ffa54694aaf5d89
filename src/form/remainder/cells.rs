//! The cells that no field took, or not wholly: what each stretch of their text is for.

use super::heads::{lacking, over};
use crate::digits::{has_digit, is_digit};
use crate::figure::Figure;
use crate::form::blocks::{Block, BlockKind, Blocks, is_beyond, is_label_of_block};
use crate::form::ledger::{Ledger, Role};
use crate::form::model::{Field, FieldName, Form, FundRow, Scope};
use crate::form::row::{Row, RowKind, head_label};
use crate::form::vocabulary::{Labels, is_other_column, key_of_label, labels_in};
use crate::language::{Bilingual, bilingual};
use crate::table::Cell;
use crate::warning::WarningKind;

/// What a stretch of text is: something that has a name, or what may be one of these fields.
enum Meaning {
    Is(Role),
    MayBe(Vec<Scope>),
}

use Meaning::{Is, MayBe};

/// Enters what no field took; what may be a field is said of it.
pub(super) fn explain(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    for block in &blocks.all {
        for row in block.rows {
            let is_open = |cell: &&Cell| !ledger.is_entered(cell) || cell.doubt.ink && cell.text().is_empty();
            let open: Vec<&Cell> = row.own.iter().copied().filter(is_open).collect();
            let around = Around {
                row,
                block,
                blocks,
                form,
            };
            for cell in &open {
                around.explain(cell, &open, ledger);
            }
        }
    }
}

/// Where a cell stands.
struct Around<'a, 's, 't> {
    row: &'a Row<'t>,
    block: &'a Block<'s, 't>,
    blocks: &'a Blocks<'s, 't>,
    form: &'a Form,
}

impl<'t> Around<'_, '_, 't> {
    fn explain(&self, cell: &'t Cell, open: &[&Cell], ledger: &mut Ledger) {
        if cell.text().is_empty() {
            for field in self.fields_of_ink(cell, ledger) {
                ledger.warn(field, cell, WarningKind::UnreadInk, crate::form::doubts::in_cell(""));
            }
            return;
        }
        if !ledger.has_taken(cell) {
            let meaning = self.of_cell(cell, open, ledger);
            enter(cell, cell.text(), meaning, ledger);
            return;
        }
        for part in ledger.unowned(cell) {
            let meaning = self.of_part(cell, part, ledger);
            enter(cell, part, meaning, ledger);
        }
    }

    /// What is left of a cell of which fields took the rest: their labels; figures that they did not take are said.
    fn of_part(&self, cell: &Cell, part: &str, ledger: &Ledger) -> Meaning {
        let is_heading = self.block.kind == BlockKind::Head && matches!(self.row.kind, RowKind::Title | RowKind::Body);
        match role_of_words(part) {
            Some(role) => Is(role),
            None if is_heading => Is(Role::Heading),
            None if !has_digit(part) => Is(Role::Label),
            None => MayBe(ledger.fields_of(cell).map(Scope::Field).collect()),
        }
    }

    /// What a cell is that no field took.
    fn of_cell(&self, cell: &Cell, open: &[&Cell], ledger: &Ledger) -> Meaning {
        let text = cell.text();
        let is_figure = Figure::parse(text).is_some();
        match self.row.kind {
            RowKind::Body if self.row.numbers_columns() => return Is(Role::Numbering),
            RowKind::Title | RowKind::TitleAgain => return Is(Role::Heading),
            RowKind::Numbering => return Is(Role::Numbering),
            // A figure in a header belongs to it: 50, above a column of points.
            RowKind::FundHeader | RowKind::IndicatorHeader => {
                return Is(role_of_words(text).unwrap_or(Role::Heading));
            }
            RowKind::Subtotal if has_digit(text) => return Is(Role::Sum),
            _ => {}
        }
        if !is_figure && let Some(role) = role_of_words(text) {
            return Is(role);
        }
        let fields = match self.block.kind {
            _ if self.row.kind == RowKind::Head && is_figure => self.of_the_form(cell),
            BlockKind::Goals if is_figure => self.below_goals(cell),
            // 资金管理情况, with points of its own.
            BlockKind::Funds | BlockKind::Unknown if self.is_beyond_funds() && is_figure => self.of_unknown_block(),
            BlockKind::Funds | BlockKind::Unknown if self.is_beyond_funds() => Vec::new(),
            BlockKind::Foot if is_figure => self.at_the_foot(cell, open),
            BlockKind::Head if has_digit(text) && self.is_beside_funds() => {
                let mut fields = self.of_funds_across(cell);
                fields.extend(self.of_the_form(cell).into_iter().filter(|_| is_figure));
                fields
            }
            BlockKind::Head if is_figure => {
                let mut fields = self.of_the_form(cell);
                fields.extend(self.of_lost_funds(cell, open));
                fields
            }
            BlockKind::Funds | BlockKind::Unknown | BlockKind::Indicators => self.in_no_column(cell, is_figure, ledger),
            _ => Vec::new(),
        };
        match (fields.is_empty(), is_figure) {
            (false, true) if self.block.kind == BlockKind::Indicators => MayBe(self.with_totals(fields, ledger)),
            (false, _) => MayBe(fields),
            (true, true) => Is(Role::OtherColumn),
            (true, false) if is_numbering(text) => Is(Role::Numbering),
            (true, false) => Is(Role::Note),
        }
    }

    /// Whether another label has taken the place of that of the funds.
    fn is_beyond_funds(&self) -> bool {
        self.block.label.is_some_and(|label| is_beyond(self.row, label))
    }

    /// The totals that points of no indicator may be part of.
    fn totals(&self) -> Vec<Scope> {
        let weight = (self.form.total_weight != Field::Absent).then_some(Scope::single("total_weight"));
        weight.into_iter().chain([Scope::single("total_score")]).collect()
    }

    /// What the points of a block below the funds may be that nothing knows: parts of the totals, or the indicators, where none were found.
    fn of_unknown_block(&self) -> Vec<Scope> {
        if self.form.indicators.is_empty() {
            let totals = ["total_weight", "total_score"].map(Scope::single);
            return std::iter::once(Scope::INDICATORS).chain(totals).collect();
        }
        self.totals()
    }

    /// The totals that were not found.
    fn blank_totals(&self) -> Vec<Scope> {
        let totals = ["total_weight", "total_score"].map(FieldName::single).into_iter();
        let blank = totals.filter(|name| self.form.field(*name).is_none_or(|field| field.text().is_empty()));
        blank.map(Scope::Field).collect()
    }

    /// These fields and the totals that were not found: the last row of the indicators may be theirs, under a word that nothing knows.
    fn with_totals(&self, mut fields: Vec<Scope>, ledger: &Ledger) -> Vec<Scope> {
        let blank = self.blank_totals();
        let is_last = self.block.rows.last().is_some_and(|last| std::ptr::eq(last, self.row));
        let row = ledger.row_of(self.row).filter(|_| is_last && !blank.is_empty());
        let row = row.map(FieldName::whole_row);
        for field in blank.into_iter().chain(row) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    /// Points beside the goals are part of the totals; 总体完成率 is a column of its own. Where no indicators were found, they may stand there.
    fn below_goals(&self, cell: &Cell) -> Vec<Scope> {
        let head = self.block.header().and_then(|header| over(header, cell));
        if head.is_some_and(|c| is_other_column(c.text())) {
            return Vec::new();
        }
        if self.row.kind == RowKind::Total {
            return self.blank_totals();
        }
        if self.form.indicators.is_empty() {
            let fields = ["expected_goal", "actual_result", "total_weight", "total_score"].map(Scope::single);
            return std::iter::once(Scope::INDICATORS).chain(fields).collect();
        }
        self.totals()
    }

    /// At the foot: rows of figures may be indicators; a figure of the total's row is one of the totals.
    fn at_the_foot(&self, cell: &Cell, open: &[&Cell]) -> Vec<Scope> {
        let figures = || open.iter().filter(|c| Figure::parse(c.text()).is_some());
        if self.row.kind == RowKind::Body && !figures().all(|c| is_labelled(self.row, c)) {
            return vec![Scope::INDICATORS];
        }
        if self.row.kind == RowKind::Total && !self.is_under_other_column(cell) {
            return self.blank_totals();
        }
        self.of_the_form(cell)
    }

    /// Whether the header of the indicators names a column over a cell that is none of ours.
    fn is_under_other_column(&self, cell: &Cell) -> bool {
        let (last, ..) = self.blocks.at_last_header();
        let head = last.and_then(Block::header).and_then(|header| over(header, cell));
        head.is_some_and(|c| is_other_column(c.text()))
    }

    /// In the head and at the foot: a figure without a label left of it, or beside a word that nothing knows, may be the total.
    fn of_the_form(&self, cell: &Cell) -> Vec<Scope> {
        if self.row.kind == RowKind::Total {
            return self.blank_totals();
        }
        let is_total = !is_labelled(self.row, cell) || self.is_beside_strange_word(cell);
        let is_missing = self.form.total_score.text().is_empty();
        let total = (is_total && is_missing).then_some(Scope::single("total_score"));
        total.into_iter().collect()
    }

    /// Whether the label of the funds covers the row: their items stand side by side.
    fn is_beside_funds(&self) -> bool {
        !self.form.funds.is_empty() && self.row.all.iter().any(|c| is_label_of_block(c))
    }

    /// Beside the label of the funds, under no label that we know: what the first of them lacks.
    fn of_funds_across(&self, cell: &Cell) -> Vec<Scope> {
        let left = self.row.own.iter().rfind(|c| c.bbox.x1 <= cell.bbox.x0);
        if left.is_some_and(|c| is_other_column(c.text())) || is_label_of_block(cell) {
            return Vec::new();
        }
        let fields = self.form.funds.first().map(FundRow::fields).into_iter().flatten();
        let lacking = fields.filter(|(_, field)| field.text().is_empty());
        lacking.map(|(column, _)| FieldName::fund(0, column).into()).collect()
    }

    /// Where no funds were found: of several figures beside words that nothing knows, each may be an amount.
    fn of_lost_funds(&self, cell: &Cell, open: &[&Cell]) -> Option<Scope> {
        let figures = open.iter().filter(|c| Figure::parse(c.text()).is_some()).count();
        let are_amounts = figures > 1 && self.is_right_of_strange_word(cell);
        (are_amounts && self.form.funds.is_empty()).then_some(Scope::FUNDS)
    }

    fn is_right_of_strange_word(&self, cell: &Cell) -> bool {
        let left = self.row.own.iter().rfind(|c| c.bbox.x1 <= cell.bbox.x0);
        left.is_some_and(|c| role_of_words(c.text()).is_none() && head_label(c.text()).is_none())
    }

    /// Whether points stand beside a word that names nothing.
    fn is_beside_strange_word(&self, cell: &Cell) -> bool {
        self.is_right_of_strange_word(cell) && may_be_points(cell)
    }

    /// Below a header: the fields that a figure may be, or what stands below a head that nothing knows.
    fn in_no_column(&self, cell: &Cell, is_figure: bool, ledger: &Ledger) -> Vec<Scope> {
        let (Some(header), Some(part)) = (self.block.rows.first(), self.block.part()) else {
            return Vec::new();
        };
        // 到位数 stands left of its amounts, and not above them.
        let is_left = |c: &&&Cell| c.bbox.x1 <= cell.bbox.x0;
        let head = match (self.row.kind, header.kind) {
            (RowKind::FundPairs, _) => self.row.all.iter().rfind(is_left).copied(),
            (_, RowKind::FundPairs) => header.all.iter().rfind(is_left).copied(),
            _ => over(header, cell),
        };
        let text = head.map_or("", |c| c.text());
        let row = ledger.row_of(self.row);
        match (row, head) {
            (None, _) if is_figure && self.block.kind == BlockKind::Indicators => vec![Scope::INDICATORS],
            (None, _) if is_figure => {
                let lacks_indicators = self.form.indicators.is_empty();
                let indicators = lacks_indicators.then_some(Scope::INDICATORS);
                let totals = (lacks_indicators || may_be_points(cell)).then(|| self.blank_totals());
                let parts = std::iter::once(Scope::FUNDS).chain(indicators);
                parts.chain(totals.into_iter().flatten()).collect()
            }
            (Some(name), _) if is_figure && text.is_empty() => vec![name.whole_row()],
            (Some(_), Some(head)) if part.label(head.text()).is_some() || is_other_column(head.text()) => Vec::new(),
            (Some(FieldName { table, row, .. }), Some(head)) => {
                let lacking = lacking(head, cell, self.block).into_iter();
                let names = lacking.map(|column| FieldName::in_row(table, row, column).into());
                names.collect()
            }
            _ => Vec::new(),
        }
    }

    /// The fields that something in a blank cell may be, which is no text.
    fn fields_of_ink(&self, cell: &Cell, ledger: &Ledger) -> Vec<Scope> {
        if ledger.has_taken(cell) {
            return Vec::new();
        }
        let is_other = |header: &Row| over(header, cell).is_some_and(|c| is_other_column(c.text()));
        match self.block.kind {
            BlockKind::Funds | BlockKind::Indicators if !self.block.header().is_some_and(is_other) => {
                let part = if self.block.kind == BlockKind::Funds {
                    Scope::FUNDS
                } else {
                    Scope::INDICATORS
                };
                let row = ledger.row_of(self.row);
                vec![row.map_or(part, FieldName::whole_row)]
            }
            BlockKind::Foot => self.blank_totals(),
            _ => Vec::new(),
        }
    }
}

/// No form has more points than this in all (most have 100, some 120).
const MOST_POINTS: u32 = 200;

fn may_be_points(cell: &Cell) -> bool {
    let points = Figure::parse(cell.text()).filter(|figure| figure.unit.is_empty() || figure.unit == "分");
    points.is_some_and(|figure| figure.value <= MOST_POINTS.into())
}

fn enter(cell: &Cell, part: &str, meaning: Meaning, ledger: &mut Ledger) {
    match meaning {
        Is(role) => ledger.quote(cell, part, role),
        MayBe(fields) => {
            ledger.quote(cell, part, Role::Unexplained);
            for field in fields {
                ledger.not_understood(field, cell, left_over(part));
            }
        }
    }
}

fn left_over(text: &str) -> Bilingual {
    bilingual!(
        "印有“{text}”，但未能认出这是哪一项；请对照原件",
        "\"{text}\" is printed, and it is not known which field it is; compare with the page"
    )
}

/// What a text is by its words alone: a label of ours, or of something else.
fn role_of_words(text: &str) -> Option<Role> {
    let key = key_of_label(text);
    if Labels::of_key(&key).name_something() || !labels_in(text, &key).is_empty() {
        return Some(Role::Label);
    }
    is_other_column(text).then_some(Role::OtherColumn)
}

/// 目标1, 指标一：, （1）: it numbers what stands beside it.
fn is_numbering(text: &str) -> bool {
    let rest = text.trim_start_matches("目标").trim_start_matches("指标");
    let is_of_number = |c: char| is_digit(c) || "一二三四五六七八九十（）()、.:：".contains(c);
    !rest.is_empty() && rest.chars().all(is_of_number)
}

/// Whether words stand left of a figure.
fn is_labelled(row: &Row, cell: &Cell) -> bool {
    let left = row.own.iter().rfind(|c| c.bbox.x1 <= cell.bbox.x0);
    left.is_some_and(|c| !c.text().is_empty() && Figure::parse(c.text()).is_none())
}
