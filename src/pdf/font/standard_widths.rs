//! How wide the characters of the fonts are that every PDF reader brings with it: documents may leave their widths out.

/// A font that needs not be embedded, or the one of them that stands in for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StandardFont {
    Helvetica { bold: bool },
    Times { bold: bool, italic: bool },
    Courier,
    Symbol,
    ZapfDingbats,
}

impl StandardFont {
    /// The font of this name, or the one that looks most like it.
    pub fn by_name(name: &str) -> Self {
        // A subset is named `ABCDEF+Name`.
        let name = match name.split_once('+') {
            Some((prefix, name)) if prefix.len() == 6 => name,
            _ => name,
        };
        let name = name.to_ascii_lowercase();
        let bold = name.contains("bold") || name.contains("black");
        let italic = name.contains("italic") || name.contains("oblique");
        if name.starts_with("symbol") {
            Self::Symbol
        } else if name.contains("dingbats") {
            Self::ZapfDingbats
        } else if name.contains("courier") || name.contains("mono") || name.contains("consolas") {
            Self::Courier
        } else if name.contains("times") || name.contains("serif") && !name.contains("sans") {
            Self::Times { bold, italic }
        } else {
            Self::Helvetica { bold }
        }
    }

    /// Thousandths of the type's size; of a character that no table lists, the width of a figure.
    pub fn width(self, character: Option<char>) -> f64 {
        let table = match self {
            Self::Helvetica { bold: false } => &HELVETICA,
            Self::Helvetica { bold: true } => &HELVETICA_BOLD,
            Self::Times {
                bold: false,
                italic: false,
            } => &TIMES,
            Self::Times {
                bold: true,
                italic: false,
            } => &TIMES_BOLD,
            Self::Times {
                bold: false,
                italic: true,
            } => &TIMES_ITALIC,
            Self::Times {
                bold: true,
                italic: true,
            } => &TIMES_BOLD_ITALIC,
            Self::Courier => return COURIER,
            Self::Symbol => return SYMBOL,
            Self::ZapfDingbats => return ZAPF_DINGBATS,
        };
        const ZERO: usize = '0' as usize - ' ' as usize;
        let place = character.map_or(ZERO, |character| (character as usize).wrapping_sub(' ' as usize));
        let width = table.get(place).or_else(|| table.get(ZERO));
        width.map_or(COURIER, |width| f64::from(*width))
    }
}

/// All characters are as wide.
const COURIER: f64 = 600.0;
/// That of the operators of arithmetic and comparison, the characters that forms use of it.
const SYMBOL: f64 = 549.0;
/// The usual width of its signs.
const ZAPF_DINGBATS: f64 = 788.0;

/// ASCII from the space on.
#[rustfmt::skip]
const HELVETICA: [u16; 95] = [
     278,  278,  355,  556,  556,  889,  667,  191,  333,  333,  389,  584,  278,  333,  278,  278,
     556,  556,  556,  556,  556,  556,  556,  556,  556,  556,  278,  278,  584,  584,  584,  556,
    1015,  667,  667,  722,  722,  667,  611,  778,  722,  278,  500,  667,  556,  833,  722,  778,
     667,  778,  722,  667,  611,  722,  667,  944,  667,  667,  611,  278,  278,  278,  469,  556,
     333,  556,  556,  500,  556,  556,  278,  556,  556,  222,  222,  500,  222,  833,  556,  556,
     556,  556,  333,  500,  278,  556,  500,  722,  500,  500,  500,  334,  260,  334,  584,
];

/// ASCII from the space on.
#[rustfmt::skip]
const HELVETICA_BOLD: [u16; 95] = [
     278,  333,  474,  556,  556,  889,  722,  238,  333,  333,  389,  584,  278,  333,  278,  278,
     556,  556,  556,  556,  556,  556,  556,  556,  556,  556,  333,  333,  584,  584,  584,  611,
     975,  722,  722,  722,  722,  667,  611,  778,  722,  278,  556,  722,  611,  833,  722,  778,
     667,  778,  722,  667,  611,  722,  667,  944,  667,  667,  611,  333,  278,  333,  584,  556,
     333,  556,  611,  556,  611,  556,  333,  611,  611,  278,  278,  556,  278,  889,  611,  611,
     611,  611,  389,  556,  333,  611,  556,  778,  556,  556,  500,  389,  280,  389,  584,
];

/// ASCII from the space on.
#[rustfmt::skip]
const TIMES: [u16; 95] = [
     250,  333,  408,  500,  500,  833,  778,  180,  333,  333,  500,  564,  250,  333,  250,  278,
     500,  500,  500,  500,  500,  500,  500,  500,  500,  500,  278,  278,  564,  564,  564,  444,
     921,  722,  667,  667,  722,  611,  556,  722,  722,  333,  389,  722,  611,  889,  722,  722,
     556,  722,  667,  556,  611,  722,  722,  944,  722,  722,  611,  333,  278,  333,  469,  500,
     333,  444,  500,  444,  500,  444,  333,  500,  500,  278,  278,  500,  278,  778,  500,  500,
     500,  500,  333,  389,  278,  500,  500,  722,  500,  500,  444,  480,  200,  480,  541,
];

/// ASCII from the space on.
#[rustfmt::skip]
const TIMES_BOLD: [u16; 95] = [
     250,  333,  555,  500,  500, 1000,  833,  278,  333,  333,  500,  570,  250,  333,  250,  278,
     500,  500,  500,  500,  500,  500,  500,  500,  500,  500,  333,  333,  570,  570,  570,  500,
     930,  722,  667,  722,  722,  667,  611,  778,  778,  389,  500,  778,  667,  944,  722,  778,
     611,  778,  722,  556,  667,  722,  722, 1000,  722,  722,  667,  333,  278,  333,  581,  500,
     333,  500,  556,  444,  556,  444,  333,  500,  556,  278,  333,  556,  278,  833,  556,  500,
     556,  556,  444,  389,  333,  556,  500,  722,  500,  500,  444,  394,  220,  394,  520,
];

/// ASCII from the space on.
#[rustfmt::skip]
const TIMES_ITALIC: [u16; 95] = [
     250,  333,  420,  500,  500,  833,  778,  214,  333,  333,  500,  675,  250,  333,  250,  278,
     500,  500,  500,  500,  500,  500,  500,  500,  500,  500,  333,  333,  675,  675,  675,  500,
     920,  611,  611,  667,  722,  611,  611,  722,  722,  333,  444,  667,  556,  833,  667,  722,
     611,  722,  611,  500,  556,  722,  611,  833,  611,  556,  556,  389,  278,  389,  422,  500,
     333,  500,  500,  444,  500,  444,  278,  500,  500,  278,  278,  444,  278,  722,  500,  500,
     500,  500,  389,  389,  278,  500,  444,  667,  444,  444,  389,  400,  275,  400,  541,
];

/// ASCII from the space on.
#[rustfmt::skip]
const TIMES_BOLD_ITALIC: [u16; 95] = [
     250,  389,  555,  500,  500,  833,  778,  278,  333,  333,  500,  570,  250,  333,  250,  278,
     500,  500,  500,  500,  500,  500,  500,  500,  500,  500,  333,  333,  570,  570,  570,  500,
     832,  667,  667,  667,  722,  667,  667,  722,  778,  389,  500,  667,  611,  889,  722,  722,
     611,  722,  667,  556,  611,  722,  667,  889,  667,  611,  611,  333,  278,  333,  570,  500,
     333,  500,  500,  444,  500,  444,  333,  500,  556,  278,  278,  500,  278,  778,  556,  500,
     500,  500,  389,  389,  278,  556,  444,  667,  500,  444,  389,  348,  220,  348,  570,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subsets_and_other_makers_names_are_known() {
        assert_eq!(
            StandardFont::by_name("ABCDEF+TimesNewRomanPS-BoldMT"),
            StandardFont::Times {
                bold: true,
                italic: false
            }
        );
        assert_eq!(
            StandardFont::by_name("Arial,Bold"),
            StandardFont::Helvetica { bold: true }
        );
        assert_eq!(StandardFont::by_name("SymbolMT"), StandardFont::Symbol);
    }

    #[test]
    fn figures_are_as_wide_as_each_other() {
        let helvetica = StandardFont::by_name("Helvetica");
        assert!(('0'..='9').all(|figure| helvetica.width(Some(figure)) == 556.0));
        assert_eq!(helvetica.width(Some('A')), 667.0);
    }
}
