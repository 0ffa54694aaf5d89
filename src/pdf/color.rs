//! Colours, as far as they tell what is visible from what is not.

use std::rc::Rc;

use hayro_syntax::object::{Array, Dict, Object};
use hayro_syntax::page::Resources;

/// Red, green, blue.
pub(super) type Rgb = [u8; 3];

/// A colour space: from numbers to a colour.
#[derive(Debug, Clone)]
pub(super) enum Space {
    Gray,
    Rgb,
    Cmyk,
    /// Lightness and two hues.
    Lab,
    Indexed {
        base: Rc<Space>,
        table: Rc<[u8]>,
    },
    /// Amounts of inks (Separation, DeviceN): none is white; how much of one ink looks is told where its function is simple.
    Inks(Option<Tint>),
    /// The ink that leaves no mark: a separation of the name None.
    Nothing,
    /// Patterns, and what is not known.
    Unknown,
}

/// The colour of one ink, from none to all of it.
#[derive(Debug, Clone)]
pub(super) struct Tint {
    none: Rgb,
    full: Rgb,
    exponent: f64,
}

/// Colour spaces are built on each other, three deep at most in real files.
const DEEPEST: u32 = 6;

impl Space {
    /// By the name that a page gives to it.
    pub(super) fn named(name: &[u8], resources: &Resources<'_>) -> Self {
        device(name).unwrap_or_else(|| {
            let object = resources.color_spaces.get::<Object<'_>>(name);
            object.map_or(Self::Unknown, |object| Self::nested(&object, 0))
        })
    }

    /// As an image has it: by name, or in full.
    pub(super) fn of(object: &Object<'_>, resources: &Resources<'_>) -> Self {
        match object {
            Object::Name(name) => Self::named(name, resources),
            object => Self::nested(object, 0),
        }
    }

    fn nested(object: &Object<'_>, depth: u32) -> Self {
        if depth > DEEPEST {
            return Self::Unknown;
        }
        match object {
            Object::Name(name) => device(name).unwrap_or(Self::Unknown),
            Object::Array(array) => Self::of_array(array, depth).unwrap_or(Self::Unknown),
            _ => Self::Unknown,
        }
    }

    fn of_array(array: &Array<'_>, depth: u32) -> Option<Self> {
        let mut items = array.iter::<Object<'_>>();
        let family = items.next()?.into_name()?;
        Some(match family.as_str() {
            "CalGray" => Self::Gray,
            "CalRGB" => Self::Rgb,
            "Lab" => Self::Lab,
            "ICCBased" => match items.next()?.into_stream()?.dict().get::<u8>(b"N")? {
                1 => Self::Gray,
                3 => Self::Rgb,
                4 => Self::Cmyk,
                _ => return None,
            },
            "Indexed" | "I" => {
                let base = Self::nested(&items.next()?, depth + 1);
                let _last = items.next()?;
                let table: Vec<u8> = match items.next()? {
                    Object::String(string) => string.as_bytes().to_vec(),
                    Object::Stream(stream) => stream.decoded_data().ok()?.into_owned(),
                    _ => return None,
                };
                Self::Indexed {
                    base: Rc::new(base),
                    table: table.into(),
                }
            }
            "Separation" => {
                if items.next()?.into_name()?.as_str() == "None" {
                    return Some(Self::Nothing);
                }
                let alternate = Self::nested(&items.next()?, depth + 1);
                let function = items.next()?;
                Self::Inks(Tint::new(&alternate, &function))
            }
            "DeviceN" => Self::Inks(None),
            _ => device(&family)?,
        })
    }

    /// The colour that a space begins with.
    pub(super) fn initial(&self) -> Option<Rgb> {
        match self {
            Self::Gray | Self::Rgb | Self::Cmyk | Self::Lab => Some([0; 3]),
            Self::Indexed { .. } => self.color(&[0.0]),
            Self::Inks(_) => self.color(&[1.0]),
            Self::Nothing | Self::Unknown => None,
        }
    }

    pub(super) fn color(&self, parts: &[f64]) -> Option<Rgb> {
        match (self, parts) {
            (Self::Gray, [gray, ..]) => Some([byte(*gray); 3]),
            (Self::Rgb, [red, green, blue, ..]) => Some([byte(*red), byte(*green), byte(*blue)]),
            (Self::Cmyk, [cyan, magenta, yellow, black, ..]) => {
                let light = |ink: &f64| byte((1.0 - ink.clamp(0.0, 1.0)) * (1.0 - black.clamp(0.0, 1.0)));
                Some([light(cyan), light(magenta), light(yellow)])
            }
            (Self::Lab, [lightness, a, b, ..]) => {
                /// Hues up to this strength look grey.
                const GREYISH: f64 = 3.0;
                (a.abs() <= GREYISH && b.abs() <= GREYISH).then(|| [byte(lightness / 100.0); 3])
            }
            (Self::Indexed { base, table }, [index, ..]) => {
                let count = base.parts()?;
                let start = (index.max(0.0) as usize).checked_mul(count)?;
                let entry = table.get(start..start.checked_add(count)?)?;
                let parts: Vec<f64> = entry.iter().map(|part| f64::from(*part) / 255.0).collect();
                base.color(&parts)
            }
            (Self::Inks(_), parts) if parts.iter().all(|part| *part <= 0.0) => Some([255; 3]),
            (Self::Inks(Some(tint)), [amount]) => Some(tint.color(*amount)),
            _ => None,
        }
    }

    /// The colour of an image of one dot of 8 bits a part, which some producers stretch to a line or a box.
    pub(super) fn dot(&self, data: &[u8]) -> Option<Rgb> {
        let scale = if matches!(self, Self::Indexed { .. }) {
            1.0
        } else {
            255.0
        };
        let parts: Vec<f64> = data.iter().take(4).map(|part| f64::from(*part) / scale).collect();
        self.color(&parts)
    }

    fn parts(&self) -> Option<usize> {
        match self {
            Self::Gray => Some(1),
            Self::Rgb => Some(3),
            Self::Cmyk => Some(4),
            _ => None,
        }
    }
}

impl Tint {
    /// From a function that runs straight from one colour to another (type 2).
    fn new(alternate: &Space, function: &Object<'_>) -> Option<Self> {
        let dict: Dict<'_> = match function {
            Object::Dict(dict) => dict.clone(),
            _ => return None,
        };
        if dict.get::<u8>(b"FunctionType") != Some(2) {
            return None;
        }
        let color = |key: &[u8]| {
            let parts: Vec<f64> = dict.get::<Array<'_>>(key)?.iter::<f64>().collect();
            alternate.color(&parts)
        };
        Some(Self {
            none: color(b"C0")?,
            full: color(b"C1")?,
            exponent: dict.get::<f64>(b"N").unwrap_or(1.0),
        })
    }

    fn color(&self, amount: f64) -> Rgb {
        let part = amount.clamp(0.0, 1.0).powf(self.exponent);
        let mut color = self.none;
        for (from, to) in color.iter_mut().zip(self.full) {
            *from = (f64::from(*from) + (f64::from(to) - f64::from(*from)) * part).round() as u8;
        }
        color
    }
}

fn device(name: &[u8]) -> Option<Space> {
    match name {
        b"DeviceGray" | b"G" | b"CalGray" => Some(Space::Gray),
        b"DeviceRGB" | b"RGB" | b"CalRGB" => Some(Space::Rgb),
        b"DeviceCMYK" | b"CMYK" => Some(Space::Cmyk),
        b"Pattern" => Some(Space::Unknown),
        _ => None,
    }
}

fn byte(part: f64) -> u8 {
    (part.clamp(0.0, 1.0) * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn device_colors_are_told() {
        assert_eq!(Space::Gray.color(&[1.0]), Some([255; 3]));
        assert_eq!(Space::Cmyk.color(&[0.0, 0.0, 0.0, 1.0]), Some([0; 3]));
        assert_eq!(Space::Rgb.color(&[1.0, 0.0]), None);
    }

    #[test]
    fn no_ink_is_white_and_much_of_an_unknown_ink_is_unknown() {
        assert_eq!(Space::Inks(None).color(&[0.0, 0.0]), Some([255; 3]));
        assert_eq!(Space::Inks(None).color(&[0.5, 0.0]), None);
    }

    #[test]
    fn an_index_is_looked_up() {
        let space = Space::Indexed {
            base: Rc::new(Space::Rgb),
            table: Rc::from([0, 0, 0, 255, 0, 0]),
        };
        assert_eq!(space.color(&[1.0]), Some([255, 0, 0]));
        assert_eq!(space.color(&[2.0]), None);
    }
}
