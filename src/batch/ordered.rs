//! Results as they come in -> rows in the order of the inputs.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::Path;

use super::checkpoint::Checkpoint;
use super::claims::Content;
use super::index::{Index, Written};
use super::plan::BatchError;
use super::unit::Unit;
use super::worker::Rendered;
use crate::messages::Message;
use crate::report::{Copied, Counts, Exporter, OutputError, Outputs, Tally};

/// The writer of the tables.
pub(super) struct Ordered<'a> {
    outputs: &'a mut Outputs,
    index: Index,
    exporters: &'a [Box<dyn Exporter>],
    checkpoint: Checkpoint,
    tally: Tally,
    /// What has come in and is not written, by the place of the input.
    waiting: BTreeMap<u64, Unit>,
    /// Rows that have come in and are not written, with the file that they are of: whichever file of this content is the first one gets them.
    fresh: HashMap<Content, (String, Rendered)>,
}

impl<'a> Ordered<'a> {
    pub(super) fn new(
        outputs: &'a mut Outputs,
        index: Index,
        exporters: &'a [Box<dyn Exporter>],
        checkpoint: Checkpoint,
    ) -> Self {
        Self {
            outputs,
            index,
            exporters,
            tally: Tally::from(&checkpoint.counts),
            checkpoint,
            waiting: BTreeMap::new(),
            fresh: HashMap::new(),
        }
    }

    /// Whether a document of this content is written already.
    pub(super) fn knows(&self, content: Content) -> bool {
        self.index.knows(content)
    }

    pub(super) fn tally(&self) -> &Tally {
        &self.tally
    }

    pub(super) fn checkpoint_mut(&mut self) -> &mut Checkpoint {
        &mut self.checkpoint
    }

    /// Takes a result, and writes all rows whose turn it is. Returns how many inputs are written.
    pub(super) fn write(&mut self, number: usize, mut unit: Unit) -> Result<u64, BatchError> {
        if let Some(content) = unit.content
            && let Some(rendered) = unit.rendered.take()
        {
            self.fresh.insert(content, (unit.file.clone(), rendered));
        }
        self.waiting.insert(number as u64, unit);
        while let Some(unit) = self.waiting.remove(&self.checkpoint.done) {
            if let Some(unit) = self.write_unit(unit)? {
                // Another worker has its rows in hand.
                self.waiting.insert(self.checkpoint.done, unit);
                break;
            }
            self.checkpoint.done += 1;
        }
        Ok(self.checkpoint.done)
    }

    /// Writes the rows of an input; gives it back where its rows have not come in yet.
    fn write_unit(&mut self, unit: Unit) -> Result<Option<Unit>, BatchError> {
        let Some(content) = unit.content else {
            if let Some(rendered) = &unit.rendered {
                self.append(&unit, false, &rendered.tables, &rendered.tally)?;
            }
            return Ok(None);
        };
        if let Some(first) = self.index.find(content)? {
            self.write_copy(&unit, &first)?;
            return Ok(None);
        }
        let Some((file, rendered)) = self.fresh.remove(&content) else {
            return Ok(Some(unit));
        };
        let copied = Copied {
            original: &file,
            file: &unit.file,
            remark: None,
        };
        if file == unit.file {
            self.append(&unit, true, &rendered.tables, &rendered.tally)?;
        } else {
            let tables = self.copy(&rendered.tables, &copied)?;
            self.append(&unit, true, &tables, &rendered.tally)?;
        }
        Ok(None)
    }

    fn write_copy(&mut self, unit: &Unit, first: &Written) -> Result<(), BatchError> {
        let remark = Message::Duplicate.bilingual(&[("file", &first.file)]);
        let copied = Copied {
            original: &first.file,
            file: &unit.file,
            remark: Some(&remark),
        };
        let rows = self.outputs.read_back(&first.spans)?;
        let tables = self.copy(&rows, &copied)?;
        self.append(unit, false, &tables, &Tally::from(&first.counts))
    }

    fn copy(&self, tables: &[Vec<u8>], copied: &Copied<'_>) -> io::Result<Vec<Vec<u8>>> {
        let copies = self.exporters.iter().zip(tables).map(|(exporter, rows)| {
            let mut copy = Vec::with_capacity(rows.len());
            exporter.write_copy(rows, copied, &mut copy)?;
            Ok(copy)
        });
        copies.collect()
    }

    fn append(&mut self, unit: &Unit, is_first: bool, tables: &[Vec<u8>], tally: &Tally) -> Result<(), BatchError> {
        let before = self.outputs.lengths();
        self.outputs.append(tables)?;
        self.tally.add(tally);
        let is_shard = self.checkpoint.run.shard.is_some();
        if is_first || is_shard {
            self.index.add(&Written {
                file: unit.file.clone(),
                sha256: unit.sha256.clone(),
                spans: before.into_iter().zip(self.outputs.lengths()).collect(),
                counts: Counts::from(tally),
                place: is_shard.then_some(unit.place),
            })?;
        }
        let statuses: Vec<&str> = tally.files.keys().map(|status| status.id()).collect();
        tracing::info!(
            file = unit.file,
            status = statuses.join(" "),
            forms = tally.forms,
            findings = tally.finding_count(),
            milliseconds = u64::try_from(unit.elapsed.as_millis()).unwrap_or(u64::MAX),
            "input"
        );
        Ok(())
    }

    /// Puts all on the disk, and the note of how far that goes.
    pub(super) fn save(&mut self, folder: &Path) -> Result<Checkpoint, OutputError> {
        self.outputs.save()?;
        self.index.save()?;
        self.checkpoint.lengths = self.outputs.lengths();
        self.checkpoint.index_length = self.index.length();
        self.checkpoint.counts = Counts::from(&self.tally);
        self.checkpoint.save(folder)?;
        tracing::info!(done = self.checkpoint.done, "checkpoint");
        Ok(self.checkpoint.clone())
    }
}
