//! What comparing very many forms takes: `cargo bench --bench cross -- 1000000` prints the time and the most memory that cross.csv of a
//! million forms needs. The forms are those of the planted fixtures over and over, each with names and figures of its own; they are made
//! while they are read, so that no disk has to hold them.

#![expect(clippy::print_stdout, reason = "prints what it measured")]

use std::error::Error;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use fuhe::language::Language;
use fuhe::report::{FORMS_FILE, Style, write_cross};
use serde_json::Value;

/// Forms where no number is given: enough to see what a form costs.
const FORMS: u64 = 20_000;

/// Of so many forms, one is stated a second time with other figures, and one tells what another tells.
const COPIED: u64 = 50;

/// Departments of a large province.
const DEPARTMENTS: u64 = 3_000;

/// What stands for a number in a template: as many digits as signs.
const PROJECT: &str = "@@@@@@@";
const DEPARTMENT: &str = "^^^^";
const NARRATIVE: &str = "~~~~~~~";
const SCORE: &str = "``.``";

/// What the forms tell; each has a number of its own in it, but for the copies.
const TOLD: &str =
    "包括服务器巡检、数据备份、技术支持工作等，确保系统平稳运行，并对部分功能进行了优化和调整，出具总结报告。";

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo bench` adds options of its own.
    let forms = std::env::args()
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(FORMS);
    let lines = Lines::new(&templates()?, forms);
    let (bytes, began, before) = (lines.length(), Instant::now(), most_memory());
    let mut table = Counted::default();
    let style = Style {
        language: Language::Zh,
        byte_order_mark: true,
        chinese_headers: false,
        guards_dates: false,
    };
    write_cross(lines, style, &mut table)?;
    let mib = |bytes: u64| bytes >> 20;
    println!(
        "{forms} forms, {} MiB: {:.1} s, peak {} MiB ({} MiB before), cross.csv {} MiB",
        mib(bytes),
        began.elapsed().as_secs_f64(),
        mib(most_memory()),
        mib(before),
        mib(table.0)
    );
    Ok(())
}

/// The forms of the planted fixtures, with signs where each is to have something of its own.
fn templates() -> Result<Vec<String>, Box<dyn Error>> {
    let planted = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/planted");
    let out = std::env::temp_dir().join(format!("fuhe-bench-cross-{}", std::process::id()));
    let mut check = Command::new(env!("CARGO_BIN_EXE_fuhe"));
    check.args(["check", "--quiet", "--confirm", "none", "--out"]);
    check.arg(&out).arg(planted).status()?;
    let stored = std::fs::read_to_string(out.join(FORMS_FILE))?;
    std::fs::remove_dir_all(&out)?;
    let template = |line: &str| -> Result<String, Box<dyn Error>> {
        let mut form: Value = serde_json::from_str(line)?;
        let object = form.as_object_mut().ok_or("no object")?;
        for (name, text) in [
            ("project_name", format!("第{PROJECT}号项目")),
            ("department", format!("第{DEPARTMENT}局")),
            ("unit", "信息中心".to_owned()),
            ("year", "2023".to_owned()),
            ("total_score", SCORE.to_owned()),
            ("actual_result", format!("完成第{NARRATIVE}批工作。{TOLD}")),
        ] {
            object.insert(name.to_owned(), text.into());
        }
        Ok(form.to_string())
    };
    stored.lines().map(template).collect()
}

/// A line that others are made of: where which of its signs stand.
struct Template {
    line: Vec<u8>,
    places: Vec<(usize, &'static str)>,
}

impl Template {
    fn new(line: String) -> Self {
        let places = [PROJECT, DEPARTMENT, NARRATIVE, SCORE]
            .into_iter()
            .flat_map(|signs| line.match_indices(signs).map(move |(at, _)| (at, signs)))
            .collect();
        Self {
            line: line.into_bytes(),
            places,
        }
    }
}

/// Lines of forms.jsonl, made when they are read.
struct Lines {
    templates: Vec<Template>,
    /// All lines are so long.
    line: u64,
    forms: u64,
    position: u64,
    made: Cursor<Vec<u8>>,
}

impl Lines {
    fn new(templates: &[String], forms: u64) -> Self {
        let longest = templates.iter().map(String::len).max().unwrap_or(0);
        // White space behind a form says nothing.
        let padded = templates
            .iter()
            .map(|template| template.clone() + &" ".repeat(longest - template.len()) + "\n");
        Self {
            templates: padded.map(Template::new).collect(),
            line: longest as u64 + 1,
            forms,
            position: 0,
            made: Cursor::default(),
        }
    }

    fn length(&self) -> u64 {
        self.line * self.forms
    }

    /// The line of that number.
    fn make(&self, number: u64) -> Vec<u8> {
        let place = usize::try_from(number).unwrap_or(0) % self.templates.len().max(1);
        let Some(template) = self.templates.get(place) else {
            return Vec::new();
        };
        let mut line = template.line.clone();
        let project = number - u64::from(number % COPIED == 1);
        let narrative = number - 2 * u64::from(number % COPIED == 3);
        let score = number.wrapping_mul(7_919) % 10_000;
        for (at, signs) in &template.places {
            let own = match *signs {
                PROJECT => format!("{project:07}"),
                NARRATIVE => format!("{narrative:07}"),
                DEPARTMENT => format!("{:04}", number % DEPARTMENTS),
                _ => format!("{:02}.{:02}", score / 100, score % 100),
            };
            if let Some(place) = line.get_mut(*at..at + signs.len()) {
                place.copy_from_slice(own.as_bytes());
            }
        }
        line
    }
}

impl Read for Lines {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let (number, within) = (self.position / self.line, self.position % self.line);
        if number >= self.forms {
            return Ok(0);
        }
        if within == 0 || self.made.get_ref().is_empty() {
            self.made = Cursor::new(self.make(number));
        }
        self.made.set_position(within);
        let count = self.made.read(buffer)?;
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for Lines {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(by) => self.length().checked_add_signed(by),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
        };
        self.position = position.ok_or(io::ErrorKind::InvalidInput)?;
        self.made = Cursor::default();
        Ok(self.position)
    }
}

/// Counts what is written.
#[derive(Default)]
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The most memory that this process has had, in bytes, where the system says.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    kib.unwrap_or(0) << 10
}
