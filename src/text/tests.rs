//! How the characters of one box become the text that a person reads.

use proptest::prelude::*;

use super::{BoxText, glyphs_to_text};
use crate::geometry::Rect;
use crate::pdf::drawing::{Drawing, drawing};
use crate::pdf::{Direction, Glyph};

/// Size of type.
const EM: i32 = 10;

fn read(drawing: Drawing) -> BoxText {
    glyphs_to_text(&drawing.page().glyphs)
}

/// One paragraph, its lines one below the other.
fn paragraph(text: &str) -> String {
    read(drawing().text(0, 0, EM, text)).text
}

#[test]
fn chinese_lines_are_joined_without_a_space() {
    assert_eq!(paragraph("偏差原因分析\n及改进措施"), "偏差原因分析及改进措施");
}

#[test]
fn a_space_between_chinese_characters_is_taken_out() {
    assert_eq!(paragraph("总 分"), "总分");
}

#[test]
fn a_latin_word_on_the_next_line_gets_one_space() {
    assert_eq!(paragraph("Windows\nServer"), "Windows Server");
}

#[test]
fn a_word_that_breaks_at_a_soft_hyphen_is_one_word() {
    assert_eq!(paragraph("Win\u{ad}\ndows\nSer\u{ad}ver"), "Windows Server");
}

#[test]
fn several_spaces_between_latin_words_are_one() {
    assert_eq!(paragraph("Windows \u{a0}\u{3000} Server"), "Windows Server");
}

#[test]
fn a_gap_between_latin_words_is_a_space_that_was_not_drawn() {
    let words = drawing().text(0, 0, EM, "Windows").text(42, 0, EM, "Server");
    assert_eq!(read(words).text, "Windows Server");
}

#[test]
fn letter_spacing_is_no_space() {
    let spaced = (0..5).fold(drawing(), |d, i| {
        d.text(8 * i, 0, EM, &"12345"[i as usize..=i as usize])
    });
    assert_eq!(read(spaced).text, "12345");
}

#[test]
fn a_space_between_chinese_and_latin_stays() {
    assert_eq!(paragraph("采用 Linux 系统"), "采用 Linux 系统");
    assert_eq!(paragraph("采用Linux系统"), "采用Linux系统");
}

#[test]
fn a_number_that_breaks_over_lines_is_one_number() {
    assert_eq!(paragraph("1,250.\n00"), "1,250.00");
    assert_eq!(paragraph("100\n%"), "100%");
    assert_eq!(paragraph("2023\n年"), "2023年");
}

#[test]
fn a_label_of_one_character_a_line_reads_down() {
    assert_eq!(paragraph("年\n度\n总\n体\n目\n标"), "年度总体目标");
}

#[test]
fn text_turned_by_a_quarter_reads_along_its_direction() {
    for direction in [Direction::Up, Direction::Down, Direction::Left] {
        let turned = drawing().turned(direction, 200, 200, EM, "绩效指标\n完成95.5%");
        assert_eq!(read(turned).text, "绩效指标完成95.5%", "{direction:?}");
    }
}

#[test]
fn columns_of_vertical_writing_read_from_the_right() {
    let columns = drawing()
        .turned(Direction::Down, 100, 0, EM, "满意度")
        .turned(Direction::Down, 80, 0, EM, "指标");
    assert_eq!(read(columns).text, "满意度指标");
}

#[test]
fn lines_are_read_from_the_top_in_whatever_order_they_are_drawn() {
    let lines = drawing().text(0, 12, EM, "目标").text(0, 0, EM, "年度");
    assert_eq!(read(lines).text, "年度目标");
}

#[test]
fn it_is_known_where_lines_part() {
    let mut text = read(drawing().text(5, 0, EM, "年度\nannual\ngoal\n \n目标"));
    assert_eq!(text.text, "年度annual goal目标");
    assert_eq!((text.first_line(), text.last_line()), (Some("年度"), Some("目标")));
    assert_eq!(text.bbox, Some(Rect::new(5_000, 0, 35_000, 58_000)));
    text.drop_first_line();
    assert_eq!((text.first_line(), text.last_line()), (Some("annual"), Some("目标")));
    text.push_lines(&read(drawing().text(5, 0, EM, "1\n2")));
    assert_eq!((text.text.as_str(), text.last_line()), ("annual goal目标12", Some("2")));
    for _ in 0..4 {
        text.drop_first_line();
    }
    assert_eq!(
        (text.text.as_str(), text.first_line(), text.last_line()),
        ("2", None, None)
    );
}

#[test]
fn lines_joined_to_nothing_are_those_lines() {
    let mut text = read(drawing());
    let lines = read(drawing().text(5, 0, EM, "年度\n目标"));
    text.push_lines(&lines);
    text.push_lines(&read(drawing()));
    assert_eq!((text.text, text.breaks), (lines.text, lines.breaks));
}

/// The text, drawn so many times for a bold look, each time 0.2 pt further to the right.
fn bold(copies: u32, text: &str) -> String {
    read((0..copies).fold(drawing(), |d, i| d.text(f64::from(i) * 0.2, 0, EM, text))).text
}

#[test]
fn characters_drawn_twice_or_four_times_for_a_bold_look_are_read_once() {
    for copies in [1, 2, 4] {
        assert_eq!(bold(copies, "得分 9.77"), "得分 9.77", "{copies} copies");
    }
}

#[test]
fn a_doubled_character_is_found_behind_another_one_over_it() {
    let overstruck = |d: Drawing, x: f64| d.text(x, 0, EM, ">").text(x, 0, EM, "_");
    assert_eq!(read(overstruck(overstruck(drawing(), 0.0), 0.2)).text, ">_");
}

#[test]
fn two_equal_digits_side_by_side_stay_two() {
    for copies in [1, 2, 4] {
        assert_eq!(bold(copies, "11"), "11", "{copies} copies");
        assert_eq!(bold(copies, "100.00"), "100.00", "{copies} copies");
    }
}

#[test]
fn what_one_operator_shows_twice_in_one_place_stays_two() {
    let mut page = drawing().text(0, 0, EM, "115").page();
    page.glyphs[1].bbox = page.glyphs[0].bbox;
    assert_eq!(glyphs_to_text(&page.glyphs).text, "115");
}

#[test]
fn a_superscript_stays_in_its_line() {
    let area = drawing()
        .text(0, 10, EM, "绿化350m")
        .text(40, 8, 6, "2")
        .text(43, 10, EM, "以上");
    assert_eq!(read(area).text, "绿化350m2以上");
}

#[test]
fn what_prints_nothing_is_taken_out() {
    assert_eq!(paragraph("98\u{ad}.52\u{200b}%\u{feff}"), "98.52%");
}

#[test]
fn radicals_are_read_as_the_characters_that_look_so() {
    assert_eq!(paragraph("主管部⻔⽤⼾"), "主管部门用户");
}

#[test]
fn a_glyph_without_a_character_is_shown_and_counted() {
    let text = read(drawing().text(0, 0, EM, "9�.�2"));
    assert_eq!(
        (text.text.as_str(), text.unmapped, text.doubtful),
        ("9\u{fffd}.\u{fffd}2", 2, 0)
    );
}

#[test]
fn private_use_and_control_characters_are_counted_as_doubtful() {
    let text = read(drawing().text(0, 0, EM, "\u{e012}9\u{1}"));
    assert_eq!((text.unmapped, text.doubtful), (0, 2));
}

#[test]
fn nothing_printed_has_no_text_and_no_box() {
    assert_eq!(paragraph(""), "");
    assert_eq!(read(drawing()).bbox, None);
    assert_eq!(
        read(drawing().text(0, 0, EM, "  \u{3000}")).bbox,
        None,
        "white space is not printed"
    );
}

fn any_direction() -> impl Strategy<Value = Direction> {
    prop::sample::select(vec![
        Direction::Right,
        Direction::Down,
        Direction::Left,
        Direction::Up,
        Direction::Slanted,
    ])
}

/// Characters anywhere on a page, none over another.
fn any_glyphs() -> impl Strategy<Value = Vec<Glyph>> {
    let places = prop::collection::btree_set((0..12_i32, 0..12_i32), 0..40);
    let looks = prop::collection::vec(("[\\PC ]", any_direction(), 4..20_i32), 40);
    (places, looks).prop_map(|(places, looks)| {
        let drawn = places
            .into_iter()
            .zip(looks)
            .fold(drawing(), |d, ((x, y), (c, direction, size))| {
                d.turned(direction, 100 + 40 * x, 100 + 40 * y, size, &c)
            });
        drawn.page().glyphs
    })
}

proptest! {
    #[test]
    fn no_printed_character_is_lost_or_made_up(glyphs in any_glyphs()) {
        let text = glyphs_to_text(&glyphs).text;
        let read = |c: char| glyphs_to_text(&[Glyph { character: Some(c), ..glyphs[0] }]).text;
        let mut printed: Vec<String> = glyphs.iter().map(|g| g.character.map_or("\u{fffd}".to_owned(), read)).collect();
        let mut joined: Vec<String> = text.chars().map(String::from).collect();
        for characters in [&mut printed, &mut joined] {
            characters.retain(|c| !c.trim().is_empty());
            characters.sort_unstable();
        }
        prop_assert_eq!(printed, joined);
    }
}

#[test]
fn a_figure_that_is_spread_over_its_cell_has_no_spaces_and_two_figures_side_by_side_have_one() {
    let spread = |text: &str| {
        let places = text.chars().zip(0..);
        places.fold(drawing(), |d, (c, i)| d.text(20 * i, 0, EM, &c.to_string()))
    };
    assert_eq!(read(spread("98.52")).text, "98.52");
    assert_eq!(read(drawing().text(0, 0, EM, "98").text(40, 0, EM, "52")).text, "98 52");
}

#[test]
fn a_glyph_in_doubt_is_never_a_blank() {
    let mut page = drawing().text(0, 0, EM, "100 00").page();
    for glyph in page.glyphs.iter_mut().filter(|g| g.is_space()) {
        glyph.in_doubt = true;
    }
    let text = glyphs_to_text(&page.glyphs);
    assert_eq!(
        (text.text.as_str(), text.doubtful, text.glyphs),
        ("100\u{fffd}00", 1, 6)
    );
}
