//! fuhe (复核) re-checks archived 财政项目支出绩效自评表, the forms in which a budget unit scores how well it spent a project's money: it reads
//! them from PDFs, recomputes what they state, and says where a figure does not follow from the others.
//!
//! # Stages
//!
//! Data flows one way, and each stage is a function that can be called alone. Each has an example of its own, which goes on where the one before it
//! ended; begin with [`pdf::read`].
//!
//! | from | to | by |
//! | --- | --- | --- |
//! | paths | documents | [`input::list`], [`input::Input::open`] |
//! | bytes | pages of glyphs and strokes | [`pdf::read`] |
//! | pages | tables | [`table::pages_to_tables`] |
//! | tables | forms | [`form::tables_to_forms`] |
//! | a form | expected figures | [`engine::expect`] |
//! | a form and its expected figures | findings | [`rules::check`] |
//! | findings | findings that a second reader confirmed, or not | [`confirm::confirm`] |
//! | one document | all of that | [`audit::audit_one`] |
//! | many documents | tables in a folder | [`batch::run`] |
//! | finished tables | their forms and files, read back | [`stored::StoredForms`], [`stored::stored_files`] |
//! | many forms | what only together they show | [`across::compare`] |
//! | pages | pictures of how their tables came about | `picture::pages_to_pictures` |
//! | finished tables | a report, a workbook | `batch::publish`, `batch::write_workbook` |
//!
//! What passes between them is plain data, with public fields: [`pdf::Page`], [`table::Tables`], [`form::Form`], [`engine::Expected`],
//! [`rules::Finding`], [`audited::Audited`]. What governs them is [`settings::Settings`], with [`limits::Limits`] and
//! [`parameters::Parameters`].
//!
//! # What holds everywhere
//!
//! - **Units.** Lengths on paper are integers, [`geometry::Milli`] (1/1000 point), from the top left of the page as shown. Figures are decimals,
//!   never floats; figures of a form stand as printed, recomputed ones as plain decimals.
//! - **Errors.** A stage that can give something gives it, with [warnings](warning::Warning); `Err` is left to where there is nothing to give. What is wrong
//!   with a document is its [status](audited::Status), what may be wrong with a value a warning on its field, and a value with a warning that casts
//!   doubt is not judged.
//! - **Sources.** What a form must hold comes with the document that says so: [`parameters::Parameters::source`], and
//!   [`rules::Documentation`] for each rule.
//! - **Determinism.** The same input gives the same output, whatever the number of threads.
//! - **Growth.** Enums that may grow are `#[non_exhaustive]`.
//!
//! # Features
//!
//! `views` (on by default) makes what people open: report, workbook, pictures, tables and forms on a terminal. `cli` (on by default) is the
//! program `fuhe`. `default-features = false` leaves the library: documents to tables in CSV and JSON.
//!
//! # Vocabulary
//!
//! - **glyph**: a character where it is drawn. **stroke**: a straight line that is drawn (a *rule* is a check).
//! - **edge**: strokes on one line, merged. **crossing**: where two edges meet. **cell**: what edges enclose. **grid**: cells in rows and
//!   columns. **table**: a grid with text, over as many pages as it takes.
//! - **field**: a named place of the form ([`form::Field`]), such as `funds[0].rate`. **figure**: a printed number.
//! - **place**: a page and a box on it, from the page's top left. **finding**: a figure, or a blank, that does not agree with the rest.
//!
//! # Example
//!
//! ```
//! use fuhe::audit::{Status, audit_one};
//! use fuhe::input::Document;
//! use fuhe::settings::Settings;
//!
//! # fn main() -> std::io::Result<()> {
//! let document = Document::new("grade.pdf", std::fs::read("fixtures/planted/grade.pdf")?);
//! let audited = audit_one(&document, &Settings::default());
//! assert_eq!(audited.status, Status::Ok);
//! for audited_form in &audited.forms {
//!     println!("{}", audited_form.form.project_name.text());
//!     for finding in &audited_form.findings {
//!         println!("{}: {} is stated, {} is right: {}", finding.field, finding.stated, finding.expected, finding.explanation.en);
//!     }
//! }
//! assert_eq!(audited.forms[0].findings[0].rule, "grade");
//! # Ok(())
//! # }
//! ```

#![warn(unreachable_pub)]

pub mod across;
pub mod audit;
pub mod audited;
pub mod batch;
mod child;
pub mod confirm;
pub mod crew;
mod digits;
pub mod engine;
pub mod field_name;
pub mod figure;
pub mod form;
pub mod geometry;
pub mod input;
pub mod language;
pub mod limits;
// Texts of the program: they change with it.
#[doc(hidden)]
pub mod messages;
// Recognisers: what they read is handed on as glyphs.
#[doc(hidden)]
#[cfg(feature = "ocr")]
pub mod ocr;
pub mod parameters;
pub mod pdf;
#[cfg(feature = "views")]
pub mod picture;
pub mod place;
pub mod report;
pub mod rules;
// Pictures of pages: what they show is handed on as strokes and glyphs.
#[doc(hidden)]
pub mod scan;
// The other side of `confirm`, which the program runs as a process, and tests take the place of.
#[doc(hidden)]
pub mod second;
pub mod settings;
#[doc(hidden)]
pub mod steps;
pub mod stored;
pub mod table;
// Tests draw with it what the reader makes one of two characters that look alike.
#[doc(hidden)]
pub mod text;
pub mod warning;
pub mod words;
