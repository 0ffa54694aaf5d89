//! What a run and the processes that read for it say to each other: a header of JSON that says how long it is, and the bytes that it announces.

use std::ffi::OsString;
use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::input::Document;
use crate::report::{Counts, Shape, Style};
use crate::settings::Settings;

/// The first thing that a process is told.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Setup {
    pub(super) settings: Settings,
    /// Not among the settings that are written.
    pub(super) passwords: Vec<String>,
    pub(super) style: Style,
    pub(super) shape: Shape,
}

/// What a process is asked for. It reads files itself: their bytes would be copied into a pipe, out of it, and to where they stay.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Order {
    /// To read a file, and to wait for whether it is wanted.
    Read { name: String, path: OsString },
    /// To audit the file that it has read.
    GoOn,
    /// To leave the file that it has read: a copy of it is audited already.
    Leave,
    /// To audit a document whose bytes follow.
    Audit { name: String, sha256: String, bytes: usize },
    /// To read with so many threads, in the middle of a document too.
    Threads(usize),
}

/// What it says to that.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Answer {
    /// A file was read.
    Read(DocumentId),
    /// What came of a document, or of a file that could not be read.
    Done(Reply),
}

/// What a document is known by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct DocumentId {
    pub(super) sha256: String,
    pub(super) bytes: u64,
}

impl From<&Document> for DocumentId {
    fn from(document: &Document) -> Self {
        Self {
            sha256: document.sha256.clone(),
            bytes: document.bytes.len() as u64,
        }
    }
}

/// What came of a document. The rows of each table follow, then the bytes of each PDF attached to it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Reply {
    pub(super) counts: Counts,
    pub(super) tables: Vec<usize>,
    pub(super) attachments: Vec<(String, usize)>,
}

/// Longest header that is believed, in bytes: names of attachments are most of it.
const LONGEST_HEADER: u32 = 64 << 20;

pub(super) fn write_header(output: &mut impl Write, header: &impl Serialize) -> io::Result<()> {
    const LENGTH_BYTES: usize = size_of::<u32>();
    let mut message = vec![0; LENGTH_BYTES];
    serde_json::to_writer(&mut message, header)?;
    let length = u32::try_from(message.len() - LENGTH_BYTES).map_err(io::Error::other)?;
    for (place, byte) in message.iter_mut().zip(length.to_le_bytes()) {
        *place = byte;
    }
    output.write_all(&message)
}

/// The next header; none where the other side has no more to say.
pub(super) fn read_header<T: DeserializeOwned>(input: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    match input.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u32::from_le_bytes(length);
    if length > LONGEST_HEADER {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let json = read_bytes(input, length as usize)?;
    Ok(Some(serde_json::from_slice(&json)?))
}

pub(super) fn read_bytes(input: &mut impl Read, count: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(count);
    match input.take(count as u64).read_to_end(&mut bytes)? {
        read if read == count => Ok(bytes),
        _ => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}
