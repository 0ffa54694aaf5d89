//! What the two processes say to each other: a line that asks, then the bytes of the document; a line of JSON for each page in answer, and one
//! that says that there are no more.

use std::fs;
use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::painted::{Ink, Look};
use crate::geometry::Milli;

/// Which pages are to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Open documents that need a password: each is tried.
    pub passwords: Vec<String>,
    /// Numbers of the pages, from 1.
    pub pages: Vec<u32>,
    /// Boxes in which the text of these pages is asked about: characters elsewhere may be left out.
    pub figures: Vec<Look>,
    /// Boxes in which the page as painted is to be looked at, page by page.
    pub looks: Vec<Look>,
    /// Length of the document.
    pub bytes: usize,
    /// The file that it is; where it is none, its bytes follow. Through a pipe, 100 documents of 0.1 MB were 6,000 changes of the process.
    pub file: Option<PathBuf>,
}

/// What became of a page, or of the whole document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The document is open for reading.
    Opened,
    /// A page was read.
    Page {
        /// Its number.
        page: u32,
        /// How many pages the document has.
        pages: usize,
        /// Its characters, in the order in which they are drawn: at least all those in the boxes that are asked about.
        characters: Vec<Character>,
        /// About how many more there are.
        left_out: usize,
    },
    /// A page could not be read.
    Failed {
        /// Its number.
        page: u32,
        /// What the library said.
        reason: String,
    },
    /// A page was looked at as it is painted.
    Painted {
        /// Its number.
        page: u32,
        /// How many pages the document has.
        pages: usize,
        /// The ink in and near each box that was asked about, from bottom to top.
        seen: Vec<Vec<Ink>>,
    },
    /// A page could not be painted.
    NotPainted {
        /// Its number.
        page: u32,
        /// What the library said.
        reason: String,
    },
    /// The document could not be opened.
    Closed {
        /// What the library said.
        reason: String,
    },
    /// All that there is to say about the document has been said.
    Done,
}

/// What one code draws, and the middle of where it stands on the page as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Character {
    /// From the left edge.
    pub x: Milli,
    /// From the top edge.
    pub y: Milli,
    /// The character; none where the reader does not know.
    pub c: Option<char>,
}

/// The next document to be read; none where nobody asks any more.
pub fn read_request(mut input: impl BufRead) -> io::Result<Option<(Request, Vec<u8>)>> {
    let mut asked = String::new();
    if input.read_line(&mut asked)? == 0 {
        return Ok(None);
    }
    let request: Request = serde_json::from_str(&asked)?;
    let bytes = if let Some(file) = &request.file {
        // One that is another file by now is no document to be read.
        let read = fs::read(file).ok();
        read.filter(|bytes| bytes.len() == request.bytes).unwrap_or_default()
    } else {
        let mut bytes = vec![0; request.bytes];
        input.read_exact(&mut bytes)?;
        bytes
    };
    Ok(Some((request, bytes)))
}

/// Reads the document, and says what came of it.
pub fn answer(request: &Request, bytes: &[u8], output: impl Write) -> io::Result<()> {
    let mut output = BufWriter::new(output);
    let mut written = Ok(());
    // What has been said stays said, whatever becomes of what is left; where nothing is, it is said together with the end.
    let looks = request.looks.chunk_by(|one, next| one.page == next.page);
    let mut left = request.pages.len() + looks.count();
    let mut write = |answer: Answer| {
        left = left.saturating_sub(usize::from(answer != Answer::Opened));
        let is_heard_now = left > usize::from(answer == Answer::Opened);
        if written.is_ok() {
            written = write_line(&mut output, &answer);
            if written.is_ok() && is_heard_now {
                written = output.flush();
            }
        }
    };
    if let Err(reason) = super::read(bytes, request, &mut write) {
        write(Answer::Closed { reason });
    }
    write(Answer::Done);
    written?;
    output.flush()
}

/// Writes a line at once: to a pipe, each part of it would be a change of the process.
fn write_line(output: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    let mut written = serde_json::to_vec(line)?;
    written.push(b'\n');
    output.write_all(&written)
}

/// Asks for pages of a document.
pub fn write_request(mut output: impl Write, request: &Request, bytes: &[u8]) -> io::Result<()> {
    write_line(&mut output, request)?;
    if request.file.is_none() {
        output.write_all(bytes)?;
    }
    output.flush()
}

/// Hears the next answer; none where all has been said.
pub fn read_answer(input: impl BufRead, longest: u64) -> io::Result<Option<Answer>> {
    let mut line = String::new();
    if input.take(longest).read_line(&mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(serde_json::from_str(&line)?).filter(|answer| *answer != Answer::Done))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(bytes: &[u8]) -> (Vec<Answer>, bool) {
        let (mut bytes, mut answers) = (bytes, Vec::new());
        loop {
            match read_answer(&mut bytes, 1 << 20) {
                Ok(Some(answer)) => answers.push(answer),
                ended => return (answers, ended.is_ok()),
            }
        }
    }

    #[test]
    fn answers_that_were_given_before_the_end_count() {
        let whole = Answer::Page {
            page: 1,
            pages: 2,
            characters: vec![Character {
                x: 5,
                y: -7,
                c: Some('项'),
            }],
            left_out: 7,
        };
        let mut bytes = serde_json::to_vec(&whole).unwrap();
        bytes.extend_from_slice(b"\n{\"page\":{\"page\":2,\"pages\":2,\"chara");
        assert_eq!(heard(&bytes), (vec![whole], false));
    }

    /// How often it is written to.
    struct Counted(usize);

    impl Write for Counted {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += 1;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_is_asked_is_written_at_once() {
        let request = Request {
            pages: vec![1, 2, 3],
            file: Some(PathBuf::from("a.pdf")),
            ..Request::default()
        };
        let mut counted = Counted(0);
        write_request(&mut counted, &request, b"").unwrap();
        assert_eq!(counted.0, 1);
    }

    #[test]
    fn what_is_no_document_is_said_to_be_closed() {
        let request = Request {
            passwords: Vec::new(),
            pages: vec![1],
            bytes: 6,
            ..Request::default()
        };
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), b"no PDF").unwrap();
        let of_a_file = Request {
            file: Some(file.path().to_owned()),
            ..request.clone()
        };
        let gone = Request {
            file: Some(file.path().join("gone")),
            ..request.clone()
        };
        let (mut asked, mut answered) = (Vec::new(), Vec::new());
        for request in [&request, &of_a_file, &gone, &request] {
            write_request(&mut asked, request, b"no PDF").unwrap();
        }
        let mut asked = asked.as_slice();
        while let Some((request, bytes)) = read_request(&mut asked).unwrap() {
            answer(&request, &bytes, &mut answered).unwrap();
        }
        let (answers, is_whole) = heard(&answered);
        assert!(matches!(answers.as_slice(), [Answer::Closed { .. }]) && is_whole);
    }
}
