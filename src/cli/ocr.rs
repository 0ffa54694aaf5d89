//! Recognisers for scanned pages: where they are, and `fuhe ocr --check`.

use anyhow::anyhow;

use fuhe::language::Language;
use fuhe::messages::Message;
#[cfg(feature = "ocr")]
use fuhe::messages::reason;
#[cfg(feature = "ocr")]
use fuhe::ocr;
use fuhe::settings::Recognisers;

use super::arguments::Recognising;
use super::{Exit, print};

/// The recognisers that were asked for; none where none were.
#[cfg(feature = "ocr")]
pub fn recognisers(asked: &Recognising, spoken: Language) -> anyhow::Result<Recognisers> {
    if asked.ocr_models.is_empty() {
        return Ok(Recognisers::default());
    }
    let models = ocr::find_models(&asked.ocr_models, asked.ocr_any_model);
    Ok(Recognisers {
        models: models.map_err(|error| explained(&error, spoken))?,
        cache: asked.cache.clone(),
    })
}

#[cfg(not(feature = "ocr"))]
pub fn recognisers(asked: &Recognising, spoken: Language) -> anyhow::Result<Recognisers> {
    if asked.ocr_models.is_empty() {
        return Ok(Recognisers::default());
    }
    Err(anyhow!(Message::OcrNotBuilt.text(spoken)))
}

#[cfg(feature = "ocr")]
fn explained(error: &ocr::ModelError, spoken: Language) -> anyhow::Error {
    anyhow!(match error {
        ocr::ModelError::NotReadable(path, error) => {
            Message::ModelNotReadable.fill(spoken, &[("path", &path.display()), ("reason", &reason(error, spoken))])
        }
        ocr::ModelError::NotFound(unknown) => Message::NoModels.fill(spoken, &[("unknown", unknown)]),
        ocr::ModelError::NotUsable(name, reason) => {
            Message::ModelNotUsable.fill(spoken, &[("name", name), ("reason", reason)])
        }
        other => other.to_string(),
    })
}

/// Says what was found, and has each recogniser read a line that is in the program.
#[cfg(feature = "ocr")]
pub fn run(asked: &Recognising, spoken: Language) -> anyhow::Result<Exit> {
    if asked.ocr_models.is_empty() {
        return Err(anyhow!(Message::NoModelsAsked.text(spoken)));
    }
    let mut exit = Exit::Done;
    for model in recognisers(asked, spoken)?.models {
        let read = ocr::Recogniser::load(&model).map_err(|error| explained(&error, spoken))?;
        let read = ocr::sample().and_then(|strip| read.read(&strip)).unwrap_or_default();
        let text = read.text();
        let verdict = if text.replace(' ', "") == ocr::SAMPLE_TEXT {
            Message::SampleRead
        } else {
            exit = Exit::NotAllRead;
            Message::SampleMisread
        };
        let told = Message::ModelFound.fill(
            spoken,
            &[
                ("name", &model.name),
                ("path", &model.path.display()),
                ("member", &model.member.as_deref().unwrap_or_default()),
                ("sha256", &model.sha256),
            ],
        );
        print(
            format!(
                "{told}\n  {}\n",
                verdict.fill(spoken, &[("text", &text), ("sure", &read.sure())])
            )
            .as_bytes(),
        )?;
    }
    Ok(exit)
}

#[cfg(not(feature = "ocr"))]
pub fn run(_: &Recognising, spoken: Language) -> anyhow::Result<Exit> {
    Err(anyhow!(Message::OcrNotBuilt.text(spoken)))
}
