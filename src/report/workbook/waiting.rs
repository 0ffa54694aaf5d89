//! Rows that wait on disk until it is known where they will stand: so forms are read once, and memory does not grow with their findings.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use super::cells::Cell;

/// Rows in the order in which they were put here.
pub(super) struct Waiting(BufWriter<File>);

impl Waiting {
    /// Nothing yet; the file is nameless, and gone with this.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        tempfile::tempfile_in(folder).map(|file| Self(BufWriter::new(file)))
    }

    pub(super) fn push(&mut self, row: &[Cell]) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, row)?;
        self.0.write_all(b"\n")
    }

    /// All rows.
    pub(super) fn rows(self) -> io::Result<impl Iterator<Item = io::Result<Vec<Cell>>>> {
        let mut file = self.0.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        let lines = BufReader::new(file).lines();
        Ok(lines.map(|line| serde_json::from_str(&line?).map_err(io::Error::from)))
    }
}

/// The rows of the projects, which lead to findings, and those of the findings.
pub(super) struct PutAside {
    pub(super) projects: Waiting,
    /// By the severity under which they are told, gravest first.
    pub(super) findings: [Waiting; 3],
}

impl PutAside {
    /// Nothing yet.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        let waiting = || Waiting::new(folder);
        Ok(Self {
            projects: waiting()?,
            findings: [waiting()?, waiting()?, waiting()?],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::workbook::cells::Mark;

    #[test]
    fn rows_come_back_as_they_were_put_away() {
        let rows = [
            vec![
                Cell::figure("0.1"),
                Cell::figure("12,345,678.90"),
                Cell::text("两\n行").marked(Mark::Error),
                Cell::default(),
            ],
            vec![
                Cell::link("#'a'!A1".to_owned(), "1").noted("x".to_owned()),
                Cell::finding(2, 17, "3"),
            ],
        ];
        let folder = tempfile::tempdir().unwrap();
        let mut waiting = Waiting::new(folder.path()).unwrap();
        for row in &rows {
            waiting.push(row).unwrap();
        }
        let read: Vec<Vec<Cell>> = waiting.rows().unwrap().map(Result::unwrap).collect();
        assert_eq!(read, rows);
    }
}
