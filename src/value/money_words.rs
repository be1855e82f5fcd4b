//! 人民币大写: amounts as vouchers and notices write them, by 支付结算办法, 附一 正确填写票据和结算凭证的基本规定.
//!
//! Where it leaves a choice, the one that is harder to alter and shorter to read is taken, always the same:
//!
//! - 整 follows 元 and 角 alike (二: after 角 it may be left out), and never 分: what ends in 整 cannot be added to.
//! - One 零 stands for empty places between figures, however many (三、2).
//! - Where the place of 万 or 亿 is empty and that of 千 below it is not, no 零 is written: 壹拾万柒仟元. Where the
//!   place of 元 is empty and that of 角 is not, one is: 元零伍角 (both: 三、3).
//! - 元 without 角 takes a 零 before 分 (三、4). What is below one 元 begins with its first figure: 伍分.

use super::Money;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

impl Money {
    /// In words, without 人民币 before them: 壹仟肆佰零玖元伍角整, 伍佰元整, 负壹元零伍分, 零元整.
    /// Above 亿 the words of 万 and 亿 count 亿 in turn: 壹万亿元整.
    pub fn in_words(&self) -> String {
        let fen = self.fen().unsigned_abs();
        let (yuan, jiao, fen) = (fen / 100, fen / 10 % 10, fen % 10);
        let mut text = String::from(if self.fen() < 0 { "负" } else { "" });
        if yuan > 0 || (jiao, fen) == (0, 0) {
            write_whole(yuan, &mut text);
            text.push('元');
        }
        let skipped = if jiao > 0 { yuan.is_multiple_of(10) } else { fen > 0 };
        if yuan > 0 && skipped && (jiao, fen) != (0, 0) {
            text.push('零');
        }
        for (figure, unit) in [(jiao, '角'), (fen, '分')].into_iter().filter(|(figure, _)| *figure > 0) {
            text.extend([digit(figure), unit]);
        }
        if fen == 0 {
            text.push('整');
        }
        text
    }
}

fn digit(figure: u64) -> char {
    DIGITS[usize::try_from(figure % 10).unwrap_or_default()]
}

/// A whole number: what stands above the largest unit, the unit, and the rest, with a 零 where the rest begins lower
/// than just below the unit.
fn write_whole(number: u64, text: &mut String) {
    const UNITS: [(u64, char); 5] = [(100_000_000, '亿'), (10_000, '万'), (1_000, '仟'), (100, '佰'), (10, '拾')];
    let Some((size, unit)) = UNITS.into_iter().find(|(size, _)| number >= *size) else {
        text.push(digit(number));
        return;
    };
    write_whole(number / size, text);
    text.push(unit);
    let rest = number % size;
    if rest == 0 {
        return;
    }
    if rest < size / 10 {
        text.push('零');
    }
    write_whole(rest, text);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{DIGITS, Money};

    /// 分 of the words: counts within 万, within 亿, and above, as a person reading aloud would.
    fn read(words: &str) -> i128 {
        let (sign, words) = words.strip_prefix('负').map_or((1, words), |rest| (-1, rest));
        let (mut total, mut group, mut section, mut figure) = (0_i128, 0_i128, 0_i128, 0_i128);
        for character in words.chars() {
            match character {
                '拾' => section += std::mem::take(&mut figure) * 10,
                '佰' => section += std::mem::take(&mut figure) * 100,
                '仟' => section += std::mem::take(&mut figure) * 1000,
                '万' => group += (std::mem::take(&mut section) + std::mem::take(&mut figure)) * 10_000,
                '亿' => {
                    let counted = std::mem::take(&mut group) + std::mem::take(&mut section) + std::mem::take(&mut figure);
                    total = (total + counted) * 100_000_000;
                }
                '元' => {
                    let counted = std::mem::take(&mut group) + std::mem::take(&mut section) + std::mem::take(&mut figure);
                    total = (total + counted) * 100;
                }
                '角' => total += std::mem::take(&mut figure) * 10,
                '分' => total += std::mem::take(&mut figure),
                '整' => {}
                other => figure = DIGITS.iter().position(|digit| *digit == other).unwrap_or_else(|| panic!("{other} in {words}")) as i128,
            }
        }
        sign * total
    }

    #[test]
    fn amounts_as_on_vouchers() {
        for (fen, words) in [
            (0, "零元整"),
            (1, "壹分"),
            (5, "伍分"),
            (10, "壹角整"),
            (32, "叁角贰分"),
            (50, "伍角整"),
            (100, "壹元整"),
            (105, "壹元零伍分"),
            (150, "壹元伍角整"),
            (999, "玖元玖角玖分"),
            (1_000, "壹拾元整"),
            (1_050, "壹拾元零伍角整"),
            (1_001, "壹拾元零壹分"),
            (1_100, "壹拾壹元整"),
            (10_000, "壹佰元整"),
            (10_100, "壹佰零壹元整"),
            (11_000, "壹佰壹拾元整"),
            (32_504, "叁佰贰拾伍元零肆分"),
            (50_000, "伍佰元整"),
            (100_000, "壹仟元整"),
            (100_100, "壹仟零壹元整"),
            (101_000, "壹仟零壹拾元整"),
            (123_450, "壹仟贰佰叁拾肆元伍角整"),
            (140_950, "壹仟肆佰零玖元伍角整"),
            (168_032, "壹仟陆佰捌拾元零叁角贰分"),
            (600_714, "陆仟零柒元壹角肆分"),
            (1_000_000, "壹万元整"),
            (1_000_100, "壹万零壹元整"),
            (1_100_000, "壹万壹仟元整"),
            (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
            (10_000_001, "壹拾万元零壹分"),
            (10_700_053, "壹拾万柒仟元零伍角叁分"),
            (10_070_053, "壹拾万零柒佰元零伍角叁分"),
            (100_050_000, "壹佰万零伍佰元整"),
            (1_000_000_000, "壹仟万元整"),
            (1_001_000_000, "壹仟零壹万元整"),
            (10_000_000_000, "壹亿元整"),
            (10_000_000_100, "壹亿零壹元整"),
            (10_010_000_000, "壹亿零壹拾万元整"),
            (10_020_000_300, "壹亿零贰拾万零叁元整"),
            (11_000_000_000, "壹亿壹仟万元整"),
            (123_456_789_012, "壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元零壹角贰分"),
            (1_000_000_000_000, "壹佰亿元整"),
            (100_000_000_000_000, "壹万亿元整"),
            (123_450_000_000_000, "壹万贰仟叁佰肆拾伍亿元整"),
            (-105, "负壹元零伍分"),
            (-1_000_000, "负壹万元整"),
            (i64::MAX, "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分"),
            (i64::MIN, "负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分"),
        ] {
            assert_eq!(Money::from_fen(fen).in_words(), words, "{fen}");
            assert_eq!(read(words), i128::from(fen), "{words}");
        }
    }

    fn amounts() -> impl Strategy<Value = i64> {
        // Most of the trouble is in zeros, so digits are mostly zero.
        let digits = prop::collection::vec(prop_oneof![3 => Just(0_i64), 2 => 1..10_i64], 1..19);
        let sparse = digits.prop_map(|digits| digits.into_iter().fold(0_i64, |number, digit| number * 10 + digit));
        prop_oneof![sparse, any::<i64>()]
    }

    proptest! {
        #[test]
        fn the_words_read_back(fen in amounts()) {
            let words = Money::from_fen(fen).in_words();
            prop_assert_eq!(read(&words), i128::from(fen), "{}", words);
            prop_assert!(!words.contains("零零") && !words.contains("零万") && !words.contains("零亿"), "{}", words);
            prop_assert!(words.ends_with('整') == (fen % 10 == 0), "{}", words);
        }
    }
}
