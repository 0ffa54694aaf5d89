//! Any bytes -> pages, and all stages behind them.
#![no_main]

use libfuzzer_sys::fuzz_target;

use fuhe::audit::audit_one;
use fuhe::input::Document;
use fuhe::settings::{Confirming, Settings};

fuzz_target!(|bytes: &[u8]| {
    let settings = Settings {
        confirming: Confirming::None,
        ..Settings::default()
    };
    audit_one(&Document::new("fuzzed.pdf", bytes), &settings);
});
