//! A list of paths, one a line.

use std::ffi::OsString;
use std::io::Read;
use std::path::PathBuf;

/// What some editors put before the text of a file.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads paths, one a line; blank lines are skipped, line ends may be those of Windows.
pub fn read_path_list(mut source: impl Read) -> std::io::Result<Vec<PathBuf>> {
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes)?;
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&bytes);
    let lines = text
        .split(|byte| *byte == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    Ok(lines.filter(|line| !line.trim_ascii().is_empty()).map(path).collect())
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
    fn lines_are_paths_whatever_their_ends() {
        let list = "\u{feff}a.pdf\r\n\n归档/二 号.pdf\n  \nc.pdf";
        let paths = read_path_list(list.as_bytes()).unwrap();
        assert_eq!(paths, [PathBuf::from("a.pdf"), "归档/二 号.pdf".into(), "c.pdf".into()]);
    }
}
