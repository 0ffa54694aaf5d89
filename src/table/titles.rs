//! Lines that name a form: the table below one is another form, unless it says that the form only goes on.

/// What a title says where the form goes on: `…自评表（续表）`, `续表`, `（接上页）`.
const GOES_ON: [&str; 4] = ["续表", "（续", "(续", "接上页"];

/// Whether a line is the title of a self-evaluation form.
pub fn is_form_title(text: &str) -> bool {
    let bare = bare(text);
    bare.ends_with('表') && bare.contains("自评") && !is_title_again(text)
}

/// Whether a line says that the form above goes on below it.
pub fn is_title_again(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    GOES_ON.iter().any(|word| plain.contains(word)) && plain.chars().count() <= LONGEST_TITLE
}

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
    bare.trim_end_matches([':', '：', '*']).to_owned()
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
}
