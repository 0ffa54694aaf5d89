//! Encodings of simple fonts: from a byte to a glyph's name, and so to characters.

use std::collections::HashMap;

use hayro_syntax::object::{Array, Dict, Name, Object};
use read_fonts::ps::PredefinedEncoding;

use super::names::{Names, StandardFont, WIN_ANSI, WIN_ANSI_FIRST};
use crate::pdf::cmap::Text;

/// The encoding of a simple font.
#[derive(Debug)]
pub(super) struct Encoding {
    base: Base,
    /// Names that the document gives to single codes.
    differences: HashMap<u8, String>,
    names: Names,
    /// Whether the font is said to have characters of its own.
    is_symbolic: bool,
}

/// What holds where the document names no glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    WinAnsi,
    MacRoman,
    MacExpert,
    Standard,
    Symbol,
    ZapfDingbats,
    /// That of the embedded font program.
    BuiltIn,
    /// None: a Type 3 font has the glyphs that the document names, and no others.
    Nothing,
}

/// Bit 3 of a descriptor's /Flags: the font has characters of its own.
const SYMBOLIC: u32 = 1 << 2;

impl Encoding {
    pub(super) fn new(dict: &Dict<'_>, descriptor: &Dict<'_>, embedded: bool, standard: StandardFont) -> Self {
        let symbolic = descriptor.get::<u32>(b"Flags").unwrap_or(0) & SYMBOLIC != 0;
        let subtype = dict.get::<Name<'_>>(b"Subtype");
        let is_truetype = subtype.as_deref() == Some(b"TrueType");
        let own = match standard {
            _ if subtype.as_deref() == Some(b"Type3") => Base::Nothing,
            _ if embedded && (symbolic || !is_truetype) => Base::BuiltIn,
            StandardFont::Symbol => Base::Symbol,
            StandardFont::ZapfDingbats => Base::ZapfDingbats,
            _ => Base::Standard,
        };
        let named = |name: Option<Name<'_>>| match name.as_deref() {
            Some(b"WinAnsiEncoding") => Some(Base::WinAnsi),
            Some(b"MacRomanEncoding") => Some(Base::MacRoman),
            Some(b"MacExpertEncoding") => Some(Base::MacExpert),
            Some(b"StandardEncoding") => Some(Base::Standard),
            _ => None,
        };
        let (base, differences) = match dict.get::<Object<'_>>(b"Encoding") {
            // Symbol and ZapfDingbats keep their own characters, whatever producers write.
            Some(Object::Name(name)) if !matches!(own, Base::Symbol | Base::ZapfDingbats) => (named(Some(name)), None),
            Some(Object::Dict(encoding)) => (
                named(encoding.get::<Name<'_>>(b"BaseEncoding")),
                encoding.get::<Array<'_>>(b"Differences"),
            ),
            _ => (None, None),
        };
        Self {
            base: base.unwrap_or(own),
            differences: differences.map(|array| self::differences(&array)).unwrap_or_default(),
            names: Names::of(standard),
            is_symbolic: symbolic,
        }
    }

    /// Whether the encoding has a glyph for the code at all; where it has none, viewers draw nothing.
    pub(super) fn has_glyph(&self, code: u8) -> bool {
        match self.differences.get(&code) {
            Some(name) => name != ".notdef",
            None => self.base == Base::BuiltIn || self.text(code).is_some(),
        }
    }

    /// The name that the document gives to the glyph of a code.
    pub(super) fn given_name(&self, code: u8) -> Option<&str> {
        self.differences.get(&code).map(String::as_str)
    }

    pub(super) fn is_symbolic(&self) -> bool {
        self.is_symbolic
    }

    /// Whether only the font program can know what the code is.
    pub(super) fn is_built_in(&self, code: u8) -> bool {
        self.base == Base::BuiltIn && !self.differences.contains_key(&code)
    }

    pub(super) fn text(&self, code: u8) -> Option<Text> {
        if let Some(name) = self.differences.get(&code) {
            return self.names.text(name);
        }
        let listed = |table: &str, first: u8| {
            let index = code.checked_sub(first)?;
            let character = table.chars().nth(usize::from(index))?;
            (character != NONE).then_some(Text::One(character))
        };
        let ascii = || (0x20..0x7f).contains(&code).then_some(Text::One(char::from(code)));
        match self.base {
            Base::WinAnsi => ascii().or_else(|| listed(WIN_ANSI, WIN_ANSI_FIRST)),
            Base::MacRoman => ascii().or_else(|| listed(MAC_ROMAN, 0x80)),
            Base::MacExpert => self.names.text(PredefinedEncoding::Expert.name(code)),
            Base::Standard => self.names.text(PredefinedEncoding::Standard.name(code)),
            Base::Symbol => listed(SYMBOL, 0x20),
            Base::ZapfDingbats => listed(ZAPF_DINGBATS, 0x20),
            Base::BuiltIn | Base::Nothing => None,
        }
    }
}

fn differences(array: &Array<'_>) -> HashMap<u8, String> {
    let mut names = HashMap::new();
    let mut code = 0_i64;
    for object in array.iter::<Object<'_>>() {
        match object {
            Object::Number(number) => code = number.as_i64(),
            Object::Name(name) => {
                if let Ok(code) = u8::try_from(code) {
                    names.insert(code, name.as_str().to_owned());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    names
}

/// Stands in the tables for codes without a character.
const NONE: char = '\u{0}';

/// Codes from 0x80 on.
const MAC_ROMAN: &str = "\
    ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü\
    †°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
    ¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ\
    ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\0ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// Codes from 0x20 on.
const SYMBOL: &str = "\
    \u{20}!∀#∃%&∋()∗+,−./0123456789:;<=>?\
    ≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\
    \u{f8e5}αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼\0\
    \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\
    €ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…\u{f8e6}\u{f8e7}↵\
    ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓\
    ◊\u{2329}®©™∑\u{f8eb}\u{f8ec}\u{f8ed}\u{f8ee}\u{f8ef}\u{f8f0}\u{f8f1}\u{f8f2}\u{f8f3}\u{f8f4}\0\u{232a}∫⌠\u{f8f5}⌡\u{f8f6}\u{f8f7}\u{f8f8}\u{f8f9}\u{f8fa}\u{f8fb}\u{f8fc}\u{f8fd}\u{f8fe}\0";

/// Codes from 0x20 on.
const ZAPF_DINGBATS: &str = "\
    \u{20}✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟\
    ✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿\
    ❀❁❂❃❄❅❆❇❈❉❊❋●❍■❏❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞\0\
    ❨❩❪❫❬❭❮❯❰❱❲❳❴❵\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\
    \0❡❢❣❤❥❦❧♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿\
    ➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓➔→↔↕➘➙➚➛➜➝➞➟\
    ➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯\0➱➲➳➴➵➶➷➸➹➺➻➼➽➾\0";
