//! The sheets and their columns, in both languages. To add a column, add it here and its cell in the row writer.

use super::sheets::Column;
use crate::rules::Text;

pub(super) const OVERVIEW: Text = both("概览", "Overview");
pub(super) const FINDINGS: Text = both("疑点", "Findings");
pub(super) const PROJECTS: Text = both("项目", "Projects");
pub(super) const FUNDS: Text = both("资金", "Funds");
pub(super) const INDICATORS: Text = both("指标", "Indicators");
pub(super) const FILES: Text = both("文件", "Files");

/// Not a field of the form: what is printed where a number does not say it all.
const AS_PRINTED: Column = text("as_printed", both("原文", "As printed"), 14.0);
const PROJECT: Column = text("project_name", both("项目名称", "Project"), 26.0);
// The name itself stands at the end of a path: it must not be cut.
const FILE: Column = text("file", both("文件", "File"), 32.0);
const FORM_NO: Column = short("form_no", both("表序号", "Form"), 6.0);

const fn both(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}

/// A column whose text is broken into lines.
const fn text(key: &'static str, heading: Text, width: f64) -> Column {
    Column {
        key,
        heading,
        width,
        wraps: true,
    }
}

/// A column of one line.
const fn short(key: &'static str, heading: Text, width: f64) -> Column {
    Column {
        key,
        heading,
        width,
        wraps: false,
    }
}

pub(super) const FINDING_COLUMNS: [Column; 17] = [
    short("number", both("序号", "No"), 5.0),
    short("severity", both("级别", "Severity"), 7.0),
    short("rule", both("规则", "Rule"), 19.0),
    short("group", both("关联组", "Group"), 6.0),
    short("role", both("因果", "Role"), 8.0),
    PROJECT,
    text("where", both("位置", "Where"), 22.0),
    text("stated", both("表中所填", "Stated"), 16.0),
    AS_PRINTED,
    text("expected", both("对照", "Against"), 16.0),
    text("explanation", both("说明", "Explanation"), 54.0),
    short("confirmed", both("核实", "Confirmed"), 10.0),
    text("accepted", both("排除理由", "Set aside because"), 16.0),
    short("page", both("页", "Page"), 5.0),
    FILE,
    FORM_NO,
    short("field", both("字段", "Field"), 22.0),
];

pub(super) const PROJECT_COLUMNS: [Column; 22] = [
    PROJECT,
    short("year", both("年度", "Year"), 7.0),
    text("department", both("主管部门", "Department"), 16.0),
    text("unit", both("实施单位", "Unit"), 16.0),
    short("amount_unit", both("金额单位", "Amounts in"), 7.0),
    short("total_weight", both("总分值", "Total weight"), 8.0),
    short("total_score", both("总得分", "Total score"), 8.0),
    short("total_score_recomputed", both("得分重算", "Recomputed"), 11.0),
    short("grade", both("等级", "Grade"), 6.0),
    short("grade_recomputed", both("等级重算", "Recomputed"), 11.0),
    text("rounding", both("修约方式", "Rounding"), 16.0),
    short("confirmed", both("核实", "Confirmed"), 10.0),
    short("errors", both("不符", "Mismatches"), 6.0),
    short("warnings", both("待核", "To check"), 6.0),
    short("notices", both("提示", "Notices"), 6.0),
    short("doubts", both("读数存疑", "Doubts"), 6.0),
    text("expected_goal", both("预期目标", "Expected goal"), 34.0),
    text("actual_result", both("实际完成情况", "Actual result"), 34.0),
    AS_PRINTED,
    short("first_page", both("页", "Page"), 5.0),
    FILE,
    FORM_NO,
];

pub(super) const FUND_COLUMNS: [Column; 13] = [
    PROJECT,
    text("item", both("资金项", "Item"), 18.0),
    short("initial", both("年初预算数", "Initial budget"), 12.0),
    short("budget", both("全年预算数", "Budget"), 12.0),
    short("executed", both("全年执行数", "Executed"), 12.0),
    short("weight", both("分值", "Weight"), 8.0),
    short("rate", both("执行率", "Rate"), 9.0),
    short("rate_recomputed", both("执行率重算（%）", "Rate recomputed (%)"), 10.0),
    short("score", both("得分", "Score"), 8.0),
    short("score_recomputed", both("得分重算", "Score recomputed"), 9.0),
    AS_PRINTED,
    FILE,
    FORM_NO,
];

pub(super) const INDICATOR_COLUMNS: [Column; 14] = [
    PROJECT,
    text("level1", both("一级指标", "Level 1"), 12.0),
    text("level2", both("二级指标", "Level 2"), 14.0),
    text("level3", both("三级指标", "Level 3"), 30.0),
    text("target", both("年度指标值", "Target"), 18.0),
    short("target_number", both("指标值（数）", "Target, number"), 9.0),
    text("actual", both("实际完成值", "Actual"), 18.0),
    short("actual_number", both("完成值（数）", "Actual, number"), 9.0),
    short("weight", both("分值", "Weight"), 8.0),
    short("score", both("得分", "Score"), 8.0),
    text(
        "deviation",
        both("偏差原因分析及改进措施", "Deviation and measures"),
        30.0,
    ),
    AS_PRINTED,
    FILE,
    FORM_NO,
];

pub(super) const FILE_COLUMNS: [Column; 7] = [
    short("file", both("文件", "File"), 48.0),
    text("status", both("状态", "Status"), 26.0),
    text("detail", both("说明", "What to do"), 60.0),
    short("pages", both("页数", "Pages"), 7.0),
    short("forms", both("自评表数", "Forms"), 7.0),
    short("bytes", both("字节", "Bytes"), 12.0),
    short("sha256", both("SHA-256", "SHA-256 hash"), 66.0),
];
