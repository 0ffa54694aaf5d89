//! One line of text, read once or twice, and what is made of it.

use serde::{Deserialize, Serialize};

use super::ctc::{Character, Reading};
use super::figures::{SURE, as_figure, is_grammatical, may_be_figure, without_specks};
use super::ink::{Lone, is_accounted_for, lone_stroke, pieces};
use super::recogniser::Recogniser;
use super::strip::Strip;
use crate::scan::{Gray, Pixels, TextLine};

/// Below this, a character at the end of a Chinese line that is no Chinese one is what a seal or a pen has left there.
const STRAY: u8 = 60;

/// Most readings of a line that are kept beside the one that is taken.
const OTHER_READINGS: usize = 8;

/// What recognisers have read in a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Readings {
    pub(super) first: Reading,
    pub(super) second: Option<Reading>,
    /// What a sign that no recogniser has read stands for.
    sign: Option<char>,
}

impl Readings {
    /// Both readings. A figure under ink that the first recogniser has read with the ink, and the second surely without, is the second's.
    fn surer_first(&self, under_ink: bool) -> (&Reading, Option<&Reading>) {
        /// In hundredths, in the mean: figures under a seal whose ink was not read are above it.
        const DOUBTED: u8 = 75;
        match &self.second {
            Some(second)
                if under_ink
                    && self.first.mean() < DOUBTED
                    && second.sure() >= SURE
                    && as_figure(&second.text()).is_some_and(|text| is_grammatical(&text)) =>
            {
                (second, Some(&self.first))
            }
            second => (&self.first, second.as_ref()),
        }
    }

    /// Whether this is what a seal leaves once its colour is lifted, or a part of a signature: a few characters that no recogniser is sure of. What type
    /// under a seal is read as, is sure or long. Beside other lines of its cell (not `is_alone`) a stroke or two are sure where both read them alike.
    pub(super) fn are_of_no_text(&self, is_alone: bool) -> bool {
        const STROKES: usize = 2;
        /// In hundredths: what seals left was read below 60, type under them above 90.
        const TEXT: u8 = 65;
        const SHORT: usize = 6;
        let all = std::iter::once(&self.first).chain(&self.second);
        if all.clone().any(|reading| reading.characters.len() > SHORT) {
            return false;
        }
        let is_read = |reading: &Reading| reading.mean() >= TEXT;
        let text = self.first.text();
        let is_of_a_form = text.chars().any(|c| is_han(c) || c.is_ascii_digit());
        let is_long = text.chars().count() > STROKES;
        let is_confirmed = || {
            let second = self.second.as_ref();
            is_of_a_form
                && self.first.sure() >= SURE
                && second.is_some_and(|second| is_read(second) && second.text() == text)
        };
        // Of Chinese characters, one reader is sure only where there are some.
        let is_label = |reading: &Reading| {
            let text = reading.text();
            reading.sure() >= SURE && text.chars().any(is_han) && !is_stroke(&text)
        };
        if !is_alone && !is_long {
            return !is_confirmed() && !all.clone().any(is_label);
        }
        let is_disputed = self
            .second
            .as_ref()
            .is_some_and(|second| !is_read(second) && second.text() != text);
        all.clone().all(|reading| !is_read(reading)) || is_disputed && !(is_of_a_form && self.first.mean() >= SURE)
    }
}

/// A line, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ReadLine {
    /// What it says; none where a character could not be read.
    pub(super) characters: Vec<(Option<char>, i64, i64)>,
    /// What the other recogniser reads, where it was asked.
    pub(super) second: Option<String>,
    pub(super) is_agreed: bool,
    /// What else it may say, the likeliest first.
    pub(super) others: Vec<String>,
}

/// Has the recognisers read a line: the first all of it, the second what figures may stand in.
pub(super) fn ask(readers: &[Recogniser], gray: &Gray, line: &TextLine, type_height: u32) -> Readings {
    let mut readings = Readings::default();
    let (Some(strip), Some(first)) = (Strip::cut(gray, &line.bbox, type_height), readers.first()) else {
        return readings;
    };
    readings.first = first.read(&strip).unwrap_or_default();
    let text = readings.first.text();
    let is_short = text.chars().filter(|c| !c.is_whitespace()).count() <= 2;
    if is_short || text.contains(|c: char| c.is_ascii_digit()) {
        readings.second = readers.get(1).map(|second| second.read(&strip).unwrap_or_default());
    }
    readings.sign = missed_sign(readers, gray, line, type_height, &readings.first);
    readings
}

/// A sign before a figure that was not read: recognisers are asked once more, for its ink alone.
fn missed_sign(
    readers: &[Recogniser],
    gray: &Gray,
    line: &TextLine,
    type_height: u32,
    reading: &Reading,
) -> Option<char> {
    let first = reading
        .characters
        .first()
        .filter(|one| one.character.is_ascii_digit())?;
    let ink = pieces(gray, &line.bbox);
    let piece = ink
        .first()
        .filter(|piece| i64::from(piece.x1) <= first.from && ink.len() > 1)?;
    // A sign is about as wide as a digit; a point or a border is not.
    if piece.width() * 4 < type_height {
        return None;
    }
    let strip = Strip::cut(gray, piece, type_height)?;
    let read = |reader: &Recogniser| {
        let reading = reader.read(&strip)?;
        let [one] = reading.characters.as_slice() else {
            return None;
        };
        matches!(one.character, '≥' | '≤' | '=' | '>' | '<').then_some(one.character)
    };
    readers.iter().find_map(read)
}

/// What is made of the readings of a line. `is_alone` says that nothing else stands in its cell.
pub(super) fn settle(readings: &Readings, gray: &Gray, line: &TextLine, type_height: u32, is_alone: bool) -> ReadLine {
    let ink = pieces(gray, &line.bbox);
    let (first, second) = readings.surer_first(line.under_ink);
    let first = without_stray(first);
    let (one, other) = (first.text(), second.map(Reading::text));
    let shape =
        lone_stroke(gray, &ink, type_height).filter(|_| is_stroke(&one) || other.as_deref().is_some_and(is_stroke));
    if let Some(text) = shape.and_then(|shape| shaped(shape, &one, other.as_deref())) {
        let is_sure = |reading: &Reading| reading.text() == text && reading.sure() >= SURE;
        let is_agreed = text == "1" && is_sure(&first) && second.is_some_and(is_sure) && !line.under_ink;
        return ReadLine {
            characters: spread(&text, &line.bbox),
            // It is no matter of reading.
            second: None,
            is_agreed,
            others: Vec::new(),
        };
    }
    let may_be_zero = |text: &str| is_alone || text.chars().count() > 1;
    let figure = |text: &str| as_figure(text).filter(|_| may_be_zero(text));
    let (one_figure, other_figure) = (figure(&one), other.as_deref().and_then(figure));
    let signed = |text: String| readings.sign.map_or(text.clone(), |sign| format!("{sign}{text}"));
    let is_fine = |text: &Option<String>| text.as_deref().is_some_and(is_grammatical);
    let is_figure = one_figure.is_some() || is_fine(&other_figure) && !one.chars().any(is_han);
    if is_figure {
        let is_whole = is_accounted_for(&ink, &first) && readings.sign.is_none();
        let is_sure = first.sure() >= SURE && second.is_some_and(|second| second.sure() >= SURE);
        let is_agreed = is_fine(&one_figure) && one_figure == other_figure && is_sure && is_whole && !line.under_ink;
        let taken = if is_fine(&one_figure) {
            one_figure.clone()
        } else if is_fine(&other_figure) {
            other_figure.clone()
        } else {
            without_specks(&first).or(one_figure.clone())
        };
        if let Some(taken) = taken {
            let taken = signed(taken);
            let shown = other_figure.or(other).filter(|other| *other != taken);
            let mut others = other_readings(&first, &taken);
            others.extend(
                shown
                    .clone()
                    .filter(|shown| is_grammatical(shown) && may_be_figure(shown)),
            );
            return ReadLine {
                characters: placed(&taken, &first, &line.bbox),
                second: shown,
                is_agreed,
                others,
            };
        }
    }
    let text = match &other {
        Some(other) if one.trim().is_empty() => other.clone(),
        _ => signed(one.clone()),
    };
    let characters = if text.trim().is_empty() {
        // Ink that nothing could be made of.
        vec![(None, i64::from(line.bbox.x0), i64::from(line.bbox.x1))]
    } else {
        placed(text.trim(), &first, &line.bbox)
    };
    ReadLine {
        characters,
        second: other.filter(|other| other.trim() != text.trim()),
        is_agreed: false,
        others: Vec::new(),
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// What recognisers read where there is but one stroke.
fn is_stroke(text: &str) -> bool {
    let mut characters = text.trim().chars();
    match (characters.next(), characters.next()) {
        (None, _) => true,
        (Some(one), None) => "1/|lI丨丿\\-一—_~.·、,'J)(∕ノ口日目Iㄧ二".contains(one),
        _ => false,
    }
}

/// The character of a lone stroke; none where the shape does not settle it.
fn shaped(shape: Lone, one: &str, other: Option<&str>) -> Option<String> {
    let is = |text: &str| one.trim() == text || other.is_some_and(|other| other.trim() == text);
    let character = match shape {
        Lone::Hyphen => "-",
        Lone::Dash => "—",
        Lone::Slash => "/",
        Lone::Dot => ".",
        Lone::Upright if is("1") => "1",
        Lone::Upright => return None,
    };
    Some(character.to_owned())
}

/// The reading without what a seal or a pen has left at its ends.
fn without_stray(reading: &Reading) -> Reading {
    let mut reading = reading.clone();
    let is_stray = |one: &Character| one.sure < STRAY && !is_han(one.character) && !one.character.is_ascii_digit();
    let borders_on_han = |one: Option<&Character>| one.is_some_and(|one| is_han(one.character));
    while reading.characters.last().is_some_and(is_stray) && borders_on_han(reading.characters.iter().rev().nth(1)) {
        reading.characters.pop();
    }
    while reading.characters.first().is_some_and(is_stray) && borders_on_han(reading.characters.get(1)) {
        reading.characters.remove(0);
    }
    reading
}

/// The same text with one character read otherwise, left out, or put in, as far as the recogniser thought of it.
fn other_readings(reading: &Reading, taken: &str) -> Vec<String> {
    let characters: Vec<char> = reading.characters.iter().map(|one| one.character).collect();
    let mut others: Vec<(u8, String)> = Vec::new();
    let mut propose = |sure: u8, text: String| {
        if let Some(figure) = as_figure(&text).filter(|figure| figure != taken && is_grammatical(figure)) {
            others.push((sure, figure));
        }
    };
    for (place, one) in reading.characters.iter().enumerate() {
        for (other, sure) in &one.others {
            let changed = characters
                .iter()
                .enumerate()
                .filter_map(|(at, own)| if at == place { *other } else { Some(*own) });
            propose(*sure, changed.collect());
        }
    }
    for missed in &reading.missed {
        let mut with = characters.clone();
        with.insert(missed.behind.min(with.len()), missed.character);
        propose(missed.sure, with.into_iter().collect());
    }
    others.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut texts: Vec<String> = Vec::new();
    for (_, text) in others {
        if texts.len() < OTHER_READINGS && !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// Characters where they were read: the border between two is midway between their places.
fn placed(text: &str, reading: &Reading, bbox: &Pixels) -> Vec<(Option<char>, i64, i64)> {
    let read: Vec<&Character> = reading
        .characters
        .iter()
        .filter(|one| !one.character.is_whitespace())
        .collect();
    let count = text.chars().filter(|c| !c.is_whitespace()).count();
    if read.len() != count {
        return spread(text, bbox);
    }
    let middle = |one: &&Character| i64::midpoint(one.from, one.to);
    let mut middles = read.iter().map(middle).peekable();
    let mut from = i64::from(bbox.x0);
    let mut placed = Vec::with_capacity(count);
    for character in text.chars() {
        if character.is_whitespace() {
            placed.push((Some(' '), from, from));
            continue;
        }
        let own = middles.next().unwrap_or(from);
        let to = middles
            .peek()
            .map_or(i64::from(bbox.x1), |next| i64::midpoint(own, *next));
        let to = to.max(from + 1);
        placed.push((Some(character), from, to));
        from = to;
    }
    placed
}

/// Characters evenly over a line, where their places are not known.
fn spread(text: &str, bbox: &Pixels) -> Vec<(Option<char>, i64, i64)> {
    let count = i64::try_from(text.chars().count()).unwrap_or(1).max(1);
    let (from, width) = (i64::from(bbox.x0), i64::from(bbox.width()));
    let place = |at: i64| from + width * at / count;
    (0..)
        .zip(text.chars())
        .map(|(at, c)| (Some(c), place(at), place(at + 1).max(place(at) + 1)))
        .collect()
}

#[cfg(test)]
mod tests;
