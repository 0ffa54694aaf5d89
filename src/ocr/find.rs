//! Which of the models that a user has are recognisers to read with.

use std::path::PathBuf;

use super::models::{KNOWN, ModelError, files_of, models_in};
use super::recogniser::Recogniser;
use crate::settings::ModelFile;

/// So many recognisers read a line at most.
pub const MOST_READERS: usize = 2;

/// Finds the recognisers in these folders, wheels and files. Those that are not known are taken only where `any` says so.
///
/// # Errors
/// A path cannot be read, or there is no recogniser in any of them.
pub fn find_models(places: &[PathBuf], any: bool) -> Result<Vec<ModelFile>, ModelError> {
    let mut found: Vec<ModelFile> = Vec::new();
    for place in places {
        let failed = |error| ModelError::NotReadable(place.clone(), error);
        for path in files_of(place).map_err(failed)? {
            let models = models_in(&path).map_err(|error| ModelError::NotReadable(path.clone(), error))?;
            found.extend(models);
        }
    }
    let mut readers: Vec<ModelFile> = Vec::new();
    for (sha256, _) in KNOWN {
        readers.extend(found.iter().find(|model| model.sha256 == sha256).cloned());
    }
    let unknown = found.iter().filter(|model| !model.known);
    if any {
        for model in unknown.clone() {
            let is_new = readers.iter().all(|known| known.sha256 != model.sha256);
            // The models of detectors and of directions stand beside those of recognisers.
            if is_new && Recogniser::load(model).is_ok() {
                readers.push(model.clone());
            }
        }
    }
    readers.truncate(MOST_READERS);
    if readers.is_empty() {
        return Err(ModelError::NotFound(unknown.count()));
    }
    Ok(readers)
}
