//! Members of 7z archives. Many of them are one compressed stream: what stands before a member has to be decompressed for it, and so the ones behind it
//! are taken along.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use sevenz_rust2::{Archive, BlockDecoder, Error, Password};

use super::OpenError;
use super::walk::is_readable_name;
use crate::limits::{ArchiveLimits, Limits};

/// What a 7z begins with.
pub(super) const SIGNATURE: [u8; 6] = [b'7', b'z', 0xbc, 0xaf, 0x27, 0x1c];

/// Longest directory that is read, and largest dictionary of its compression, in KiB. 100,000 members with names of 60 characters have 14,000; some
/// writers compress it with a dictionary of 16 MiB.
const DIRECTORY_KIB: usize = 17 << 10;

/// Largest dictionary that a member is decompressed with, in KiB: what 7-Zip takes at its strongest, 256 MiB, and what goes with it.
const DICTIONARY_KIB: usize = 272 << 10;

/// Members that were decompressed, by their number.
pub(super) type Window = BTreeMap<usize, Vec<u8>>;

/// What the archive says of its members.
pub(super) fn read_directory(source: &mut (impl Read + Seek), limits: &ArchiveLimits) -> Result<Archive, OpenError> {
    let directory = Archive::read_with_memory_limit(source, &Password::empty(), DIRECTORY_KIB);
    match directory {
        Ok(directory) if directory.files.len() > limits.members => {
            Err(OpenError::TooManyMembers { limit: limits.members })
        }
        Ok(directory) => Ok(directory),
        Err(error) => Err(error_of(error, OpenError::BrokenArchive)),
    }
}

/// The bytes of a member, and of those behind it in the same stream: as many as may be held in memory.
pub(super) fn read(
    archive: &Archive,
    index: usize,
    source: &mut (impl Read + Seek),
    limits: &Limits,
) -> Result<(Vec<u8>, Window), OpenError> {
    let (mut window, mut failed) = (Window::new(), None);
    let declared = archive.files.get(index).map_or(0, |file| file.size);
    if declared > limits.bytes {
        return Err(OpenError::TooLarge {
            bytes: declared,
            limit: limits.bytes,
        });
    }
    if archive.is_file_encrypted(index) {
        return Err(OpenError::EncryptedMember);
    }
    let block_of = |index: usize| archive.stream_map.file_block_index.get(index).copied().flatten();
    let Some(block) = block_of(index) else {
        return Ok((Vec::new(), window));
    };
    // What has no bytes is in no stream, and may stand among those of one.
    let mut first = index;
    for before in (0..index).rev() {
        match block_of(before) {
            Some(other) if other != block => break,
            Some(_) => first = before,
            None => {}
        }
    }
    let mut left = limits.archive.inner_archive_bytes;
    let mut numbers = first..;
    let password = Password::empty();
    let decoder = BlockDecoder::new_with_memory_limit(1, DICTIONARY_KIB, block, archive, &password, source);
    let decoded = decoder.for_each_entries(&mut |entry, bytes| {
        let number = numbers.next().unwrap_or(usize::MAX);
        let is_wanted = number == index;
        if number < index || !is_wanted && (!is_readable_name(entry.name().as_ref()) || entry.size > limits.bytes) {
            return Ok(true);
        }
        let Some(rest) = left.checked_sub(entry.size).or(is_wanted.then_some(0)) else {
            return Ok(false);
        };
        left = rest;
        let mut member = Vec::new();
        // One byte more than it declares is one too many.
        match bytes.take(entry.size.saturating_add(1)).read_to_end(&mut member) {
            Ok(count) if count as u64 == entry.size => {
                window.insert(number, member);
                Ok(true)
            }
            Ok(_) => {
                failed = Some(format!("{} bytes declared", entry.size));
                Ok(false)
            }
            Err(error) => {
                failed = Some(error.to_string());
                Ok(false)
            }
        }
    });
    match (window.remove(&index), failed, decoded) {
        (Some(bytes), ..) => Ok((bytes, window)),
        (None, Some(reason), _) => Err(OpenError::BrokenMember(reason)),
        (None, None, Err(error)) => Err(error_of(error, OpenError::BrokenMember)),
        (None, None, Ok(_)) => Err(OpenError::BrokenMember("not in its stream".to_owned())),
    }
}

fn error_of(error: Error, broken: fn(String) -> OpenError) -> OpenError {
    match error {
        Error::PasswordRequired | Error::MaybeBadPassword(_) => OpenError::EncryptedMember,
        Error::UnsupportedCompressionMethod(method) if method.contains("AES") => OpenError::EncryptedMember,
        Error::UnsupportedCompressionMethod(_) | Error::Unsupported(_) => OpenError::UnknownMethod,
        Error::MaxMemLimited { max_kb, actaul_kb } => OpenError::TooLarge {
            bytes: (actaul_kb as u64) << 10,
            limit: (max_kb as u64) << 10,
        },
        Error::Io(error, _) => broken(error.to_string()),
        Error::Other(reason) => broken(reason.into_owned()),
        error => broken(error.to_string()),
    }
}
