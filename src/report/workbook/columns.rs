//! The sheets and their columns, in both languages. To add a column, add it here and its cell in the row writer.
//!
//! What is read on paper stands first, what programs and filters need behind it: together the printed columns take no more than about 220
//! digits, so that A4 on its side shows them at 7 points or more.

use super::sheets::{Column, Layout};
use crate::language::Language;
use crate::report::coverage::checking;
use crate::rules::Text;

pub(super) const OVERVIEW: Text = both("概览", "Overview");

/// Three lines of text: rows of forms are of one height, and long goals do not push the next form off the screen.
const PROJECT_ROW_HEIGHT: f64 = 45.0;

/// Not a field of the form: what is printed where a number does not say it all.
const AS_PRINTED: Column = text("as_printed", both("原文", "As printed"), 14.0);

// By these four an audit is organised: they stand in all tables of forms.
const PROJECT: Column = text("project_name", both("项目名称", "Project"), 24.0);
const DEPARTMENT: Column = text("department", both("主管部门", "Department"), 14.0);
const UNIT: Column = text("unit", both("实施单位", "Unit"), 14.0);
const YEAR: Column = short("year", both("年度", "Year"), 6.0);

const FIELD: Column = short("field", both("字段", "Field"), 22.0);
const PAGE: Column = short("page", both("页", "Page"), 5.0);
// The name itself stands at the end of a path: it must not be cut.
const FILE: Column = text("file", both("文件", "File"), 26.0);
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

/// So many columns stay in place, up to the project.
const FINDINGS_FROZEN: u16 = 4;

const FINDING_COLUMNS: [Column; 22] = [
    short("number", both("序号", "No"), 5.0),
    short("severity", both("级别", "Severity"), 7.0),
    text("rule", both("疑点", "Finding"), 14.0),
    PROJECT,
    DEPARTMENT,
    UNIT,
    YEAR,
    text("where", both("位置", "Where"), 18.0),
    text("stated", both("表中所填", "Stated"), 13.0),
    text("against", both("对照", "Against"), 8.0),
    text("expected", both("对照值", "Value"), 13.0),
    text("explanation", both("说明", "Explanation"), 44.0),
    short("confirmed", both("核实", "Confirmed"), 9.0),
    PAGE,
    FILE,
    text("accepted", both("排除理由", "Set aside because"), 16.0),
    short("group", both("关联组", "Group"), 6.0),
    short("role", both("因果", "Role"), 8.0),
    AS_PRINTED,
    FORM_NO,
    short("rule_id", both("规则代号", "Rule"), 19.0),
    FIELD,
];

/// What is disputed, gravest first.
pub(super) fn findings() -> Layout {
    Layout {
        title: both("疑点", "Findings"),
        columns: FINDING_COLUMNS.to_vec(),
        frozen: FINDINGS_FROZEN,
        printed_to: "file",
        row_height: None,
    }
}

pub(super) const PROJECT_COLUMNS: [Column; 22] = [
    PROJECT,
    DEPARTMENT,
    UNIT,
    YEAR,
    short("amount_unit", both("金额单位", "Amounts in"), 7.0),
    short("total_weight", both("总分值", "Total weight"), 8.0),
    short("total_score", both("总得分", "Total score"), 8.0),
    short("total_score_recomputed", both("得分重算", "Recomputed"), 9.0),
    short("grade", both("等级", "Grade"), 6.0),
    short("grade_recomputed", both("等级重算", "Recomputed"), 9.0),
    short("confirmed", both("核实", "Confirmed"), 9.0),
    short("errors", both("不符", "Mismatches"), 6.0),
    short("warnings", both("待核", "To check"), 6.0),
    short("notices", both("提示", "Notices"), 6.0),
    short("doubts", both("读数存疑", "Doubts"), 6.0),
    Column {
        key: "first_page",
        ..PAGE
    },
    FILE,
    text("rounding", both("修约方式", "Rounding"), 16.0),
    text("expected_goal", both("预期目标", "Expected goal"), 34.0),
    text("actual_result", both("实际完成情况", "Actual result"), 34.0),
    AS_PRINTED,
    FORM_NO,
];

/// The forms.
pub(super) fn projects() -> Layout {
    Layout {
        title: both("项目", "Projects"),
        columns: PROJECT_COLUMNS.to_vec(),
        frozen: 1,
        printed_to: "file",
        row_height: Some(PROJECT_ROW_HEIGHT),
    }
}

pub(super) const FUND_COLUMNS: [Column; 17] = [
    PROJECT,
    DEPARTMENT,
    UNIT,
    YEAR,
    text("item", both("资金项", "Item"), 18.0),
    short("amount_unit", both("金额单位", "Amounts in"), 7.0),
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

/// The rows of 项目资金.
pub(super) fn funds() -> Layout {
    Layout {
        title: both("资金", "Funds"),
        columns: FUND_COLUMNS.to_vec(),
        frozen: 1,
        printed_to: "score_recomputed",
        row_height: None,
    }
}

pub(super) const INDICATOR_COLUMNS: [Column; 17] = [
    PROJECT,
    DEPARTMENT,
    UNIT,
    YEAR,
    text("level1", both("一级指标", "Level 1"), 10.0),
    text("level2", both("二级指标", "Level 2"), 12.0),
    text("level3", both("三级指标", "Level 3"), 28.0),
    text("target", both("年度指标值", "Target"), 16.0),
    text("actual", both("实际完成值", "Actual"), 16.0),
    short("weight", both("分值", "Weight"), 8.0),
    short("score", both("得分", "Score"), 8.0),
    text(
        "deviation",
        both("偏差原因分析及改进措施", "Deviation and measures"),
        28.0,
    ),
    short("target_number", both("指标值（数）", "Target, number"), 9.0),
    short("actual_number", both("完成值（数）", "Actual, number"), 9.0),
    AS_PRINTED,
    FILE,
    FORM_NO,
];

/// The indicators.
pub(super) fn indicators() -> Layout {
    Layout {
        title: both("指标", "Indicators"),
        columns: INDICATOR_COLUMNS.to_vec(),
        frozen: 1,
        printed_to: "deviation",
        row_height: None,
    }
}

/// Which rule has judged which form.
pub(super) fn coverage() -> Layout {
    /// In digits: five or six characters a line.
    const WIDTH: f64 = 11.0;
    let rules = checking().map(|rule| text(rule.id, rule.name, WIDTH));
    let before = [PROJECT, DEPARTMENT, UNIT, YEAR].into_iter();
    Layout {
        title: both("检查覆盖", "Coverage"),
        columns: before.chain(rules).chain([FILE, FORM_NO]).collect(),
        frozen: 1,
        // The id of the last rule.
        printed_to: checking().last().map_or("file", |rule| rule.id),
        row_height: None,
    }
}

/// What may have been misread.
pub(super) fn doubts() -> Layout {
    let columns = vec![
        PROJECT,
        DEPARTMENT,
        UNIT,
        YEAR,
        text("where", both("位置", "Where"), 24.0),
        text("read", both("所读", "Read as"), 16.0),
        text("kind", both("种类", "Kind"), 16.0),
        text("message", both("原因", "Reason"), 54.0),
        PAGE,
        FILE,
        FORM_NO,
        short("kind_id", both("种类代号", "Id"), 18.0),
        FIELD,
    ];
    Layout {
        title: both("读数存疑", "Doubts"),
        columns,
        frozen: 1,
        printed_to: "file",
        row_height: None,
    }
}

/// One project stated twice with different figures.
pub(super) fn duplicates() -> Layout {
    of_groups(
        both("重复申报", "Duplicates"),
        text("value", both("表中所填", "Stated"), 18.0),
    )
}

/// Rows of listings that say something else than the form, and their totals.
pub(super) fn listings() -> Layout {
    of_groups(
        both("汇总表核对", "Listings"),
        text("value", both("表中所填", "Stated"), 18.0),
    )
}

/// One narrative told of different projects.
pub(super) fn copies() -> Layout {
    of_groups(
        both("文字雷同", "Copied text"),
        text("value", both("雷同的文字", "Text"), 60.0),
    )
}

fn of_groups(title: Text, value: Column) -> Layout {
    let columns = vec![
        short("group", both("组", "Group"), 6.0),
        PROJECT,
        DEPARTMENT,
        UNIT,
        YEAR,
        text("where", both("位置", "Where"), 22.0),
        value,
        text("explanation", both("说明", "Explanation"), 32.0),
        PAGE,
        FILE,
        FORM_NO,
        FIELD,
    ];
    Layout {
        title,
        columns,
        frozen: 2,
        printed_to: "file",
        row_height: None,
    }
}

const DEPARTMENT_COLUMNS: [Column; 10] = [
    text("department", both("主管部门", "Department"), 30.0),
    short("forms", both("表数", "Forms"), 7.0),
    short("errors", both("不符", "Mismatches"), 7.0),
    short("warnings", both("待核", "To check"), 7.0),
    short("notices", both("提示", "Notices"), 7.0),
    short("counted", both("计入金额的表", "Amounts of forms"), 8.0),
    short("initial", both("年初预算（万元）", "Initial (万元)"), 14.0),
    short("budget", both("全年预算（万元）", "Budget (万元)"), 14.0),
    short("executed", both("执行数（万元）", "Executed (万元)"), 14.0),
    short("rate", both("执行率（%）", "Rate (%)"), 8.0),
];

/// What there is of a department once its forms have been compared: of the total score, then of the rate.
const DISTRIBUTION_COLUMNS: [Column; 16] = [
    short("score.count", both("有总分的表", "Scored"), 7.0),
    short("score.min", both("总分最低", "Score min"), 7.0),
    short("score.lower", both("总分下四分位", "Score Q1"), 7.0),
    short("score.median", both("总分中位数", "Score median"), 7.0),
    short("score.upper", both("总分上四分位", "Score Q3"), 7.0),
    short("score.max", both("总分最高", "Score max"), 7.0),
    short("score.mean", both("总分平均", "Score mean"), 7.0),
    short("score.high", both("总分99及以上", "Score 99 up"), 7.0),
    short("rate.count", both("有执行率的表", "With a rate"), 7.0),
    short("rate.min", both("执行率最低", "Rate min"), 7.0),
    short("rate.lower", both("执行率下四分位", "Rate Q1"), 7.0),
    short("rate.median", both("执行率中位数", "Rate median"), 7.0),
    short("rate.upper", both("执行率上四分位", "Rate Q3"), 7.0),
    short("rate.max", both("执行率最高", "Rate max"), 7.0),
    short("rate.mean", both("执行率平均", "Rate mean"), 7.0),
    short("rate.high", both("执行率99及以上", "Rate 99 up"), 7.0),
];

/// The departments; with their distributions where forms have been compared.
pub(super) fn departments(is_compared: bool) -> Layout {
    let mut columns = DEPARTMENT_COLUMNS.to_vec();
    if is_compared {
        columns.extend(DISTRIBUTION_COLUMNS);
    }
    Layout {
        title: both("部门", "Departments"),
        columns,
        frozen: 1,
        printed_to: if is_compared { "score.high" } else { "rate" },
        row_height: None,
    }
}

/// The inputs.
pub(super) fn files() -> Layout {
    let columns = vec![
        short("file", both("文件", "File"), 48.0),
        text("status", both("状态", "Status"), 18.0),
        text("detail", both("说明", "What to do"), 60.0),
        short("pages", both("页数", "Pages"), 7.0),
        short("forms", both("自评表数", "Forms"), 7.0),
        short("bytes", both("字节", "Bytes"), 12.0),
        short("sha256", both("SHA-256", "SHA-256 hash"), 66.0),
        short("status_id", both("状态代号", "Status id"), 16.0),
    ];
    Layout {
        title: both("文件", "Files"),
        columns,
        frozen: 1,
        printed_to: "forms",
        row_height: None,
    }
}

/// The heading of the column of that key.
pub(super) fn heading(columns: &[Column], key: &str, language: Language) -> Option<&'static str> {
    let column = columns.iter().find(|column| column.key == key)?;
    Some(column.heading.get(language))
}
