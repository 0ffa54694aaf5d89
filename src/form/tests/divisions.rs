//! What the rows of 项目资金 are parts of, and which of their sums are judged.

use super::form;

#[test]
fn of_a_part_that_may_belong_to_another_part_the_sums_are_not_judged() {
    let form = form(
        "| 项目名称 | 道路养护 | < | < |\n| 项目资金 | < | 全年预算数 | 全年执行数 |\n| ^ | 总额 | 100 | 90 |\n| ^ | 其中：财政拨款 | 100 | 90 |\n| ^ | 其中：中央资金 | 60 | 50 |",
    );
    let doubted: Vec<String> = form.warnings.iter().map(|w| w.scope.to_string()).collect();
    assert_eq!(doubted, ["funds[2].item"]);
    let expected = crate::engine::expect(&form, &crate::parameters::Parameters::default());
    assert_eq!(expected.fund_sums, []);
}

#[test]
fn each_part_of_the_total_may_say_that_it_is_one() {
    let (doubted, sums) =
        judged("| ^ | 总额 | 100 | 90 |\n| ^ | 其中：财政拨款 | 80 | 70 |\n| ^ | 其中：其他资金 | 20 | 20 |");
    assert_eq!((doubted, sums), (Vec::new(), 2));
}

/// The fields with a doubt in a form with these rows below its fund total of 100 and 90, and how many sums of it are judged.
fn judged(rows: &str) -> (Vec<String>, usize) {
    let form = form(&format!(
        "| 项目名称 | 道路养护 | < | < |\n| 项目资金 | < | 全年预算数 | 全年执行数 |\n{rows}"
    ));
    let expected = crate::engine::expect(&form, &crate::parameters::Parameters::default());
    let doubted = form.warnings.into_iter().map(|w| w.scope.to_string()).collect();
    (doubted, expected.fund_sums.len())
}

#[test]
fn where_the_total_stands_below_its_parts_the_first_row_is_not_judged_as_one() {
    let (doubted, sums) = judged("| ^ | 财政拨款 | 80 | 70 |\n| ^ | 其他资金 | 20 | 20 |\n| ^ | 合计 | 100 | 90 |");
    assert_eq!(doubted, ["funds[2].item"]);
    assert_eq!(sums, 0);
    let (doubted, sums) = judged("| ^ | 法律援助 | 80 | 70 |\n| ^ | 社区矫正 | 20 | 20 |");
    assert_eq!(doubted, ["funds[0].item"]);
    assert_eq!(sums, 0);
}

#[test]
fn a_part_of_the_money_in_the_first_row_is_no_total_of_the_others() {
    let (doubted, sums) = judged("| ^ | 财政资金 | 80 | 70 |\n| ^ | 自筹资金 | 20 | 20 |");
    assert_eq!(doubted, ["funds[0].item"]);
    assert_eq!(sums, 0);
    let (doubted, sums) = judged("| ^ | 项目资金 | 100 | 90 |\n| ^ | 财政资金 | 80 | 70 |");
    assert_eq!((doubted, sums), (Vec::new(), 2));
}

#[test]
fn of_parts_of_parts_the_sums_are_not_judged() {
    let numbered = "\
| ^ | 总额 | 100 | 90 |
| ^ | 1.财政拨款 | 80 | 70 |
| ^ | （1）中央补助 | 50 | 40 |
| ^ | （2）省级补助 | 30 | 30 |
| ^ | 2.其他资金 | 20 | 20 |";
    assert_eq!(
        judged(numbered),
        (vec!["funds[2].item".to_owned(), "funds[3].item".to_owned()], 0)
    );
    let named = "| ^ | 总额 | 100 | 90 |\n| ^ | 财政拨款 | 100 | 90 |\n| ^ | 上级补助 | 50 | 40 |";
    assert_eq!(judged(named), (vec!["funds[2].item".to_owned()], 0));
    let of_levels = "| ^ | 总额 | 100 | 90 |\n| ^ | （1）中央资金 | 80 | 70 |\n| ^ | （2）省级财政资金 | 20 | 20 |";
    assert_eq!(judged(of_levels), (Vec::new(), 2));
}

#[test]
fn money_divided_by_source_and_by_purpose_is_no_sum() {
    let (doubted, sums) = judged(
        "| ^ | 预算总额 | 100 | 90 |\n| ^ | 资金来源：财政拨款 | 100 | 90 |\n| ^ | 资金结构：基本支出 | 60 | 60 |\n| ^ | 项目支出 | 40 | 30 |",
    );
    assert_eq!(doubted, ["funds[2].item"]);
    assert_eq!(sums, 0);
    let by_purpose = "| ^ | 预算总额 | 100 | 90 |\n| ^ | 基本支出 | 60 | 60 |\n| ^ | 项目支出 | 40 | 30 |";
    assert_eq!(judged(by_purpose), (Vec::new(), 2));
}
