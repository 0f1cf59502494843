//! The workspace that a plan was made in: the `tfplan` inside of a binary plan in, its name out.
//!
//! The JSON of a plan does not have it. `tfplan` is a Protocol Buffers message: `backend` is its
//! field 13, and `workspace` the third field of that. Everything else is passed over.
//! https://github.com/hashicorp/terraform/blob/v1.11.4/internal/plans/planproto/planfile.proto

use std::io::{self, BufRead, BufReader, Read};

const BACKEND: u64 = 13;
const WORKSPACE: u64 = 3;
/// Longest message and name that are looked into, in bytes.
const MESSAGE: u64 = 1 << 20;
/// Most bytes that are passed over.
const TOTAL: u64 = 1 << 30;

/// The name of the workspace. `None` where the message is another one, or damaged.
pub(super) fn of(plan: impl Read) -> Option<String> {
    let backend = field(&mut BufReader::new(plan.take(TOTAL)), BACKEND).ok()??;
    let name = field(&mut backend.as_slice(), WORKSPACE).ok()??;
    String::from_utf8(name).ok().filter(|name| !name.is_empty())
}

/// The bytes of the first field of a number, in a message.
fn field(message: &mut impl BufRead, number: u64) -> io::Result<Option<Vec<u8>>> {
    while !message.fill_buf()?.is_empty() {
        let key = varint(message)?;
        let length = match key & 7 {
            0 => varint(message).map(|_| 0)?,
            1 => 8,
            2 => varint(message)?,
            5 => 4,
            _ => return Ok(None),
        };
        if key >> 3 == number && key & 7 == 2 {
            let mut bytes = Vec::new();
            let read = message.by_ref().take(length.min(MESSAGE)).read_to_end(&mut bytes)?;
            return Ok(Some(bytes).filter(|_| u64::try_from(read).is_ok_and(|read| read == length)));
        }
        if io::copy(&mut message.by_ref().take(length), &mut io::sink())? != length {
            return Ok(None);
        }
    }
    Ok(None)
}

fn varint(message: &mut impl Read) -> io::Result<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let mut byte = [0];
        message.read_exact(&mut byte)?;
        let [byte] = byte;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(io::ErrorKind::InvalidData.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `version`, an empty `changes`, and a `backend` of type `local` in the workspace `prod`.
    const PLAN: &[u8] = b"\x08\x03\x1a\x00\x6a\x0d\x0a\x05local\x1a\x04prod";

    #[test]
    fn the_workspace_is_a_field_of_the_backend() {
        assert_eq!(of(PLAN).as_deref(), Some("prod"));
    }

    #[test]
    fn what_is_cut_or_no_plan_has_none() {
        (0..PLAN.len()).for_each(|end| assert_eq!(of(&PLAN[..end]), None, "{end}"));
        assert_eq!(of(&[0xff; 64][..]), None);
        assert_eq!(of(&b"not protobuf"[..]), None);
    }
}
