//! Optional content: which layers of the document are off when it is opened.

use std::collections::HashSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};

/// The layers that are off.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: HashSet<ObjectIdentifier>,
    /// Those that are shown in one place and not in another: on the screen or on paper, near or from afar.
    unsure: HashSet<ObjectIdentifier>,
    /// Whether the document has layers at all: what is shown where one is off is hidden where none is.
    are_there: bool,
}

/// Conditions on layers (/VE) are nested this deep at most.
const DEEPEST: u32 = 8;

impl Layers {
    pub(super) fn of(pdf: &Pdf) -> Self {
        let mut layers = Self::default();
        let xref = pdf.xref();
        let properties = xref
            .get::<Dict<'_>>(xref.root_id())
            .and_then(|root| root.get::<Dict<'_>>(b"OCProperties"));
        let Some(properties) = properties else {
            return layers;
        };
        layers.are_there = true;
        let default = properties.get::<Dict<'_>>(b"D").unwrap_or_default();
        if default.get::<Name<'_>>(b"BaseState").as_deref() == Some(b"OFF") {
            layers.off.extend(references(&properties, b"OCGs"));
        }
        for on in references(&default, b"ON") {
            layers.off.remove(&on);
        }
        layers.off.extend(references(&default, b"OFF"));
        layers.settle_uses(&default);
        layers
    }

    /// Viewers switch layers by what they are used for, where the document lets them: what they then show on the screen and print on paper may
    /// differ from each other, and from the state that the layers are in.
    fn settle_uses(&mut self, default: &Dict<'_>) {
        let uses = default.get::<Array<'_>>(b"AS");
        let mut unsure: Vec<ObjectIdentifier> = Vec::new();
        for switch in uses.iter().flat_map(Array::iter::<Dict<'_>>) {
            let categories = switch.get::<Array<'_>>(b"Category");
            let categories: Vec<Name<'_>> = categories.iter().flat_map(Array::iter::<Name<'_>>).collect();
            let layers = switch.get::<Array<'_>>(b"OCGs");
            let references = references(&switch, b"OCGs");
            let dicts = layers.iter().flat_map(Array::iter::<Dict<'_>>);
            for (id, layer) in references.into_iter().zip(dicts) {
                let Some(usage) = layer.get::<Dict<'_>>(b"Usage") else {
                    continue;
                };
                let is_on = !self.off.contains(&id);
                if categories.iter().any(|category| switches(&usage, category, is_on)) {
                    unsure.push(id);
                }
            }
        }
        for id in unsure {
            self.off.remove(&id);
            self.unsure.insert(id);
        }
    }

    /// Whether what belongs to the layer under `key` of this dictionary is shown in some places and not in others.
    pub(super) fn leaves_unsure(&self, dict: &Dict<'_>, key: &[u8]) -> bool {
        if self.unsure.is_empty() {
            return false;
        }
        let id = dict.get_ref(key).map(ObjectIdentifier::from);
        let is_unsure = |id: &ObjectIdentifier| self.unsure.contains(id);
        id.is_some_and(|id| is_unsure(&id))
            || dict.get::<Dict<'_>>(key).is_some_and(|membership| {
                let single = membership.get_ref(b"OCGs").map(ObjectIdentifier::from);
                let mut layers = references(&membership, b"OCGs").into_iter().chain(single);
                layers.any(|id| is_unsure(&id))
            })
    }

    /// Whether what belongs to the layer under `key` of this dictionary is hidden.
    pub(super) fn hides(&self, dict: &Dict<'_>, key: &[u8]) -> bool {
        if !self.are_there {
            return false;
        }
        let id = dict.get_ref(key).map(ObjectIdentifier::from);
        if id.is_some_and(|id| self.off.contains(&id)) {
            return true;
        }
        dict.get::<Dict<'_>>(key)
            .is_some_and(|layer| self.hides_membership(&layer))
    }

    /// A membership (OCMD) is shown by the state of several layers.
    fn hides_membership(&self, membership: &Dict<'_>) -> bool {
        if membership.get::<Name<'_>>(b"Type").as_deref() != Some(b"OCMD") {
            return false;
        }
        if let Some(condition) = membership.get::<Array<'_>>(b"VE") {
            return self.is_met(&condition, 0) == Some(false);
        }
        let mut layers = references(membership, b"OCGs");
        layers.extend(
            membership
                .get_ref(b"OCGs")
                .map(ObjectIdentifier::from)
                .filter(|_| layers.is_empty()),
        );
        if layers.is_empty() {
            return false;
        }
        let is_off = |id: &ObjectIdentifier| self.off.contains(id);
        let shown = match membership.get::<Name<'_>>(b"P").as_deref() {
            Some(b"AllOn") => !layers.iter().any(is_off),
            Some(b"AnyOff") => layers.iter().any(is_off),
            Some(b"AllOff") => layers.iter().all(is_off),
            _ => !layers.iter().all(is_off),
        };
        !shown
    }

    fn is_met(&self, condition: &Array<'_>, depth: u32) -> Option<bool> {
        if depth > DEEPEST {
            return None;
        }
        let mut operands = Vec::new();
        let mut items = condition.raw_iter();
        let Some(MaybeRef::NotRef(Object::Name(operator))) = items.next() else {
            return None;
        };
        for item in items {
            operands.push(match item {
                MaybeRef::Ref(layer) => !self.off.contains(&ObjectIdentifier::from(layer)),
                MaybeRef::NotRef(Object::Array(inner)) => self.is_met(&inner, depth + 1)?,
                MaybeRef::NotRef(_) => return None,
            });
        }
        match operator.as_str() {
            "And" => Some(operands.iter().all(|met| *met)),
            "Or" => Some(operands.iter().any(|met| *met)),
            "Not" => operands.first().map(|met| !met),
            _ => None,
        }
    }
}

/// Whether what a layer is used for may switch it on or off.
fn switches(usage: &Dict<'_>, category: &[u8], is_on: bool) -> bool {
    let state: &[u8] = match category {
        b"View" => b"ViewState",
        b"Print" => b"PrintState",
        // Of a file that is made from this one nobody knows yet.
        b"Export" => return false,
        // By how near one looks, by the reader and his language.
        category => return usage.contains_key(category),
    };
    let own = usage.get::<Dict<'_>>(category);
    let own = own.and_then(|own| own.get::<Name<'_>>(state).map(|state| state.as_ref() == b"ON"));
    own.is_some_and(|own| own != is_on)
}

fn references(dict: &Dict<'_>, key: &[u8]) -> Vec<ObjectIdentifier> {
    let array = dict.get::<Array<'_>>(key);
    let items = array.iter().flat_map(Array::raw_iter);
    items
        .filter_map(|item| item.as_obj_ref().map(ObjectIdentifier::from))
        .collect()
}
