//! Archives, zip and 7z -> their members, which are decompressed in memory when their turn comes. A name in an archive is only ever shown: no path
//! on disk is made of it.

use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use zip::read::{ZipArchiveMetadata, ZipFileEntry};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive, ZipReadOptions};

use super::seven::{self, Window};
use super::sidecar::{HEAD, is_sidecar};
use super::walk::is_readable_name;
use super::{Input, Location, OpenError};
use crate::limits::{ArchiveLimits, Limits};

/// What stands between an archive and the name of a member.
pub(crate) const SEPARATOR: &str = "!/";

/// The name itself, then those of all documents and archives that it may be within, the innermost first.
pub(crate) fn documents_around(file: &str) -> impl Iterator<Item = &str> {
    let around = file.rmatch_indices(SEPARATOR).filter_map(|(end, _)| file.get(..end));
    std::iter::once(file).chain(around)
}

/// Deepest archive that is opened: one within another.
const DEEPEST: usize = 1;

/// Longest directory of an archive that is read, in bytes for each member that is allowed: a header of 46, a name, and times. What is read
/// takes four times as much memory.
const DIRECTORY_BYTES_A_MEMBER: u64 = 160;

/// A file within an archive.
#[derive(Debug, Clone)]
pub struct Member {
    archive: Arc<Archive>,
    index: usize,
}

impl PartialEq for Member {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.archive, &other.archive) && self.index == other.index
    }
}

impl Eq for Member {}

/// An archive and its directory.
#[derive(Debug)]
struct Archive {
    place: Place,
    directory: Directory,
    recent: Arc<Recent>,
}

/// What an archive says of its members.
#[derive(Debug)]
enum Directory {
    Zip(Arc<ZipArchiveMetadata>),
    Seven(Box<sevenz_rust2::Archive>),
}

#[derive(Debug)]
enum Place {
    File(PathBuf),
    Within(Member),
    Memory(Arc<[u8]>),
}

/// What was decompressed last. Inner archives are decompressed whole, and members of a 7z with those behind them; only the last of them is kept, so
/// that memory does not grow with their number, and members, which are asked for one after the other, find it here.
#[derive(Debug, Default)]
pub(super) struct Recent {
    inner: Mutex<Option<(Member, Arc<[u8]>)>>,
    window: Mutex<Option<(Arc<Archive>, Window)>>,
}

/// What the members of an archive are, sorted by name; where they cannot be listed, the archive alone, with the reason.
pub(super) fn list(archive: &Input, depth: usize, recent: &Arc<Recent>, limits: &Limits) -> Vec<Input> {
    let failed = |reason| Input {
        name: archive.name.clone(),
        location: Location::Unreachable(reason),
    };
    match members(archive, depth, recent, limits) {
        Ok(members) if members.is_empty() => vec![failed(OpenError::NothingInArchive)],
        Ok(members) => members,
        Err(reason) => vec![failed(reason)],
    }
}

fn members(archive: &Input, depth: usize, recent: &Arc<Recent>, limits: &Limits) -> Result<Vec<Input>, OpenError> {
    let place = match &archive.location {
        _ if depth > DEEPEST => return Err(OpenError::NestedTooDeep),
        Location::File(path) => Place::File(path.clone()),
        Location::Member(member) => Place::Within(member.clone()),
        Location::Memory(bytes) => Place::Memory(Arc::clone(bytes)),
        Location::Unreachable(reason) => return Err(reason.clone()),
    };
    let mut bytes = place.open(recent, limits)?;
    let mut head = Vec::new();
    let read = (&mut bytes).take(HEAD as u64).read_to_end(&mut head);
    read.map_err(|error| OpenError::from(&error))?;
    if is_sidecar(&archive.name, &head) {
        return Err(OpenError::Sidecar);
    }
    let size = bytes.seek(SeekFrom::End(0)).map_err(|error| OpenError::from(&error))?;
    bytes.rewind().map_err(|error| OpenError::from(&error))?;
    let directory = if head.starts_with(&seven::SIGNATURE) {
        Directory::Seven(Box::new(seven::read_directory(&mut bytes, &limits.archive)?))
    } else {
        Directory::Zip(read_directory(bytes, &limits.archive)?)
    };
    let is_missing_some = matches!(&directory, Directory::Zip(zip) if zip.has_duplicate_names());
    let opened = Arc::new(Archive {
        place,
        directory,
        recent: Arc::clone(recent),
    });
    let mut members = opened.named_members(&archive.name);
    let mut allowance = size
        .saturating_mul(limits.archive.ratio)
        .max(limits.archive.harmless_bytes);
    for (input, declared) in &mut members {
        // Many names for one stretch of bytes, or many bombs: the members beyond what an honest archive could hold.
        if let Some(left) = allowance.checked_sub(*declared) {
            allowance = left;
        } else {
            let ratio = limits.archive.ratio;
            input.location = Location::Unreachable(OpenError::Inflated { ratio });
        }
    }
    let mut inputs: Vec<Input> = members.into_iter().map(|(input, _)| input).collect();
    if is_missing_some {
        let own = Input {
            name: archive.name.clone(),
            location: Location::Unreachable(OpenError::MembersOfOneName),
        };
        inputs.insert(0, own);
    }
    Ok(inputs)
}

fn read_directory(source: Source, limits: &ArchiveLimits) -> Result<Arc<ZipArchiveMetadata>, OpenError> {
    let too_many = OpenError::TooManyMembers { limit: limits.members };
    let mut left = (limits.members as u64).saturating_mul(DIRECTORY_BYTES_A_MEMBER);
    let mut is_exhausted = false;
    let bounded = Bounded {
        source,
        left: &mut left,
        is_exhausted: &mut is_exhausted,
    };
    let directory = ZipArchive::new(bounded).map(|archive| archive.metadata());
    match directory {
        _ if is_exhausted => Err(too_many),
        Ok(directory) if directory.len() > limits.members => Err(too_many),
        Ok(directory) => Ok(directory),
        Err(error) => Err(OpenError::BrokenArchive(error.to_string())),
    }
}

impl Archive {
    /// The members to be read, sorted by name, and the size that each declares.
    fn named_members(self: &Arc<Self>, archive: &str) -> Vec<(Input, u64)> {
        let mut named = Vec::new();
        for (index, name, size) in self.directory.entries() {
            if name.ends_with('/') || !is_readable_name(Path::new(&name)) {
                continue;
            }
            let member = Member {
                archive: Arc::clone(self),
                index,
            };
            let input = Input {
                name: format!("{archive}{SEPARATOR}{name}"),
                location: Location::Member(member),
            };
            named.push((input, size, index));
        }
        named.sort_by(|(a, _, a_index), (b, _, b_index)| a.name.cmp(&b.name).then(a_index.cmp(b_index)));
        tell_apart(&mut named);
        named.into_iter().map(|(input, size, _)| (input, size)).collect()
    }
}

impl Directory {
    /// The number, the name and the declared size of each member.
    fn entries(&self) -> Vec<(usize, String, u64)> {
        match self {
            Self::Zip(zip) => {
                let entries = (0..zip.len()).filter_map(|index| Some((index, zip.entry(index).ok()?)));
                let told = entries.map(|(index, entry)| (index, member_name(entry.name_raw()), entry.size()));
                told.collect()
            }
            Self::Seven(seven) => {
                let files = seven.files.iter().enumerate().filter(|(_, file)| !file.is_directory);
                files
                    .map(|(index, file)| (index, shown(&file.name), file.size))
                    .collect()
            }
        }
    }
}

/// Names that differ in bytes may be one in characters; the rows of the tables must not be confused.
fn tell_apart(sorted: &mut [(Input, u64, usize)]) {
    let mut last = String::new();
    let mut copies = 1;
    for (input, _, _) in sorted {
        if input.name == last {
            copies += 1;
            input.name = format!("{last}#{copies}");
        } else {
            last.clone_from(&input.name);
            copies = 1;
        }
    }
}

/// The name as it was meant: UTF-8, or else GBK, as Chinese Windows writes it.
fn member_name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(text) => shown(text),
        Err(_) => shown(&encoding_rs::GBK.decode_without_bom_handling(raw).0),
    }
}

/// `/` between folders; no line breaks or other controls.
fn shown(text: &str) -> String {
    let shown = |c: char| match c {
        '\\' => '/',
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(shown).collect()
}

impl Member {
    /// The decompressed bytes, no more of them than the limits allow.
    pub(super) fn read(&self, limits: &Limits) -> Result<Vec<u8>, OpenError> {
        let zip = match &self.archive.directory {
            Directory::Zip(zip) => zip,
            Directory::Seven(seven) => return self.read_of_seven(seven, limits),
        };
        let mut source = self.archive.place.open(&self.archive.recent, limits)?;
        let entry = zip.entry(self.index);
        let entry = entry.map_err(|error| OpenError::BrokenMember(error.to_string()))?;
        judge(&entry, limits)?;
        let declared = entry.size();
        let read = entry
            .with_reader(&mut source, ZipReadOptions::new())
            .map_err(member_error)?;
        let mut bytes = Vec::new();
        // One byte more than it declares is one too many.
        let count = read.take(declared.saturating_add(1)).read_to_end(&mut bytes);
        let count = count.map_err(|error| OpenError::BrokenMember(error.to_string()))? as u64;
        match count.cmp(&declared) {
            Ordering::Equal => Ok(bytes),
            _ => Err(OpenError::BrokenMember(format!("{declared} bytes declared"))),
        }
    }

    /// The same of a 7z: where it is among those that were decompressed with another one, it is taken from there.
    fn read_of_seven(&self, seven: &sevenz_rust2::Archive, limits: &Limits) -> Result<Vec<u8>, OpenError> {
        let recent = &self.archive.recent;
        let mut last = recent.window.lock().unwrap_or_else(PoisonError::into_inner);
        let window = last.as_mut().filter(|(archive, _)| Arc::ptr_eq(archive, &self.archive));
        if let Some(bytes) = window.and_then(|(_, window)| window.remove(&self.index)) {
            return Ok(bytes);
        }
        *last = None;
        let mut source = self.archive.place.open(recent, limits)?;
        let (bytes, window) = seven::read(seven, self.index, &mut source, limits)?;
        *last = Some((Arc::clone(&self.archive), window));
        Ok(bytes)
    }

    /// The bytes of an archive within an archive.
    fn read_archive(&self, recent: &Recent, limits: &Limits) -> Result<Arc<[u8]>, OpenError> {
        let mut last = recent.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, bytes)) = last.as_ref().filter(|(member, _)| member == self) {
            return Ok(Arc::clone(bytes));
        }
        let inner = Limits {
            bytes: limits.archive.inner_archive_bytes,
            ..*limits
        };
        let bytes: Arc<[u8]> = self.read(&inner)?.into();
        *last = Some((self.clone(), Arc::clone(&bytes)));
        Ok(bytes)
    }
}

/// What is not even begun.
fn judge(entry: &ZipFileEntry<'_>, limits: &Limits) -> Result<(), OpenError> {
    let (bytes, limit, ratio) = (entry.size(), limits.bytes, limits.archive.ratio);
    let most = entry.compressed_size().saturating_mul(ratio);
    if entry.flags().is_encrypted() {
        Err(OpenError::EncryptedMember)
    } else if !matches!(
        entry.compression(),
        CompressionMethod::Stored | CompressionMethod::DEFLATE
    ) {
        Err(OpenError::UnknownMethod)
    } else if bytes > limit {
        Err(OpenError::TooLarge { bytes, limit })
    } else if bytes > most.max(limits.archive.harmless_bytes) {
        Err(OpenError::Inflated { ratio })
    } else {
        Ok(())
    }
}

fn member_error(error: ZipError) -> OpenError {
    match error {
        ZipError::Io(error) => OpenError::BrokenMember(error.to_string()),
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => OpenError::UnknownMethod,
        error => OpenError::BrokenMember(error.to_string()),
    }
}

impl Place {
    fn open(&self, recent: &Recent, limits: &Limits) -> Result<Source, OpenError> {
        match self {
            Self::File(path) => {
                let file = File::open(path).map_err(|error| OpenError::from(&error))?;
                Ok(Source::File(io::BufReader::new(file)))
            }
            Self::Within(member) => Ok(Source::Memory(Cursor::new(member.read_archive(recent, limits)?))),
            Self::Memory(bytes) => Ok(Source::Memory(Cursor::new(Arc::clone(bytes)))),
        }
    }
}

/// The bytes of an archive.
#[derive(Debug)]
enum Source {
    File(io::BufReader<File>),
    Memory(Cursor<Arc<[u8]>>),
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Memory(bytes) => bytes.read(buffer),
        }
    }
}

impl Seek for Source {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => file.seek(to),
            Self::Memory(bytes) => bytes.seek(to),
        }
    }
}

/// A source of which only so many bytes can be read, whatever a directory claims to hold.
struct Bounded<'a> {
    source: Source,
    left: &'a mut u64,
    is_exhausted: &'a mut bool,
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        let Some(left) = self.left.checked_sub(count as u64) else {
            *self.is_exhausted = true;
            return Err(io::Error::other("the directory is too long"));
        };
        *self.left = left;
        Ok(count)
    }
}

impl Seek for Bounded<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.source.seek(to)
    }
}
