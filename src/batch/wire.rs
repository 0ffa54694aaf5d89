//! What a run and the processes that read for it say to each other: a header of JSON that says how long it is, and the bytes that it announces.

use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::report::{Counts, Style};
use crate::settings::Settings;

/// The first thing that a process is told.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Setup {
    pub(super) settings: Settings,
    /// Not among the settings that are written.
    pub(super) passwords: Vec<String>,
    pub(super) style: Style,
}

/// A document to be audited; its bytes follow.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) name: String,
    pub(super) sha256: String,
    pub(super) bytes: usize,
}

/// What came of it. The rows of each table follow, then the bytes of each PDF attached to it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Reply {
    pub(super) counts: Counts,
    pub(super) tables: Vec<usize>,
    pub(super) attachments: Vec<(String, usize)>,
}

/// Longest header that is believed, in bytes: names of attachments are most of it.
const LONGEST_HEADER: u32 = 64 << 20;

pub(super) fn write_header(output: &mut impl Write, header: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_vec(header)?;
    let length = u32::try_from(json.len()).map_err(io::Error::other)?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(&json)
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
