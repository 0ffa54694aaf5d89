//! How wide the characters of composite fonts are.

use hayro_syntax::object::{Array, Dict, Object};

use crate::pdf::tokens::{Token, Tokens, array_in};

/// Numbers by CID, as /W and /W2 write them: `first [a b c]` and `first last a`.
#[derive(Debug)]
pub(super) struct Widths {
    /// First and last CID, and the number; by first CID.
    spans: Vec<(u32, u32, f64)>,
    other: f64,
}

impl Widths {
    /// Most spans kept: one for every CID.
    const SPANS: usize = 65_536;

    /// `stride`: how many numbers stand for each CID; the first is kept.
    pub(super) fn new(dict: &Dict<'_>, key: &[u8], stride: usize, other: f64) -> Self {
        let mut widths = Self {
            spans: Vec::new(),
            other,
        };
        let is_read = array_in(dict.data(), key).is_some_and(|tokens| widths.read_written(tokens, stride));
        if !is_read && let Some(array) = dict.get::<Array<'_>>(key) {
            widths.spans.clear();
            if !widths.read_written(Tokens::new(array.data()), stride) {
                widths.spans.clear();
                widths.read_objects(&array, stride);
            }
        }
        widths.spans.sort_by_key(|span| span.0);
        widths
    }

    /// Reads the array from its bytes; returns whether all of it is written in full, as it nearly always is.
    fn read_written(&mut self, mut tokens: Tokens<'_>, stride: usize) -> bool {
        let mut pending: Vec<f64> = Vec::new();
        while let Some(token) = tokens.next() {
            match token {
                Token::Number(number) => self.add_number(&mut pending, number, stride),
                Token::Open => {
                    let mut values = Vec::new();
                    loop {
                        match tokens.next() {
                            Some(Token::Number(number)) => values.push(number),
                            Some(Token::Close) => break,
                            _ => return false,
                        }
                    }
                    self.add_values(&mut pending, values.into_iter().step_by(stride));
                }
                Token::Close => return true,
                _ => return false,
            }
        }
        true
    }

    fn read_objects(&mut self, array: &Array<'_>, stride: usize) {
        let mut pending: Vec<f64> = Vec::new();
        for object in array.iter::<Object<'_>>() {
            match object {
                Object::Number(number) => self.add_number(&mut pending, number.as_f64(), stride),
                Object::Array(values) => self.add_values(&mut pending, values.iter::<f64>().step_by(stride)),
                _ => {}
            }
        }
    }

    /// One more number: with enough of them a span of CIDs has its value.
    fn add_number(&mut self, pending: &mut Vec<f64>, number: f64, stride: usize) {
        pending.push(number);
        if let [first, last, value, ..] = *pending.as_slice()
            && pending.len() == stride + 2
        {
            if self.spans.len() < Self::SPANS {
                self.spans.push((first as u32, last as u32, value));
            }
            pending.clear();
        }
    }

    /// Values for CIDs one after the other, from the number before them on.
    fn add_values(&mut self, pending: &mut Vec<f64>, values: impl Iterator<Item = f64>) {
        let first = pending.pop().unwrap_or(0.0) as u32;
        pending.clear();
        for (cid, value) in (first..=u32::MAX).zip(values.take(Self::SPANS)) {
            let is_full = self.spans.len() >= Self::SPANS;
            match self.spans.last_mut() {
                Some(last) if last.1.checked_add(1) == Some(cid) && last.2 == value => last.1 = cid,
                _ if is_full => return,
                _ => self.spans.push((cid, cid, value)),
            }
        }
    }

    pub(super) fn get(&self, cid: u32) -> f64 {
        let end = self.spans.partition_point(|span| span.0 <= cid);
        let last = end.checked_sub(1).and_then(|at| self.spans.get(at));
        last.filter(|span| cid <= span.1).map_or(self.other, |span| span.2)
    }
}
