//! Declared tables: the header is found and matched, cells become typed values, with exact errors.
//!
//! A [`Table`](crate::format::table::Table) and the declared [`Field`]s go in, [`Records`] come out. What the
//! table is about is not known here: ledgers, rosters and lists of people are all read this way.

mod cell;
mod control;
mod field;
mod findings;
mod header;
mod header_findings;
mod limits;
mod mask;
mod pool;
mod read;
mod records;
#[cfg(test)]
mod tests;
mod value;

pub use field::{Field, FieldType, Role};
pub use limits::{Bound, Limits, Pattern};
pub use mask::Mask;
pub use read::{Options, Total, read};
pub use records::{Record, Records};
pub use value::Value;
