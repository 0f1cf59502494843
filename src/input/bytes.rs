//! What a file or a pipe holds: its path in, its bytes out.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::ops::{Deref, Range};
use std::path::Path;

use memmap2::MmapMut;
#[cfg(unix)]
use rayon::prelude::*;

/// Bytes in memory.
#[derive(Debug)]
pub enum Bytes {
    /// On the heap
    Heap(Vec<u8>),
    /// In pages that are as large as the system gives them
    Pages {
        /// The pages
        map: MmapMut,
        /// Which part of them is filled
        filled: Range<usize>,
    },
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Heap(bytes) => bytes,
            Self::Pages { map, filled } => map.get(filled.clone()).unwrap_or_default(),
        }
    }
}

impl Bytes {
    /// Reads all of `input`, which should be `size` bytes long.
    fn read(mut input: impl Read, size: usize) -> io::Result<Self> {
        let Some((mut map, start)) = pages(size) else {
            let mut bytes = Vec::with_capacity(size.saturating_add(1));
            input.read_to_end(&mut bytes)?;
            return Ok(Self::Heap(bytes));
        };
        let mut end = start;
        while let Some(rest) = map.get_mut(end..).filter(|rest| !rest.is_empty()) {
            match input.read(rest) {
                Ok(0) => return Ok(Self::Pages { map, filled: start..end }),
                Ok(more) => end += more,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        // It has grown since its size was asked for.
        let mut bytes = map.get(start..).unwrap_or_default().to_vec();
        input.read_to_end(&mut bytes)?;
        Ok(Self::Heap(bytes))
    }
}

/// Room for more than `size` bytes. A third of the time of reading a large file goes into the 4 KiB pages it is read to,
/// each of which the system hands out by itself; Linux gives 2 MiB at once to those who ask for it, where they begin at a
/// multiple of that. `None` where that is not worth its while, or not to be had. Second is where to begin.
fn pages(size: usize) -> Option<(MmapMut, usize)> {
    const WORTH: usize = 4 << 20;
    const LARGE: usize = 2 << 20;
    let map = (size >= WORTH).then(|| MmapMut::map_anon(size.saturating_add(LARGE)).ok())??;
    let start = (LARGE - map.as_ptr().addr() % LARGE) % LARGE;
    #[cfg(target_os = "linux")]
    // A kernel without them says so, and gives small ones: https://docs.kernel.org/admin-guide/mm/transhuge.html
    let _ = map.advise_range(memmap2::Advice::HugePage, start, size - size % LARGE);
    Some((map, start))
}

/// The bytes of a file.
pub(super) fn file(path: &Path) -> io::Result<Bytes> {
    all(File::open(path)?)
}

/// The bytes of standard input.
#[cfg(unix)]
pub(super) fn stdin() -> io::Result<Bytes> {
    use std::os::fd::AsFd;
    // As a file it tells its size where it is redirected from one.
    all(File::from(io::stdin().as_fd().try_clone_to_owned()?))
}

/// The bytes of standard input.
#[cfg(not(unix))]
pub(super) fn stdin() -> io::Result<Bytes> {
    chunks(io::stdin().lock())
}

fn all(file: File) -> io::Result<Bytes> {
    let about = file.metadata()?;
    if !about.is_file() {
        return chunks(file);
    }
    let size = usize::try_from(about.len()).unwrap_or_default();
    #[cfg(unix)]
    if let Some(bytes) = on_all_threads(&file, size) {
        return Ok(bytes);
    }
    Bytes::read(file, size)
}

/// The bytes of a large file that is `size` bytes long. To touch a page for the first time takes longer than to copy into
/// it, so each thread touches some. `None` where it is not read like that, or is of another size by now.
#[cfg(unix)]
fn on_all_threads(mut file: &File, size: usize) -> Option<Bytes> {
    use std::io::Seek;
    use std::os::unix::fs::FileExt;

    const PIECE: usize = 8 << 20;
    // Of standard input somebody else may have read a part.
    let begin = file.stream_position().ok()?;
    let size = size.checked_sub(usize::try_from(begin).ok()?)?;
    let (mut map, start) = pages(size)?;
    let filled = start..start.checked_add(size)?;
    let pieces = map.get_mut(filled.clone())?.par_chunks_mut(PIECE).enumerate();
    pieces.try_for_each(|(at, piece)| file.read_exact_at(piece, begin + (at * PIECE) as u64)).ok()?;
    let has_grown = file.read_at(&mut [0], begin + size as u64).ok()? > 0;
    (!has_grown).then_some(Bytes::Pages { map, filled })
}

/// Reads what has no size in advance. A growing buffer would hold everything twice while it is copied; pieces are
/// given back one by one, to the system and not to the heap, which would keep them.
fn chunks(mut input: impl Read) -> io::Result<Bytes> {
    const PIECE: usize = 4 << 20;
    let (mut pieces, mut size): (Vec<Bytes>, usize) = (Vec::new(), 0);
    loop {
        let piece = Bytes::read(input.by_ref().take(PIECE as u64), PIECE)?;
        if piece.is_empty() {
            break;
        }
        size += piece.len();
        pieces.push(piece);
    }
    Bytes::read(Pieces { pieces: pieces.into(), at: 0 }, size)
}

/// Pieces that are read one after the other, each given back once it was.
struct Pieces {
    pieces: VecDeque<Bytes>,
    /// How much of the first was read
    at: usize,
}

impl Read for Pieces {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while let Some(piece) = self.pieces.front() {
            let read = piece.get(self.at..).unwrap_or_default().read(into)?;
            if read > 0 {
                self.at += read;
                return Ok(read);
            }
            self.pieces.pop_front();
            self.at = 0;
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(length: usize) -> Vec<u8> {
        (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect()
    }

    #[test]
    fn all_of_an_input_is_read_whatever_its_size_was_said_to_be() {
        for length in [0, 1, 4 << 20, (9 << 20) + 5] {
            let bytes = numbered(length);
            for size in [0, length, length + 4096, 4 << 20, 8 << 20] {
                assert!(*Bytes::read(bytes.as_slice(), size).unwrap() == bytes, "{length} bytes said to be {size}");
            }
            assert!(*chunks(bytes.as_slice()).unwrap() == bytes, "{length} bytes from a pipe");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_read_from_where_it_stands_and_whole() {
        use std::io::{Seek, SeekFrom, Write};

        let bytes = numbered((17 << 20) + 5);
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        for begin in [0, 3, 16 << 20, bytes.len()] {
            file.seek(SeekFrom::Start(begin as u64)).unwrap();
            assert!(*all(file.try_clone().unwrap()).unwrap() == bytes[begin..], "from {begin}");
        }
        file.rewind().unwrap();
        let size = bytes.len();
        let read = |size| on_all_threads(&file, size).map(|read| *read == bytes);
        assert_eq!([read(size), read(size - 1), read(size + 1)], [Some(true), None, None], "it changed meanwhile");
    }
}
