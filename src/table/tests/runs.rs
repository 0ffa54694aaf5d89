//! The runs of one cell: what is struck out, raised, or laid over other text.

use insta::assert_snapshot;

use super::{EM, asides, read};
use crate::pdf::drawing::{Drawing, drawing};
use crate::table::AsideKind;

fn cell() -> Drawing {
    drawing().grid(&[0, 30, 130], &[0, 30]).text(5, 5, EM, "金")
}

#[test]
fn of_a_struck_out_and_a_new_figure_the_new_one_is_the_value() {
    let struck = cell().text(35, 5, EM, "6.80 6.70").line(35, 11, 55, 11);
    assert_snapshot!(read(struck.clone()), @"| 金 | 6.70x |");
    assert_eq!(asides(struck), [(AsideKind::StruckOut, "6.80".to_owned())]);
}

#[test]
fn what_is_struck_out_and_has_no_other_beside_it_stays_and_says_so() {
    assert_snapshot!(read(cell().text(35, 5, EM, "6.80").line(35, 11, 55, 11)), @"| 金 | 6.80X |");
}

#[test]
fn a_line_that_runs_on_beyond_its_cell_or_below_the_text_strikes_nothing() {
    assert_snapshot!(read(cell().text(35, 5, EM, "6.80").line(35, 8, 160, 20)), @"| 金 | 6.80 |");
    assert_snapshot!(read(cell().text(35, 5, EM, "6.80 6.70").line(35, 15.5, 55, 15.5)), @"| 金 | 6.80 6.70 |");
}

#[test]
fn a_line_through_a_text_is_no_border_where_it_reaches_from_side_to_side() {
    let narrow = drawing()
        .grid(&[0, 30, 52], &[0, 30])
        .row(5, EM, &[(5, "金"), (31, "6.80")])
        .text(31, 16, EM, "6.70")
        .line(31, 11, 51, 11);
    assert_snapshot!(read(narrow), @"| 金 | 6.70x |");
}

#[test]
fn a_line_through_a_text_is_no_border_where_it_is_shorter_than_the_text() {
    let narrow = drawing()
        .grid(&[0, 30, 70], &[0, 30])
        .row(5, EM, &[(5, "金"), (32, "680000")])
        .text(32, 16, EM, "6.70")
        .line(33, 11, 60, 11);
    assert_snapshot!(read(narrow), @"| 金 | 6.70x |");
}

#[test]
fn a_raised_mark_beside_a_figure_is_no_digit_of_it() {
    for (x, mark) in [(55, "1"), (55, "①"), (55, "[2]"), (29, "3")] {
        let marked = drawing()
            .grid(&[0, 20, 130], &[0, 30])
            .row(8, EM, &[(5, "金"), (35, "6.70")])
            .text(x, 6, 6, mark);
        assert!(read(marked.clone()).contains("| 6.70 |"), "{mark}: {}", read(marked));
        assert_eq!(asides(marked), [(AsideKind::RaisedMark, mark.to_owned())]);
    }
}

#[test]
fn a_raised_character_of_a_word_or_unit_stays() {
    let squared = cell().text(35, 8, EM, "50m").text(50, 6, 6, "2");
    assert_snapshot!(read(squared), @"| 金 | 50m2 |");
}

#[test]
fn figures_that_lie_over_each_other_are_doubtful() {
    assert_snapshot!(read(cell().text(35, 5, EM, "6.80").text(35, 5, EM, "7.70")), @"| 金 | 67.870& |");
    // Drawn twice for a bold look.
    assert_snapshot!(read(cell().text(35, 5, EM, "6.80").text(35.3, 5, EM, "6.80")), @"| 金 | 6.80 |");
}

#[test]
fn a_figure_of_several_sizes_or_base_lines_or_colours_is_doubtful() {
    assert_snapshot!(read(cell().text(35, 5, EM, "6.8").text(50, 7, 8, "0")), @"| 金 | 6.80& |");
    assert_snapshot!(read(cell().text(35, 5, EM, "6.8").text(50, 8, EM, "0")), @"| 金 | 6.80& |");
    let colored = cell()
        .color([0; 3])
        .text(35, 5, EM, "6.8")
        .color([255, 0, 0])
        .text(50, 5, EM, "0");
    assert_snapshot!(read(colored), @"| 金 | 6.80& |");
    // Words may be printed like that.
    let word = cell()
        .color([0; 3])
        .text(35, 5, EM, "第")
        .color([255, 0, 0])
        .text(45, 5, EM, "2版");
    assert_snapshot!(read(word), @"| 金 | 第2版 |");
}

#[test]
fn two_lines_that_are_figures_each_are_no_one_figure_and_a_figure_that_breaks_for_want_of_room_is() {
    assert_snapshot!(read(cell().text(35, 5, EM, "28.00\n27.90")), @"| 金 | 28.0027.90& |");
    assert_snapshot!(read(cell().text(35, 5, EM, "1,250.\n00")), @"| 金 | 1,250.00 |");
    let narrow = drawing()
        .grid(&[0, 30, 60], &[0, 30])
        .row(5, EM, &[(5, "金"), (33, "12345\n67")]);
    assert_snapshot!(read(narrow), @"| 金 | 1234567 |");
}

#[test]
fn glyphs_that_stand_in_one_place_twice_are_one_and_named() {
    let bold = cell().text(35, 5, EM, "6").text(35.3, 5, EM, "6");
    assert_eq!(asides(bold), [(AsideKind::Doubled, "6".to_owned())]);
}

#[test]
fn a_raised_digit_behind_chinese_words_or_a_rate_is_a_mark() {
    for (text, x) in [("养护", 56), ("≥90%", 57)] {
        let marked = cell().text(35, 8, EM, text).text(x, 6, 6, "1");
        assert_eq!(asides(marked.clone()), [(AsideKind::RaisedMark, "1".to_owned())]);
        assert!(read(marked).contains(&format!("| {text} |")), "{text}");
    }
}

#[test]
fn a_small_word_in_another_colour_behind_a_text_is_a_note() {
    let noted = |note: &str, x: f64| cell().text(35, 5, EM, "养护").color([255, 0, 0]).text(x, 8, 7, note);
    assert_snapshot!(read(noted("已核", 60.0)), @"| 金 | 养护 |");
    assert_eq!(asides(noted("已核", 60.0)), [(AsideKind::Note, "已核".to_owned())]);
    assert_snapshot!(read(noted("已核2", 60.0)), @"| 金 | 养护& |");
    // Without a gap it goes on with the text.
    assert_snapshot!(read(noted("已核", 55.0)), @"| 金 | 养护已核 |");
}
