//! The values rules and money are made of: amounts, dates, periods, Chinese numerals, the work calendar.
//!
//! Text goes in, meaning comes out. Nothing here knows of files, pages or languages of the interface.

mod calendar;
mod date;
mod fold;
mod money;
mod money_words;
mod numeral;
mod period;
mod scan;
mod slug;

pub use calendar::{CalendarTable, DayClass, MissingTable, WorkCalendar};
pub use chrono::{Datelike, NaiveDate as Date};
pub use date::{DateError, DateFormat, ParsedDate, long_date, parse_date};
pub use fold::{fold, folded_alone, folds_to, is_invisible};
pub use money::{Money, MoneyError, MoneyUnit, parse_money};
pub use numeral::{NumeralError, numeral_of, parse_numeral, write_numeral};
pub use period::{Cycle, Period};
pub use scan::{has_lines, holds, holds_where};
pub use slug::{is_plain, slug};
