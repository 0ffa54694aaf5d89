//! The ways in which a value can be disturbed, a line each: what it is called, and how it draws.

use crate::draw::{Form, Reach, Side, Spot, at_border, beside, scaled, turned};
use crate::fonts::{all_unknown, but, in_drawn_font, in_mapped_font, with_actual_text, with_unknown};
use crate::ink::{self, Dot};
use crate::objects;
use crate::texts;

/// A way, and what a person sees of a value that is disturbed in it.
pub struct Way {
    pub name: &'static str,
    /// What a person sees.
    pub seen: Seen,
    /// Whether something else is hidden below or behind, and a finding may say so.
    pub hides: bool,
    /// Draws the value at its spot; `None` where it cannot be disturbed in this way.
    pub draw: fn(Form, &Spot) -> Option<Form>,
}

/// What a person sees of a disturbed value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// The value, if need be only by eye: it is read, or there is a warning.
    Value,
    /// Something that nobody could read for certain: there is a warning.
    Doubt,
}

const fn way(name: &'static str, draw: fn(Form, &Spot) -> Option<Form>) -> Way {
    Way {
        name,
        seen: Seen::Value,
        hides: false,
        draw,
    }
}

impl Way {
    /// Nobody could say for certain what is seen.
    const fn doubtful(self) -> Self {
        Self {
            seen: Seen::Doubt,
            ..self
        }
    }

    const fn hiding(self) -> Self {
        Self { hides: true, ..self }
    }
}

/// The colours of a page.
const WHITE: &str = "1 g";

pub const WAYS: &[Way] = &[
    // Size and direction.
    way("half as large again", |f, s| scaled(f, s, 1.5)),
    way("three times as large", |f, s| scaled(f, s, 3.0)),
    way("smaller by a third", |f, s| scaled(f, s, 0.66)),
    way("a third as large", |f, s| scaled(f, s, 0.33)),
    way("turned by 2 degrees", |f, s| Some(turned(f, s, 2.0))),
    way("turned by 5 degrees", |f, s| Some(turned(f, s, 5.0))),
    way("turned by 15 degrees", |f, s| Some(turned(f, s, 15.0))),
    way("turned by -45 degrees", |f, s| Some(turned(f, s, -45.0))),
    way("turned by 90 degrees", |f, s| Some(turned(f, s, 90.0))),
    way("turned by 180 degrees", |f, s| Some(turned(f, s, 180.0))),
    // Place.
    way("on the left border", |f, s| at_border(f, s, Side::Left, Reach::On)),
    way("on the right border", |f, s| at_border(f, s, Side::Right, Reach::On)),
    way("on the upper border", |f, s| at_border(f, s, Side::Top, Reach::On)),
    way("on the lower border", |f, s| at_border(f, s, Side::Bottom, Reach::On)),
    way("over the left border", |f, s| at_border(f, s, Side::Left, Reach::Over)),
    way("over the right border", |f, s| {
        at_border(f, s, Side::Right, Reach::Over)
    }),
    way("over the upper border", |f, s| at_border(f, s, Side::Top, Reach::Over)),
    way("over the lower border", |f, s| {
        at_border(f, s, Side::Bottom, Reach::Over)
    }),
    way("left of the frame", |f, s| beside(f, s, Side::Left)),
    way("right of the frame", |f, s| beside(f, s, Side::Right)),
    way("above the frame", |f, s| beside(f, s, Side::Top)),
    way("below the frame", |f, s| beside(f, s, Side::Bottom)),
    // Characters.
    way("one character unknown", |f, s| {
        Some(with_unknown(f, s, s.split_at_a_digit()))
    }),
    way("all characters unknown", |f, s| Some(all_unknown(f, s))),
    way("one of private use", |f, s| {
        let says = but(s, |c| c == s.split_at_a_digit().1, Some("\u{E123}"))?;
        Some(in_mapped_font(f, s, &says))
    }),
    way("one said to be unknown", |f, s| {
        let says = but(s, |c| c == s.split_at_a_digit().1, Some("\u{FFFD}"))?;
        Some(in_drawn_font(f, s, &says))
    }),
    way("mapped by the font", |f, s| {
        Some(in_mapped_font(f, s, &|c| Some(c.to_string())))
    }),
    way("drawn by the font", |f, s| {
        Some(in_drawn_font(f, s, &|c| Some(c.to_string())))
    }),
    way("a drawn font without a map", |f, s| {
        Some(in_drawn_font(f, s, &|_| None))
    }),
    way("point mapped to a soft hyphen", |f, s| {
        Some(in_mapped_font(f, s, &but(s, |c| c == '.', Some("\u{AD}"))?))
    }),
    way("point mapped to no width", |f, s| {
        Some(in_drawn_font(f, s, &but(s, |c| c == '.', Some("\u{200B}"))?))
    }),
    way("point mapped to a control", |f, s| {
        Some(in_drawn_font(f, s, &but(s, |c| c == '.', Some("\u{1}"))?))
    }),
    way("point mapped to a space", |f, s| {
        Some(in_drawn_font(f, s, &but(s, |c| c == '.', Some(" "))?))
    }),
    way("point not mapped", |f, s| {
        Some(in_drawn_font(f, s, &but(s, |c| c == '.', None)?))
    }),
    way("minus mapped to a soft hyphen", |f, s| {
        Some(in_mapped_font(f, s, &but(s, |c| c == '-', Some("\u{AD}"))?))
    }),
    way("minus mapped to a control", |f, s| {
        Some(in_drawn_font(f, s, &but(s, |c| c == '-', Some("\u{2}"))?))
    }),
    way("digit mapped to a space", |f, s| {
        let says = but(s, |c| c.is_ascii_digit(), Some(" "))?;
        Some(in_drawn_font(f, s, &says))
    }),
    way("replaced by other text", |f, s| {
        Some(with_actual_text(f, s, &s.other()))
    }),
    way("full width", |f, s| {
        let text = texts::full_width(&s.text);
        (text != s.text).then(|| f.text(&s.field, &text))
    }),
    way("a full stop for the point", |f, s| {
        texts::with_character(f, s, '.', '。')
    }),
    way("a middle dot for the point", |f, s| {
        texts::with_character(f, s, '.', '·')
    }),
    way("a long minus", |f, s| texts::with_character(f, s, '-', '\u{2212}')),
    // Pieces.
    way("in two halves, the second first", |f, s| Some(texts::in_halves(f, s))),
    way("one by one", |f, s| {
        Some(texts::one_by_one(f, s, |count| (0..count).collect()))
    }),
    way("one by one, backwards", |f, s| {
        Some(texts::one_by_one(f, s, |count| (0..count).rev().collect()))
    }),
    way("in two lines", texts::in_two_lines),
    way("letter-spaced", |f, s| Some(texts::spaced(f, s, "3 Tc"))),
    way("letter-spaced by numbers", |f, s| {
        Some(texts::spaced_by_numbers(f, s, -300))
    }),
    way("set close", |f, s| Some(texts::spaced_by_numbers(f, s, 80))),
    way("narrow", |f, s| Some(texts::spaced(f, s, "60 Tz"))),
    // Lines.
    way("underlined", |f, s| Some(ink::lined(f, s, -0.15, ""))),
    way("underlined in dots", |f, s| Some(ink::lined(f, s, -0.2, "[1 1] 0 d"))),
    way("a leader behind it", |f, s| ink::with_leader(f, s, "")),
    way("a dotted leader behind it", |f, s| {
        ink::with_leader(f, s, "1 J [0 2] 0 d")
    }),
    way("boxed", |f, s| Some(ink::boxed(f, s))),
    way("circled", |f, s| Some(ink::circled(f, s))),
    way("ticked", |f, s| Some(ink::ticked(f, s))),
    way("struck out, a new one beside it", |f, s| texts::struck_out(f, s, "")),
    way("struck out, a new one in red", |f, s| {
        texts::struck_out(f, s, "1 0 0 rg")
    }),
    // Drawn.
    way("point drawn as a box", |f, s| ink::with_drawn_point(f, s, Dot::Square)),
    way("point drawn as a circle", |f, s| {
        ink::with_drawn_point(f, s, Dot::Circle)
    }),
    way("point drawn as a line", |f, s| ink::with_drawn_point(f, s, Dot::Line)),
    way("point drawn as a round cap", |f, s| {
        ink::with_drawn_point(f, s, Dot::RoundCap)
    }),
    way("minus drawn as a box", |f, s| ink::with_drawn_minus(f, s, true)),
    way("minus drawn as a line", |f, s| ink::with_drawn_minus(f, s, false)),
    way("a picture", |f, s| Some(ink::as_picture(f, s))),
    way("a picture object", |f, s| Some(ink::as_image_object(f, s))),
    way("a stencil", |f, s| Some(ink::as_stencil(f, s))),
    way("outlines", |f, s| Some(ink::as_outlines(f, s))),
    way("outlines of straight lines", |f, s| Some(ink::as_polygons(f, s))),
    way("one outline in it", |f, s| Some(ink::with_one_outline(f, s))),
    way("a picture over it", |f, s| Some(ink::under_picture(f, s)))
        .doubtful()
        .hiding(),
    way("a picture under it", |f, s| Some(ink::on_picture(f, s))),
    way("a black bar in its place", |f, s| ink::barred(f, s, "0 g", 3.0)).doubtful(),
    way("a black bar over its cell", |f, s| ink::barred(f, s, "0 g", 0.0)).doubtful(),
    way("a grey bar in its place", |f, s| ink::barred(f, s, "0.55 g", 4.0)).doubtful(),
    way("strokes of a pen in its place", ink::as_strokes).doubtful(),
    way("a slash through its empty cell", ink::slashed).doubtful(),
    way("hatching in its cell", ink::hatched).doubtful(),
    // Over each other.
    way("patched and retyped", |f, s| {
        Some(texts::patched(f, s, &s.other(), WHITE))
    })
    .hiding(),
    way("patched and retyped alike", |f, s| {
        Some(texts::patched(f, s, &s.text, WHITE))
    })
    .hiding(),
    way("bold by doubling", |f, s| Some(texts::doubled(f, s, (0.3, 0.0), ""))),
    way("with a shadow", |f, s| Some(texts::doubled(f, s, (0.7, -0.7), "0.7 g"))),
    way("overlaid by another", |f, s| Some(texts::overlaid(f, s, 0.0))).doubtful(),
    way("overlaid by another, moved", |f, s| Some(texts::overlaid(f, s, 1.5))).doubtful(),
    way("with an invisible copy", |f, s| Some(texts::with_invisible_copy(f, s))),
    way("cut by a clip", texts::cut_by_clip).doubtful().hiding(),
    way("its lower edge cut", |f, s| Some(texts::cut_below(f, s))).hiding(),
    way("another one in a hidden layer", |f, s| {
        Some(objects::beside_hidden_layer(f, s))
    })
    .hiding(),
    way("a round stamp on it", |f, s| Some(ink::stamped_round(f, s))),
    way("a framed stamp on it", |f, s| Some(ink::stamped_framed(f, s))),
    way("a watermark over it", |f, s| Some(ink::watermarked(f, s))),
    way("a watermark under it", |f, s| Some(ink::watermarked_below(f, s))),
    way("small watermarks all over", |f, s| Some(ink::tiled(f, s))),
    // Colours.
    way("white on dark", |f, s| Some(ink::on_ground(f, s, "0.1 g", WHITE))),
    way("black on grey", |f, s| Some(ink::on_ground(f, s, "0.85 g", "0 g"))),
    way("pale", |f, s| Some(texts::colored(f, s, "0.75 g"))),
    way("red", |f, s| Some(texts::colored(f, s, "1 0 0 rg"))),
    way("highlighted", |f, s| Some(ink::highlighted(f, s))),
    // Marks.
    way("a raised mark", |f, s| Some(texts::marked(f, s, "1", true))),
    way("a raised mark in brackets", |f, s| {
        Some(texts::marked(f, s, "[2]", true))
    }),
    way("a mark in a ring", |f, s| Some(texts::marked(f, s, "①", false))),
    way("a raised character", |f, s| Some(texts::marked(f, s, "¹", false))),
    way("a mark in brackets", |f, s| Some(texts::marked(f, s, "[1]", false))),
    way("an asterisk", |f, s| Some(texts::marked(f, s, "*", false))),
    way("a note beside it", texts::annotated),
    // Objects.
    way("in a scaled system", |f, s| Some(objects::in_matrix(f, s, [0.5, 0.5]))),
    way("in a mirrored system", |f, s| {
        Some(objects::in_matrix(f, s, [1.0, -1.0]))
    }),
    way("in a form object", |f, s| Some(objects::in_form_object(f, s))),
    way("in a pattern", |f, s| Some(objects::in_pattern(f, s))),
    way("a free text with appearance", |f, s| {
        Some(objects::as_free_text(f, s, true))
    }),
    way("a free text without appearance", |f, s| {
        Some(objects::as_free_text(f, s, false))
    }),
    way("a form field with appearance", |f, s| {
        Some(objects::as_widget(f, s, true))
    }),
    way("a form field without appearance", |f, s| {
        Some(objects::as_widget(f, s, false))
    }),
    way("a stamp annotation", |f, s| Some(objects::as_stamp(f, s))),
    way("a pen annotation in its place", objects::as_pen).doubtful(),
    way("a comment in its place", objects::as_comment).doubtful(),
    way("in a layer for print", |f, s| Some(objects::in_print_layer(f, s))).doubtful(),
    way("marked by a highlight", |f, s| {
        Some(objects::marked_up(f, s, "Highlight"))
    }),
    way("marked by an underline", |f, s| {
        Some(objects::marked_up(f, s, "Underline"))
    }),
    way("struck out by an annotation", |f, s| {
        Some(objects::marked_up(f, s, "StrikeOut"))
    }),
    way("a note to open", |f, s| Some(objects::noted(f, s))),
    way("underlined by a pen", |f, s| Some(objects::inked(f, s))),
];
