//! A picture without colours, and what is done to all of it: shrunk, laid on its side, blurred.

/// A picture without colours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gray {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Row by row from the top, 0 black to 255 white; as many as width times height.
    pub pixels: Vec<u8>,
}

impl Gray {
    /// A picture of one grey.
    pub fn plain(width: u32, height: u32, grey: u8) -> Self {
        Self {
            width,
            height,
            pixels: vec![grey; width as usize * height as usize],
        }
    }

    /// The pixels of a row, from one column to before another.
    pub fn row(&self, y: u32, from: u32, to: u32) -> &[u8] {
        let start = y as usize * self.width as usize;
        let (from, to) = (from.min(self.width) as usize, to.min(self.width) as usize);
        self.pixels.get(start + from..start + to).unwrap_or_default()
    }

    /// All rows.
    pub fn rows(&self) -> std::slice::ChunksExact<'_, u8> {
        self.pixels.chunks_exact(self.width.max(1) as usize)
    }

    /// One pixel; white beyond the picture.
    pub fn at(&self, x: u32, y: u32) -> u8 {
        if x >= self.width {
            return 255;
        }
        let place = y as usize * self.width as usize + x as usize;
        self.pixels.get(place).copied().unwrap_or(255)
    }

    /// The picture in so many pixels, no more than it has: each is the mean of what it covers.
    pub(super) fn shrunk(&self, width: u32, height: u32) -> Self {
        /// A pixel counts in so many parts.
        const PARTS: u64 = 1 << 12;
        let (width, height) = (width.clamp(1, self.width.max(1)), height.clamp(1, self.height.max(1)));
        if (width, height) == (self.width, self.height) {
            return self.clone();
        }
        let across = shares(self.width, width, PARTS);
        let mut pixels = Vec::with_capacity(width as usize * height as usize);
        let mut sums = vec![0_u32; self.width as usize];
        for (first, weights) in shares(self.height, height, PARTS) {
            sums.fill(0);
            let rows = self.rows().skip(first);
            for (row, weight) in rows.zip(weights) {
                for (sum, pixel) in sums.iter_mut().zip(row) {
                    *sum += u32::from(*pixel) * weight;
                }
            }
            pixels.extend(across.iter().map(|(first, weights)| {
                let covered = sums.get(*first..).unwrap_or_default().iter().zip(weights);
                let sum: u64 = covered.map(|(sum, weight)| u64::from(*sum) * u64::from(*weight)).sum();
                ((sum + PARTS * PARTS / 2) / (PARTS * PARTS)).min(255) as u8
            }));
        }
        Self { width, height, pixels }
    }

    /// Rows become columns.
    pub(super) fn on_its_side(&self) -> Self {
        /// So many rows and columns are turned at once: they fit the fastest memory.
        const TILE: usize = 32;
        let (width, height) = (self.width as usize, self.height as usize);
        let mut turned = Self::plain(self.height, self.width, 0);
        for y in (0..height).step_by(TILE) {
            for x in (0..width).step_by(TILE) {
                let rows = self.pixels.chunks_exact(width.max(1)).enumerate().skip(y).take(TILE);
                for (row, pixels) in rows {
                    let part = pixels.get(x..(x + TILE).min(width)).unwrap_or_default();
                    let places = turned.pixels.iter_mut().skip(x * height + row).step_by(height.max(1));
                    for (place, pixel) in places.zip(part) {
                        *place = *pixel;
                    }
                }
            }
        }
        turned
    }

    /// Turned so many quarters clockwise.
    pub(super) fn turned(&self, quarters: u8) -> Self {
        match quarters % 4 {
            0 => self.clone(),
            1 => self.on_its_side().mirrored(),
            2 => Self {
                pixels: self.pixels.iter().rev().copied().collect(),
                ..*self
            },
            _ => self.mirrored().on_its_side(),
        }
    }

    /// Left and right exchanged.
    fn mirrored(&self) -> Self {
        Self {
            pixels: self.rows().flat_map(|row| row.iter().rev().copied()).collect(),
            ..*self
        }
    }

    /// Each pixel the mean of itself and its neighbours in the row, so many to each side.
    pub(super) fn blurred_along(&self, reach: usize) -> Self {
        let size = 2 * reach as u32 + 1;
        // A division by multiplication: exact enough for sums of bytes.
        let factor = (1 << 20) / size + 1;
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for row in self.rows() {
            let (first, last) = (row.first().copied().unwrap_or(255), row.last().copied().unwrap_or(255));
            let entering = row.iter().skip(reach).chain(std::iter::repeat_n(&last, reach));
            let leaving = std::iter::repeat_n(&first, reach + 1).chain(row);
            // Before the first pixel enters: what lies left of the row is like its first pixel.
            let before = row.iter().take(reach).map(|pixel| u32::from(*pixel)).sum::<u32>();
            let mut sum = before + u32::from(first) * (reach as u32 + 1);
            pixels.extend(entering.zip(leaving).map(|(enters, leaves)| {
                sum = (sum + u32::from(*enters)).saturating_sub(u32::from(*leaves));
                ((sum * factor) >> 20).min(255) as u8
            }));
        }
        Self { pixels, ..*self }
    }

    /// Each pixel the mean of three by three.
    pub(super) fn smoothed(&self) -> Self {
        let along = self.blurred_along(1);
        let rows: Vec<&[u8]> = along.rows().collect();
        let row = |y: usize| {
            rows.get(y.min(rows.len().saturating_sub(1)))
                .copied()
                .unwrap_or_default()
        };
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for y in 0..rows.len() {
            let three = row(y.saturating_sub(1)).iter().zip(row(y)).zip(row(y + 1));
            pixels.extend(three.map(|((a, b), c)| ((u16::from(*a) + u16::from(*b) + u16::from(*c)) / 3) as u8));
        }
        Self { pixels, ..*self }
    }
}

/// Which of so many pixels each of fewer covers, and with which part: the first, and the weights of it and those after it.
fn shares(from: u32, to: u32, parts: u64) -> Vec<(usize, Vec<u32>)> {
    let (from, to) = (u64::from(from), u64::from(to.max(1)));
    let share = |index: u64| {
        // In units of 1/to of a pixel.
        let (start, end) = (index * from, (index + 1) * from);
        let (first, last) = (start / to, end.div_ceil(to));
        let mut left = parts as u32;
        let weights = (first..last).map(|pixel| {
            let covered = ((pixel + 1) * to).min(end).saturating_sub((pixel * to).max(start));
            let weight = ((covered * parts + from / 2) / from.max(1)) as u32;
            // The last takes what rounding left.
            let weight = if pixel + 1 == last { left } else { weight.min(left) };
            left -= weight;
            weight
        });
        (first as usize, weights.collect())
    };
    (0..to).map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gray(width: u32, pixels: &[u8]) -> Gray {
        Gray {
            width,
            height: pixels.len() as u32 / width,
            pixels: pixels.to_vec(),
        }
    }

    #[test]
    fn a_turn_by_quarters_is_clockwise_and_four_of_them_are_none() {
        let picture = gray(3, &[1, 2, 3, 4, 5, 6]);
        assert_eq!(picture.turned(1), gray(2, &[4, 1, 5, 2, 6, 3]));
        assert_eq!(picture.turned(2), gray(3, &[6, 5, 4, 3, 2, 1]));
        assert_eq!(picture.turned(3), gray(2, &[3, 6, 2, 5, 1, 4]));
        assert_eq!(picture.turned(1).turned(3), picture);
    }

    #[test]
    fn a_shrunk_pixel_is_the_mean_of_what_it_covers() {
        assert_eq!(gray(4, &[0, 100, 200, 100]).shrunk(2, 1), gray(2, &[50, 150]));
        assert_eq!(gray(3, &[0, 90, 240]).shrunk(2, 1), gray(2, &[30, 190]));
        assert_eq!(gray(2, &[10, 20, 30, 40]).shrunk(1, 1), gray(1, &[25]));
    }

    #[test]
    fn blurring_keeps_what_is_plain() {
        let plain = Gray::plain(9, 4, 255);
        assert_eq!(plain.blurred_along(3), plain);
        assert_eq!(plain.smoothed(), plain);
        assert_eq!(
            gray(5, &[90, 0, 90, 90, 90]).blurred_along(1).pixels,
            [60, 60, 60, 90, 90]
        );
    }
}
