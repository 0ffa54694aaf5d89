//! Form fields (AcroForm): what a widget's field is, and what it holds. Most entries are inherited from the fields above.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

use super::strings::text_string;

/// Fields are nested this deep at most.
const DEEPEST: usize = 32;

/// Bits of /Ff.
const MULTILINE: u32 = 1 << 12;
const PASSWORD: u32 = 1 << 13;
const RADIO: u32 = 1 << 15;
const PUSH_BUTTON: u32 = 1 << 16;
const COMB: u32 = 1 << 24;

/// What the document says of all its fields.
#[derive(Debug, Default)]
pub(super) struct FormFields {
    /// Whether viewers must draw the values anew, whatever the appearances show.
    pub is_redrawn: bool,
    appearance: Vec<u8>,
    quadding: u32,
}

impl FormFields {
    pub(super) fn of(pdf: &Pdf) -> Self {
        let xref = pdf.xref();
        let form = xref
            .get::<Dict<'_>>(xref.root_id())
            .and_then(|root| root.get::<Dict<'_>>(b"AcroForm"));
        let Some(form) = form else { return Self::default() };
        Self {
            is_redrawn: form.get::<bool>(b"NeedAppearances").unwrap_or(false),
            appearance: form
                .get::<PdfString<'_>>(b"DA")
                .map(|da| da.as_bytes().to_vec())
                .unwrap_or_default(),
            quadding: form.get::<u32>(b"Q").unwrap_or(0),
        }
    }
}

/// A field as a widget shows it.
#[derive(Debug)]
pub(super) struct Field<'a> {
    /// The widget, then the fields above it.
    chain: Vec<Dict<'a>>,
    flags: u32,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Choice,
    /// A check box, or a radio button.
    Check {
        radio: bool,
    },
    /// Something that holds no text: a push button, a signature.
    Other,
}

/// Where the lines of a field stand in its box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quadding {
    Left,
    Center,
    Right,
}

impl<'a> Field<'a> {
    /// The field of an annotation, where it is a widget.
    pub(super) fn of(annotation: &Dict<'a>) -> Option<Self> {
        if annotation.get::<Name<'_>>(b"Subtype").as_deref() != Some(b"Widget") {
            return None;
        }
        let mut chain = vec![annotation.clone()];
        while chain.len() < DEEPEST
            && let Some(parent) = chain.last().and_then(|dict| dict.get::<Dict<'a>>(b"Parent"))
        {
            chain.push(parent);
        }
        let mut field = Self {
            chain,
            flags: 0,
            kind: Kind::Other,
        };
        field.flags = field.inherited(|dict| dict.get::<u32>(b"Ff")).unwrap_or(0);
        let kind = field.inherited(|dict| dict.get::<Name<'_>>(b"FT").map(|name| name.to_vec()));
        field.kind = match kind.as_deref() {
            Some(b"Tx") => Kind::Text,
            Some(b"Ch") => Kind::Choice,
            Some(b"Btn") if field.flags & PUSH_BUTTON == 0 => Kind::Check {
                radio: field.flags & RADIO != 0,
            },
            _ => Kind::Other,
        };
        Some(field)
    }

    fn inherited<T>(&self, get: impl Fn(&Dict<'a>) -> Option<T>) -> Option<T> {
        self.chain.iter().find_map(get)
    }

    /// The text that the field holds, line by line: of a text field its value, of a choice what it shows for the chosen values.
    pub(super) fn lines(&self) -> Vec<Vec<char>> {
        let Some(value) = self.inherited(|dict| dict.get::<Object<'a>>(b"V")) else {
            return Vec::new();
        };
        match self.kind {
            Kind::Text => {
                let text = text_of(&value).unwrap_or_default();
                let shown = |c: &char| if self.flags & PASSWORD == 0 { *c } else { '*' };
                let mut text: Vec<char> = text
                    .iter()
                    .filter(|c| **c != '\n' || self.flags & PASSWORD == 0)
                    .map(shown)
                    .collect();
                // All ends of lines are one.
                text.dedup_by(|b, a| *a == '\r' && *b == '\n');
                text.split(|c| matches!(c, '\r' | '\n')).map(<[char]>::to_vec).collect()
            }
            Kind::Choice => {
                let chosen: Vec<Vec<char>> = match &value {
                    Object::Array(values) => values
                        .iter::<Object<'a>>()
                        .filter_map(|value| text_of(&value))
                        .collect(),
                    value => text_of(value).into_iter().collect(),
                };
                chosen.into_iter().map(|value| self.displayed(value)).collect()
            }
            Kind::Check { .. } | Kind::Other => Vec::new(),
        }
    }

    /// What a choice shows for a value: options may be pairs of the value and its text.
    fn displayed(&self, value: Vec<char>) -> Vec<char> {
        let options = self.inherited(|dict| dict.get::<Array<'a>>(b"Opt"));
        let pairs = options.iter().flat_map(Array::iter::<Object<'a>>);
        let mut texts = pairs.filter_map(|option| {
            let Object::Array(pair) = option else { return None };
            let mut pair = pair.iter::<Object<'a>>();
            let is_chosen = text_of(&pair.next()?)? == value;
            is_chosen.then(|| text_of(&pair.next()?)).flatten()
        });
        texts.next().unwrap_or(value)
    }

    /// The state that a check box is in; `None` where it is off.
    pub(super) fn state(&self) -> Option<Vec<u8>> {
        let [widget, ..] = self.chain.as_slice() else {
            return None;
        };
        let own = widget.get::<Name<'_>>(b"AS").map(|name| name.to_vec());
        let state = own.or_else(|| {
            let value = self.inherited(|dict| dict.get::<Name<'_>>(b"V").map(|name| name.to_vec()))?;
            // Buttons of one field have one value; the one that has it among its states is on.
            let states = states(widget);
            let is_only = states.is_empty() && self.kind == (Kind::Check { radio: false });
            (is_only || states.contains(&value)).then_some(value)
        });
        state.filter(|state| state != b"Off")
    }

    /// How the text is to look: font, size and colour as operators.
    pub(super) fn appearance<'f>(&self, all: &'f FormFields) -> std::borrow::Cow<'f, [u8]> {
        let own = self.inherited(|dict| dict.get::<PdfString<'_>>(b"DA").map(|da| da.as_bytes().to_vec()));
        own.map_or_else(|| all.appearance.as_slice().into(), Into::into)
    }

    pub(super) fn quadding(&self, all: &FormFields) -> Quadding {
        match self.inherited(|dict| dict.get::<u32>(b"Q")).unwrap_or(all.quadding) {
            1 => Quadding::Center,
            2 => Quadding::Right,
            _ => Quadding::Left,
        }
    }

    pub(super) fn is_multiline(&self) -> bool {
        self.flags & MULTILINE != 0
    }

    /// The number of equal boxes, one a character, where the text is set in such.
    pub(super) fn comb(&self) -> Option<u32> {
        let length = self.inherited(|dict| dict.get::<u32>(b"MaxLen"));
        length.filter(|length| *length > 0 && self.flags & COMB != 0 && self.flags & (MULTILINE | PASSWORD) == 0)
    }

    /// The widget's own wishes (/MK): its sign when it is on, its turn, its ground.
    pub(super) fn look(&self) -> Dict<'a> {
        self.chain
            .first()
            .and_then(|widget| widget.get::<Dict<'a>>(b"MK"))
            .unwrap_or_default()
    }
}

/// The states that a button's appearance knows.
fn states(widget: &Dict<'_>) -> Vec<Vec<u8>> {
    let normal = widget.get::<Dict<'_>>(b"AP").and_then(|ap| ap.get::<Object<'_>>(b"N"));
    match normal {
        Some(Object::Dict(states)) => states.keys().map(|name| name.to_vec()).collect(),
        _ => Vec::new(),
    }
}

/// A value as text: a string, a name, or a stream of text.
fn text_of(value: &Object<'_>) -> Option<Vec<char>> {
    match value {
        Object::String(string) => Some(text_string(string.as_bytes())),
        Object::Name(name) => Some(text_string(name)),
        Object::Stream(stream) => Some(text_string(&stream.decoded_data().ok()?)),
        _ => None,
    }
}
