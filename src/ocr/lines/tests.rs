//! How readings of a line are settled, and which are of no text.

use super::super::ink::tests::drawn;
use super::*;

/// What a recogniser has read over ink of one piece a character, each so sure.
fn reading(text: &str, sure: u8) -> Reading {
    let characters = (0_i64..).zip(text.chars()).map(|(place, character)| Character {
        character,
        sure,
        from: 8 + place * 12 + 2,
        to: 8 + place * 12 + 6,
        others: Vec::new(),
    });
    Reading {
        characters: characters.collect(),
        missed: Vec::new(),
    }
}

/// Settles what two recognisers have read over so many pieces of ink.
fn settled(pieces: usize, first: Reading, second: Reading, under_ink: bool) -> (String, Option<String>, bool) {
    let row = "#.".repeat(pieces);
    let (gray, bbox) = drawn(&[row.trim_end_matches('.'); 3], 6);
    let readings = Readings {
        first,
        second: Some(second),
        sign: None,
    };
    let line = TextLine {
        bbox,
        cell: Some(1),
        under_ink,
    };
    let read = settle(&readings, &gray, &line, 18, true);
    let text = read.characters.iter().filter_map(|one| one.0).collect();
    (text, read.second, read.is_agreed)
}

#[test]
fn a_figure_is_agreed_where_two_read_it_alike_and_surely_over_all_of_its_ink() {
    let both = |text: &str, sure| settled(4, reading(text, 97), reading(text, sure), false);
    assert_eq!(both("27.9", 95), ("27.9".into(), None, true));
    assert_eq!(both("27.9", 89), ("27.9".into(), None, false), "not sure enough");
    let other = settled(4, reading("27.9", 97), reading("21.9", 97), false);
    assert_eq!(other, ("27.9".into(), Some("21.9".into()), false));
    let under = settled(4, reading("27.9", 97), reading("27.9", 97), true);
    assert_eq!(under, ("27.9".into(), None, false), "a seal lies on it");
    let lost = settled(5, reading("27.9", 97), reading("27.9", 97), false);
    assert_eq!(
        lost,
        ("27.9".into(), None, false),
        "both have left out what stands last"
    );
    let odd = settled(4, reading("279.", 97), reading("279.", 97), false);
    assert_eq!(
        odd,
        ("279".into(), Some("279.".into()), false),
        "a speck makes no figure"
    );
}

#[test]
fn what_is_no_figure_gives_way_to_one() {
    let read = settled(4, reading("2..9", 97), reading("21.9", 97), false);
    assert_eq!(read, ("21.9".into(), None, false));
}

#[test]
fn a_round_letter_alone_in_its_cell_is_a_zero() {
    let read = settled(1, reading("o", 97), reading("0", 97), false);
    assert_eq!((read.0.as_str(), read.2), ("0", true));
}

#[test]
fn other_readings_of_a_figure_change_one_character() {
    let mut first = reading("17", 97);
    first.characters[1].others = vec![(Some('1'), 30), (None, 5)];
    first.missed.push(super::super::ctc::Missed {
        behind: 2,
        character: '5',
        sure: 12,
    });
    assert_eq!(other_readings(&first, "17"), ["11", "175", "1"]);
}

#[test]
fn strokes_under_ink_beside_other_lines_are_text_where_two_read_them_alike_and_surely() {
    let read = |first: Reading, second: Reading| Readings {
        first,
        second: Some(second),
        sign: None,
    };
    let beside = |first, second| read(first, second).are_of_no_text(false);
    assert!(beside(reading("1", 96), reading("1", 57)), "a pen's stroke");
    assert!(!read(reading("1", 96), reading("1", 57)).are_of_no_text(true));
    assert!(!beside(reading("10", 99), reading("10", 99)));
    assert!(!beside(reading("30.0", 99), reading("30.0", 94)));
    assert!(beside(reading("v", 99), reading("v", 99)), "of no form");
    assert!(
        !beside(reading("决分", 64), reading("分", 99)),
        "one is sure of a label"
    );
    assert!(beside(reading("一", 97), reading("1", 29)), "a stroke is no label");
}

#[test]
fn a_figure_under_ink_is_the_one_that_was_read_surely() {
    let both = |under_ink| settled(1, reading("4-2", 66), reading("4", 98), under_ink);
    assert_eq!(both(true), ("4".into(), Some("4-2".into()), false));
    assert_eq!(both(false).0, "4-2");
}

#[test]
fn what_a_pen_has_left_at_a_label_is_no_part_of_it() {
    let mut stray = reading("C总分", 99);
    stray.characters[0].sure = 40;
    assert_eq!(without_stray(&stray).text(), "总分");
    assert_eq!(without_stray(&reading("C总分", 99)).text(), "C总分");
}
