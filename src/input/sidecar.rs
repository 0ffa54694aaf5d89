//! Files that lie beside documents, under nearly their names, and are none: a Mac keeps there what its disks know of a file, an office program who
//! has it open.

/// What a Mac's sidecar begins with (`AppleDouble`).
const SIDECAR_SIGNATURE: [u8; 4] = [0x00, 0x05, 0x16, 0x07];

/// The folder in which a Mac's archives keep the sidecars of all their members.
const SIDECAR_FOLDER: &str = "__MACOSX";

/// What a document or an archive begins with. Under whatever name, one is evidence.
const DOCUMENT_SIGNATURES: [&[u8]; 2] = [b"%PDF", b"PK"];

/// Within so many bytes a reader of PDF looks for its signature.
pub(super) const HEAD: usize = 1024;

/// Whether a file, by its name in the tables and its first bytes, is no document but lies beside one.
pub(super) fn is_sidecar(name: &str, bytes: &[u8]) -> bool {
    let (folders, own) = name.rsplit_once('/').unwrap_or(("", name));
    let is_of_mac = folders.split('/').any(|folder| folder == SIDECAR_FOLDER);
    if is_of_mac || own.starts_with("~$") {
        return !is_document(bytes);
    }
    own.starts_with("._") && bytes.starts_with(&SIDECAR_SIGNATURE)
}

fn is_document(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    DOCUMENT_SIGNATURES
        .iter()
        .any(|signature| head.windows(signature.len()).any(|bytes| bytes == *signature))
        && !bytes.starts_with(&SIDECAR_SIGNATURE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_beside_a_document_is_told_by_name_and_bytes() {
        let sidecar = b"\0\x05\x16\x07\0\x02\0\0Mac OS X        ";
        let table: [(&str, &[u8], bool); 11] = [
            ("a.zip!/__MACOSX/\u{8868}/._1.pdf", sidecar, true),
            ("a.zip!/__MACOSX/._1.pdf", b"", true),
            ("in/._1.pdf", sidecar, true),
            ("._1.zip", sidecar, true),
            ("in/~$1.pdf", b"\x05owner", true),
            ("in/._1.pdf", b"%PDF-1.7", false),
            ("in/._1.pdf", b"", false),
            ("in/1.pdf", sidecar, false),
            ("a.zip!/__MACOSX/1.pdf", b"\n%PDF-1.7", false),
            ("in/~$1.pdf", b"%PDF-1.7", false),
            ("__MACOSX.pdf", b"", false),
        ];
        for (name, bytes, expected) in table {
            assert_eq!(is_sidecar(name, bytes), expected, "{name} {bytes:?}");
        }
    }
}
