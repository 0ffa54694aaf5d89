//! The files of a run: made before the long work begins, put in place when it is complete.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Exporter;

/// Writes a table that is made from the finished ones: under its name only when it is complete.
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

#[derive(Debug)]
struct Output {
    unfinished: PathBuf,
    finished: PathBuf,
    file: BufWriter<File>,
}

impl Outputs {
    /// Makes the folder and, beside whatever tables it holds, one unfinished file for each exporter.
    pub fn create(folder: &Path, exporters: &[Box<dyn Exporter>]) -> Result<Self, OutputError> {
        fs::create_dir_all(folder).map_err(at(folder))?;
        let files = exporters
            .iter()
            .map(|exporter| Output::create(folder, exporter.as_ref()))
            .collect::<Result<_, _>>()?;
        Ok(Self { files })
    }

    /// Adds to each table what its exporter made, in the order of the exporters.
    pub fn append(&mut self, rendered: &[Vec<u8>]) -> Result<(), OutputError> {
        for (output, bytes) in self.files.iter_mut().zip(rendered) {
            output.file.write_all(bytes).map_err(at(&output.unfinished))?;
        }
        Ok(())
    }

    /// Puts the tables in place of those of an earlier run.
    pub fn finish(mut self) -> Result<(), OutputError> {
        // All are safe on disk before the first one is replaced.
        for output in &mut self.files {
            output.file.flush().map_err(at(&output.unfinished))?;
        }
        for output in &self.files {
            fs::rename(&output.unfinished, &output.finished).map_err(at(&output.finished))?;
        }
        Ok(())
    }
}

impl Output {
    fn create(folder: &Path, exporter: &dyn Exporter) -> Result<Self, OutputError> {
        let finished = folder.join(exporter.file_name());
        if finished.is_dir() {
            return Err(at(&finished)(io::ErrorKind::IsADirectory.into()));
        }
        let unfinished = folder.join(format!("{}.{UNFINISHED}", exporter.file_name()));
        let mut head = Vec::new();
        exporter.write_head(&mut head).map_err(at(&unfinished))?;
        let mut file = BufWriter::with_capacity(BUFFER, File::create(&unfinished).map_err(at(&unfinished))?);
        file.write_all(&head).map_err(at(&unfinished))?;
        Ok(Self {
            unfinished,
            finished,
            file,
        })
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> OutputError + use<> {
    let path = path.to_path_buf();
    move |source| OutputError { path, source }
}
