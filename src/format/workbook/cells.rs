//! The values of a workbook's cells as texts, such as a clerk sees them.

use std::borrow::Cow;

use calamine::{DataType, ExcelDateTime};

/// The text of a cell; empty for an empty one.
pub(super) fn text_of<V: DataType>(value: &V) -> Cow<'_, str> {
    if let Some(date) = value.get_datetime() {
        return Cow::Owned(date_text(&date));
    }
    if let Some(text) = value.get_string().or_else(|| value.get_datetime_iso()).or_else(|| value.get_duration_iso()) {
        return Cow::Borrowed(text);
    }
    if let Some(number) = value.get_float() {
        return Cow::Owned(number_text(number));
    }
    if let Some(number) = value.get_int() {
        return Cow::Owned(number.to_string());
    }
    if let Some(boolean) = value.get_bool() {
        return Cow::Borrowed(if boolean { "TRUE" } else { "FALSE" });
    }
    value.get_error().map_or(Cow::Borrowed(""), |error| Cow::Owned(error.to_string()))
}

/// A number that its format makes a date: `2026-10-08`, with the time of day if it has one; a mere time as it stands.
fn date_text(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let serial = date.as_f64();
    if date.is_duration() || !(0.0..2_958_466.0).contains(&serial) {
        return number_text(serial);
    }
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    match (serial < 1.0, time.as_str()) {
        (true, _) => time,
        (false, "00:00:00") => format!("{year:04}-{month:02}-{day:02}"),
        (false, _) => format!("{year:04}-{month:02}-{day:02} {time}"),
    }
}

/// A number at the 15 digits Excel keeps: what it works out as 0.30000000000000004 is 0.3. Whole numbers beyond that
/// have lost digits and are shown as Excel shows them, 1.23456789012346E+15.
fn number_text(number: f64) -> String {
    let scientific = format!("{number:.14e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let Ok(exponent) = exponent.parse::<i32>() else { return scientific };
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(|c| *c != '.').collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    let places = usize::try_from(exponent.unsigned_abs()).unwrap_or(usize::MAX);
    match exponent {
        15.. => {
            let (first, rest) = digits.split_at(1);
            let point = if rest.is_empty() { "" } else { "." };
            format!("{sign}{first}{point}{rest}E+{exponent}")
        }
        0.. if digits.len() > places + 1 => format!("{sign}{}.{}", &digits[..=places], &digits[places + 1..]),
        0.. => format!("{sign}{digits}{}", "0".repeat(places + 1 - digits.len())),
        -20..0 => format!("{sign}0.{}{digits}", "0".repeat(places - 1)),
        _ => scientific,
    }
}

#[cfg(test)]
mod tests {
    use super::number_text;

    #[test]
    fn numbers_as_excel_shows_them() {
        for (number, text) in [
            (0.0, "0"),
            (0.300_000_000_000_000_04, "0.3"),
            (1234.5, "1234.5"),
            (-34551.0, "-34551"),
            (1_200_000.0, "1200000"),
            (1.005, "1.005"),
            (0.07, "0.07"),
            (1_998.999_999_999_999_8, "1999"),
            (999_999_999_999_999.0, "999999999999999"),
            (1_234_567_890_123_456.0, "1.23456789012346E+15"),
            (46303.5, "46303.5"),
        ] {
            assert_eq!(number_text(number), text);
        }
    }
}
