//! Any text -> a figure, and a target.
#![no_main]

use libfuzzer_sys::fuzz_target;

use fuhe::figure::{Figure, Target};

fuzz_target!(|text: &str| {
    if let Some(figure) = Figure::parse(text) {
        // What is parsed is a number that can be printed and parsed again.
        let again = Figure::parse(&figure.value.to_string());
        assert_eq!(again.map(|again| again.value), Some(figure.value), "{text}");
    }
    let _ = Target::parse(text);
});
