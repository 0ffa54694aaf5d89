//! The files of a run: made before the long work begins, gone on with where a run was broken off, put in place when they are complete.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::Exporter;

/// Writes a table that is made from the finished ones: under its name only when it is complete.
///
/// # Errors
/// The table cannot be written, or what makes it fails.
pub fn write_afterwards(
    folder: &Path,
    file_name: &str,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), OutputError> {
    let (unfinished, finished) = (folder.join(format!("{file_name}.{UNFINISHED}")), folder.join(file_name));
    let written = File::create(&unfinished).and_then(|file| {
        let mut file = BufWriter::with_capacity(BUFFER, file);
        write(&mut file)?;
        file.flush()
    });
    written.map_err(at(&unfinished))?;
    fs::rename(&unfinished, &finished).map_err(at(&finished))
}

/// A table that is being written has this behind its name, so that nobody takes half a table for a whole one.
const UNFINISHED: &str = "partial";

/// Bytes gathered before they are written; a row of the largest table has about 500.
const BUFFER: usize = 128 << 10;

/// The output folder, or a file in it, cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct OutputError {
    /// The folder or file.
    pub path: PathBuf,
    /// What the operating system says.
    pub source: io::Error,
}

/// The tables of a run while they are written.
#[derive(Debug)]
pub struct Outputs {
    files: Vec<Output>,
}

/// A file that grows, and is put in place when it is whole.
#[derive(Debug)]
struct Output {
    unfinished: PathBuf,
    file: BufWriter<File>,
    length: u64,
    /// How much of that has left the buffer.
    flushed: u64,
}

impl Outputs {
    /// Makes the folder and, beside whatever tables it holds, one unfinished file for each exporter; or goes on with those, each after its
    /// first so many bytes.
    ///
    /// # Errors
    /// The folder or a file cannot be made, or a file is shorter than it should be.
    pub fn open(folder: &Path, exporters: &[Box<dyn Exporter>], lengths: &[u64]) -> Result<Self, OutputError> {
        fs::create_dir_all(folder).map_err(at(folder))?;
        let files = exporters.iter().zip(lengths).map(|(exporter, length)| {
            let mut output = Output::open(folder, exporter.file_name(), *length)?;
            if *length == 0 {
                let mut head = Vec::new();
                exporter.write_head(&mut head).map_err(at(&output.unfinished))?;
                output.write(&head)?;
            }
            Ok(output)
        });
        Ok(Self {
            files: files.collect::<Result<_, _>>()?,
        })
    }

    /// Adds to each table what its exporter made, in the order of the exporters.
    ///
    /// # Errors
    /// A table cannot be written.
    pub fn append(&mut self, rendered: &[Vec<u8>]) -> Result<(), OutputError> {
        for (output, bytes) in self.files.iter_mut().zip(rendered) {
            output.write(bytes)?;
        }
        Ok(())
    }

    /// How long each table is.
    pub fn lengths(&self) -> Vec<u64> {
        self.files.iter().map(|output| output.length).collect()
    }

    /// What stands in each table between two lengths.
    ///
    /// # Errors
    /// A table cannot be read.
    pub fn read_back(&mut self, spans: &[(u64, u64)]) -> Result<Vec<Vec<u8>>, OutputError> {
        let files = self.files.iter_mut().zip(spans);
        files.map(|(output, (from, to))| output.read_back(*from, *to)).collect()
    }

    /// Has all that was written put on the disk.
    ///
    /// # Errors
    /// A table cannot be written.
    pub fn save(&mut self) -> Result<(), OutputError> {
        for output in &mut self.files {
            output.flush()?;
            output.file.get_ref().sync_data().map_err(at(&output.unfinished))?;
        }
        Ok(())
    }
}

/// Puts the tables of a whole run in place, those that are not there yet. All must be on the disk before.
///
/// # Errors
/// A file cannot be put in place.
pub fn finish(folder: &Path, exporters: &[Box<dyn Exporter>]) -> Result<(), OutputError> {
    for exporter in exporters {
        let finished = folder.join(exporter.file_name());
        let unfinished = unfinished_path(folder, exporter.file_name());
        if unfinished.exists() {
            put_in_place(&unfinished, &finished)?;
        }
    }
    Ok(())
}

/// What a file is called until it is complete.
pub fn unfinished_path(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.{UNFINISHED}"))
}

/// Writes a small file so that there is never half of it: the earlier one stays until the new one is on the disk.
///
/// # Errors
/// The file cannot be written, or not be put in place.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    let mut new = path.as_os_str().to_owned();
    new.push(".new");
    let new = PathBuf::from(new);
    let mut file = File::create(&new).map_err(at(&new))?;
    file.write_all(bytes).map_err(at(&new))?;
    file.sync_data().map_err(at(&new))?;
    drop(file);
    put_in_place(&new, path)
}

fn put_in_place(unfinished: &Path, finished: &Path) -> Result<(), OutputError> {
    fs::rename(unfinished, finished).map_err(at(finished))
}

impl Output {
    /// Opens the unfinished file and keeps its first so many bytes.
    fn open(folder: &Path, name: &'static str, length: u64) -> Result<Self, OutputError> {
        let finished = folder.join(name);
        if finished.is_dir() {
            return Err(at(&finished)(io::ErrorKind::IsADirectory.into()));
        }
        let unfinished = unfinished_path(folder, name);
        let mut options = OpenOptions::new();
        options.read(true).write(true).truncate(false).create(length == 0);
        let mut file = options.open(&unfinished).map_err(at(&unfinished))?;
        file.try_lock().map_err(|error| at(&unfinished)(error.into()))?;
        let there = file.metadata().map_err(at(&unfinished))?.len();
        if there < length {
            return Err(at(&unfinished)(io::ErrorKind::UnexpectedEof.into()));
        }
        file.set_len(length).map_err(at(&unfinished))?;
        file.seek(SeekFrom::Start(length)).map_err(at(&unfinished))?;
        Ok(Self {
            unfinished,
            file: BufWriter::with_capacity(BUFFER, file),
            length,
            flushed: length,
        })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), OutputError> {
        self.file.write_all(bytes).map_err(at(&self.unfinished))?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), OutputError> {
        self.file.flush().map_err(at(&self.unfinished))?;
        self.flushed = self.length;
        Ok(())
    }

    fn read_back(&mut self, from: u64, to: u64) -> Result<Vec<u8>, OutputError> {
        if to > self.flushed {
            self.flush()?;
        }
        // A file of its own, so that writing goes on where it was.
        let mut bytes = Vec::new();
        let read = File::open(&self.unfinished).and_then(|mut file| {
            file.seek(SeekFrom::Start(from))?;
            file.take(to.saturating_sub(from)).read_to_end(&mut bytes)
        });
        read.map_err(at(&self.unfinished))?;
        Ok(bytes)
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> OutputError + use<> {
    let path = path.to_path_buf();
    move |source| OutputError { path, source }
}
