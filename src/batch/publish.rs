//! The second pass: the finished tables -> the report, for which the pages with findings are read once more.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::crash;
use super::manifest::{Manifest, Pictures};
use super::painting::within_time;
use super::plan::BatchError;
use super::portfolio::Portfolios;
use super::threads::threads;
use crate::input::{Document, Input, Inputs, Roots, documents_around};
use crate::limits::Limits;
use crate::messages::ReportText;
use crate::pdf::ReadOptions;
use crate::picture::sheet::{Manner, Sheet, pages_to_sheets, pixels_to_png};
use crate::report::html::{self, Contents, Drawn, LeftOut, Painted, Painter, Picture, WantedPages};
use crate::report::{Accepted, CROSS_FILE, Pace};
use crate::second::{Look, cut_out};

/// How a report is made, besides what the tables and their manifest say.
#[derive(Debug)]
pub struct Publishing<'a> {
    /// Where the inputs are found; `None`: by their names, from the working folder.
    pub roots: Option<&'a Roots>,
    /// Passwords of the inputs.
    pub passwords: &'a [String],
    /// Threads that paint.
    pub threads: usize,
    /// Which pages get a picture; `None`: as in the report that was made last.
    pub pictures: Option<Pictures>,
}

impl Pictures {
    /// Where nobody asks for a number: at 45 kB and 0.01 s each, 25 MB and a few seconds.
    pub const USUAL: Self = Self {
        most: 500,
        all_painted: false,
    };
}

/// Writes the report of the finished run in the folder, and notes in its manifest how that was done. Returns the inputs of which no picture could be
/// made. `paces` are those of listing, and of painting.
///
/// # Errors
/// A table cannot be read, the report cannot be written, or it was asked to stop. A page that cannot be painted is left out.
pub fn publish(
    folder: &Path,
    publishing: &Publishing<'_>,
    accepted: &mut Accepted,
    stop: &AtomicBool,
    paces: [Pace<'_>; 2],
) -> Result<Vec<LeftOut>, BatchError> {
    let mut manifest = Manifest::load(folder)?;
    let asked = publishing.pictures.or(manifest.report).unwrap_or(Pictures::USUAL);
    let setting = |path: &str| manifest.settings.pointer(path).cloned().unwrap_or_default();
    let mut contents = Contents {
        language: manifest.style.language,
        most_pictures: usize::try_from(asked.most).unwrap_or(usize::MAX),
        painted: if asked.all_painted {
            Painted::All
        } else {
            Painted::Flagged
        },
        is_compared: manifest.tables.contains_key(CROSS_FILE),
        rules_off: serde_json::from_value(setting("/rules/off")).unwrap_or_default(),
        accepted,
    };
    let limits: Limits = serde_json::from_value(setting("/limits")).unwrap_or_default();
    let mut pages = Pages {
        roots: publishing.roots,
        options: ReadOptions {
            limits,
            passwords: publishing.passwords.to_vec(),
            ..ReadOptions::default()
        },
        inputs: HashMap::new(),
        portfolios: Portfolios::of(publishing.threads),
        stop,
    };
    let pool = threads(publishing.threads)?;
    let _quiet = crash::quiet();
    let left_out = pool.install(|| html::write(folder, &mut contents, &mut pages, paces))?;
    manifest.report = Some(asked);
    manifest.save(folder)?;
    Ok(left_out)
}

/// The pages of the inputs.
struct Pages<'a> {
    roots: Option<&'a Roots>,
    options: ReadOptions,
    /// The inputs of which pages are wanted. Only looked up.
    inputs: HashMap<String, Input>,
    portfolios: Portfolios,
    stop: &'a AtomicBool,
}

impl Painter for Pages<'_> {
    fn find(&mut self, files: &BTreeMap<String, WantedPages>) {
        if files.is_empty() {
            return;
        }
        // What is attached to a document is found with it. Memory holds the inputs that are wanted, not all of them.
        let wanted: HashSet<&str> = files.keys().flat_map(|file| documents_around(file)).collect();
        let by_name = || {
            let there = files
                .keys()
                .filter_map(|file| documents_around(file).map(PathBuf::from).find(|path| path.is_file()));
            Roots::new(&there.collect::<Vec<_>>())
        };
        let named;
        let roots = if let Some(roots) = self.roots {
            roots
        } else {
            named = by_name();
            &named
        };
        let inputs = Inputs::new(roots, &self.options.limits);
        let inputs = inputs.take_while(|_| !self.stop.load(Ordering::Relaxed));
        let wanted = inputs.filter(|input| wanted.contains(input.name.as_str()));
        self.inputs = wanted.map(|input| (input.name.clone(), input)).collect();
    }

    fn paint(&self, file: &str, sha256: &str, wanted: &WantedPages) -> Result<Drawn, ReportText> {
        let document = self.open(file).ok_or(ReportText::PictureMoved)?;
        if !sha256.is_empty() && document.sha256 != sha256 {
            return Err(ReportText::PictureChanged);
        }
        self.drawn(document.bytes, wanted).ok_or(ReportText::PictureFailed)
    }
}

impl Pages<'_> {
    fn open(&self, file: &str) -> Option<Document> {
        let input = documents_around(file).find_map(|name| self.inputs.get(name))?;
        let attached = file.strip_prefix(input.name.as_str())?;
        if attached.is_empty() {
            return input.open(&self.options.limits).ok();
        }
        let bytes = self.portfolios.open(input, attached, &self.options)?;
        Some(Document::new(file, bytes.to_vec()))
    }

    fn drawn(&self, bytes: Arc<Vec<u8>>, wanted: &WantedPages) -> Option<Drawn> {
        let (wanted, options) = (wanted.clone(), self.options.clone());
        within_time(move || {
            let (sheets, clauses) =
                pages_to_sheets(&bytes, &wanted.painted, &wanted.drawn_again, &wanted.clauses, &options);
            let looks: Vec<Look> = wanted.cells.iter().copied().map(Look::from).collect();
            let cells = cut_out(&bytes, &options.passwords, &looks);
            Drawn {
                pages: sheets.into_iter().map(|(page, sheet)| (page, picture(sheet))).collect(),
                cells: cells.into_iter().map(|cell| pixels_to_png(&cell?)).collect(),
                clauses,
            }
        })
    }
}

fn picture(sheet: Sheet) -> Picture {
    Picture {
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
    }
}
