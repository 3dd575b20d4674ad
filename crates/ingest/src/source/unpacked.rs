//! The bytes of a file of records: unpacked within bounds, and in UTF-8.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE};
use flate2::read::MultiGzDecoder;

use super::decode::utf16_without_mark;

/// Bytes that any file may unpack to.
const ALWAYS: u64 = 32 * 1024 * 1024;
/// How many times its size a larger file may unpack to: records of real
/// collections take a tenth of their size packed, hardly ever a fiftieth.
const MOST_TIMES: u64 = 100;
/// Bytes that are read at once.
const CHUNK: usize = 1 << 18;

/// The lines of a file of records.
///
/// # Errors
/// When its beginning cannot be read.
pub fn lines<'r>(file: impl Read + 'r, gzipped: bool) -> io::Result<Box<dyn BufRead + 'r>> {
    let packed = Rc::new(Cell::new(0));
    let counted = Counted { inner: file, count: Rc::clone(&packed) };
    match gzipped {
        true => {
            let unpacked = Bounded { inner: MultiGzDecoder::new(counted), packed, unpacked: 0 };
            in_utf8(BufReader::with_capacity(CHUNK, unpacked))
        }
        false => in_utf8(BufReader::with_capacity(CHUNK, counted)),
    }
}

/// UTF-16 says so by its mark, by the zero beside the bracket that begins a
/// record, or by the zeros beside nearly every letter.
fn in_utf8<'r>(mut reader: impl BufRead + 'r) -> io::Result<Box<dyn BufRead + 'r>> {
    let encoding = match reader.fill_buf()? {
        [0xFF, 0xFE, ..] | [b'{', 0, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] | [0, b'{', ..] => UTF_16BE,
        start => match utf16_without_mark(start) {
            Some(encoding) => encoding,
            None => return Ok(Box::new(reader)),
        },
    };
    let decoder = encoding.new_decoder_with_bom_removal();
    let decoded = Decoded { inner: reader, decoder, text: vec![0; CHUNK], from: 0, to: 0 };
    Ok(Box::new(BufReader::with_capacity(CHUNK, decoded)))
}

/// Counts what is read from a file.
struct Counted<R> {
    inner: R,
    count: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(bytes)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// Stops what unpacks to more than a collection can.
struct Bounded<R> {
    inner: R,
    packed: Rc<Cell<u64>>,
    unpacked: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(bytes)?;
        self.unpacked += read as u64;
        if self.unpacked > ALWAYS && self.unpacked / MOST_TIMES > self.packed.get() {
            let message = format!("it unpacks to more than {MOST_TIMES} times its size");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
        }
        Ok(read)
    }
}

/// Text of another encoding, as UTF-8.
struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    text: Vec<u8>,
    from: usize,
    to: usize,
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        while self.from == self.to {
            let input = self.inner.fill_buf()?;
            let is_last = input.is_empty();
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(input, &mut self.text, is_last);
            self.inner.consume(read);
            (self.from, self.to) = (0, written);
            if is_last && result == CoderResult::InputEmpty {
                // The decoder has ended and must not be asked again.
                self.decoder = UTF_16LE.new_decoder_without_bom_handling();
                if written == 0 {
                    return Ok(0);
                }
            }
        }
        let length = bytes.len().min(self.to - self.from);
        bytes[..length].copy_from_slice(&self.text[self.from..self.from + length]);
        self.from += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        let mut text = String::new();
        lines(bytes, false).and_then(|mut lines| lines.read_to_string(&mut text)).expect("reads");
        text
    }

    #[test]
    fn utf_16_is_read_as_what_it_says_with_its_mark_and_without() {
        let words = "{\"text\": \"På øen\"}\n".repeat(40_000);
        let little: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(read(&little) == words);
        assert!(read(&big) == words);
        assert!(read(&[&[0xFF, 0xFE], &little[..]].concat()) == words);
        assert!(read(words.as_bytes()) == words);
        assert_eq!(read(b""), "");
        let table: Vec<u8> =
            "navn;citat\r\nBo;På\r\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&table), "navn;citat\r\nBo;På\r\n", "a table without a mark");
    }
}
