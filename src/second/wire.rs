//! What the two processes say to each other: a line that asks, then the bytes of the document; a line of JSON for each page in answer, and one
//! that says that there are no more.

use std::io::{self, BufRead, BufWriter, Read, Write};

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
    /// Boxes in which the page as painted is to be looked at, page by page.
    pub looks: Vec<Look>,
    /// Length of the document, whose bytes follow.
    pub bytes: usize,
}

/// What became of a page, or of the whole document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// A page was read.
    Page {
        /// Its number.
        page: u32,
        /// How many pages the document has.
        pages: usize,
        /// All its characters, in the order in which they are drawn.
        characters: Vec<Character>,
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
    let mut bytes = vec![0; request.bytes];
    input.read_exact(&mut bytes)?;
    Ok(Some((request, bytes)))
}

/// Reads the document, and says what came of it.
pub fn answer(request: &Request, bytes: &[u8], output: impl Write) -> io::Result<()> {
    let mut output = BufWriter::new(output);
    let mut written = Ok(());
    let mut write = |answer: Answer| {
        if written.is_ok() {
            written = write_line(&mut output, &answer);
        }
    };
    if let Err(reason) = super::read(bytes, request, &mut write) {
        write(Answer::Closed { reason });
    }
    write(Answer::Done);
    written
}

fn write_line(output: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, line)?;
    output.write_all(b"\n")?;
    // A page that was read stays read, whatever becomes of the next one.
    output.flush()
}

/// Asks for pages of a document.
pub fn write_request(mut output: impl Write, request: &Request, bytes: &[u8]) -> io::Result<()> {
    write_line(&mut output, request)?;
    output.write_all(bytes)?;
    output.flush()
}

/// Hears answers until the last one, and adds them to those that are known: where that fails, they have been given all the same.
pub fn read_answers(input: &mut impl BufRead, longest: u64, answers: &mut Vec<Answer>) -> io::Result<()> {
    let mut input = input.take(longest);
    let mut line = String::new();
    loop {
        line.clear();
        if input.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match serde_json::from_str(&line)? {
            Answer::Done => return Ok(()),
            answer => answers.push(answer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(bytes: &[u8]) -> (Vec<Answer>, bool) {
        let mut answers = Vec::new();
        let all = read_answers(&mut &*bytes, 1 << 20, &mut answers);
        (answers, all.is_ok())
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
        };
        let mut bytes = serde_json::to_vec(&whole).unwrap();
        bytes.extend_from_slice(b"\n{\"page\":{\"page\":2,\"pages\":2,\"chara");
        assert_eq!(heard(&bytes), (vec![whole], false));
    }

    #[test]
    fn what_is_no_document_is_said_to_be_closed() {
        let request = Request {
            passwords: Vec::new(),
            pages: vec![1],
            bytes: 6,
            ..Request::default()
        };
        let (mut asked, mut answered) = (Vec::new(), Vec::new());
        for _ in 0..2 {
            write_request(&mut asked, &request, b"no PDF").unwrap();
        }
        let mut asked = asked.as_slice();
        while let Some((request, bytes)) = read_request(&mut asked).unwrap() {
            answer(&request, &bytes, &mut answered).unwrap();
        }
        let (answers, is_whole) = heard(&answered);
        assert!(matches!(answers.as_slice(), [Answer::Closed { .. }]) && is_whole);
    }
}
