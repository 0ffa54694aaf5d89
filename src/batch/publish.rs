//! The second pass: the finished tables -> the report, for which the pages with findings are read once more.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use super::crash;
use super::painting::within_time;
use super::plan::{BatchError, Plan};
use super::portfolio::{Portfolios, documents_around};
use super::threads::threads;
use crate::input::{Input, Inputs, Roots};
use crate::messages::ReportText;
use crate::pdf::ReadOptions;
use crate::picture::sheet::{Manner, pages_to_sheets};
use crate::report::Accepted;
use crate::report::html::{self, Contents, Painted, Painter, Picture, WantedPages};

/// Writes the report of the tables in the folder, with pictures of at most so many pages of the inputs, painted or drawn again.
///
/// # Errors
/// A table cannot be read, or the report cannot be written. A page that cannot be painted is left out.
pub fn publish(
    roots: &Roots,
    folder: &Path,
    plan: &Plan,
    most_pictures: usize,
    painted: Painted,
    accepted: &mut Accepted,
) -> Result<(), BatchError> {
    let mut contents = Contents {
        language: plan.style.language,
        most_pictures,
        painted,
        is_compared: plan.cross,
        accepted,
    };
    let mut pages = Pages {
        roots,
        options: ReadOptions {
            limits: plan.settings.limits,
            passwords: plan.settings.passwords.clone(),
            ..ReadOptions::default()
        },
        inputs: HashMap::new(),
        portfolios: Portfolios::of(plan.threads),
    };
    let pool = threads(plan.threads)?;
    let _quiet = crash::quiet();
    pool.install(|| html::write(folder, &mut contents, &mut pages))?;
    Ok(())
}

/// The pages of the inputs.
struct Pages<'a> {
    roots: &'a Roots,
    options: ReadOptions,
    /// The inputs of which pages are wanted. Only looked up.
    inputs: HashMap<String, Input>,
    portfolios: Portfolios,
}

impl Painter for Pages<'_> {
    fn find(&mut self, files: &BTreeMap<String, WantedPages>) {
        if files.is_empty() {
            return;
        }
        // What is attached to a document is found with it. Memory holds the inputs that are wanted, not all of them.
        let wanted: HashSet<&str> = files.keys().flat_map(|file| documents_around(file)).collect();
        let inputs = Inputs::new(self.roots, &self.options.limits);
        let wanted = inputs.filter(|input| wanted.contains(input.name.as_str()));
        self.inputs = wanted.map(|input| (input.name.clone(), input)).collect();
    }

    fn paint(&self, file: &str, pages: &WantedPages) -> BTreeMap<u32, Picture> {
        self.drawn(file, pages).unwrap_or_default()
    }
}

impl Pages<'_> {
    fn drawn(&self, file: &str, pages: &WantedPages) -> Option<BTreeMap<u32, Picture>> {
        let input = documents_around(file).find_map(|name| self.inputs.get(name))?;
        let attached = file.strip_prefix(input.name.as_str())?;
        let bytes = if attached.is_empty() {
            input.open(&self.options.limits).ok()?.bytes
        } else {
            self.portfolios.open(input, attached, &self.options)?
        };
        let (pages, options) = (pages.clone(), self.options.clone());
        let sheets = within_time(move || pages_to_sheets(&bytes, &pages.painted, &pages.drawn_again, &options))?;
        let pictures = sheets.into_iter().map(|(page, sheet)| {
            let picture = Picture {
                kind: match sheet.manner {
                    Manner::Painted => "png",
                    Manner::FontsMissing | Manner::DrawnAgain => "svg",
                },
                remark: match sheet.manner {
                    Manner::Painted => None,
                    Manner::FontsMissing => Some(ReportText::PictureOwnFonts),
                    Manner::DrawnAgain => Some(ReportText::PictureDrawnAgain),
                },
                bytes: sheet.bytes,
                width: sheet.width,
                height: sheet.height,
            };
            (page, picture)
        });
        Some(pictures.collect())
    }
}
