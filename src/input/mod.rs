//! Paths, lists, folders and archives -> documents, in an order that no machine changes.
//!
//! [`Inputs`] finds what there is to read, one after the other, without opening it: folders give their files (`walk`), archives their members
//! (`archive`), and memory holds no more than one folder or archive at each level. [`Input::open`] reads one of them, when its turn comes.

mod archive;
mod beside;
mod document;
mod find;
mod path_list;
mod seven;
mod shard;
mod sidecar;
mod survey;
mod walk;

use std::path::PathBuf;
use std::sync::Arc;

pub use archive::Member;
pub(crate) use archive::{SEPARATOR, documents_around};
pub use document::Document;
pub(crate) use document::hexadecimal;
pub use find::{Inputs, Roots};
pub use path_list::{read_passwords, read_path_list};
pub use shard::{BadShard, Shard};
pub use survey::Survey;

use crate::limits::Limits;

/// Something that was asked for, before it is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// What stands in the `file` column: the path as given, then below the folder given, with `/`; below an archive, with `!/`.
    pub name: String,
    /// Where it is.
    pub location: Location,
}

/// Where an input is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// A file.
    File(PathBuf),
    /// A file within an archive.
    Member(Member),
    /// Bytes that somebody else has read.
    Memory(Arc<[u8]>),
    /// It was asked for, and cannot be reached.
    Unreachable(OpenError),
}

/// All inputs below the paths, at once: for runs that fit into memory. Folders and `.zip` archives are looked through, in an order that does not
/// change.
///
/// # Example
/// ```
/// use fuhe::input::list;
/// use fuhe::limits::Limits;
///
/// # fn main() -> Result<(), fuhe::input::OpenError> {
/// let inputs = list(&["fixtures/planted".into()]);
/// let input = inputs.iter().find(|input| input.name.ends_with("grade.pdf")).unwrap();
/// let document = input.open(&Limits::default())?;
/// assert!(document.bytes.starts_with(b"%PDF"));
/// # Ok(())
/// # }
/// ```
pub fn list(paths: &[PathBuf]) -> Vec<Input> {
    Inputs::new(&Roots::new(paths), &Limits::default()).collect()
}

/// Why an input gives no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
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
    /// A member of an archive, or its archive, grows more than [`crate::limits::ArchiveLimits::ratio`] times.
    #[error("grows more than {ratio} times")]
    Inflated {
        /// The limit.
        ratio: u64,
    },
    /// An archive with more members than [`crate::limits::ArchiveLimits::members`], or a directory too long for so many.
    #[error("more than {limit} members")]
    TooManyMembers {
        /// The limit.
        limit: usize,
    },
    /// An archive in an archive in an archive.
    #[error("archives nested too deep")]
    NestedTooDeep,
    /// A member of an archive that needs a password.
    #[error("encrypted member")]
    EncryptedMember,
    /// A member of an archive that is compressed in a way that is not read.
    #[error("compression method not supported")]
    UnknownMethod,
    /// A member of an archive that cannot be decompressed whole.
    #[error("broken member: {0}")]
    BrokenMember(String),
    /// A file named like an archive that is none, or is cut off.
    #[error("broken archive: {0}")]
    BrokenArchive(String),
    /// An archive of which some members have one name, so that only the last of each can be reached.
    #[error("members of one name")]
    MembersOfOneName,
    /// An archive that holds neither PDFs nor archives.
    #[error("nothing to read in the archive")]
    NothingInArchive,
    /// No document, but what a Mac or an office program keeps beside one.
    #[error("a sidecar of a document")]
    Sidecar,
    /// Anything else that the operating system says.
    #[error("{0}")]
    Other(String),
}

impl OpenError {
    /// Bytes of the file, where they are known all the same.
    pub fn bytes(&self) -> Option<u64> {
        match self {
            Self::TooLarge { bytes, .. } => Some(*bytes),
            _ => None,
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
