//! One document: its name, its bytes and their hash.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{Input, Location, OpenError};
use crate::limits::Limits;

/// A file as it was read.
#[derive(Debug, Clone)]
pub struct Document {
    /// What stands in the `file` column.
    pub name: String,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// The bytes.
    pub bytes: Arc<[u8]>,
}

impl Document {
    /// A document of these bytes.
    pub fn new(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Self {
            name: name.into(),
            sha256: hexadecimal(&Sha256::digest(&bytes)),
            bytes,
        }
    }
}

impl Input {
    /// Reads the input. Never reads more bytes than the limits allow, whatever the file claims to be.
    pub fn open(&self, limits: &Limits) -> Result<Document, OpenError> {
        match &self.location {
            Location::File(path) => Ok(Document::new(self.name.clone(), read(path, limits.bytes)?)),
            Location::Member(member) => Ok(Document::new(self.name.clone(), member.read(limits)?)),
            Location::Unreachable(error) => Err(error.clone()),
        }
    }
}

fn read(path: &Path, limit: u64) -> Result<Arc<[u8]>, OpenError> {
    let mut file = File::open(path).map_err(|error| OpenError::from(&error))?;
    let claimed = file.metadata().map_or(0, |metadata| metadata.len());
    if claimed > limit {
        return Err(OpenError::TooLarge { bytes: claimed, limit });
    }
    // Read to where it stays: to copy a document costs more than to hash it.
    let mut bytes: Arc<[u8]> = std::iter::repeat_n(0, usize::try_from(claimed).unwrap_or(0)).collect();
    let count =
        fill(&mut file, Arc::get_mut(&mut bytes).unwrap_or_default()).map_err(|error| OpenError::from(&error))?;
    // A device or a file that grows has more bytes than it claimed.
    let mut more = Vec::new();
    let room = limit.saturating_sub(count as u64).saturating_add(1);
    let rest = file.take(room).read_to_end(&mut more);
    let read = count as u64 + rest.map_err(|error| OpenError::from(&error))? as u64;
    if read > limit {
        return Err(OpenError::TooLarge { bytes: read, limit });
    }
    if count == bytes.len() && more.is_empty() {
        return Ok(bytes);
    }
    Ok([bytes.get(..count).unwrap_or_default(), &more].concat().into())
}

/// Reads until the place is full or the file ends; returns how many bytes that were.
fn fill(file: &mut File, place: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while let Some(rest) = place.get_mut(count..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(more) => count += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(count)
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0xf])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_sha_256_in_lower_case() {
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Document::new("a.pdf", *b"abc").sha256, hash);
    }

    #[test]
    fn a_file_above_the_limit_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        std::fs::write(&path, b"12345").unwrap();
        assert_eq!(*read(&path, 5).unwrap(), *b"12345");
        assert_eq!(read(&path, 4), Err(OpenError::TooLarge { bytes: 5, limit: 4 }));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_endless_device_ends_at_the_limit() {
        let read = read(Path::new("/dev/zero"), 1000);
        assert_eq!(
            read,
            Err(OpenError::TooLarge {
                bytes: 1001,
                limit: 1000
            })
        );
    }
}
