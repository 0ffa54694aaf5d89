//! The blocks of a form, each drawn in one of many ways.

use crate::chance::Chance;
use crate::heads::Heads;
use crate::sheet::{RIGHT, Sheet};
use crate::words::{Odd, word};

/// What is printed in the form, and what of it has a column.
struct Plan {
    odd: Odd,
    chance: Chance,
    /// Percent of the budget that was spent.
    rate: usize,
    budget: usize,
    /// Whether the funds have points.
    are_funds_scored: bool,
    rows: Vec<Row>,
    total: Total,
    has_grade: bool,
}

/// Where the total stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Total {
    /// In the columns of the indicators.
    InColumns,
    /// In a row of its own, behind them or in front of all blocks.
    Behind,
    Before,
}

/// An indicator.
struct Row {
    level1: &'static str,
    level2: &'static str,
    level3: String,
    target: String,
    actual: String,
    weight: usize,
    lost: usize,
    reason: &'static str,
}

const LEVELS: [(&str, &[&str]); 3] = [
    ("产出指标", &["数量指标", "质量指标", "时效指标"]),
    ("效益指标", &["社会效益指标", "生态效益指标"]),
    ("满意度指标", &["服务对象满意度指标"]),
];
const NAMES: [&str; 8] = [
    "管护里程",
    "巡查次数",
    "验收合格率",
    "按期完成率",
    "投诉处理率",
    "水质达标率",
    "受益人次",
    "群众满意度",
];

/// A form of that number.
pub fn draw(seed: u32, odd: Odd) -> Sheet {
    let mut plan = Plan::of(seed, odd);
    let mut sheet = Sheet::default();
    let title = plan.word("title");
    sheet.line(220.0, 780.0, 14.0, title);
    sheet.line(270.0, 760.0, 9.0, "(2023年度)");
    sheet.line(RIGHT - 50.0, 745.0, 8.0, "单位：万元");
    for (field, text) in [("title", title), ("year", "2023"), ("amount_unit", "万元")] {
        sheet.truth.insert(field.to_owned(), text.to_owned());
    }
    plan.head(&mut sheet);
    if plan.total == Total::Before {
        plan.lone_total(&mut sheet);
    }
    let mut blocks: Vec<fn(&mut Plan, &mut Sheet)> = vec![Plan::funds, Plan::indicators];
    if !plan.chance.percent(10) {
        blocks.insert(1, Plan::goals);
    }
    if plan.chance.percent(40) {
        let (first, second) = (plan.chance.below(blocks.len()), plan.chance.below(blocks.len()));
        blocks.swap(first, second);
    }
    for block in blocks {
        block(&mut plan, &mut sheet);
    }
    if plan.total == Total::Behind {
        plan.lone_total(&mut sheet);
    }
    if plan.has_grade {
        let label = plan.word("grade");
        sheet.cell([0.0, 0.3], 0, 1, label);
        sheet.field([0.3, 1.0], 0, 1, "grade", "优");
        sheet.advance(1);
    }
    sheet
}

impl Plan {
    fn of(seed: u32, odd: Odd) -> Self {
        let mut chance = Chance::of(seed);
        let are_funds_scored = chance.percent(80);
        let count = 3 + chance.below(6);
        let points = if are_funds_scored { 90 } else { 100 };
        let mut rows = Vec::new();
        for at in 0..count {
            let share = points / count;
            let weight = if at + 1 == count {
                points - share * (count - 1)
            } else {
                share
            };
            let (level1, second) = LEVELS[at * LEVELS.len() / count];
            let level2 = second[(at * LEVELS.len()) % count * second.len() / count];
            let bound = 80 + chance.below(20);
            let is_short = chance.percent(15);
            let lost = if is_short { 1 + chance.below(weight - 1) } else { 0 };
            rows.push(Row {
                level1,
                level2,
                level3: format!("{}{}", NAMES[at], at + 1),
                target: format!("≥{bound}%"),
                actual: format!("{}%", if is_short { bound - 3 } else { bound }),
                weight,
                lost: lost.min(2),
                reason: if is_short { "部分任务因雨季顺延" } else { "" },
            });
        }
        Self {
            odd,
            rate: 85 + chance.below(16),
            budget: 100 * (1 + chance.below(40)),
            are_funds_scored,
            total: *chance.pick(&[Total::InColumns, Total::InColumns, Total::Behind, Total::Before]),
            has_grade: chance.percent(70),
            rows,
            chance,
        }
    }

    fn word(&mut self, head: &str) -> &'static str {
        word(head, self.odd, &mut self.chance)
    }

    /// The points of the budget: a tenth of the rate.
    fn fund_score(&self) -> String {
        format!("{}.{}0", self.rate / 10, self.rate % 10)
    }

    fn total_score(&self) -> String {
        let indicators: usize = self.rows.iter().map(|row| row.weight - row.lost).sum();
        if self.are_funds_scored {
            let tenths = indicators * 10 + self.rate;
            format!("{}.{}0", tenths / 10, tenths % 10)
        } else {
            format!("{indicators}.00")
        }
    }

    fn head(&mut self, sheet: &mut Sheet) {
        let label = self.word("project_name");
        sheet.cell([0.0, 0.2], 0, 1, label);
        sheet.field([0.2, 1.0], 0, 1, "project_name", "河道管护项目");
        sheet.advance(1);
        let mut pairs = [("department", "水务局"), ("unit", "河道管理所")];
        if self.chance.percent(30) {
            pairs.swap(0, 1);
        }
        let is_one_row = self.chance.percent(70);
        for (at, (field, text)) in pairs.into_iter().enumerate() {
            let label = self.word(field);
            if is_one_row {
                let left = 0.5 * at as f64;
                sheet.cell([left, left + 0.2], 0, 1, label);
                sheet.field([left + 0.2, left + 0.5], 0, 1, field, text);
            } else {
                sheet.cell([0.0, 0.2], 0, 1, label);
                sheet.field([0.2, 1.0], 0, 1, field, text);
                sheet.advance(1);
            }
        }
        sheet.advance(usize::from(is_one_row));
    }

    fn lone_total(&mut self, sheet: &mut Sheet) {
        let label = self.word("total");
        sheet.cell([0.0, 0.3], 0, 1, label);
        sheet.field([0.3, 1.0], 0, 1, "total_score", &self.total_score());
        sheet.advance(1);
    }

    /// Columns in their order, two of them swapped now and then; some are left out.
    fn columns(&mut self, all: &[(&'static str, usize)], is_kept: impl Fn(&str) -> bool) -> Vec<&'static str> {
        let mut kept = Vec::new();
        for (column, percent) in all {
            let happens = self.chance.percent(*percent);
            if happens && is_kept(column) {
                kept.push(*column);
            }
        }
        kept
    }

    fn swap_two(&mut self, columns: &mut [&'static str], from: usize) {
        if self.chance.percent(35) && columns.len() > from + 1 {
            let at = from + self.chance.below(columns.len() - from - 1);
            columns.swap(at, at + 1);
        }
    }

    fn funds(&mut self, sheet: &mut Sheet) {
        let scored = self.are_funds_scored;
        let all = [
            ("initial", 70),
            ("budget", 100),
            ("executed", 100),
            ("weight", 100),
            ("rate", 85),
            ("score", 100),
        ];
        let mut columns = self.columns(&all, |column| scored || !matches!(column, "weight" | "score"));
        self.swap_two(&mut columns, 0);
        let below = self.chance.below(4);
        let items: Vec<&str> = ["whole", "granted", "carried", "other"][..=below]
            .iter()
            .map(|item| self.word(item))
            .collect();
        let left = if self.chance.percent(60) { 0.12 } else { 0.0 };
        let first = left + 0.18;
        let heads = Heads::of(columns, first, &mut self.chance);
        if left > 0.0 {
            sheet.cell([0.0, left], 0, items.len() + heads.rows(), "项目资金");
        }
        let corner = if left > 0.0 { "" } else { "项目资金" };
        sheet.cell([left, first], 0, heads.rows(), corner);
        heads.draw(sheet, self.odd, &mut self.chance);
        sheet.advance(heads.rows());
        for (row, item) in items.iter().enumerate() {
            let name = item.trim_start_matches("其中：");
            sheet.cell([left, first], row, 1, item);
            sheet.truth.insert(format!("funds[{row}].item"), name.to_owned());
            for (column, span) in heads.iter() {
                let text = self.fund(row, column);
                sheet.field(span, row, 1, &format!("funds[{row}].{column}"), &text);
            }
        }
        sheet.advance(items.len());
    }

    fn fund(&self, row: usize, column: &str) -> String {
        let is_zero = row > 1;
        match column {
            "weight" | "score" if row > 0 => "-".to_owned(),
            "weight" => "10".to_owned(),
            "score" => self.fund_score(),
            "rate" if is_zero => "-".to_owned(),
            "rate" => format!("{}.00%", self.rate),
            _ if is_zero => "0.00".to_owned(),
            "executed" => format!("{}.00", self.budget * self.rate / 100),
            _ => format!("{}.00", self.budget),
        }
    }

    fn goals(&mut self, sheet: &mut Sheet) {
        let (block, goal, result) = (self.word("goals"), self.word("goal"), self.word("result"));
        sheet.cell([0.0, 0.15], 0, 2, block);
        sheet.cell([0.15, 0.6], 0, 1, goal);
        sheet.cell([0.6, 1.0], 0, 1, result);
        sheet.field([0.15, 0.6], 1, 1, "expected_goal", "做好河道日常管护，保持水面清洁");
        sheet.field([0.6, 1.0], 1, 1, "actual_result", "已按计划完成各项管护任务");
        sheet.advance(2);
    }

    fn indicators(&mut self, sheet: &mut Sheet) {
        let is_short = self.rows.iter().any(|row| row.lost > 0);
        let levels = [("level1", 80), ("level2", 70), ("level3", 100)];
        let mut columns = self.columns(&levels, |_| true);
        let named = columns.len();
        let rest = [
            ("target", 100),
            ("actual", 100),
            ("weight", 100),
            ("score", 100),
            ("deviation", if is_short { 100 } else { 60 }),
        ];
        columns.extend(self.columns(&rest, |_| true));
        self.swap_two(&mut columns, named);
        let count = self.rows.len();
        let has_total = self.total == Total::InColumns;
        let left = if self.chance.percent(50) { 0.07 } else { 0.0 };
        let heads = Heads::of(columns, left, &mut self.chance);
        if left > 0.0 {
            let block = self.word("indicators");
            sheet.cell([0.0, left], 0, count + heads.rows(), block);
        }
        heads.draw(sheet, self.odd, &mut self.chance);
        sheet.advance(heads.rows());
        let is_merged = self.chance.percent(75);
        for (column, span) in heads.iter() {
            let mut row = 0;
            while row < count {
                let text = self.indicator(row, column);
                let same = (row..count)
                    .take_while(|&at| self.is_one_level(row, at, column))
                    .count();
                let rows = if is_merged { same.max(1) } else { 1 };
                sheet.cell(span, row, rows, &text);
                for at in row..row + rows {
                    sheet.truth.insert(format!("indicators[{at}].{column}"), text.clone());
                }
                row += rows;
            }
        }
        sheet.advance(count);
        if has_total {
            self.total_in_columns(sheet, &heads, left);
        }
    }

    /// Whether a level of two rows is printed once for both.
    fn is_one_level(&self, first: usize, other: usize, column: &str) -> bool {
        let (first, other) = (&self.rows[first], &self.rows[other]);
        match column {
            "level1" => first.level1 == other.level1,
            "level2" => (first.level1, first.level2) == (other.level1, other.level2),
            _ => std::ptr::eq(first, other),
        }
    }

    fn indicator(&self, row: usize, column: &str) -> String {
        let row = &self.rows[row];
        match column {
            "level1" => row.level1.to_owned(),
            "level2" => row.level2.to_owned(),
            "level3" => row.level3.clone(),
            "target" => row.target.clone(),
            "actual" => row.actual.clone(),
            "weight" => row.weight.to_string(),
            "score" => (row.weight - row.lost).to_string(),
            _ => row.reason.to_owned(),
        }
    }

    fn total_in_columns(&mut self, sheet: &mut Sheet, heads: &Heads, left: f64) {
        let is_sum = |column: &str| matches!(column, "weight" | "score");
        let first = heads.columns.iter().position(|column| is_sum(column)).unwrap();
        let label = self.word("total");
        sheet.cell([0.0, heads.spans[first][0].max(left)], 0, 1, label);
        for (column, span) in heads.iter().skip(first) {
            match column {
                "weight" => sheet.field(span, 0, 1, "total_weight", "100"),
                "score" => sheet.field(span, 0, 1, "total_score", &self.total_score()),
                _ => sheet.cell(span, 0, 1, ""),
            }
        }
        sheet.advance(1);
    }
}
