//! What the terminal can show.

use std::io::{self, IsTerminal};

use fuhe::report::Paint;

/// Columns where standard output is no terminal: what is printed does not depend on the machine then.
const USUAL_WIDTH: usize = 80;

/// Columns of a line.
pub fn width() -> usize {
    match terminal_size::terminal_size_of(io::stdout()) {
        Some((width, _)) if width.0 > 0 => usize::from(width.0),
        _ => USUAL_WIDTH,
    }
}

/// Colours only on a terminal that has them, and only where `NO_COLOR` (<https://no-color.org>) is not set.
pub fn paint(stream: &impl IsTerminal) -> Paint {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_none_or(|terminal| terminal == "dumb");
    Paint {
        colored: stream.is_terminal() && !set("NO_COLOR") && !is_dumb,
    }
}
