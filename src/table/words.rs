//! The words of forms that tell where tables begin, go on and end: titles, headings, labels that a page break may cut, sums carried over.
//! They are known here, in one file, and not handed in as `by_space` is handed its labels: all that joins pages rests on them.

use crate::digits::is_digit;

/// What a title says where the form goes on: `…自评表（续表）`, `续表`, `（接上页）`.
const GOES_ON: [&str; 4] = ["续表", "（续", "(续", "接上页"];

/// Whether a line is the title of a self-evaluation form.
pub fn is_form_title(text: &str) -> bool {
    let bare = bare(text);
    bare.ends_with('表') && bare.contains("自评") && !is_title_again(text)
}

/// Whether a line is the title of a report on a self-evaluation: `项目支出绩效自评报告`, `预算绩效自评工作总结`, `项目支出绩效自评结果`.
pub fn is_report_title(text: &str) -> bool {
    let bare = bare(text);
    let is_said = bare.contains(['。', '，', '；', ',', ';', ':', '：', '|', '…', '《']);
    let is_report = ["报告", "总结"].iter().any(|word| bare.ends_with(word)) || bare.ends_with("绩效自评结果");
    is_report && bare.contains("自评") && bare.chars().count() <= LONGEST_TITLE && !is_said
}

/// Whether a line says that the form above goes on below it.
pub fn is_title_again(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    GOES_ON.iter().any(|word| plain.contains(word)) && plain.chars().count() <= LONGEST_TITLE
}

/// Whether a line names a table that is no self-evaluation form: `收入决算表`, `项目绩效目标申报表（2023年度）`, `满意度调查问卷`, `评价指标体系`.
pub fn is_other_title(text: &str) -> bool {
    let bare = bare(text);
    let length = bare.chars().count();
    let is_said =
        bare.contains(['。', '，', '；', ',', ';', ':', '：', '|', '…']) || bare.starts_with(['注', '填', '见', '制']);
    ["表", "问卷", "指标体系"].iter().any(|word| bare.ends_with(word))
        && !bare.contains("自评")
        && (SHORTEST_TITLE..=LONGEST_TITLE).contains(&length)
        && !is_said
        && !is_title_again(text)
}

/// Whether a line between two tables says that the second one does not go on with the first: a title, a heading, or prose.
pub fn parts_tables(text: &str) -> bool {
    is_form_title(text) || is_other_title(text) || is_numbered_heading(text) || is_prose(text)
}

/// Whether a text says that a row carries a sum over from page to page: 过次页 at the foot of a page, 承前页 at the head of the next.
pub fn is_carried_over(text: &str) -> bool {
    if !text.contains('页') {
        return false;
    }
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '（' | '）'))
        .collect();
    CARRIED_OVER
        .iter()
        .any(|word| plain.starts_with(word) || plain.ends_with(word))
        && plain.chars().count() <= LONGEST_CARRIED
}

const CARRIED_OVER: [&str; 9] = [
    "过次页",
    "承前页",
    "转下页",
    "接下页",
    "续下页",
    "承上页",
    "接上页",
    "本页小计",
    "本页合计",
];

/// （承前页）, 本页小计转下页.
const LONGEST_CARRIED: usize = 10;

/// Labels of the left columns end like this (满意度指标, 绩效指标（90分）, 年度总体目标, 项目资金（万元）).
pub(super) fn is_whole_label(text: &str) -> bool {
    let name = match (text.rfind(['(', '（']), text.ends_with([')', '）'])) {
        (Some(open), true) => text.get(..open).unwrap_or(text),
        (None, false) => text,
        _ => return false,
    };
    name.ends_with("指标") || ["年度总体目标", "总体目标", "项目资金", "评分等级"].contains(&name)
}

/// A row that adds up begins like this: no level goes on with it.
pub(super) fn adds_up(text: &str) -> bool {
    ["小计", "合计", "总计"].iter().any(|word| text.ends_with(word))
}

/// 指标1：, 指标2: … begin a row of their own.
pub(super) fn is_placeholder(text: &str) -> bool {
    text.strip_prefix("指标").is_some_and(|rest| rest.starts_with(is_digit))
}

/// The label of a project's name: with it the head of a form begins.
pub(super) fn is_name_of_project(text: &str) -> bool {
    text.ends_with("名称")
        && ["项目", "专项", "转移支付", "资金"]
            .iter()
            .any(|word| text.contains(word))
}

/// 一、…, （二）…, 附件3, 第三部分.
fn is_numbered_heading(text: &str) -> bool {
    let plain = text.trim_start();
    let begins = |open: &[char], close: &[char]| {
        let rest = plain.strip_prefix(open).unwrap_or(plain);
        let number = rest.trim_start_matches(|c| NUMERALS.contains(&c));
        number.len() < rest.len() && (open.is_empty() || rest.len() < plain.len()) && number.starts_with(close)
    };
    let annex = ["附件", "附表"].iter().find_map(|word| plain.strip_prefix(word));
    let is_annex = annex.is_some_and(|rest| {
        rest.trim()
            .chars()
            .all(|c| c.is_ascii_digit() || NUMERALS.contains(&c) || matches!(c, ':' | '：' | '-'))
    });
    begins(&[], &['、']) || begins(&['(', '（'], &[')', '）']) || is_annex
}

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// A sentence of running text, or the line of one.
fn is_prose(text: &str) -> bool {
    let count = text.chars().filter(|c| !c.is_whitespace()).count();
    let is_parted = text.contains(['，', '；', '、', '。']);
    count >= SHORTEST_PROSE && is_parted && text.ends_with(['。', '；', '：'])
}

/// A line of running text has so many characters at least; a row of signatures or a date ends with no full stop.
const SHORTEST_PROSE: usize = 20;

/// A title has so many characters at least; 附表 and 续表 name nothing.
const SHORTEST_TITLE: usize = 4;

/// A title has no more characters than this: 重庆市梁平区园林局2023年度部门整体绩效自评表（续表） has 29. What is longer is prose.
const LONGEST_TITLE: usize = 60;

/// The text without white space, brackets and what they hold.
fn bare(text: &str) -> String {
    let mut depth = 0_u32;
    let mut bare = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '(' | '[' | '（' | '［' | '【' | '〔' => depth += 1,
            ')' | ']' | '）' | '］' | '】' | '〕' => depth = depth.saturating_sub(1),
            c if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare.trim_end_matches(is_behind_title).to_owned()
}

/// What may stand behind a title: a colon, or the mark of a remark, which may be a raised digit.
fn is_behind_title(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ':' | '：' | '*' | '＊' | '①'..='⑳' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_a_self_evaluation_form() {
        for title in [
            "项目支出绩效自评表",
            "2022 年度项目支出绩效自评表（2023年填报）",
            "部门整体支出绩效自评表:",
            "项目支出绩效自评表①",
            "项目支出绩效自评表1",
            "转移支付区域（项目）绩效目标自评表",
        ] {
            assert!(is_form_title(title), "{title}");
        }
        for other in [
            "项目绩效目标申报表",
            "自评报告",
            "自评表填报说明",
            "项目支出绩效自评表（续表）",
        ] {
            assert!(!is_form_title(other), "{other}");
        }
    }

    #[test]
    fn a_title_may_say_that_the_form_goes_on() {
        for title in [
            "项目支出绩效自评表（续表）",
            "项目支出绩效自评表(续)",
            "续表",
            "（续表2）",
        ] {
            assert!(is_title_again(title), "{title}");
        }
        assert!(!is_title_again("永续发展项目自评表"));
    }

    #[test]
    fn other_tables_have_names_of_their_own() {
        for title in [
            "收入决算表",
            "项目绩效目标申报表（2023年度）",
            "部门预算项目绩效目标表",
            "绩效监控表:",
            "服务对象满意度调查问卷",
        ] {
            assert!(is_other_title(title), "{title}");
        }
        for other in [
            "项目支出绩效自评表",
            "附表",
            "续表",
            "注：本表",
            "填表",
            "审核意见详见附表。",
            "数量、金额见后表，不再列表",
        ] {
            assert!(!is_other_title(other), "{other}");
        }
    }

    #[test]
    fn headings_and_prose_part_tables_and_furniture_does_not() {
        for text in [
            "一、基本情况",
            "（二）绩效目标完成情况",
            "附件3",
            "收入决算表",
            "上述资金全部按规定使用，未发现截留、挪用等问题。",
        ] {
            assert!(parts_tables(text), "{text}");
        }
        for text in [
            "- 3 -",
            "某市交通局",
            "单位：万元",
            "填报人：张三 联系电话：12345678",
            "一般公共服务",
            "附件内容",
            "2024年3月5日",
        ] {
            assert!(!parts_tables(text), "{text}");
        }
    }

    #[test]
    fn what_the_money_is_for_has_a_name() {
        for label in ["项目名称", "转移支付（项目）名称", "专项名称", "专项资金名称"] {
            assert!(is_name_of_project(label), "{label}");
        }
        assert!(!["单位名称", "项目资金", "指标名称"].into_iter().any(is_name_of_project));
    }

    #[test]
    fn a_sum_is_carried_over_by_name() {
        assert!(
            ["过次页", "承前页", "（转下页）", "本页小计"]
                .into_iter()
                .all(is_carried_over)
        );
        assert!(
            !["小计", "过次页面改版完成率不低于目标", "页"]
                .into_iter()
                .any(is_carried_over)
        );
    }
}
