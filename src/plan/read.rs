//! Finds the text of one JSON document in the bytes of a file or a pipe: encodings, wrappers, wrong kinds of file.

use std::borrow::Cow;

use crate::error::InputError;

/// The text of a plan, and what had to be done to get it.
#[derive(Debug, Default)]
pub struct Text<'p> {
    /// Text that starts with the document's `{`; lines of a wrapper may follow it
    pub json: Cow<'p, str>,
    /// What the reader had to look past, for a warning
    pub oddities: Vec<String>,
    /// Whether the bytes were UTF-16
    pub utf16: bool,
}

/// Decodes `bytes` and finds where the JSON document starts.
///
/// Accepts UTF-8 with and without byte order mark, UTF-16 in both orders with and without mark, and the lines that the
/// `setup-terraform` wrapper prints around a command's output. Errors name what the input is instead.
pub fn text(bytes: &[u8]) -> Result<Text<'_>, InputError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(InputError::BinaryPlan);
    }
    let mut read = decode(bytes)?;
    let start = document_start(&read.json, &mut read.oddities)?;
    match &mut read.json {
        Cow::Borrowed(json) => *json = json.get(start..).unwrap_or_default(),
        Cow::Owned(json) => json.replace_range(..start, ""),
    }
    Ok(read)
}

fn decode(bytes: &[u8]) -> Result<Text<'_>, InputError> {
    let utf16 = |order: fn([u8; 2]) -> u16, skip: usize, name: &str| {
        let units = bytes.get(skip..).unwrap_or_default().chunks(2).map(|pair| match pair {
            [a, b] => order([*a, *b]),
            _ => 0xD800, // an odd last byte: not UTF-16, and decoded as the error it is
        });
        let json: Result<String, _> = char::decode_utf16(units).collect();
        let json = json.map_err(|_| InputError::Encoding { found: format!("{name} that is cut or damaged") })?;
        Ok(Text { json: json.into(), oddities: vec![format!("the input is {name}, decoded")], utf16: true })
    };
    // Terraform writes UTF-8; Windows PowerShell 5 re-encodes `>` as UTF-16 with a mark.
    match bytes {
        [0xFF, 0xFE, ..] => utf16(u16::from_le_bytes, 2, "UTF-16 little endian"),
        [0xFE, 0xFF, ..] => utf16(u16::from_be_bytes, 2, "UTF-16 big endian"),
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => utf16(u16::from_le_bytes, 0, "UTF-16 little endian without mark"),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => utf16(u16::from_be_bytes, 0, "UTF-16 big endian without mark"),
        _ => match simdutf8::compat::from_utf8(bytes) {
            Ok(json) => Ok(Text { json: json.into(), ..Text::default() }),
            Err(error) => {
                let found = format!("neither UTF-8 nor UTF-16 (byte {} is wrong)", error.valid_up_to());
                Err(InputError::Encoding { found })
            }
        },
    }
}

/// The offset of the document's `{`.
fn document_start(text: &str, oddities: &mut Vec<String>) -> Result<usize, InputError> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = text.len() - body.len();
    if mark > 0 {
        oddities.push("the input starts with a UTF-8 byte order mark".to_owned());
    }
    let blank = body.len() - body.trim_start().len();
    let rest = body.trim_start();
    if rest.is_empty() {
        return Err(InputError::Empty);
    }
    if rest.starts_with('{') {
        return Ok(mark + blank);
    }
    let mut at = mark + blank;
    for line in rest.split_inclusive('\n') {
        let plain = without_colour(line);
        let line_start = plain.trim_start();
        if line_start.starts_with('{') && at > mark + blank {
            oddities.push(WRAPPER.to_owned());
            return Ok(at + (line.len() - line.trim_start().len()));
        }
        if !is_wrapper_line(line_start) && !line_start.is_empty() {
            return Err(not_json(line_start));
        }
        at += line.len();
    }
    Err(InputError::Empty)
}

const WRAPPER: &str = "lines of the setup-terraform wrapper stand around the plan (set `terraform_wrapper: false`)";

/// What may follow the document: nothing, or lines of the wrapper. Errors on anything else.
pub(super) fn after_document(rest: &str, oddities: &mut Vec<String>) -> Result<(), InputError> {
    let rest = rest.trim();
    if rest.is_empty() {
        return Ok(());
    }
    // A document begins its line; in the indented output of a wrapped command, which is told again, no other brace does.
    if rest.starts_with('[') && !rest.starts_with("[command]") || rest.lines().any(|line| line.starts_with('{')) {
        return Err(InputError::SeveralDocuments);
    }
    let strange = rest.lines().map(|line| line.trim()).find(|line| !line.is_empty() && !is_wrapper_line(line));
    // A wrapped command repeats its output in `::debug::stdout: …`, whose later lines carry no mark of their own.
    if strange.is_some() && !rest.starts_with("::") && !rest.starts_with("[command]") {
        return Err(InputError::TextAfterDocument);
    }
    if !oddities.iter().any(|oddity| oddity == WRAPPER) {
        oddities.push(WRAPPER.to_owned());
    }
    Ok(())
}

// https://github.com/hashicorp/setup-terraform before v3 printed the command and its result to standard output.
fn is_wrapper_line(line: &str) -> bool {
    line.starts_with("[command]") || line.starts_with("::")
}

fn not_json(start: &str) -> InputError {
    const HUMAN: [&str; 8] = [
        "Acquiring state lock.",
        "Terraform used the selected providers",
        "OpenTofu used the selected providers",
        "Terraform will perform the following actions",
        "OpenTofu will perform the following actions",
        "No changes.",
        "Refreshing Terraform state",
        "An execution plan has been generated",
    ];
    if HUMAN.iter().any(|words| start.starts_with(words)) || looks_like_plan_output(start) {
        InputError::HumanPlan
    } else if ["╷", "Error: ", "Warning: ", "There are some problems with the CLI configuration"]
        .iter()
        .any(|words| start.starts_with(words))
    {
        InputError::TerraformMessage
    } else if start.starts_with('[') {
        InputError::Array
    } else {
        InputError::NotJson
    }
}

fn looks_like_plan_output(line: &str) -> bool {
    [": Refreshing state...", ": Reading...", ": Read complete after"].iter().any(|words| line.contains(words))
}

/// The line without terminal colour sequences.
fn without_colour(line: &str) -> Cow<'_, str> {
    if !line.contains('\u{1b}') {
        return Cow::Borrowed(line);
    }
    let mut plain = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            chars.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(c);
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let plan = "{\"format_version\":\"1.2\",\"é\":1}";
        let inputs = [
            plan.as_bytes().to_vec(),
            format!("\u{feff}{plan}").into_bytes(),
            utf16(&format!("\u{feff}{plan}"), u16::to_le_bytes),
            utf16(&format!("\u{feff}{plan}"), u16::to_be_bytes),
            utf16(plan, u16::to_le_bytes),
            utf16(plan, u16::to_be_bytes),
        ];
        for bytes in inputs {
            assert_eq!(text(&bytes).unwrap().json.trim_start_matches('\u{feff}'), plan);
        }
    }

    #[test]
    fn a_cut_utf16_unit_is_refused() {
        let mut bytes = utf16("\u{feff}{}", u16::to_le_bytes);
        bytes.push(b'x');
        assert!(matches!(text(&bytes), Err(InputError::Encoding { .. })));
    }

    #[test]
    fn wrapper_lines_before_the_document_are_looked_past() {
        let read = text(b"[command]/opt/terraform-bin show -json p\n{\"a\":1}\n").unwrap();
        assert_eq!(read.json, "{\"a\":1}\n");
        assert_eq!(read.oddities.len(), 1);
    }
}
