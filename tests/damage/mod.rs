//! What tests of broken files share: numbers that look random, and the fixtures to break.

#![allow(dead_code, reason = "each test takes its part of it")]

use std::fs;
use std::path::Path;

/// Numbers that look random, the same ones each time.
pub struct Random(pub u64);

impl Random {
    /// One below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }

    /// One of these; `None` of none.
    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

/// Every PDF under `fixtures/` that has bytes, by its path from there.
pub fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut paths: Vec<_> = ignore::Walk::new(&folder)
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "pdf"))
        .collect();
    paths.sort();
    let name = |path: &Path| path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
    let documents = paths.iter().map(|path| (name(path), fs::read(path).unwrap()));
    documents.filter(|(_, bytes)| !bytes.is_empty()).collect()
}
