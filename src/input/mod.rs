//! Paths, lists and folders -> documents, in an order that no machine changes.
//!
//! [`list`] finds what there is to read without opening it; [`Input::open`] reads one of them, when its turn comes.

mod document;
mod list;
mod path_list;

use std::path::PathBuf;

pub use document::Document;
pub use list::list;
pub use path_list::{read_passwords, read_path_list};

/// Something that was asked for, before it is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// What stands in the `file` column: the path as given, then below the folder given, with `/`.
    pub name: String,
    /// Where it is.
    pub location: Location,
}

/// Where an input is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A file.
    File(PathBuf),
    /// It was asked for, and cannot be reached.
    Unreachable(OpenError),
}

/// Why an input gives no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// There is nothing of that name.
    #[error("not found")]
    Missing,
    /// It may not be read.
    #[error("permission denied")]
    Denied,
    /// A device, a pipe or the like, found in a folder.
    #[error("not a regular file")]
    NotAFile,
    /// More bytes than [`crate::limits::Limits::bytes`].
    #[error("{bytes} bytes, limit {limit}")]
    TooLarge {
        /// Bytes of the file, as far as they were counted.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Anything else that the operating system says.
    #[error("{0}")]
    Other(String),
}

impl OpenError {
    /// Bytes of the file, where they are known all the same.
    pub fn bytes(&self) -> Option<u64> {
        match self {
            Self::TooLarge { bytes, .. } => Some(*bytes),
            Self::Missing | Self::Denied | Self::NotAFile | Self::Other(_) => None,
        }
    }
}

impl From<&std::io::Error> for OpenError {
    fn from(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            std::io::ErrorKind::PermissionDenied => Self::Denied,
            _ => Self::Other(error.to_string()),
        }
    }
}
