//! What a CMap says of ranges of codes.

/// Most ranges kept of one CMap: every code of two bytes, and as much again.
pub(super) const RANGES: usize = 131_072;

/// Values by ranges of codes; of several for one code the last one said holds.
#[derive(Debug)]
pub(super) struct Ranges<T> {
    pub spans: Vec<Span<T>>,
    /// Whether two of them have a code in common.
    pub overlapping: bool,
}

#[derive(Debug)]
pub(super) struct Span<T> {
    pub low: u32,
    pub high: u32,
    /// Which of all it is, in the order in which they are said.
    said: usize,
    pub value: T,
}

impl<T> Default for Ranges<T> {
    fn default() -> Self {
        Self {
            spans: Vec::new(),
            overlapping: false,
        }
    }
}

impl<T> Ranges<T> {
    pub(super) fn add(&mut self, low: u32, high: u32, value: T) {
        let said = self.spans.len();
        if said < RANGES && low <= high {
            self.spans.push(Span { low, high, said, value });
        }
    }

    pub(super) fn sort(&mut self) {
        self.spans.sort_by_key(|span| span.low);
        let pairs = self.spans.iter().zip(self.spans.iter().skip(1));
        self.overlapping = pairs.into_iter().any(|(a, b)| a.high >= b.low);
    }

    /// The value of the range that holds the code, and how far into the range the code is.
    pub(super) fn find(&self, code: u32) -> Option<(&T, u32)> {
        let end = self.spans.partition_point(|span| span.low <= code);
        let before = self.spans.get(..end)?;
        let holds = |span: &&Span<T>| code <= span.high;
        let span = if self.overlapping {
            before.iter().filter(holds).max_by_key(|span| span.said)?
        } else {
            before.last().filter(holds)?
        };
        Some((&span.value, code - span.low))
    }
}
