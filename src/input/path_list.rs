//! Lists that people write: paths and passwords, one a line.

use std::ffi::OsString;
use std::io::Read;
use std::path::PathBuf;

/// What some editors put before the text of a file.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads paths, one a line; blank lines are skipped, line ends may be those of Windows.
///
/// # Errors
/// The source cannot be read.
pub fn read_path_list(source: impl Read) -> std::io::Result<Vec<PathBuf>> {
    let lines = read_lines(source)?;
    let written = lines.iter().filter(|line| !line.trim_ascii().is_empty());
    Ok(written.map(|line| path(line)).collect())
}

/// Reads passwords, one a line, as they are written, spaces included; empty lines are skipped.
///
/// # Errors
/// The source cannot be read.
pub fn read_passwords(source: impl Read) -> std::io::Result<Vec<String>> {
    let lines = read_lines(source)?;
    let written = lines.iter().filter(|line| !line.is_empty());
    Ok(written.map(|line| String::from_utf8_lossy(line).into_owned()).collect())
}

/// The lines without their ends, which may be those of Windows.
fn read_lines(mut source: impl Read) -> std::io::Result<Vec<Vec<u8>>> {
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes)?;
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&bytes);
    let lines = text.split(|byte| *byte == b'\n');
    Ok(lines
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line).to_vec())
        .collect())
}

#[cfg(unix)]
fn path(line: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(line.to_vec()).into()
}

#[cfg(not(unix))]
fn path(line: &[u8]) -> PathBuf {
    OsString::from(String::from_utf8_lossy(line).into_owned()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_lines_as_they_are_written() {
        let file = "\u{feff}geheim\r\n\n a b \n口令";
        assert_eq!(read_passwords(file.as_bytes()).unwrap(), ["geheim", " a b ", "口令"]);
    }

    #[test]
    fn lines_are_paths_whatever_their_ends() {
        let list = "\u{feff}a.pdf\r\n\n归档/二 号.pdf\n  \nc.pdf";
        let paths = read_path_list(list.as_bytes()).unwrap();
        assert_eq!(paths, [PathBuf::from("a.pdf"), "归档/二 号.pdf".into(), "c.pdf".into()]);
    }
}
