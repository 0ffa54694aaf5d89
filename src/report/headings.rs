//! Chinese headings of the CSV columns (`--headers zh`). A column means the same in every table, so it has one heading.

use super::Style;

/// What forms print over these columns, where they have them.
const HEADINGS: [(&str, &str); 63] = [
    ("word", "未认出的词"),
    ("part", "所在部分"),
    ("times", "次数"),
    ("files", "文件数"),
    ("file", "文件"),
    ("sha256", "SHA-256 校验值"),
    ("bytes", "字节数"),
    ("pages", "页数"),
    ("forms", "自评表数"),
    ("status", "状态"),
    ("detail", "说明"),
    ("form_no", "表序号"),
    ("first_page", "首页"),
    ("last_page", "末页"),
    ("title", "标题"),
    ("year", "年度"),
    ("amount_unit", "金额单位"),
    ("project_name", "项目名称"),
    ("department", "主管部门"),
    ("unit", "实施单位"),
    ("expected_goal", "预期目标"),
    ("actual_result", "实际完成情况"),
    ("total_weight", "总分值"),
    ("total_score", "总分"),
    ("total_score_recomputed", "总分（重算）"),
    ("grade", "评分等级"),
    ("grade_recomputed", "评分等级（重算）"),
    ("rounding", "修约方式"),
    ("confirmed", "核实"),
    ("errors", "不符数"),
    ("warnings", "待核数"),
    ("notices", "提示数"),
    ("layout", "版式"),
    ("row", "行号"),
    ("item", "资金项"),
    ("initial", "年初预算数"),
    ("budget", "全年预算数"),
    ("executed", "全年执行数"),
    ("weight", "分值"),
    ("rate", "执行率"),
    ("score", "得分"),
    ("rate_recomputed", "执行率（重算）"),
    ("score_recomputed", "得分（重算）"),
    ("level1", "一级指标"),
    ("level2", "二级指标"),
    ("level3", "三级指标"),
    ("target", "年度指标值"),
    ("actual", "实际完成值"),
    ("deviation", "偏差原因分析及改进措施"),
    ("page", "页码"),
    ("rule", "规则"),
    ("severity", "级别"),
    ("field", "字段"),
    ("stated", "表中所填"),
    ("expected", "对照"),
    ("explanation", "算式"),
    ("x0", "左"),
    ("y0", "上"),
    ("x1", "右"),
    ("y1", "下"),
    ("kind", "种类"),
    ("group", "组"),
    ("value", "值"),
];

/// What stands over columns of these names.
pub(super) fn headings(names: impl Iterator<Item = &'static str>, style: Style) -> impl Iterator<Item = &'static str> {
    names.map(move |name| {
        if style.chinese_headers {
            chinese(name).unwrap_or(name)
        } else {
            name
        }
    })
}

fn chinese(column: &str) -> Option<&'static str> {
    HEADINGS
        .iter()
        .find(|(name, _)| *name == column)
        .map(|(_, heading)| *heading)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::report::rows::{TABLES, Table};
    use crate::report::{cross, unknown};

    #[test]
    fn every_column_has_a_heading_of_its_own_and_no_heading_is_left_over() {
        let columns: BTreeSet<&str> = TABLES
            .iter()
            .flat_map(Table::columns)
            .chain(cross::columns())
            .chain(unknown::columns())
            .collect();
        let named: BTreeSet<&str> = HEADINGS.iter().map(|(name, _)| *name).collect();
        assert_eq!(columns, named);
        let headings: BTreeSet<&str> = HEADINGS.iter().map(|(_, heading)| *heading).collect();
        assert_eq!(headings.len(), HEADINGS.len());
        let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        assert!(headings.iter().all(|heading| heading.contains(is_chinese)));
    }
}
