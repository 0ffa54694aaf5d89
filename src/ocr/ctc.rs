//! What a recogniser gives for each step along a line -> characters with their places, and what else each may be.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use super::strip::Strip;

/// The label that stands for no character.
const NOTHING: usize = 0;

/// What is less likely than this, in hundredths, is no candidate.
const CANDIDATE: u8 = 2;

/// Most candidates that are kept for a place.
const CANDIDATES: usize = 4;

/// The characters that a recogniser knows, by label; label 0 is none of them.
pub(super) struct Alphabet(Vec<char>);

impl Alphabet {
    /// One character a line; behind them all stands the blank.
    pub(super) fn of(lines: &str) -> Self {
        let character = |line: &str| line.chars().next().unwrap_or(' ');
        Self(
            lines
                .split('\n')
                .map(|line| character(line.trim_end_matches('\r')))
                .collect(),
        )
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn character(&self, label: usize) -> Option<char> {
        let place = label.checked_sub(1)?;
        Some(self.0.get(place).copied().unwrap_or(' '))
    }
}

/// A likelihood in hundredths: raw ones differ in their last digits from machine to machine.
pub type Hundredths = u8;

/// A character that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Character {
    /// Which one, as Unicode normalises it.
    pub character: char,
    /// How sure.
    pub sure: Hundredths,
    /// From column to column of the picture.
    pub from: i64,
    /// Behind it.
    pub to: i64,
    /// What else it may be, the likeliest first; none where it may be no character at all.
    pub others: Vec<(Option<char>, Hundredths)>,
}

/// A character that was nearly read, where nothing was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// Behind so many characters.
    pub behind: usize,
    /// Which one.
    pub character: char,
    /// How likely.
    pub sure: Hundredths,
}

/// What a recogniser read in a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Its characters, from left to right.
    pub characters: Vec<Character>,
    /// What it did not read, and nearly would have.
    pub missed: Vec<Missed>,
}

impl Reading {
    /// The text.
    pub fn text(&self) -> String {
        self.characters.iter().map(|one| one.character).collect()
    }

    /// How sure its characters are in the mean.
    pub fn mean(&self) -> Hundredths {
        let sum: u32 = self.characters.iter().map(|one| u32::from(one.sure)).sum();
        let count = u32::try_from(self.characters.len()).unwrap_or(u32::MAX);
        Hundredths::try_from(sum.checked_div(count).unwrap_or(0)).unwrap_or(0)
    }

    /// How sure the least sure character is; nothing is read for sure where nothing is read.
    pub fn sure(&self) -> Hundredths {
        self.characters.iter().map(|one| one.sure).min().unwrap_or(0)
    }
}

/// The likeliest labels of a step, the likeliest first.
fn likeliest(step: &[f32]) -> Vec<(usize, f32)> {
    let mut best: Vec<(usize, f32)> = Vec::with_capacity(CANDIDATES + 1);
    for (label, likely) in step.iter().enumerate() {
        let is_candidate = *likely * 100.0 >= f32::from(CANDIDATE);
        if is_candidate || best.is_empty() {
            let place = best.partition_point(|(_, better)| better >= likely);
            if place < CANDIDATES {
                best.insert(place, (label, *likely));
                best.truncate(CANDIDATES);
            }
        }
    }
    // Whatever came first was let in; only the likeliest stays however unlikely it is.
    let mut is_first = true;
    best.retain(|(_, likely)| std::mem::take(&mut is_first) || *likely * 100.0 >= f32::from(CANDIDATE));
    best
}

fn hundredths(likely: f32) -> Hundredths {
    (likely * 100.0).round().clamp(0.0, 100.0) as Hundredths
}

/// Of each step the likeliest label; labels in a row are one character, label 0 parts two of a kind.
pub(super) fn decode(
    likely: &[f32],
    steps: usize,
    labels: usize,
    alphabet: &Alphabet,
    strip: &Strip,
) -> Option<Reading> {
    if steps == 0 || labels < 2 || likely.len() != steps * labels || labels > alphabet.len() + 2 {
        return None;
    }
    let columns = (strip.width() as i64).max(1);
    let place = |step: usize| strip.on_picture(step as i64 * columns / steps as i64);
    let mut reading = Reading::default();
    let mut before = NOTHING;
    let mut run_peak = 0.0_f32;
    for (step, all) in likely.chunks_exact(labels).enumerate() {
        let best = likeliest(all);
        let (label, sure) = best.first().copied()?;
        let mut others = best
            .iter()
            .skip(1)
            .map(|(label, likely)| (plain(alphabet.character(*label)), hundredths(*likely)));
        match alphabet.character(label) {
            // Nothing here: what would have been the likeliest character may have been lost.
            None => {
                let missed = others.find_map(|(character, sure)| Some((character?, sure)));
                reading.missed.extend(missed.map(|(character, sure)| Missed {
                    behind: reading.characters.len(),
                    character,
                    sure,
                }));
            }
            Some(character) if label != before => {
                run_peak = sure;
                reading.characters.push(Character {
                    character: plain(Some(character)).unwrap_or(character),
                    sure: hundredths(sure),
                    from: place(step),
                    to: place(step + 1),
                    others: others.collect(),
                });
            }
            // The same character goes on; it is as sure as where it is surest.
            Some(_) => {
                if let Some(last) = reading.characters.last_mut() {
                    last.to = place(step + 1);
                    if sure > run_peak {
                        run_peak = sure;
                        last.sure = hundredths(sure);
                        last.others = others.collect();
                    }
                }
            }
        }
        before = label;
    }
    Some(reading)
}

/// A character as labels and figures are written: of several spellings one, always one character.
fn plain(character: Option<char>) -> Option<char> {
    let character = character?;
    let same = match character {
        '⩾' | '≧' | '⋝' => '≥',
        '⩽' | '≦' | '⋜' => '≤',
        '﹦' => '=',
        '丶' => '、',
        '∶' => ':',
        '·' | '•' | '∙' | '・' => '·',
        '−' | '–' | '‐' | '‑' | '‒' => '-',
        // Full-width brackets, commas and colons are those of Chinese text, and stay.
        '（' | '）' | '，' | '：' | '；' | '！' | '？' => character,
        '\u{3000}' => ' ',
        other => {
            let mut normal = other.to_string().nfkc().collect::<Vec<char>>().into_iter();
            match (normal.next(), normal.next()) {
                (Some(one), None) => one,
                _ => other,
            }
        }
    };
    Some(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads steps of eight columns each; of each step some labels are likely, in hundredths. Label 1 is 0, label 11 is the point.
    fn read(steps: &[&[(usize, u8)]]) -> Reading {
        let alphabet = Alphabet::of("0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n.\n⩾");
        let labels = alphabet.len() + 2;
        let mut likely = vec![0.0; labels * steps.len()];
        for (step, all) in likely.chunks_exact_mut(labels).zip(steps) {
            for (label, sure) in *all {
                step[*label] = f32::from(*sure) / 100.0;
            }
        }
        let strip = Strip::ready(vec![255; 48 * 8 * steps.len()]).unwrap();
        decode(&likely, steps.len(), labels, &alphabet, &strip).unwrap()
    }

    #[test]
    fn a_label_in_a_row_is_one_character_and_two_where_nothing_stands_between() {
        let reading = read(&[&[(2, 99)], &[(2, 97)], &[(0, 99)], &[(2, 95)], &[(1, 92)]]);
        assert_eq!(reading.text(), "110");
        assert_eq!(reading.sure(), 92);
        let places: Vec<(i64, i64)> = reading.characters.iter().map(|one| (one.from, one.to)).collect();
        assert_eq!(places, [(0, 16), (24, 32), (32, 40)]);
    }

    #[test]
    fn what_was_nearly_read_is_kept_and_where() {
        let reading = read(&[&[(2, 60), (8, 39)], &[(0, 70), (11, 28)], &[(3, 99)]]);
        assert_eq!(reading.text(), "12");
        assert_eq!(reading.characters[0].others, [(Some('7'), 39)]);
        let missed = &reading.missed[0];
        assert_eq!((missed.behind, missed.character, missed.sure), (1, '.', 28));
    }

    #[test]
    fn a_sign_is_one_character_however_it_is_spelled() {
        assert_eq!(read(&[&[(12, 99)], &[(10, 99)]]).text(), "≥9");
    }

    #[test]
    fn labels_that_the_alphabet_cannot_have_are_no_reading() {
        let strip = Strip::ready(vec![255; 48 * 8]).unwrap();
        assert_eq!(decode(&[0.0; 40], 1, 40, &Alphabet::of("0\n1"), &strip), None);
    }
}
