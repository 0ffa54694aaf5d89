//! Takes down the characters that `pdf-extract` reports.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

use super::frame::Frame;
use super::wire::Character;

/// How far above the base line the middle of a character lies, as a part of the size of the type: the Chinese em box reaches from
/// 0.12 below to 0.88 above.
const MIDDLE: f64 = 0.38;

/// Most characters taken from one page; a form has about 2,000.
const CHARACTERS: usize = 200_000;

/// The characters of a page and where they stand.
#[derive(Debug)]
pub(super) struct Device {
    frame: Frame,
    characters: Vec<Character>,
}

impl Device {
    pub(super) fn new(frame: Frame) -> Self {
        Self {
            frame,
            characters: Vec::new(),
        }
    }

    pub(super) fn into_characters(self) -> Vec<Character> {
        self.characters
    }

    fn take(&mut self, transform: &Transform, along: f64, size: f64, character: Option<char>) {
        let up = MIDDLE * size;
        let x = along * transform.m11 + up * transform.m21 + transform.m31;
        let y = along * transform.m12 + up * transform.m22 + transform.m32;
        let (x, y) = self.frame.shown(x, y);
        self.characters.push(Character { x, y, c: character });
    }
}

impl OutputDev for Device {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        transform: &Transform,
        width: f64,
        _spacing: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let characters: Vec<char> = text.chars().collect();
        if self.characters.len() + characters.len() >= CHARACTERS {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        // A code for several characters draws them side by side.
        let step = width * size / characters.len().max(1) as f64;
        for (index, character) in characters.iter().enumerate() {
            self.take(transform, step * (index as f64 + 0.5), size, Some(*character));
        }
        if characters.is_empty() {
            self.take(transform, step * 0.5, size, None);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
