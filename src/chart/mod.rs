//! Figures as inline SVG, made at build time.
//!
//! Whole numbers go in (money in 分), safe markup comes out: the same numbers give the same bytes, and no float is
//! ever touched. Widths are percentages and heights are pixels, so that text keeps its size on every screen and
//! nothing needs a script. There are classes and presentation attributes only, never a `style`: the pages' policy
//! forbids it. Colour never speaks alone: a second series is dashed, what is below zero is hatched.
//!
//! Every chart has its numbers as a table too ([`bars_table`], [`trend_table`], [`progress_table`]), to be shown
//! beside it or unfolded below it ([`unfold`]).

mod axis;
mod bars;
mod columns;
mod describe;
mod frame;
mod measure;
mod progress;
mod slot;
mod svg;
mod table;
#[cfg(test)]
mod tests;
mod trend;

pub use bars::{Bar, Bars, bars};
pub use columns::columns;
pub use measure::Measure;
pub use progress::{Progress, progress};
pub use slot::Slot;
pub use table::{bars_table, progress_table, trend_table, unfold};
pub use trend::{Series, Trend, trend};
