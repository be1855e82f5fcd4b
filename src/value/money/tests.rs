use super::{Money, MoneyError, MoneyUnit, parse_money};

fn check(cell: &str, expected: Result<Option<i64>, MoneyError>) {
    assert_eq!(parse_money(cell, MoneyUnit::Yuan).map(|money| money.map(Money::fen)), expected, "{cell:?}");
}

#[test]
fn amounts_as_offices_write_them() {
    for (cell, fen) in [
        ("0", 0),
        ("5", 500),
        ("1234.5", 123_450),
        ("1,234.50", 123_450),
        ("12,345,678.90", 1_234_567_890),
        ("１，２３４．５", 123_450),
        ("¥1,234", 123_400),
        ("￥ 1,234.00", 123_400),
        ("£92,731.89", 9_273_189),
        ("人民币1234元", 123_400),
        ("RMB 20", 2000),
        ("CNY20.10", 2010),
        ("20.10 CNY", 2010),
        ("1234元", 123_400),
        ("1234元整", 123_400),
        ("1.2万", 1_200_000),
        ("1.2万元", 1_200_000),
        ("3千元", 300_000),
        ("0.5亿元", 5_000_000_000),
        ("(1,234.00)", -123_400),
        ("（1,234.00）", -123_400),
        ("-1,234", -123_400),
        ("－1,234", -123_400),
        ("−12", -1200),
        ("1,234-", -123_400),
        ("-¥12", -1200),
        ("¥-12", -1200),
        ("￥(12.00)", -1200),
        (".50", 50),
        ("0.10", 10),
        ("1.2300", 123),
        ("001", 100),
        (" 7 ", 700),
        ("-0", 0),
        ("-7", -700),
        ("-1234.5", -123_450),
        ("123456789012.34", 12_345_678_901_234),
        ("92233720368547758.07", i64::MAX),
        ("¥ 1,234.50 元", 123_450),
        ("人民币 1,234.50", 123_450),
        ("（￥1,234.50）", -123_450),
        ("￥-1,234.50", -123_450),
        ("１２．５万元", 12_500_000),
        ("0.0001万元", 100),
        ("Rmb 5", 500),
        ("5万元人民币", 5_000_000),
        ("人民币5万元", 5_000_000),
    ] {
        check(cell, Ok(Some(fen)));
    }
    for cell in ["", "  ", "-", "–", "—", "－", "——"] {
        check(cell, Ok(None));
    }
}

#[test]
fn amounts_that_are_none() {
    for (cell, error) in [
        ("34,551,00", MoneyError::Grouping),
        ("1,23", MoneyError::Grouping),
        (",123", MoneyError::Grouping),
        ("1234,567", MoneyError::Grouping),
        ("1.23E+10", MoneyError::Scientific),
        ("2e5", MoneyError::Scientific),
        ("#REF!", MoneyError::ExcelError),
        ("####", MoneyError::ExcelError),
        ("$12", MoneyError::Currency),
        ("€5", MoneyError::Currency),
        ("12美元", MoneyError::Currency),
        ("0.123", MoneyError::Precision),
        ("1.234567891万", MoneyError::Precision),
        ("NaN", MoneyError::Malformed),
        ("abc", MoneyError::Malformed),
        ("1.2.3", MoneyError::Malformed),
        ("--5", MoneyError::Malformed),
        ("5.", MoneyError::Malformed),
        ("1 234", MoneyError::Malformed),
        ("+5", MoneyError::Malformed),
        ("12斤", MoneyError::Malformed),
        ("一百", MoneyError::Malformed),
        ("-(5)", MoneyError::Malformed),
        ("99999999999999999999", MoneyError::Overflow),
        ("1-2", MoneyError::Malformed),
        ("-92233720368547758.08", MoneyError::Overflow),
        ("1.", MoneyError::Malformed),
        (".", MoneyError::Malformed),
        ("1,234,5", MoneyError::Grouping),
        ("HK$5", MoneyError::Currency),
        ("USD 5", MoneyError::Currency),
        ("us$5", MoneyError::Currency),
        ("5港币", MoneyError::Currency),
        ("约100", MoneyError::Malformed),
    ] {
        check(cell, Err(error));
    }
}

#[test]
fn the_unit_of_the_column_counts_where_the_cell_has_none() {
    assert_eq!(parse_money("1.5", MoneyUnit::TenThousand), Ok(Some(Money::from_fen(1_500_000))));
    assert_eq!(parse_money("1.5元", MoneyUnit::TenThousand), Ok(Some(Money::from_fen(150))));
}

#[test]
fn amounts_are_written_plain_and_grouped() {
    assert_eq!(Money::from_fen(-123_450).to_string(), "-1234.50");
    assert_eq!(Money::from_fen(-123_450).grouped(), "-1,234.50");
    assert_eq!(Money::from_fen(5).grouped(), "0.05");
    assert_eq!(Money::from_fen(100_000_000).grouped(), "1,000,000.00");
}

#[test]
fn changes_are_rounded_half_away_from_zero() {
    let change = |now, base| Money::from_fen(now).percent_change(Money::from_fen(base));
    assert_eq!(change(1500, 1000).as_deref(), Some("50.0"));
    assert_eq!(change(877, 1000).as_deref(), Some("-12.3"));
    assert_eq!(change(100_050, 100_000).as_deref(), Some("0.1"));
    assert_eq!(change(99_950, 100_000).as_deref(), Some("-0.1"));
    assert_eq!(change(5, 0), None);
    assert_eq!(change(5, -10), None);
}
