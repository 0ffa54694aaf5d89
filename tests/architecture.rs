//! Data flows one way: a layer imports only what stands above it.

use std::fs;
use std::path::{Path, PathBuf};

/// What every layer may import.
const LEAVES: [&str; 8] = [
    "digits",
    "field_name",
    "geometry",
    "language",
    "limits",
    "parameters",
    "place",
    "warning",
];

/// The layers in the order of the pipeline, and what each may import besides the leaves.
const LAYERS: [(&str, &[&str]); 20] = [
    ("input", &[]),
    ("figure", &[]),
    ("pdf", &["input"]),
    ("second", &[]),
    ("text", &["pdf"]),
    ("table", &["pdf", "text"]),
    ("form", &["table", "figure"]),
    ("engine", &["figure", "form::model"]),
    ("rules", &["figure", "form::model", "engine"]),
    ("messages", &[]),
    ("settings", &[]),
    ("audited", &["form::model", "rules", "messages"]),
    ("stored", &["form::model"]),
    ("across", &["figure", "stored"]),
    ("picture", &["input", "pdf", "table"]),
    ("child", &[]),
    (
        "confirm",
        &[
            "input",
            "pdf",
            "second",
            "text",
            "table",
            "form::model",
            "rules",
            "messages",
            "settings",
            "audited",
            "child",
        ],
    ),
    (
        "audit",
        &[
            "input", "figure", "pdf", "text", "table", "form", "engine", "rules", "messages", "settings", "audited",
            "confirm",
        ],
    ),
    (
        "report",
        &[
            "figure",
            "form::model",
            "rules",
            "messages",
            "audited",
            "stored",
            "across",
        ],
    ),
    (
        "batch",
        &[
            "input", "pdf", "messages", "settings", "audited", "picture", "child", "audit", "report",
        ],
    ),
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files_of(layer: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = ignore::Walk::new(source().join(layer))
        .filter_map(|entry| Some(entry.ok()?.into_path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect();
    found.extend(Some(source().join(format!("{layer}.rs"))).filter(|path| path.is_file()));
    found
}

/// A layer's tests may look at what comes after it: `tests.rs`, and what is in a folder `tests`.
fn is_test(file: &Path) -> bool {
    file.strip_prefix(source()).is_ok_and(|path| {
        path.with_extension("")
            .components()
            .any(|part| part.as_os_str() == "tests")
    })
}

/// The paths into our own crate that a file names, without `crate::`.
fn imports(text: &str) -> impl Iterator<Item = &str> {
    text.split("crate::").skip(1).map(|rest| {
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
            .unwrap_or(rest.len());
        &rest[..end]
    })
}

fn is_below(import: &str, module: &str) -> bool {
    import
        .strip_prefix(module)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[test]
fn no_layer_imports_what_comes_after_it() {
    let mut offences = Vec::new();
    for (layer, allowed) in LAYERS {
        let files = files_of(layer);
        assert!(!files.is_empty(), "the layer {layer} has no files");
        for file in files.into_iter().filter(|file| !is_test(file)) {
            let text = fs::read_to_string(&file).unwrap();
            for import in imports(&text) {
                let own = std::iter::once(layer);
                let may = LEAVES.into_iter().chain(own).chain(allowed.iter().copied());
                if !may.clone().any(|module| is_below(import, module)) {
                    offences.push(format!("{} imports {import}", file.display()));
                }
            }
        }
    }
    assert_eq!(offences, Vec::<String>::new());
}

#[test]
fn leaves_import_only_leaves() {
    for leaf in LEAVES {
        let text = fs::read_to_string(source().join(format!("{leaf}.rs"))).unwrap();
        for import in imports(&text) {
            assert!(
                LEAVES.iter().any(|other| is_below(import, other)),
                "{leaf} imports {import}"
            );
        }
    }
}

#[test]
fn every_module_has_its_place_in_the_order() {
    let listed: Vec<&str> = LEAVES.into_iter().chain(LAYERS.map(|(layer, _)| layer)).collect();
    let library = fs::read_to_string(source().join("lib.rs")).unwrap();
    let modules = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    for module in modules {
        assert!(listed.contains(&module), "{module} is not in the list of layers");
    }
}

#[test]
fn only_the_readers_and_the_picture_know_a_pdf_library() {
    let modules = LAYERS.map(|(layer, _)| layer).into_iter().chain(["cli"]).chain(LEAVES);
    for file in modules
        .filter(|layer| !["pdf", "second", "picture"].contains(layer))
        .flat_map(files_of)
    {
        let text = fs::read_to_string(&file).unwrap();
        let named = ["hayro", "lopdf", "pdf_extract"]
            .into_iter()
            .find(|library| text.contains(library));
        assert_eq!(named, None, "{} names a PDF library", file.display());
    }
}

/// The second reader is worth something only as far as its code is another one's.
#[test]
fn the_second_reader_shares_no_code_with_the_first() {
    for file in files_of("second") {
        let text = fs::read_to_string(&file).unwrap();
        let shared: Vec<&str> = imports(&text)
            .filter(|import| !["geometry", "limits", "second"].iter().any(|own| is_below(import, own)))
            .collect();
        assert_eq!(shared, Vec::<&str>::new(), "{}", file.display());
    }
}
