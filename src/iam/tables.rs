//! An embedded table of lines, deflated in chunks: a key in, its line out, and no more than one chunk opened for it, once.
//!
//! Written by `scripts/tables.py`. The index holds the first key of each chunk, its packed length and its length.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

/// A table: its index and its chunks.
#[derive(Debug)]
pub(super) struct Table {
    index: &'static str,
    packed: &'static [u8],
    /// The chunks that were opened, by where they start
    opened: RwLock<BTreeMap<usize, Arc<str>>>,
}

impl Table {
    /// A table from its two files.
    pub(super) const fn new(index: &'static str, packed: &'static [u8]) -> Self {
        Self { index, packed, opened: RwLock::new(BTreeMap::new()) }
    }

    /// What follows the key on its line.
    pub(super) fn line(&self, key: &str) -> Option<String> {
        let mut start = 0;
        let mut found = None;
        for entry in self.index.lines() {
            let mut fields = entry.split('\t');
            let (first, packed, length) = (fields.next()?, number(fields.next())?, number(fields.next())?);
            if first > key {
                break;
            }
            found = Some((start, packed, length));
            start += packed;
        }
        let (start, packed, length) = found?;
        let text = self.chunk(start, packed, length)?;
        text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('\t')).map(str::to_owned)
    }

    /// The lines of a chunk, by where it starts and its two lengths.
    fn chunk(&self, start: usize, packed: usize, length: usize) -> Option<Arc<str>> {
        if let Some(known) = self.opened.read().unwrap_or_else(PoisonError::into_inner).get(&start) {
            return Some(Arc::clone(known));
        }
        let chunk = self.packed.get(start..start.checked_add(packed)?)?;
        let raw = miniz_oxide::inflate::decompress_to_vec_with_limit(chunk, length).ok()?;
        let text: Arc<str> = String::from_utf8(raw).ok()?.into();
        self.opened.write().unwrap_or_else(PoisonError::into_inner).insert(start, Arc::clone(&text));
        Some(text)
    }

    /// Every line, with its key.
    #[cfg(test)]
    pub(super) fn keys(&self) -> Vec<String> {
        let mut start = 0;
        let mut keys = Vec::new();
        for entry in self.index.lines() {
            let packed = number(entry.split('\t').nth(1)).unwrap();
            let raw = miniz_oxide::inflate::decompress_to_vec(&self.packed[start..start + packed]).unwrap();
            let text = String::from_utf8(raw).unwrap();
            keys.extend(text.lines().map(|line| line.split('\t').next().unwrap().to_owned()));
            start += packed;
        }
        keys
    }
}

fn number(field: Option<&str>) -> Option<usize> {
    field?.parse().ok()
}
