//! What one document may cost, so that no file can hold up or kill a run.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bounds on one document; each has a status in files.csv that says it was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Limits {
    /// Largest file, in bytes (`too-large` above); of a member of an archive, once it is decompressed.
    pub bytes: u64,
    /// Most pages read of one file (`too-large` above).
    pub pages: u32,
    /// Longest time for one file (`timeout` above), where documents are read in processes of their own. The slowest of 5,792 nasty files of
    /// other projects' test suites took 2 s, the longest form below 0.1 s.
    #[serde(rename = "seconds", serialize_with = "seconds", deserialize_with = "duration")]
    pub time: Duration,
    /// Most memory of a process that reads documents, in bytes of address space (`too-large` above), on Unix systems. A document of 3,305
    /// pages with 2,375 forms has 130 MiB in use.
    #[serde(rename = "memory-bytes")]
    pub memory: u64,
    /// Most glyphs read on one page; a form has about 2,000.
    pub glyphs_per_page: usize,
    /// Most strokes and fills read on one page; a form has about 500.
    pub strokes_per_page: usize,
    /// Deepest nesting of form XObjects on a page.
    pub nesting: u32,
    /// Longest content stream of a page once it is decompressed, in bytes; a form has about 50,000.
    pub content_bytes: usize,
    /// Longest time that the second reader may take for a page: to read it, and to look at it as painted. It does so in about 0.003 s.
    #[serde(
        rename = "second-reader-seconds",
        serialize_with = "seconds",
        deserialize_with = "duration"
    )]
    pub second_reading: Duration,
    /// Most scanned pages of one file that are recognised; the remark says how many were left. Without models of recognisers, none are.
    #[serde(rename = "ocr-pages")]
    pub recognized_pages: u32,
    /// Longest time for the recognising of one page, beside the time for the file. It takes about 5 s.
    #[serde(rename = "ocr-seconds", serialize_with = "seconds", deserialize_with = "duration")]
    pub recognizing: Duration,
    /// Bounds on archives and on what is attached to documents.
    pub archive: ArchiveLimits,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            pages: 5_000,
            time: Duration::from_mins(1),
            memory: 512 << 20,
            glyphs_per_page: 200_000,
            strokes_per_page: 200_000,
            nesting: 24,
            content_bytes: 64 << 20,
            second_reading: Duration::from_secs(10),
            recognized_pages: 30,
            recognizing: Duration::from_mins(2),
            archive: ArchiveLimits::default(),
        }
    }
}

/// Bounds on archives (`.zip`, and the files attached to a PDF).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ArchiveLimits {
    /// Most members of one archive; the archive is `too-large` above, and nothing of it is read.
    pub members: usize,
    /// How many times larger a member may become when it is decompressed, and all members together than their archive (`too-large` above).
    /// Deflate reaches 1,032; PDFs, whose streams are mostly compressed already, reach 20.
    pub ratio: u64,
    /// Up to this many bytes the ratio does not matter.
    pub harmless_bytes: u64,
    /// Largest archive within an archive, in bytes, since it is held in memory (`too-large` above).
    pub inner_archive_bytes: u64,
    /// Deepest nesting of files attached to files attached to a PDF.
    pub attachment_depth: u32,
}

impl Default for ArchiveLimits {
    fn default() -> Self {
        Self {
            members: 100_000,
            ratio: 250,
            harmless_bytes: 16 << 20,
            inner_archive_bytes: 64 << 20,
            attachment_depth: 2,
        }
    }
}

fn seconds<S: Serializer>(time: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(time.as_secs())
}

fn duration<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    u64::deserialize(deserializer).map(Duration::from_secs)
}

/// Bounds the address space of this process to so many bytes, with its program and stacks and with what is reserved and not used: beyond
/// it, allocations fail and the process ends. No core dump is written then.
///
/// Only Unix systems offer this; elsewhere the bounds on time, input and output are all that holds.
pub fn bound_memory(bytes: u64) {
    #[cfg(unix)]
    {
        use rlimit::Resource;
        for (resource, limit) in [(Resource::AS, bytes), (Resource::CORE, 0)] {
            // Only for this process, not for good: one that it starts may set a bound of its own. A system that refuses has set lower bounds
            // itself.
            let highest = resource.get_hard().unwrap_or(limit);
            let _ = resource.set(limit.min(highest), highest);
        }
    }
    #[cfg(not(unix))]
    let _ = bytes;
}

/// A flag that ends the work on one document from outside, when its time is up. Copies share the flag.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the work to end.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the work is asked to end.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
