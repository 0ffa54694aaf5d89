//! One of several parts of the inputs of a run, for machines that know nothing of each other.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Part `index` of `of` parts, counted from 0; it is written `0/3`.
///
/// An input belongs to a part by its name alone, as it stands in the column `file`: the first eight bytes of the SHA-256 of the name, as a number with
/// the highest byte first, modulo the number of parts.
///
/// # Example
/// ```
/// use fuhe::input::Shard;
///
/// let parts: Vec<Shard> = ["0/3", "1/3", "2/3"].iter().map(|part| part.parse().unwrap()).collect();
/// assert_eq!(parts.iter().filter(|part| part.holds("2023/a.pdf")).count(), 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shard {
    /// Which one, from 0.
    pub index: u32,
    /// How many there are.
    pub of: u32,
}

impl Shard {
    /// Whether an input of that name is in this part.
    pub fn holds(self, name: &str) -> bool {
        let hash = Sha256::digest(name.as_bytes());
        let head = hash.iter().take(size_of::<u64>());
        let number = head.fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
        number.checked_rem(self.of.into()) == Some(self.index.into())
    }

    /// How many of so many inputs are likely to be in it.
    pub(crate) fn share(self, inputs: u64) -> u64 {
        inputs.div_ceil(self.of.max(1).into())
    }
}

/// The text names no part.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a part is I/N, with I from 0 to N-1: 0/3")]
pub struct BadShard;

impl FromStr for Shard {
    type Err = BadShard;

    fn from_str(text: &str) -> Result<Self, BadShard> {
        // Numbers would take a sign, too.
        let number = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_digit())
                .then(|| text.parse().ok())
        };
        let (index, of) = text.split_once('/').ok_or(BadShard)?;
        match (number(index).flatten(), number(of).flatten()) {
            (Some(index), Some(of)) if index < of => Ok(Self { index, of }),
            _ => Err(BadShard),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_in_one_part_on_every_machine_and_parts_are_of_one_size() {
        let parts: Vec<Shard> = (0..4).map(|index| Shard { index, of: 4 }).collect();
        let mut sizes = [0; 4];
        for number in 0..4_000 {
            let name = format!("归档/2023/{number}.pdf");
            let holding: Vec<usize> = (0..4).filter(|part| parts[*part].holds(&name)).collect();
            assert_eq!(holding.len(), 1, "{name}");
            sizes[holding[0]] += 1;
        }
        assert!(sizes.iter().all(|size| (900..1_100).contains(size)), "{sizes:?}");
        // What any other program would make of the name.
        let held: Vec<u32> = (0..7)
            .filter(|index| Shard { index: *index, of: 7 }.holds("a.pdf"))
            .collect();
        let hash = Sha256::digest(b"a.pdf");
        let head = u64::from_be_bytes(hash[..8].try_into().unwrap());
        assert_eq!(held, [u32::try_from(head % 7).unwrap()]);
    }

    #[test]
    fn what_is_no_part_is_an_error() {
        for text in [
            "",
            "1",
            "3/3",
            "4/3",
            "0/0",
            "-1/3",
            "+1/3",
            "1/3/",
            "1/ 3",
            "a/b",
            "0/99999999999",
        ] {
            assert_eq!(text.parse::<Shard>(), Err(BadShard), "{text}");
        }
        assert_eq!("2/3".parse::<Shard>().unwrap().to_string(), "2/3");
    }
}
