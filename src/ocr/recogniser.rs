//! A recogniser: a line of text as a picture -> what it reads there, with places and with what else it thought of.

use std::sync::Arc;

use rten::{Model, RunOptions, ThreadPool, Value};

use super::ctc::{Alphabet, Reading, decode};
use super::models::{ModelError, model_bytes};
use super::strip::Strip;
use crate::settings::ModelFile;

thread_local! {
    /// One thread for each that asks: lines are shared out over threads, not the parts of a line.
    static ALONE: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

/// A model that can be asked.
pub struct Recogniser {
    /// What it is called.
    pub name: String,
    model: Model,
    alphabet: Alphabet,
}

impl Recogniser {
    /// Loads it.
    ///
    /// # Errors
    /// It cannot be read, or is no recogniser with its characters in it.
    pub fn load(file: &ModelFile) -> Result<Self, ModelError> {
        let bytes = model_bytes(file).map_err(|error| ModelError::NotReadable(file.path.clone(), error))?;
        let unusable = |reason: String| ModelError::NotUsable(file.name.clone(), reason);
        let model = Model::load(bytes).map_err(|error| unusable(error.to_string()))?;
        let characters = model.metadata().get("character");
        let alphabet = characters.map(Alphabet::of).filter(|alphabet| alphabet.len() > 1);
        let alphabet = alphabet.ok_or_else(|| unusable("no characters in its metadata".to_owned()))?;
        Ok(Self {
            name: file.name.clone(),
            model,
            alphabet,
        })
    }

    /// Reads a line; nothing where the model gives nothing that can be understood.
    pub fn read(&self, strip: &Strip) -> Option<Reading> {
        let input = Value::from_shape(&[1, 3, strip.height(), strip.width()], strip.to_input()).ok()?;
        let options = RunOptions::default().with_thread_pool(Some(ALONE.with(Arc::clone)));
        let output = self.model.run_one(input.into(), Some(options)).ok()?;
        let ([_, steps, labels], likely) = output.into_shape_vec::<f32, 3>().ok()?;
        decode(&likely, steps, labels, &self.alphabet, strip)
    }
}
