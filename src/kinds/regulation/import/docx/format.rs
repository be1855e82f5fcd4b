//! Formats of automatic numbers: 1 as 一, 壹, Ⅰ, ①, 甲.

use crate::value::write_numeral;

const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// A number as a format writes it; `None` for a format that is not known.
pub(super) fn write(format: &str, number: u32) -> Option<String> {
    Some(match format {
        "none" | "bullet" => String::new(),
        "decimal" | "decimalHalfWidth" => number.to_string(),
        "decimalZero" => format!("{number:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => number.to_string().chars().map(wide).collect(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed(number, '①', 20),
        "decimalEnclosedFullstop" => enclosed(number, '⒈', 20),
        "decimalEnclosedParen" => enclosed(number, '⑴', 20),
        "ideographEnclosedCircle" => enclosed(number, '㊀', 10),
        "numberInDash" => format!("- {number} -"),
        "ordinal" => ordinal(number),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letter(number),
        "lowerLetter" => letter(number).to_lowercase(),
        "chineseCounting" | "chineseCountingThousand" | "japaneseCounting" | "taiwaneseCounting" | "taiwaneseCountingThousand" => {
            counted(number)
        }
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" | "koreanDigital2" => {
            number.to_string().chars().filter_map(|c| c.to_digit(10)).map(|digit| DIGITS[digit as usize]).collect()
        }
        "chineseLegalSimplified" => legal(number, "零壹贰叁肆伍陆柒捌玖拾佰仟"),
        "ideographLegalTraditional" => legal(number, "零壹貳參肆伍陸柒捌玖拾佰仟"),
        "ideographTraditional" => cycle(number, STEMS),
        "ideographZodiac" => cycle(number, BRANCHES),
        "ideographZodiacTraditional" => sexagenary(number),
        _ => return None,
    })
}

fn wide(digit: char) -> char {
    char::from_u32(u32::from(digit) - u32::from('0') + u32::from('０')).unwrap_or(digit)
}

/// Characters that hold a number stand in a row, as far as there are any.
fn enclosed(number: u32, first: char, last: u32) -> String {
    let found = (1..=last).contains(&number).then(|| char::from_u32(u32::from(first) + number - 1)).flatten();
    found.map_or_else(|| number.to_string(), String::from)
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn roman(number: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, part) in PARTS {
        while rest >= value {
            text.push_str(part);
            rest -= value;
        }
    }
    text
}

/// A … Z, AA, BB: the letter is doubled, not counted on.
fn letter(number: u32) -> String {
    let Some(index) = number.checked_sub(1).filter(|index| *index < 26 * 30) else { return number.to_string() };
    let letter = char::from(b'A' + u8::try_from(index % 26).unwrap_or(0));
    std::iter::repeat_n(letter, index as usize / 26 + 1).collect()
}

/// 一百零五, in the one form in which articles are numbered.
fn counted(number: u32) -> String {
    match number {
        0 => "零".to_owned(),
        1..=9999 => write_numeral(number),
        _ => number.to_string(),
    }
}

/// 壹拾贰: the digits of money, with the ten always counted.
fn legal(number: u32, names: &str) -> String {
    let plain = counted(number);
    let counted = if plain.starts_with('十') { format!("一{plain}") } else { plain };
    let name = |character: char| "零一二三四五六七八九十百千".chars().position(|known| known == character);
    counted.chars().map(|character| name(character).and_then(|at| names.chars().nth(at)).unwrap_or(character)).collect()
}

fn cycle(number: u32, names: &str) -> String {
    let name = number.checked_sub(1).and_then(|index| names.chars().nth(index as usize));
    name.map_or_else(|| number.to_string(), String::from)
}

/// 甲子 … 癸亥
fn sexagenary(number: u32) -> String {
    let Some(index) = number.checked_sub(1).filter(|index| *index < 60) else { return number.to_string() };
    let name = |names: &str, of: u32| names.chars().nth((index % of) as usize).map_or_else(String::new, String::from);
    name(STEMS, 10) + &name(BRANCHES, 12)
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn formats() {
        for (format, number, expected) in [
            ("decimal", 12, "12"),
            ("decimalZero", 3, "03"),
            ("decimalFullWidth", 12, "１２"),
            ("decimalEnclosedCircle", 2, "②"),
            ("decimalEnclosedCircleChinese", 21, "21"),
            ("decimalEnclosedParen", 3, "⑶"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 21, "二十一"),
            ("chineseCountingThousand", 105, "一百零五"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("japaneseCounting", 12, "十二"),
            ("ideographDigital", 120, "一二〇"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("chineseLegalSimplified", 105, "壹佰零伍"),
            ("ideographTraditional", 2, "乙"),
            ("ideographZodiacTraditional", 13, "丙子"),
            ("ideographEnclosedCircle", 3, "㊂"),
            ("upperRoman", 14, "XIV"),
            ("lowerRoman", 4, "iv"),
            ("upperLetter", 27, "AA"),
            ("lowerLetter", 3, "c"),
            ("ordinal", 22, "22nd"),
            ("numberInDash", 3, "- 3 -"),
            ("none", 3, ""),
            ("chineseCounting", 0, "零"),
            ("upperRoman", 0, "0"),
            ("upperLetter", 0, "0"),
            ("ideographTraditional", 0, "0"),
        ] {
            assert_eq!(write(format, number).as_deref(), Some(expected), "{format} {number}");
        }
        assert_eq!(write("hebrew1", 1), None);
    }
}
