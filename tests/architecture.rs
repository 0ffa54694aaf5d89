//! Data flows one way: a layer imports only what stands above it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What every layer may import.
const LEAVES: [&str; 11] = [
    "crew",
    "digits",
    "field_name",
    "geometry",
    "language",
    "limits",
    "parameters",
    "place",
    "steps",
    "warning",
    "words",
];

/// The layers in the order of the pipeline, and what each may import besides the leaves.
const LAYERS: [(&str, &[&str]); 22] = [
    ("input", &[]),
    ("figure", &[]),
    ("pdf", &["input"]),
    ("scan", &["pdf"]),
    ("second", &[]),
    ("text", &["pdf"]),
    ("table", &["pdf", "text"]),
    ("form", &["table", "figure"]),
    ("engine", &["figure", "form::model"]),
    ("rules", &["figure", "form::model", "engine"]),
    ("messages", &[]),
    ("settings", &[]),
    ("ocr", &["input", "pdf", "scan", "settings"]),
    ("audited", &["form::model", "rules", "messages"]),
    ("stored", &["form::model"]),
    ("across", &["figure", "stored"]),
    ("picture", &["input", "pdf", "table"]),
    ("child", &[]),
    (
        "confirm",
        &[
            "input",
            "figure",
            "pdf",
            "second",
            "text",
            "table",
            "form::model",
            "engine",
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
            "input", "figure", "pdf", "scan", "text", "table", "form", "engine", "rules", "messages", "settings",
            "ocr", "audited", "confirm",
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
            "input", "pdf", "second", "messages", "settings", "audited", "picture", "child", "audit", "report",
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

/// A layer's tests may look at what comes after it: `mod tests`, `tests.rs`, and what is in a folder `tests`.
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

/// All modules of the library.
fn modules() -> BTreeSet<String> {
    let files = LAYERS.iter().map(|(layer, _)| *layer).chain(LEAVES).flat_map(files_of);
    files.map(|file| module_of(&file)).collect()
}

#[test]
fn no_layer_imports_what_comes_after_it() {
    let (mut offences, modules) = (Vec::new(), modules());
    for (layer, allowed) in LAYERS {
        let files = files_of(layer);
        assert!(!files.is_empty(), "the layer {layer} has no files");
        for file in files.into_iter().filter(|file| !is_test(file)) {
            let text = fs::read_to_string(&file).unwrap();
            for import in named_in(&module_of(&file), without_tests(&text), &modules) {
                let own = std::iter::once(layer);
                let mut may = LEAVES.into_iter().chain(own).chain(allowed.iter().copied());
                if !may.any(|module| is_below(&import, module)) {
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

/// Where no file may import one that imports it, in however many steps. A folder's own file (`mod.rs`) uses all files in it: none of them may
/// import from it what it does not itself have from another one.
const WITHOUT_CIRCLES: [&str; 6] = ["form", "table", "pdf/font", "across", "batch", "messages"];

/// The module that a file is: `table::cells::grid`.
fn module_of(file: &Path) -> String {
    let path = file.strip_prefix(source()).unwrap_or(file).with_extension("");
    let parts = path.iter().map(|part| part.to_string_lossy().into_owned());
    parts.filter(|part| part != "mod").collect::<Vec<_>>().join("::")
}

/// What a file says outside its tests.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

/// What it says outside its comments, too.
fn code_of(text: &str) -> String {
    let lines = without_tests(text)
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// All paths of a tree of imports, `a::{b, c::d}`, that begins here.
fn paths(tree: &str) -> Vec<String> {
    let end = tree.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
    let (stem, rest) = tree.split_at(end.unwrap_or(tree.len()));
    let Some(group) = rest.strip_prefix('{').filter(|_| stem.ends_with("::")) else {
        return vec![stem.to_owned()];
    };
    let (mut depth, mut item, mut all) = (0_usize, String::new(), Vec::new());
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                all.extend(paths(item.trim()).iter().map(|path| format!("{stem}{path}")));
                item.clear();
                if c == '}' {
                    break;
                }
                continue;
            }
            _ => {}
        }
        item.push(c);
    }
    all
}

/// The modules, of those that there are, that the code of a module names from the crate or from what is around it.
fn named_in(module: &str, code: &str, modules: &BTreeSet<String>) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for root in ["crate::", "super::"] {
        for (at, _) in code.match_indices(root) {
            let before = &code[..at];
            // A second `super`, and `pub(in crate::table)`.
            if before.ends_with("::") || before.ends_with("in ") {
                continue;
            }
            for path in paths(&code[at..]) {
                let mut around: Vec<&str> = module.split("::").collect();
                let mut parts = path.split("::").peekable();
                if root == "crate::" {
                    parts.next();
                    around.clear();
                }
                while parts.next_if_eq(&"super").is_some() {
                    around.pop();
                }
                around.extend(parts);
                while !around.is_empty() && !modules.contains(&around.join("::")) {
                    around.pop();
                }
                named.extend((!around.is_empty()).then(|| around.join("::")));
            }
        }
    }
    named
}

#[test]
fn no_file_imports_one_that_imports_it() {
    let mut circles = BTreeMap::new();
    for folder in WITHOUT_CIRCLES {
        let files: Vec<PathBuf> = files_of(folder).into_iter().filter(|file| !is_test(file)).collect();
        let modules: BTreeSet<String> = files.iter().map(|file| module_of(file)).collect();
        assert!(modules.len() > 2, "{folder} has no files");
        let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for file in &files {
            let module = module_of(file);
            let mut named = named_in(&module, &code_of(&fs::read_to_string(file).unwrap()), &modules);
            let is_within = |other: &&String| other.rsplit_once("::").is_some_and(|(around, _)| around == module);
            named.extend(modules.iter().filter(is_within).cloned());
            named.remove(&module);
            imports.insert(module, named);
        }
        // What imports nothing that is left is in no circle, and what nothing imports that is left.
        loop {
            let left: BTreeSet<String> = imports.keys().cloned().collect();
            let imported: BTreeSet<String> = imports.values().flatten().cloned().collect();
            imports.retain(|module, named| {
                named.retain(|other| left.contains(other));
                !named.is_empty() && imported.contains(module)
            });
            if imports.len() == left.len() {
                break;
            }
        }
        circles.extend(imports);
    }
    assert_eq!(circles, BTreeMap::new(), "files that import each other in a circle");
}

#[test]
fn a_circle_is_found_wherever_it_is_written() {
    let modules = ["a", "a::b", "a::b::c", "a::d"].map(str::to_owned).into();
    let named = |code| Vec::from_iter(named_in("a::b::c", code, &modules));
    assert_eq!(
        named("use super::super::super::a::d::X;"),
        ["a::d"],
        "out of the layer and into another one"
    );
    assert_eq!(named("use super::{X, Y};"), ["a::b"]);
    assert_eq!(named("use super::super::d::{self, X};"), ["a::d"]);
    assert_eq!(named("use crate::{a::{b::X, d::Y}, z};"), ["a::b", "a::d"]);
    assert_eq!(named("pub(in crate::a) fn x() -> super::super::d::X {}"), ["a::d"]);
    assert_eq!(
        named(&code_of("//! [`super::X`]\n#[cfg(test)]\nmod tests {\n use super::*;")),
        [""; 0]
    );
}

#[test]
fn every_module_has_its_place_in_the_order() {
    let listed: Vec<&str> = LEAVES.into_iter().chain(LAYERS.map(|(layer, _)| layer)).collect();
    let library = fs::read_to_string(source().join("lib.rs")).unwrap();
    let modules = library.lines().filter_map(|line| {
        line.strip_prefix("pub ")
            .unwrap_or(line)
            .strip_prefix("mod ")?
            .strip_suffix(';')
    });
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
