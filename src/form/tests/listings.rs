//! Listings, one project a row.

use super::{form, forms, show};
use crate::form::Layout;

#[test]
fn a_list_of_projects_has_a_form_a_row_where_it_says_that_they_were_evaluated_by_themselves() {
    let list = "\
2022年度项目支出绩效自评汇总表
| 序号 | 项目名称 | 全年预算数 | 全年执行数 | 执行率 | 自评得分 |
| 1 | 桥梁检测 | 100 | 90 | 90% | 98 |
| 2 | 道路养护 | 200 | 150 | 75% | 88 |
| 合计 | < | 300 | 240 | 80% |  |";
    let listed = forms(list);
    let said: Vec<[String; 4]> = listed
        .iter()
        .map(|f| [&f.project_name, &f.funds[0].executed, &f.total_score, &f.year].map(show))
        .collect();
    assert_eq!(
        said,
        [["桥梁检测", "90", "98", "2022"], ["道路养护", "150", "88", "2022"]]
    );
    assert!(
        listed
            .iter()
            .all(|f| f.layout == Layout::Listing && f.warnings.is_empty())
    );
    let sum = listed[0].listing_sum.as_ref().unwrap();
    let amounts: Vec<String> = sum
        .amounts
        .iter()
        .map(|(name, value)| format!("{name}={}", value.text))
        .collect();
    assert_eq!((sum.rows, amounts.join(" ")), (2, "budget=300 executed=240".to_owned()));
    let of_parts = list.replace("| 2 | 道路养护", "| 合计 | < | 100 | 90 | 90% | |\n| 2 | 道路养护");
    assert_eq!(
        forms(&of_parts)[0].listing_sum,
        None,
        "of two sums nobody knows what they add up"
    );
    let of_accounts = list.replace("自评汇总表", "预算执行情况表").replace("自评得分", "备注");
    assert_eq!(forms(&of_accounts), []);
    let one = "\
| 项目名称 | 全年预算数 | 全年执行数 | 执行率 | 得分 |
| 桥梁检测 | 100 | 90 | 90% | 9 |
| 一级指标 | 三级指标 | 指标值 | 完成值 | 得分 |
| 产出指标 | 桥梁 | 1 | 1 | 90 |";
    assert_eq!(show(&form(one).project_name), "桥梁检测");
}
