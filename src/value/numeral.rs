//! Chinese numerals from 1 to 9999, as articles are numbered with them.

/// Why a text is not such a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumeralError {
    /// `第一百二` may mean 102 or 120.
    Ambiguous,
    /// Not a numeral, or out of range.
    Malformed,
}

/// The value of a numeral, 1…9999: positional (一百二十), with a leading 十, with 零 or 〇 for an empty place,
/// or digit by digit (一二〇). ASCII and full-width digits are read too.
pub fn parse_numeral(text: &str) -> Result<u32, NumeralError> {
    numeral_of(text.chars())
}

/// The longest numeral, in characters.
const LONGEST: usize = 9;

/// The same of characters.
pub fn numeral_of(text: impl Iterator<Item = char>) -> Result<u32, NumeralError> {
    let mut characters = ['\0'; LONGEST];
    let mut length = 0;
    for character in text {
        *characters.get_mut(length).ok_or(NumeralError::Malformed)? = character;
        length += 1;
    }
    let characters = &characters[..length];
    if characters.is_empty() {
        return Err(NumeralError::Malformed);
    }
    if characters.iter().all(|character| arabic(*character).is_some()) {
        let value = characters.iter().take(5).fold(0, |value, character| value * 10 + arabic(*character).unwrap_or(0));
        return in_range(value, length <= 4);
    }
    if characters.len() > 1 && characters.iter().all(|c| digit(*c).is_some()) {
        return in_range(
            characters.iter().fold(0, |value, c| value * 10 + digit(*c).unwrap_or(0)),
            characters.len() <= 4 && characters[0] != '零',
        );
    }
    positional(characters)
}

fn arabic(character: char) -> Option<u32> {
    match character {
        '0'..='9' => Some(u32::from(character) - u32::from('0')),
        '０'..='９' => Some(u32::from(character) - u32::from('０')),
        _ => None,
    }
}

fn in_range(value: u32, well_formed: bool) -> Result<u32, NumeralError> {
    if well_formed && (1..=9999).contains(&value) { Ok(value) } else { Err(NumeralError::Malformed) }
}

/// Reads from the highest unit down. A place may be skipped only with a 零 in between.
fn positional(characters: &[char]) -> Result<u32, NumeralError> {
    let (mut value, mut pending, mut last_unit, mut zero) = (0_u32, None, 10_000_u32, false);
    for (index, character) in characters.iter().enumerate() {
        if let Some(unit) = unit(*character) {
            let count = match pending.take() {
                Some(count) => count,
                None if unit == 10 && index == 0 => 1,
                None => return Err(NumeralError::Malformed),
            };
            if unit >= last_unit || (unit * 10 < last_unit && last_unit < 10_000 && !zero) {
                return Err(NumeralError::Malformed);
            }
            value += count * unit;
            last_unit = unit;
            zero = false;
        } else {
            match digit(*character) {
                Some(0) if pending.is_none() && last_unit < 10_000 && !zero => zero = true,
                Some(count @ 1..) if pending.is_none() => pending = Some(count),
                _ => return Err(NumeralError::Malformed),
            }
        }
    }
    match pending {
        Some(count) if last_unit > 10 && last_unit < 10_000 && !zero => {
            let _ = count;
            Err(NumeralError::Ambiguous)
        }
        Some(count) => in_range(value + count, true),
        None => in_range(value, !zero),
    }
}

fn digit(character: char) -> Option<u32> {
    Some(match character {
        '零' | '〇' | '○' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn unit(character: char) -> Option<u32> {
    match character {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// The canonical numeral of a number from 1 to 9999: 十, 十二, 一百零五, 一百一十. Empty for 0.
pub fn write_numeral(number: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let mut text = String::new();
    let mut zero = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            zero = !text.is_empty();
            continue;
        }
        if zero {
            text.push('零');
            zero = false;
        }
        if !(unit == 10 && digit == 1 && text.is_empty()) {
            text.push(DIGITS[usize::try_from(digit).expect("one digit")]);
        }
        text.push_str(name);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{NumeralError, parse_numeral, write_numeral};

    #[test]
    fn every_number_comes_back() {
        for number in 1..=9999 {
            assert_eq!(parse_numeral(&write_numeral(number)), Ok(number), "{}", write_numeral(number));
        }
    }

    #[test]
    fn numerals_as_they_are_written() {
        for (text, number) in [
            ("十", 10),
            ("十二", 12),
            ("一十二", 12),
            ("二十", 20),
            ("一百零五", 105),
            ("一百〇五", 105),
            ("一百一十", 110),
            ("四百五十二", 452),
            ("一千零一十", 1010),
            ("一千零一", 1001),
            ("一二〇", 120),
            ("12", 12),
            ("１２", 12),
        ] {
            assert_eq!(parse_numeral(text), Ok(number), "{text}");
        }
    }

    #[test]
    fn what_is_no_numeral() {
        assert_eq!(parse_numeral("一百二"), Err(NumeralError::Ambiguous));
        assert_eq!(parse_numeral("一千二"), Err(NumeralError::Ambiguous));
        for text in ["", "零", "百", "十十", "一百零", "一千五十", "二百三百", "一零百", "甲", "99999", "一百五0"] {
            assert_eq!(parse_numeral(text), Err(NumeralError::Malformed), "{text}");
        }
    }
}
