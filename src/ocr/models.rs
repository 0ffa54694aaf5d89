//! Where recognisers come from: files of models that the user has, as they are or in the wheels that carry them. Nothing is fetched.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::input::hexadecimal;
use crate::settings::ModelFile;

/// Models that were measured with this program, by their SHA-256, the better reader of text first.
pub(super) const KNOWN: [(&str, &str); 2] = [
    (
        "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
        "PP-OCRv6 small",
    ),
    (
        "48fc40f24f6d2a207a2b1091d3437eb3cc3eb6b676dc3ef9c37384005483683b",
        "PP-OCRv4 mobile",
    ),
];

/// Largest model that is read, in bytes: those that are known have 21 and 11 MB.
const MODEL_BYTES: u64 = 256 << 20;

/// Most entries of a folder or a wheel that are looked at: a wheel has some 60.
const ENTRIES: usize = 4_096;

/// Why there is no model to use.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// A path cannot be read.
    #[error("{0}: {1}")]
    NotReadable(PathBuf, #[source] io::Error),
    /// There is no recogniser in these places; so many models were found that are not known.
    #[error("no recogniser found ({0} models are not known)")]
    NotFound(usize),
    /// It is no model of a recogniser, or one that cannot be run.
    #[error("{0}: {1}")]
    NotUsable(String, String),
}

/// The file itself, or those in the folder that may hold models.
pub(super) fn files_of(place: &Path) -> io::Result<Vec<PathBuf>> {
    if !place.is_dir() {
        return Ok(vec![place.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(place)?.take(ENTRIES) {
        let path = entry?.path();
        if path.is_file() && (is_wheel(&path) || is_model(&path)) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

fn is_wheel(path: &Path) -> bool {
    has_ending(path, &["whl", "zip"])
}

fn is_model(path: &Path) -> bool {
    has_ending(path, &["onnx"])
}

/// The models in a wheel, or the file as one.
pub(super) fn models_in(path: &Path) -> io::Result<Vec<ModelFile>> {
    if !is_wheel(path) {
        return Ok(vec![model_file(path, None, &read_bounded(File::open(path)?)?)]);
    }
    let mut wheel = ZipArchive::new(File::open(path)?)?;
    let names = wheel.file_names().take(ENTRIES).filter_map(Result::ok);
    let names: Vec<String> = names.map(std::borrow::Cow::into_owned).collect();
    let mut models = Vec::new();
    for name in names.into_iter().filter(|name| is_model(Path::new(name))) {
        let bytes = read_bounded(wheel.by_name(&name)?)?;
        models.push(model_file(path, Some(name), &bytes));
    }
    Ok(models)
}

fn model_file(path: &Path, member: Option<String>, bytes: &[u8]) -> ModelFile {
    let sha256 = hexadecimal(&Sha256::digest(bytes));
    let known = KNOWN.iter().find(|(known, _)| *known == sha256);
    let file = member.as_deref().map_or(path, Path::new);
    let own = || file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    ModelFile {
        name: known.map_or_else(own, |(_, name)| (*name).to_owned()),
        sha256,
        path: path.to_owned(),
        member,
        known: known.is_some(),
    }
}

fn read_bounded(file: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if file.take(MODEL_BYTES + 1).read_to_end(&mut bytes)? as u64 > MODEL_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// The bytes of a model, which must be those that were found.
pub(super) fn model_bytes(model: &ModelFile) -> io::Result<Vec<u8>> {
    let file = File::open(&model.path)?;
    let bytes = match &model.member {
        None => read_bounded(file)?,
        Some(name) => read_bounded(ZipArchive::new(file)?.by_name(name)?)?,
    };
    if hexadecimal(&Sha256::digest(&bytes)) == model.sha256 {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::InvalidData.into())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::super::find::find_models;
    use super::*;

    #[test]
    fn models_are_found_in_wheels_and_those_that_are_not_known_are_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let wheel = folder.path().join("models.whl");
        let mut zip = zip::ZipWriter::new(File::create(&wheel).unwrap());
        zip.start_file("package/models/rec.onnx", zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(b"no model").unwrap();
        zip.finish().unwrap();
        let found = models_in(&wheel).unwrap();
        assert_eq!(found[0].member.as_deref(), Some("package/models/rec.onnx"));
        assert!(!found[0].known);
        assert_eq!(model_bytes(&found[0]).unwrap(), b"no model");
        for place in [folder.path().to_owned(), wheel] {
            assert!(matches!(find_models(&[place], false), Err(ModelError::NotFound(1))));
        }
    }

    #[test]
    fn what_is_no_recogniser_is_none_even_where_any_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.onnx"), b"no model").unwrap();
        let places = [folder.path().to_owned()];
        assert!(matches!(find_models(&places, true), Err(ModelError::NotFound(1))));
        let missing = [folder.path().join("b.onnx")];
        assert!(matches!(find_models(&missing, true), Err(ModelError::NotReadable(..))));
    }

    #[test]
    fn a_model_that_has_changed_since_it_was_found_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.onnx");
        std::fs::write(&path, b"one").unwrap();
        let found = models_in(&path).unwrap().remove(0);
        std::fs::write(&path, b"two").unwrap();
        assert!(model_bytes(&found).is_err());
    }
}
