//! The folder of the report: written beside an earlier one, put in its place when it is complete.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::report::{OutputError, REPORT_FOLDER as NAME};

/// What stands in the page of every report, so that no folder of somebody else's is ever replaced.
pub(super) const MARK: &str = "fuhe report";

/// The page.
const PAGE: &str = "index.html";

/// Where the page of the report of these tables stands.
pub fn page(tables: &Path) -> PathBuf {
    tables.join(NAME).join(PAGE)
}

/// The report while it is written.
#[derive(Debug)]
pub(super) struct Folder {
    unfinished: PathBuf,
    finished: PathBuf,
}

impl Folder {
    /// Makes an empty folder for the report.
    pub(super) fn create(tables: &Path) -> Result<Self, OutputError> {
        let folder = Self {
            unfinished: tables.join(format!("{NAME}.partial")),
            finished: tables.join(NAME),
        };
        let finished = &folder.finished;
        if finished.exists() && !is_ours(finished) {
            return Err(at(finished)(io::ErrorKind::AlreadyExists.into()));
        }
        if folder.unfinished.exists() {
            fs::remove_dir_all(&folder.unfinished).map_err(at(&folder.unfinished))?;
        }
        for part in ["assets", "data", "pages"] {
            let path = folder.unfinished.join(part);
            fs::create_dir_all(&path).map_err(at(&path))?;
        }
        Ok(folder)
    }

    /// Where it is written.
    pub(super) fn path(&self) -> &Path {
        &self.unfinished
    }

    /// Writes one of its files.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let path = self.unfinished.join(name);
        fs::write(&path, bytes).map_err(at(&path))
    }

    /// Writes the page, and puts the report in the place of an earlier one.
    pub(super) fn finish(self, page: &str) -> Result<(), OutputError> {
        self.write(PAGE, page.as_bytes())?;
        if self.finished.exists() {
            fs::remove_dir_all(&self.finished).map_err(at(&self.finished))?;
        }
        fs::rename(&self.unfinished, &self.finished).map_err(at(&self.finished))
    }
}

fn is_ours(folder: &Path) -> bool {
    fs::read_to_string(folder.join(PAGE)).is_ok_and(|page| page.contains(MARK))
}

pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> OutputError + use<> {
    let path = path.to_path_buf();
    move |source| OutputError { path, source }
}

/// Rows for the script of the page, a file each so many rows. A page from disk may not fetch data; it may load scripts.
#[derive(Debug)]
pub(super) struct Rows {
    kind: &'static str,
    /// Where the page begins with a sign for each row, and loads the rows when they are looked at: it opens sooner.
    signs: Option<String>,
    per_file: usize,
    folder: PathBuf,
    count: usize,
    open: Option<(PathBuf, BufWriter<File>)>,
    /// Names of the files, below the report's folder.
    files: Vec<String>,
}

impl Rows {
    /// Rows of this kind.
    pub(super) fn new(folder: &Folder, kind: &'static str, per_file: usize) -> Self {
        Self {
            kind,
            signs: None,
            per_file,
            folder: folder.unfinished.clone(),
            count: 0,
            open: None,
            files: Vec::new(),
        }
    }

    /// Rows that are loaded after the page, and parsed when they are asked for.
    pub(super) fn packed(folder: &Folder, kind: &'static str, per_file: usize) -> Self {
        Self {
            signs: Some(String::new()),
            ..Self::new(folder, kind, per_file)
        }
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: &impl Serialize) -> Result<(), OutputError> {
        self.push_signed(row, '-')
    }

    /// Adds a row with a sign by which rows are put in order before they are parsed: a digit, or a hyphen.
    pub(super) fn push_signed(&mut self, row: &impl Serialize, sign: char) -> Result<(), OutputError> {
        if self.count.is_multiple_of(self.per_file) {
            self.close()?;
        }
        let separator = if self.open.is_some() { "," } else { "" };
        let is_packed = self.signs.is_some();
        let (path, file) = self.opened()?;
        let text = serde_json::to_string(row).and_then(|text| if is_packed { inside_quotes(&text) } else { Ok(text) });
        let text = text.map_err(io::Error::from).map_err(at(path))?;
        let line = if is_packed { "" } else { "\n" };
        write!(file, "{separator}{line}{text}").map_err(at(path))?;
        if let Some(signs) = &mut self.signs {
            signs.push(sign);
        }
        self.count += 1;
        Ok(())
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Writes what is left; the names of the files, or of the one with the signs.
    pub(super) fn finish(mut self) -> Result<Vec<String>, OutputError> {
        self.close()?;
        let Some(signs) = self.signs else {
            return Ok(self.files);
        };
        let name = format!("data/{}.js", self.kind);
        let path = self.folder.join(&name);
        fs::write(&path, format!("fuhe.sign(\"{}\", \"{signs}\");\n", self.kind)).map_err(at(&path))?;
        Ok(vec![name])
    }

    fn opened(&mut self) -> Result<&mut (PathBuf, BufWriter<File>), OutputError> {
        let number = self.files.len();
        let open = if let Some(open) = self.open.take() {
            open
        } else {
            let name = format!("data/{}-{number}.js", self.kind);
            let path = self.folder.join(&name);
            let mut file = BufWriter::new(File::create(&path).map_err(at(&path))?);
            let (call, begin) = if self.signs.is_some() {
                ("pack", "\"[")
            } else {
                ("add", "[")
            };
            write!(file, "fuhe.{call}(\"{}\", {number}, {begin}", self.kind).map_err(at(&path))?;
            self.files.push(name);
            (path, file)
        };
        Ok(self.open.insert(open))
    }

    fn close(&mut self) -> Result<(), OutputError> {
        let Some((path, mut file)) = self.open.take() else {
            return Ok(());
        };
        let end: &[u8] = if self.signs.is_some() { b"]\");\n" } else { b"\n]);\n" };
        file.write_all(end).map_err(at(&path))?;
        file.flush().map_err(at(&path))
    }
}

/// A text as it stands in a string of a script, without the quotes around it.
fn inside_quotes(text: &str) -> serde_json::Result<String> {
    let quoted = serde_json::to_string(text)?;
    let inside = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    Ok(inside.unwrap_or_default().to_owned())
}
