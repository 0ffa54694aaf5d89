use super::*;

const SIZE: Milli = 10_000;

fn glyph(character: char, x: Milli) -> Glyph {
    Glyph {
        character: Some(character),
        bbox: Rect::new(x, 10_000, x + SIZE / 2, 20_000),
        origin: Point { x, y: 18_000 },
        size: SIZE,
        ..Glyph::default()
    }
}

fn outline(of: &Glyph, reads: Option<char>) -> Ink {
    Ink {
        drawn: Drawn::Glyph {
            origin: of.origin,
            reads,
        },
        bbox: inset(of.bbox, 500),
        sight: Sight::Seen,
    }
}

fn line(x0: Milli, y0: Milli, x1: Milli, y1: Milli) -> Ink {
    Ink {
        drawn: Drawn::Line,
        bbox: Rect::new(x0, y0, x1, y1),
        sight: Sight::Seen,
    }
}

/// Two cells side by side, the right one from 50 points; figures begin at these places.
fn judged(left: &[(char, Milli)], right: &[(char, Milli)], more: &[Ink], change: impl Fn(&mut Vec<Ink>)) -> Appearance {
    let glyphs: Vec<Glyph> = left
        .iter()
        .chain(right)
        .map(|(character, x)| glyph(*character, *x))
        .collect();
    let mut ink: Vec<Ink> = glyphs.iter().map(|glyph| outline(glyph, glyph.character)).collect();
    ink.extend_from_slice(more);
    ink.extend([
        line(0, 0, 100_000, 0),
        line(0, 30_000, 100_000, 30_000),
        line(0, 0, 0, 30_000),
    ]);
    change(&mut ink);
    let cells = [Rect::new(0, 0, 50_000, 30_000), Rect::new(50_000, 0, 100_000, 30_000)];
    let boxes = glyphs.iter().take(left.len()).map(|glyph| glyph.bbox);
    let text = boxes.reduce(|all, one| all.union(&one));
    let value: String = left.iter().map(|(character, _)| *character).collect();
    let case = Case {
        page: &Page {
            glyphs,
            ..Page::default()
        },
        text: text.unwrap_or(cells[0]),
        cell: cells[0],
        cells: &cells,
        is_celled: true,
        value: &value,
        is_blank: left.is_empty(),
    };
    case.judge(&ink)
}

const RULE: (Milli, Milli, Milli, Milli) = (50_000, 0, 50_000, 30_000);

fn rule() -> Ink {
    line(RULE.0, RULE.1, RULE.2, RULE.3)
}

#[test]
fn figures_that_no_line_parts_are_two_only_where_they_stand_apart() {
    let (left, near, far) = ([('1', 38_000), ('2', 43_000)], [('5', 52_000)], [('5', 80_000)]);
    assert_eq!(judged(&left, &near, &[rule()], |_| {}), Appearance::Same);
    assert_eq!(judged(&left, &near, &[], |_| {}), Appearance::Unclear);
    assert_eq!(judged(&left, &far, &[], |_| {}), Appearance::Same);
    let hidden = Ink {
        sight: Sight::Unseen,
        ..rule()
    };
    assert_eq!(judged(&left, &near, &[hidden], |_| {}), Appearance::Unclear);
}

#[test]
fn digits_with_room_for_a_space_between_are_two_figures() {
    assert_eq!(
        judged(&[('1', 10_000), ('2', 15_500)], &[], &[rule()], |_| {}),
        Appearance::Same
    );
    assert_eq!(
        judged(&[('1', 10_000), ('2', 25_000)], &[], &[rule()], |_| {}),
        Appearance::Unclear
    );
}

#[test]
fn a_line_through_the_cell_that_no_cell_has_cuts_it_otherwise() {
    assert_eq!(
        judged(
            &[('1', 10_000)],
            &[],
            &[rule(), line(30_000, 0, 30_000, 30_000)],
            |_| {}
        ),
        Appearance::Unclear
    );
}

#[test]
fn an_outline_says_more_than_the_file() {
    let seen = judged(&[('8', 10_000), ('.', 15_000), ('6', 20_000)], &[], &[rule()], |ink| {
        ink[0] = Ink {
            drawn: Drawn::Glyph {
                origin: Point { x: 10_000, y: 18_000 },
                reads: Some('3'),
            },
            ..ink[0]
        };
    });
    let readings = Readings {
        first: "8.6".into(),
        second: "3.6".into(),
    };
    assert_eq!(seen, Appearance::Differs(readings));
}

#[test]
fn a_character_without_ink_is_not_there_and_one_without_a_font_unclear() {
    let at = Point { x: 15_000, y: 18_000 };
    let bare = |drawn: Drawn| {
        judged(&[('8', 10_000), ('6', 15_000)], &[], &[rule()], |ink| {
            ink[1].drawn = drawn;
        })
    };
    let readings = Readings {
        first: "86".into(),
        second: "8".into(),
    };
    assert_eq!(bare(Drawn::Empty { origin: at }), Appearance::Differs(readings));
    assert_eq!(bare(Drawn::Missing { origin: at }), Appearance::Unclear);
}

#[test]
fn ink_that_may_not_be_seen_is_no_accusation_and_no_confirmation() {
    let dot = |sight: Sight| Ink {
        drawn: Drawn::Fill,
        bbox: Rect::new(16_000, 17_000, 17_000, 18_000),
        sight,
    };
    let with = |sight| judged(&[('8', 10_000), ('6', 18_000)], &[], &[rule(), dot(sight)], |_| {});
    assert!(matches!(with(Sight::Seen), Appearance::Differs(readings) if readings.second == "8■6"));
    assert_eq!(with(Sight::Unsure), Appearance::Unclear);
    assert_eq!(with(Sight::Unseen), Appearance::Same);
}

#[test]
fn a_digit_that_is_raised_points_to_a_note_where_it_was_read_with_the_figure() {
    let figures = [('9', 10_000), ('9', 15_000), ('2', 20_000)];
    let seen = judged(&figures, &[], &[rule()], |ink| {
        ink[2].bbox = Rect::new(20_500, 10_000, 23_000, 14_000);
    });
    let readings = Readings {
        first: "992".into(),
        second: "99²".into(),
    };
    assert_eq!(seen, Appearance::Differs(readings));
}

#[test]
fn a_digit_that_is_like_none_that_is_known_is_not_confirmed_and_a_point_is() {
    let figure = [('1', 20_000), ('.', 25_000), ('5', 30_000)];
    let unknown = |place: usize| {
        judged(&figure, &[], &[rule()], |ink| {
            if let Some(Drawn::Glyph { reads, .. }) = ink.get_mut(place).map(|ink| &mut ink.drawn) {
                *reads = None;
            }
        })
    };
    assert_eq!(unknown(1), Appearance::Same);
    assert_eq!(unknown(2), Appearance::Unclear);
}
