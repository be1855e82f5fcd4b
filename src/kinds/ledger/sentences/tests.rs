//! Every edge of a comparison, word for word.

use super::{Against, Base, Sum, change, headline, largest, share, year_to_date};
use crate::diag::Text;
use crate::value::{Money, Period};

const OCTOBER: Period = Period::Month(2026, 10);

fn yuan(amount: &str) -> Money {
    crate::value::parse_money(amount, crate::value::MoneyUnit::Yuan).unwrap().unwrap()
}

fn check(text: &Text, zh: &str, en: &str) {
    assert_eq!((text.zh.as_str(), text.en.as_str()), (zh, en));
}

#[test]
fn against_the_month_before() {
    for (now, base, zh, en) in [
        ("1,234.00", "1,000", "比上月增加 234.00 元，增长 23.4%", "234.00 yuan (23.4%) more than the month before"),
        ("877", "1000", "比上月减少 123.00 元，下降 12.3%", "123.00 yuan (12.3%) less than the month before"),
        ("1000", "1000", "与上月持平", "the same as the month before"),
        ("0", "0", "与上月同为零", "zero, as in the month before"),
        ("0", "500", "比上月减少 500.00 元，下降 100.0%", "500.00 yuan (100.0%) less than the month before"),
        ("500", "0", "上月为零，本月 500.00 元，无法计算百分比", "500.00 yuan this month after zero in the month before, so no percentage"),
        ("-5", "0", "上月为零，本月 -5.00 元，无法计算百分比", "-5.00 yuan this month after zero in the month before, so no percentage"),
        ("10004.99", "10000", "与上月基本持平（增加 4.99 元）", "much the same as the month before (4.99 yuan more)"),
        ("10005", "10000", "比上月增加 5.00 元，增长 0.1%", "5.00 yuan (0.1%) more than the month before"),
        ("9995.01", "10000", "与上月基本持平（减少 4.99 元）", "much the same as the month before (4.99 yuan less)"),
        ("9995", "10000", "比上月减少 5.00 元，下降 0.1%", "5.00 yuan (0.1%) less than the month before"),
        ("1099", "100", "比上月增加 999.00 元，增长 999.0%", "999.00 yuan (999.0%) more than the month before"),
        ("1099.01", "100", "比上月增加 999.01 元，增长 10 倍", "999.01 yuan more than the month before, 11 times as much"),
        ("1350", "100", "比上月增加 1,250.00 元，增长 12.5 倍", "1,250.00 yuan more than the month before, 13.5 times as much"),
        (
            "92233720368547758.07",
            "0.01",
            "比上月增加 92,233,720,368,547,758.06 元，增长 9223372036854775806 倍",
            "92,233,720,368,547,758.06 yuan more than the month before, 9223372036854775807 times as much",
        ),
        (
            "300",
            "-200",
            "上月 -200.00 元，本月 300.00 元，增加 500.00 元（有负数，不计算百分比）",
            "300.00 yuan this month after -200.00 yuan in the month before, 500.00 yuan more (no percentage of negative amounts)",
        ),
        (
            "-300",
            "200",
            "上月 200.00 元，本月 -300.00 元，减少 500.00 元（有负数，不计算百分比）",
            "-300.00 yuan this month after 200.00 yuan in the month before, 500.00 yuan less (no percentage of negative amounts)",
        ),
        (
            "-300",
            "-200",
            "上月 -200.00 元，本月 -300.00 元，减少 100.00 元（有负数，不计算百分比）",
            "-300.00 yuan this month after -200.00 yuan in the month before, 100.00 yuan less (no percentage of negative amounts)",
        ),
        (
            "-100",
            "-200",
            "上月 -200.00 元，本月 -100.00 元，增加 100.00 元（有负数，不计算百分比）",
            "-100.00 yuan this month after -200.00 yuan in the month before, 100.00 yuan more (no percentage of negative amounts)",
        ),
        (
            "0",
            "-200",
            "上月 -200.00 元，本月 0.00 元，增加 200.00 元（有负数，不计算百分比）",
            "0.00 yuan this month after -200.00 yuan in the month before, 200.00 yuan more (no percentage of negative amounts)",
        ),
        ("-200", "-200", "与上月持平", "the same as the month before"),
    ] {
        check(&change(OCTOBER, Against::Previous, yuan(now), Base::Of(yuan(base))), zh, en);
    }
}

#[test]
fn other_periods_and_those_without_a_base() {
    let third = Period::Quarter(2026, 3);
    let of = |amount: &str| Base::Of(yuan(amount));
    use Against::{Previous, YearAgo};
    for (period, against, base, zh, en) in [
        (OCTOBER, Previous, Base::First, "本月为首期，没有上月可比", "this month is the first, there is nothing before it to compare with"),
        (OCTOBER, Previous, Base::Missing, "上月未报，不作比较", "no figures were reported for the month before"),
        (OCTOBER, YearAgo, Base::NotYet, "上年同期尚未公示，不作比较", "nothing was published yet in the same month a year before"),
        (OCTOBER, YearAgo, Base::Missing, "上年同期未报，不作比较", "no figures were reported for the same month a year before"),
        (OCTOBER, YearAgo, of("50"), "比上年同期增加 50.00 元，增长 100.0%", "50.00 yuan (100.0%) more than the same month a year before"),
        (
            OCTOBER,
            YearAgo,
            of("0"),
            "上年同期为零，本月 100.00 元，无法计算百分比",
            "100.00 yuan this month after zero in the same month a year before, so no percentage",
        ),
        (third, Previous, of("80"), "比上季度增加 20.00 元，增长 25.0%", "20.00 yuan (25.0%) more than the quarter before"),
        (third, YearAgo, of("100"), "与上年同期持平", "the same as the same quarter a year before"),
        (
            third,
            Previous,
            Base::First,
            "本季度为首期，没有上季度可比",
            "this quarter is the first, there is nothing before it to compare with",
        ),
        (Period::Year(2026), Previous, of("200"), "比上年减少 100.00 元，下降 50.0%", "100.00 yuan (50.0%) less than the year before"),
        (Period::Year(2026), Previous, Base::Missing, "上年未报，不作比较", "no figures were reported for the year before"),
    ] {
        check(&change(period, against, yuan("100"), base), zh, en);
    }
}

fn sum(total: &str, year: i32, missing: &[u32]) -> Sum {
    Sum { total: yuan(total), missing: missing.iter().map(|month| Period::Month(year, *month)).collect(), begun: None }
}

#[test]
fn the_year_so_far() {
    for (now, before, zh, en) in [
        (sum("1200", 2026, &[]), None, "2026年1月至10月累计 1,200.00 元", "2026-01 to 2026-10: 1,200.00 yuan"),
        (
            sum("1200", 2026, &[]),
            Some(sum("1000", 2025, &[])),
            "2026年1月至10月累计 1,200.00 元，比上年同期增加 200.00 元，增长 20.0%",
            "2026-01 to 2026-10: 1,200.00 yuan, 200.00 yuan (20.0%) more than the same span of the year before",
        ),
        (
            sum("1200", 2026, &[3]),
            None,
            "2026年1月至10月累计 1,200.00 元（未含未报的3月）",
            "2026-01 to 2026-10: 1,200.00 yuan (without 2026-03, not reported)",
        ),
        (
            sum("1200", 2026, &[]),
            Some(sum("1000", 2025, &[2, 3, 5])),
            "2026年1月至10月累计 1,200.00 元，上年同期缺2月、3月、5月，不作比较",
            "2026-01 to 2026-10: 1,200.00 yuan, not compared with the year before, which lacks 2025-02, 2025-03, 2025-05",
        ),
        (
            sum("1200", 2026, &[]),
            Some(sum("1000", 2025, &[1, 2, 3, 4, 8])),
            "2026年1月至10月累计 1,200.00 元，上年同期缺1月至4月、8月，不作比较",
            "2026-01 to 2026-10: 1,200.00 yuan, not compared with the year before, which lacks 2025-01 to 2025-04, 2025-08",
        ),
        (
            sum("1200", 2026, &[6]),
            Some(sum("1000", 2025, &[])),
            "2026年1月至10月累计 1,200.00 元（未含未报的6月），与上年同期所含月份不同，不作比较",
            "2026-01 to 2026-10: 1,200.00 yuan (without 2026-06, not reported), not compared with the year before, which has other periods",
        ),
        (
            sum("1200", 2026, &[6]),
            Some(sum("1200", 2025, &[6])),
            "2026年1月至10月累计 1,200.00 元（未含未报的6月），与上年相同月份持平",
            "2026-01 to 2026-10: 1,200.00 yuan (without 2026-06, not reported), the same as the same periods of the year before",
        ),
        (
            sum("1200", 2026, &[]),
            Some(sum("0", 2025, &[])),
            "2026年1月至10月累计 1,200.00 元，上年同期为零，本年 1,200.00 元，无法计算百分比",
            "2026-01 to 2026-10: 1,200.00 yuan, 1,200.00 yuan this year after zero in the same span of the year before, so no percentage",
        ),
        (sum("-5", 2026, &[]), None, "2026年1月至10月累计 -5.00 元", "2026-01 to 2026-10: -5.00 yuan"),
    ] {
        check(&year_to_date(OCTOBER, &now, before.as_ref()), zh, en);
    }
    let whole = sum("7", 2026, &[]);
    check(&year_to_date(Period::Month(2026, 1), &whole, None), "2026年1月累计 7.00 元", "2026-01: 7.00 yuan");
    check(&year_to_date(Period::Quarter(2026, 3), &whole, None), "2026年第一季度至第三季度累计 7.00 元", "2026-Q1 to 2026-Q3: 7.00 yuan");
    let gap = Sum { total: yuan("7"), missing: vec![Period::Quarter(2026, 2)], begun: None };
    check(
        &year_to_date(Period::Quarter(2026, 3), &gap, None),
        "2026年第一季度至第三季度累计 7.00 元（未含未报的第二季度）",
        "2026-Q1 to 2026-Q3: 7.00 yuan (without 2026-Q2, not reported)",
    );
}

#[test]
fn a_year_that_begins_with_the_ledger() {
    let since = |month: u32, missing: &[u32]| Sum { begun: Some(Period::Month(2026, month)), ..sum("12", 2026, missing) };
    for (now, zh, en) in [
        (
            since(8, &[1, 2, 3, 4, 5, 6, 7]),
            "2026年8月至10月累计 12.00 元（自2026年8月起公示）",
            "2026-08 to 2026-10: 12.00 yuan (published since 2026-08)",
        ),
        (
            since(8, &[1, 2, 3, 4, 5, 6, 7, 9]),
            "2026年8月至10月累计 12.00 元（自2026年8月起公示）（未含未报的9月）",
            "2026-08 to 2026-10: 12.00 yuan (published since 2026-08) (without 2026-09, not reported)",
        ),
        (
            since(10, &[1, 2, 3, 4, 5, 6, 7, 8, 9]),
            "2026年10月累计 12.00 元（自2026年10月起公示）",
            "2026-10: 12.00 yuan (published since 2026-10)",
        ),
    ] {
        check(&year_to_date(OCTOBER, &now, None), zh, en);
    }
    let before = Sum { begun: Some(Period::Month(2025, 9)), ..sum("9", 2025, &[1, 2, 3, 4, 5, 6, 7, 8]) };
    check(
        &year_to_date(OCTOBER, &sum("12", 2026, &[]), Some(&before)),
        "2026年1月至10月累计 12.00 元，上年同期自2025年9月起公示，不作比较",
        "2026-01 to 2026-10: 12.00 yuan, not compared with the year before, which is published since 2025-09",
    );
}

#[test]
fn parts_of_a_total() {
    for (part, whole, zh, en) in [
        ("123", "1000", "办公费 123.00 元，占 12.3%", "办公费 123.00 yuan, 12.3%"),
        ("1000", "1000", "办公费 1,000.00 元，即全部", "办公费 1,000.00 yuan, all of it"),
        ("0.49", "1000", "办公费 0.49 元，占比不足 0.1%", "办公费 0.49 yuan, less than 0.1%"),
        ("0.50", "1000", "办公费 0.50 元，占 0.1%", "办公费 0.50 yuan, 0.1%"),
        ("999.50", "1000", "办公费 999.50 元，占比超过 99.9%", "办公费 999.50 yuan, more than 99.9%"),
        ("0", "1000", "办公费 0.00 元", "办公费 0.00 yuan"),
        ("-5", "1000", "办公费 -5.00 元", "办公费 -5.00 yuan"),
        ("5", "0", "办公费 5.00 元", "办公费 5.00 yuan"),
        ("5", "-10", "办公费 5.00 元", "办公费 5.00 yuan"),
        ("1500", "1000", "办公费 1,500.00 元", "办公费 1,500.00 yuan"),
    ] {
        check(&share("办公费", yuan(part), yuan(whole)), zh, en);
    }
}

#[test]
fn the_largest_parts() {
    let groups =
        [("差旅费", yuan("200")), ("办公费", yuan("500")), ("冲销", yuan("-20")), ("印刷费", yuan("200")), ("邮电费", yuan("120"))];
    check(
        &largest(&groups, yuan("1000"), 3).unwrap(),
        "最多的是办公费（500.00 元，占 50.0%）、印刷费（200.00 元，占 20.0%）、差旅费（200.00 元，占 20.0%）",
        "most of all 办公费 (500.00 yuan, 50.0%), 印刷费 (200.00 yuan, 20.0%), 差旅费 (200.00 yuan, 20.0%)",
    );
    check(&largest(&groups[1..2], yuan("480"), 3).unwrap(), "最多的是办公费（500.00 元）", "most of all 办公费 (500.00 yuan)");
    assert_eq!(largest(&groups[2..3], yuan("-20"), 3), None);
    assert_eq!(largest(&[], Money::ZERO, 3), None);
}

#[test]
fn the_first_sentence() {
    for (rows, total, empty, zh, en) in [
        (
            100,
            Some("212,486.35"),
            "",
            "2026年10月共 100 笔，合计 212,486.35 元（大写：贰拾壹万贰仟肆佰捌拾陆元叁角伍分）",
            "2026年10月: 100 rows, 212,486.35 yuan in all",
        ),
        (1, Some("-300"), "", "2026年10月共 1 笔，合计 -300.00 元（大写：负叁佰元整）", "2026年10月: 1 row, -300.00 yuan in all"),
        (2, Some("0"), "", "2026年10月共 2 笔，合计 0.00 元（大写：零元整）", "2026年10月: 2 rows, 0.00 yuan in all"),
        (3, None, "", "2026年10月共 3 条记录", "2026年10月: 3 rows"),
        (0, Some("0"), "本月无支出", "2026年10月：本月无支出", "2026年10月: 本月无支出"),
        (0, None, "", "2026年10月没有记录", "2026年10月: no rows"),
    ] {
        check(&headline("2026年10月", rows, total.map(yuan), empty), zh, en);
    }
}
