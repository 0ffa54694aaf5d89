//! What remains, with its reason: of a thousand files of a kind, so many may be faulty at most. A kind that is not listed has none.

/// Kind, most faulty files of a thousand, reason. Measured on 50 files of each kind, and rounded up.
pub const REMAINING: &[(&str, usize, &str)] = &[
    (
        "ToUnicode: two digits exchanged",
        1000,
        "nothing but the shapes of the glyphs says otherwise: reading believes the map, confirming looks at the page",
    ),
    (
        "ToUnicode: a digit is another",
        1000,
        "the same, where the other digit is in no value beside it",
    ),
    (
        "ToUnicode: a digit is a blank",
        200,
        "of a font whose outlines cannot be told apart, another sign is taken for it",
    ),
    (
        "ToUnicode: point or minus is a blank",
        100,
        "a comma or a sign that is no part of a figure",
    ),
    (
        "content: ends early",
        100,
        "of a form whose first page ends early, the rows on the next page belong to no form",
    ),
    (
        "font: no /DescendantFonts",
        300,
        "characters are known by a predefined map, widths are not: texts reach over others, and hide them",
    ),
    (
        "font: no /Encoding",
        100,
        "codes are taken for glyph numbers, which is right in other files",
    ),
    (
        "dictionary: a key left out",
        100,
        "a page without /Contents is an empty page",
    ),
    (
        "dictionary: a bit of a key",
        100,
        "the same, where it is no /Contents any more",
    ),
    (
        "dictionary: breaks off",
        100,
        "the same, where /Contents stood behind the break",
    ),
    (
        "cross-reference: an entry missing",
        50,
        "the widths of a font are gone: texts reach over others, and hide them",
    ),
    (
        "objects: two exchanged",
        250,
        "pages, or maps and metadata, that are sound in themselves are drawn in each other's place",
    ),
];
