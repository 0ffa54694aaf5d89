//! What the two processes say to each other: a line that asks, then the bytes of the document; a line of JSON for each page in answer.

use std::io::{self, BufRead, BufWriter, Read, Write};

use serde::{Deserialize, Serialize};

use crate::geometry::Milli;

/// Which pages are to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Open documents that need a password: each is tried.
    pub passwords: Vec<String>,
    /// Numbers of the pages, from 1.
    pub pages: Vec<u32>,
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
    /// The document could not be opened.
    Closed {
        /// What the library said.
        reason: String,
    },
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

/// The whole life of the second reader's process: reads a request, answers it.
pub fn serve(mut input: impl BufRead, output: impl Write) -> io::Result<()> {
    let mut asked = String::new();
    input.read_line(&mut asked)?;
    let request: Request = serde_json::from_str(&asked)?;
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let mut output = BufWriter::new(output);
    let mut written = Ok(());
    let mut write = |answer: Answer| {
        if written.is_ok() {
            written = write_line(&mut output, &answer);
        }
    };
    if let Err(reason) = super::read(&bytes, &request, &mut write) {
        write(Answer::Closed { reason });
    }
    written?;
    output.flush()
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

/// The answers, up to the first that is not whole.
pub fn read_answers(input: impl Read) -> Vec<Answer> {
    let answers = serde_json::Deserializer::from_reader(input).into_iter();
    answers.map_while(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(read_answers(bytes.as_slice()), [whole]);
    }

    #[test]
    fn what_is_no_document_is_said_to_be_closed() {
        let request = Request {
            passwords: Vec::new(),
            pages: vec![1],
        };
        let (mut asked, mut answered) = (Vec::new(), Vec::new());
        write_request(&mut asked, &request, b"no PDF").unwrap();
        serve(asked.as_slice(), &mut answered).unwrap();
        assert!(matches!(
            read_answers(answered.as_slice()).as_slice(),
            [Answer::Closed { .. }]
        ));
    }
}
