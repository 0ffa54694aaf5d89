//! Each mark of a form has a role, and a blank is a blank only where nothing stands. (That the ledger closes is asserted wherever a form is read.)

use super::form;
use crate::form::{Form, tables_to_forms};
use crate::geometry::{POINT, Rect};
use crate::table::sketch::text_to_tables;
use crate::table::{Aside, AsideKind, Block, Cell, Doubt, Tables};
use crate::warning::WarningKind;

const SOUND: &str = "\
| 项目名称 | 道路养护 | < | < | < | < | < |
| 项目资金 | < | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^ | 总额 | 100 | 90 | 10 | 90% | 9 |
| 一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因分析 |
| 产出 | 里程 | 350 | 360 | 50 | 50 | |
| ^ | 天数 | 30 | 31 | 40 | 39 | 雨 |
| 总分 | < | < | < | 100 | 98 | |
";

/// The forms of a document whose cells were changed.
fn changed(sketch: &str, mut change: impl FnMut(&mut Cell)) -> Form {
    let mut tables = text_to_tables(sketch);
    for block in &mut tables.blocks {
        let Block::Table(table) = block else { continue };
        table.cells.iter_mut().for_each(&mut change);
    }
    tables_to_forms(&tables).remove(0)
}

/// Each field with a doubt of this kind, once.
fn said(form: &Form, kind: WarningKind) -> Vec<String> {
    let said = form.warnings.iter().filter(|w| w.kind == kind);
    let mut fields: Vec<String> = said.map(|w| w.scope.to_string()).collect();
    fields.dedup();
    fields
}

/// The fields with a doubt of this kind, where the cell in this row and column, from 0, has one.
fn with_doubt_at(row: usize, col: usize, doubt: Doubt, kind: WarningKind) -> Vec<String> {
    let form = changed(SOUND, |cell| {
        if (cell.row, cell.col) == (row, col) {
            cell.doubt = doubt;
        }
    });
    said(&form, kind)
}

fn ink() -> Doubt {
    Doubt {
        ink: true,
        ..Doubt::default()
    }
}

#[test]
fn a_sound_form_has_no_doubts() {
    assert_eq!(form(SOUND).warnings, []);
}

#[test]
fn a_blank_with_ink_in_its_cell_or_beside_it_may_be_none() {
    let beside = Doubt {
        beside: true,
        ..Doubt::default()
    };
    for doubt in [ink(), beside] {
        assert_eq!(
            with_doubt_at(4, 6, doubt, WarningKind::UnreadInk),
            ["indicators[0].deviation"]
        );
    }
    // What stands beside a cell that says something is none of its value.
    assert_eq!(with_doubt_at(4, 5, beside, WarningKind::UnreadInk), [""; 0]);
}

#[test]
fn a_blank_beside_a_text_that_may_be_two_may_have_lost_its_own() {
    let mixed = Doubt {
        mixed: true,
        ..Doubt::default()
    };
    assert_eq!(
        with_doubt_at(4, 5, mixed, WarningKind::UnreadInk),
        ["indicators[0].deviation"]
    );
    assert_eq!(with_doubt_at(4, 2, mixed, WarningKind::UnreadInk), [""; 0]);
}

#[test]
fn ink_beside_digits_may_be_a_point_or_a_sign() {
    assert_eq!(
        with_doubt_at(2, 3, ink(), WarningKind::UnreadInk),
        ["funds[0].executed"]
    );
    assert_eq!(with_doubt_at(6, 5, ink(), WarningKind::UnreadInk), ["total_score"]);
}

#[test]
fn ink_around_the_only_grade_chooses_nothing_and_around_one_of_several_it_does() {
    let doubts = |grade: &str| {
        let form = changed(
            &format!("{SOUND}| 评分等级 | {grade} | < | < | < | < | < |"),
            |cell| {
                if cell.text() == grade {
                    cell.doubt = ink();
                }
            },
        );
        said(&form, WarningKind::UnreadInk).len()
    };
    assert_eq!((doubts("优"), doubts("优良中差")), (0, 1));
}

#[test]
fn ink_in_a_row_that_says_nothing_else_may_be_a_row() {
    let row = "| 效益 | | | | | | |\n| 总分";
    let form = changed(&SOUND.replace("| 总分", row), |cell| {
        if (cell.row, cell.col) == (6, 5) {
            cell.doubt = ink();
        }
    });
    assert_eq!(said(&form, WarningKind::UnreadInk), ["indicators"]);
}

#[test]
fn a_row_of_which_only_the_name_is_not_covered_stays_a_row() {
    let row = "| 效益 | | | | | | |\n| 总分";
    let form = changed(&SOUND.replace("| 总分", row), |cell| {
        if cell.row == 6 && (1..6).contains(&cell.col) {
            cell.doubt = ink();
        }
    });
    assert_eq!(form.indicators.len(), 3);
    assert_eq!(said(&form, WarningKind::UnreadInk).len(), 5);
    // A bar over all of it and the lines between makes one cell, and that is no remark.
    let row = "| 效益 | 里程 | | < | < | < | |\n| 总分";
    let form = changed(&SOUND.replace("| 总分", row), |cell| {
        if (cell.row, cell.col) == (6, 2) {
            cell.doubt = ink();
        }
    });
    let covered = ["target", "actual", "weight", "score"].map(|column| format!("indicators[2].{column}"));
    assert_eq!(said(&form, WarningKind::UnreadInk), covered);
}

#[test]
fn a_doubt_about_a_cell_is_one_about_all_that_it_reaches_over() {
    let merged = SOUND.replace("| 350 | 360 | 50 | 50 | |", "| 350 | 360 | 50 | < | |");
    let form = changed(&merged, |cell| {
        if (cell.row, cell.col) == (4, 4) {
            cell.doubt.mixed = true;
        }
    });
    assert_eq!(
        said(&form, WarningKind::OverlappingText),
        ["indicators[0].weight", "indicators[0].score"]
    );
    assert_eq!(said(&self::form(&merged), WarningKind::OverlappingText), [""; 0]);
}

#[test]
fn a_figure_that_is_struck_out_without_another_one_is_said() {
    let void = Doubt {
        void: true,
        ..Doubt::default()
    };
    assert_eq!(
        with_doubt_at(2, 2, void, WarningKind::NotUnderstood),
        ["funds[0].budget"]
    );
}

#[test]
fn a_total_that_is_a_picture_is_said() {
    let blank = SOUND.replace("| 100 | 98 | |", "| 100 | | |");
    let form = changed(&blank, |cell| {
        if (cell.row, cell.col) == (6, 5) {
            cell.doubt = ink();
        }
    });
    assert_eq!(said(&form, WarningKind::UnreadInk), ["total_score"]);
}

#[test]
fn glyphs_of_two_texts_are_doubted_and_a_struck_out_figure_is_mentioned() {
    let mixed = Doubt {
        mixed: true,
        ..Doubt::default()
    };
    let struck = Doubt {
        struck: true,
        ..Doubt::default()
    };
    assert_eq!(
        with_doubt_at(2, 2, mixed, WarningKind::OverlappingText),
        ["funds[0].budget"]
    );
    assert_eq!(with_doubt_at(2, 2, struck, WarningKind::StruckOut), ["funds[0].budget"]);
}

#[test]
fn figures_on_two_lines_of_a_cell_are_two_unless_the_first_fills_it() {
    let two_lines = |width| {
        changed(&SOUND.replace("| 50 | 50 |", "| 5049 | 50 |"), |cell| {
            if cell.text() == "5049" {
                cell.content.breaks = vec![2];
                cell.content.bbox = Some(Rect {
                    x1: cell.bbox.x0 + width * POINT,
                    ..cell.bbox
                });
            }
        })
    };
    assert_eq!(
        said(&two_lines(12), WarningKind::NotUnderstood),
        ["indicators[0].weight"]
    );
    assert_eq!(said(&two_lines(60), WarningKind::NotUnderstood), [""; 0]);
}

#[test]
fn digits_that_are_no_figure_are_said() {
    for text in ["28.0027.90", "98。52", "71¥10", "100,00", "100 00", "9章"] {
        let form = form(&SOUND.replace("| 90 | 10 |", &format!("| {text} | 10 |")));
        let fields = said(&form, WarningKind::NotUnderstood);
        let is_figure = crate::figure::Figure::parse(text).is_some();
        assert_eq!(
            fields.contains(&"funds[0].executed".to_owned()),
            !is_figure,
            "{text}: {fields:?}"
        );
    }
    for (text, is_said) in [
        ("≥28.0027.90", true),
        ("≥90 00(%)", true),
        ("2023.12.31", false),
        ("3月10日", false),
        ("1-2", false),
        ("≥98.5%", false),
    ] {
        let form = form(&SOUND.replace("| 350 |", &format!("| {text} |")));
        let fields = said(&form, WarningKind::NotUnderstood);
        assert_eq!(
            fields.contains(&"indicators[0].target".to_owned()),
            is_said,
            "{text}: {fields:?}"
        );
    }
}

#[test]
fn two_totals_are_one_too_many() {
    let totals = |sketch: &str| said(&form(sketch), WarningKind::NotUnderstood).join(" ");
    assert_eq!(totals(&format!("{SOUND}\n自评得分：97.5分")), "total_score");
    assert_eq!(totals(&format!("{SOUND}\n自评得分：98.0分")), "");
    assert_eq!(totals(&format!("{SOUND}\n总分：100分")), "");
    let named = "| 项目名称 | 道路养护 | < | < | < | 自评总分 | 97 |";
    assert_eq!(
        totals(&SOUND.replace("| 项目名称 | 道路养护 | < | < | < | < | < |", named)),
        "total_score"
    );
}

#[test]
fn a_label_of_the_head_with_unknown_characters_may_be_that_of_what_was_not_found() {
    let department = "| 项目名称 | 道路养护 | < | < | < | < | < |\n| 主\u{fffd}部门 | 交通局 | < | < | < | < | < |";
    let form = form(&SOUND.replace("| 项目名称 | 道路养护 | < | < | < | < | < |", department));
    let fields = said(&form, WarningKind::NotUnderstood);
    assert!(fields.contains(&"department".to_owned()), "{fields:?}");
    assert!(!fields.contains(&"project_name".to_owned()), "{fields:?}");
}

#[test]
fn a_year_with_an_unknown_character_is_doubted() {
    let row = "| 2023\u{fffd}年 | < | < | < | < | < | < |";
    let fields = form(&format!("{row}\n{SOUND}"));
    let fields: Vec<String> = fields.warnings.iter().map(|w| w.scope.to_string()).collect();
    assert!(fields.iter().any(|field| field == "year"), "{fields:?}");
}

#[test]
fn figures_between_the_rows_that_no_cell_holds_are_said() {
    let aside = |kind, text: &str, y: i32| {
        let mut tables: Tables = text_to_tables(SOUND);
        tables.asides.push(Aside {
            kind,
            text: text.to_owned(),
            glyphs: 2,
            page: 1,
            bbox: Rect {
                x0: 500 * POINT,
                y0: y * POINT,
                x1: 520 * POINT,
                y1: (y + 8) * POINT,
            },
            turn: crate::table::Turn::default(),
        });
        let form = tables_to_forms(&tables).remove(0);
        form.warnings
            .into_iter()
            .map(|w| w.scope.to_string())
            .collect::<Vec<String>>()
    };
    let beside_indicators = 5 * 24 + 4;
    assert_eq!(aside(AsideKind::Oversize, "39", beside_indicators), ["indicators"]);
    assert_eq!(aside(AsideKind::Watermark, "39", beside_indicators), [""; 0]);
    assert_eq!(aside(AsideKind::Oversize, "样张", beside_indicators), [""; 0]);
}
