//! One document: its name, its bytes and their hash.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::sidecar::is_sidecar;
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
    pub bytes: Arc<Vec<u8>>,
    /// The file that holds these bytes and nothing else, where there is one: other processes can read it themselves.
    pub path: Option<PathBuf>,
}

impl Document {
    /// A document of these bytes.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = Arc::new(bytes.into());
        Self {
            name: name.into(),
            sha256: hexadecimal(&Sha256::digest(&*bytes)),
            bytes,
            path: None,
        }
    }
}

impl Input {
    /// Reads the input. Never reads more bytes than the limits allow, whatever the file claims to be.
    ///
    /// # Errors
    /// It cannot be reached, or is larger than the limits allow, or its archive cannot be read.
    pub fn open(&self, limits: &Limits) -> Result<Document, OpenError> {
        self.open_into(Vec::new(), limits)
    }

    /// Reads the input to where another one was: memory that was used before costs the system nothing.
    pub(crate) fn open_into(&self, place: Vec<u8>, limits: &Limits) -> Result<Document, OpenError> {
        let bytes = match &self.location {
            Location::File(path) => read(path, place, limits.bytes)?,
            Location::Member(member) => member.read(limits)?,
            Location::Memory(bytes) => copied(bytes, place, limits.bytes)?,
            Location::Unreachable(error) => return Err(error.clone()),
        };
        if is_sidecar(&self.name, &bytes) {
            return Err(OpenError::Sidecar);
        }
        let path = match &self.location {
            Location::File(path) => Some(path.clone()),
            _ => None,
        };
        Ok(Document {
            path,
            ..Document::new(self.name.clone(), bytes)
        })
    }
}

fn read(path: &Path, mut place: Vec<u8>, limit: u64) -> Result<Vec<u8>, OpenError> {
    let file = File::open(path).map_err(|error| OpenError::from(&error))?;
    let claimed = file.metadata().map_or(0, |metadata| metadata.len());
    if claimed > limit {
        return Err(OpenError::TooLarge { bytes: claimed, limit });
    }
    place.clear();
    place.reserve(usize::try_from(claimed).unwrap_or(0));
    // A device or a file that grows has more bytes than it claimed.
    let read = file.take(limit.saturating_add(1)).read_to_end(&mut place);
    let bytes = read.map_err(|error| OpenError::from(&error))? as u64;
    if bytes > limit {
        return Err(OpenError::TooLarge { bytes, limit });
    }
    Ok(place)
}

fn copied(bytes: &[u8], mut place: Vec<u8>, limit: u64) -> Result<Vec<u8>, OpenError> {
    match bytes.len() as u64 {
        bytes if bytes > limit => Err(OpenError::TooLarge { bytes, limit }),
        _ => {
            place.clear();
            place.extend_from_slice(bytes);
            Ok(place)
        }
    }
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
        assert_eq!(read(&path, Vec::new(), 5).unwrap(), *b"12345");
        assert_eq!(
            read(&path, Vec::new(), 4),
            Err(OpenError::TooLarge { bytes: 5, limit: 4 })
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_endless_device_ends_at_the_limit() {
        let read = read(Path::new("/dev/zero"), Vec::new(), 1000);
        assert_eq!(
            read,
            Err(OpenError::TooLarge {
                bytes: 1001,
                limit: 1000
            })
        );
    }
}
