use super::*;
use crate::pdf::{Glyph, Mark, MarkKind};

const SIZE: Milli = 10_000;

fn glyph(character: char, x: Milli) -> Glyph {
    Glyph {
        character: Some(character),
        bbox: Rect::new(x, 0, x + SIZE / 2, SIZE),
        origin: Point { x, y: SIZE },
        size: SIZE,
        ..Glyph::default()
    }
}

fn page(text: &str) -> Page {
    let places = (0..).step_by(SIZE as usize / 2);
    Page {
        glyphs: text.chars().zip(places).map(|(c, x)| glyph(c, x)).collect(),
        ..Page::default()
    }
}

fn second(text: &str) -> PageReading {
    let seen = |glyph: &Glyph| Character {
        x: glyph.bbox.center().x + 300,
        y: glyph.bbox.center().y - 200,
        c: glyph.character.filter(|c| *c != '?'),
    };
    let characters: Vec<Character> = page(text).glyphs.iter().map(seen).collect();
    PageReading {
        pages: 1,
        count: characters.len(),
        characters,
    }
}

const ALL: Rect = Rect {
    x0: 0,
    y0: 0,
    x1: 1_000_000,
    y1: 1_000_000,
};

fn compared(first: &str, other: &str, stated: Stated) -> Verdict {
    compare(&page(first), &second(other), &ALL, stated)
}

#[test]
fn what_is_printed_alike_is_the_same() {
    assert_eq!(compared("98.52%", "98.52%", Stated::Text), Verdict::Same);
    assert_eq!(compared("98.52％ ⽤", "98.52%用", Stated::Text), Verdict::Same);
}

#[test]
fn another_digit_is_a_difference_and_both_are_shown() {
    let readings = Readings {
        first: "98.52".into(),
        second: "96.52".into(),
    };
    assert_eq!(compared("98.52", "96.52", Stated::Text), Verdict::Differs(readings));
    assert!(matches!(compared("98.52", "89.52", Stated::Text), Verdict::Differs(_)));
    assert!(matches!(compared("98.52", "98.5", Stated::Text), Verdict::Differs(_)));
    assert!(matches!(compared("", "5", Stated::Nothing), Verdict::Differs(_)));
}

#[test]
fn a_reader_that_does_not_know_is_not_held_for_one_that_disagrees() {
    assert!(matches!(compared("98.52", "98.?2", Stated::Text), Verdict::Unknown(_)));
    assert!(matches!(compared("98.52", "", Stated::Text), Verdict::Unknown(_)));
    assert!(matches!(
        compared("98.\u{e012}2", "98.52", Stated::Text),
        Verdict::Unknown(_)
    ));
}

#[test]
fn a_blank_is_confirmed_only_by_a_reader_that_has_read_the_page() {
    let below = Rect::new(0, 50_000, 1000, 60_000);
    let judged = |other: &str| compare(&page("项目名称"), &second(other), &below, Stated::Nothing);
    assert_eq!(judged("项目名称"), Verdict::Same);
    assert!(matches!(judged(""), Verdict::Unknown(_)));
}

#[test]
fn a_blank_is_not_confirmed_by_what_both_readers_see_there() {
    assert!(matches!(compared("99", "99", Stated::Nothing), Verdict::Unknown(_)));
    assert!(matches!(compared("99", "98", Stated::Nothing), Verdict::Unknown(_)));
    assert_eq!(compared("主管部门：", "主管部门:", Stated::Nothing), Verdict::Same);
    assert_eq!(compared("(年度)", "（年度）", Stated::NoYear), Verdict::Same);
    assert!(matches!(compared("2023", "2023", Stated::NoYear), Verdict::Unknown(_)));
    let mut hidden = page("99");
    for glyph in &mut hidden.glyphs {
        glyph.visibility = Visibility::Covered;
    }
    assert!(matches!(
        compare(&hidden, &second("99"), &ALL, Stated::Nothing),
        Verdict::Unknown(_)
    ));
}

#[test]
fn ink_that_is_no_text_is_seen_by_no_reader() {
    let mut inked = page("98.52");
    let dot = |x: Milli| Mark {
        kind: MarkKind::Shape,
        bbox: Rect::new(x, 0, x + 900, 900),
        color: None,
        order: 0,
    };
    let bbox = Rect::new(0, 0, 30_000, SIZE);
    inked.marks = vec![dot(40_000)];
    assert_eq!(compare(&inked, &second("98.52"), &bbox, Stated::Text), Verdict::Same);
    inked.marks.push(dot(10_000));
    assert!(matches!(
        compare(&inked, &second("98.52"), &bbox, Stated::Text),
        Verdict::Unknown(_)
    ));
    assert!(matches!(
        compare(&inked, &second("98.52"), &bbox, Stated::Nothing),
        Verdict::Unknown(_)
    ));
}

#[test]
fn a_digit_that_is_a_guess_is_in_doubt() {
    let mut page = page("98.52");
    page.glyphs[1].in_doubt = true;
    assert!(matches!(
        compare(&page, &second("98.52"), &ALL, Stated::Text),
        Verdict::Unknown(_)
    ));
}

#[test]
fn digits_printed_over_each_other_are_in_doubt_and_bold_ones_are_not() {
    let over = |character: char, visibility: Visibility| {
        let mut page = page("98");
        page.glyphs.push(Glyph {
            visibility,
            ..glyph(character, 100)
        });
        let mut seen = second("98");
        seen.characters.push(Character {
            x: 2_900,
            y: 4_800,
            c: Some(character),
        });
        compare(&page, &seen, &ALL, Stated::Text)
    };
    assert!(matches!(over('3', Visibility::Shown), Verdict::Unknown(_)));
    assert_eq!(over('9', Visibility::Shown), Verdict::Same);
    assert_eq!(
        over('3', Visibility::Covered),
        Verdict::Same,
        "hidden ones are seen by both"
    );
}

#[test]
fn a_font_that_contradicts_the_file_is_a_reader_of_its_own() {
    let mut page = page("9.30");
    page.glyphs[2].drawn_as = Some('8');
    let readings = Readings {
        first: "9.30".into(),
        second: "9.80".into(),
    };
    assert_eq!(contradiction(&page, &ALL), Some(readings.clone()));
    assert_eq!(
        compare(&page, &second("9.30"), &ALL, Stated::Text),
        Verdict::Differs(readings)
    );
}
