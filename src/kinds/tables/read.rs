//! The site-wide tables, read.

use super::findings;
use super::{ApprovalBand, ControlTotal, Limit, Standard, Synonym, Tables};
use crate::diag::{Checked, Diagnostic};
use crate::format::table::Table;
use crate::record::{Field, FieldType, Limits, Options, Record, Records, Value, read};
use crate::value::{Date, Money, MoneyUnit, Period};

/// Reads the tables that are there, each handed in by its name without an ending.
pub fn read_tables<'a>(table: impl Fn(&str) -> Option<&'a Table>) -> Checked<Tables> {
    let mut diagnostics = Vec::new();
    let tables = Tables {
        standards: table("standards").map(|table| read_standards(table).take(&mut diagnostics)).unwrap_or_default(),
        bands: table("approval_bands").map(|table| read_bands(table).take(&mut diagnostics)).unwrap_or_default(),
        control_totals: table("control_totals").map(|table| read_control_totals(table).take(&mut diagnostics)).unwrap_or_default(),
        synonyms: table("synonyms").map(|table| read_synonyms(table).take(&mut diagnostics)).unwrap_or_default(),
    };
    Checked::new(tables, diagnostics)
}

fn read_standards(table: &Table) -> Checked<Vec<Standard>> {
    let fields = [
        Field::new("class", "类别", FieldType::Text).aliases(&["标准类别", "项目"]).required(),
        Field::new("key", "档次", FieldType::Text).aliases(&["标准", "对象", "键"]).required(),
        Field::new("amount", "标准金额", FieldType::Decimal(2)).aliases(&["金额", "数额", "限额", "数值"]).required(),
        Field::new("unit", "单位", FieldType::Text).aliases(&["计量单位"]).required(),
        Field::new("from", "起", FieldType::Date).aliases(&["起始日期", "施行日期"]),
        Field::new("to", "止", FieldType::Date).aliases(&["终止日期", "废止日期"]),
        Field::new("doc_no", "文号", FieldType::Text).aliases(&["依据", "依据文号"]),
        Field::new("confirmed_by", "确认人", FieldType::Text).aliases(&["核对人"]),
    ];
    let mut diagnostics = Vec::new();
    let records = read(table, &fields, &Options::default()).take(&mut diagnostics).unwrap_or_default();
    let mut standards: Vec<Standard> = Vec::new();
    for record in records.iter() {
        let Some(standard) = standard(table, &records, record, &mut diagnostics) else { continue };
        if standard.from.zip(standard.to).is_some_and(|(from, to)| to < from) {
            diagnostics.push(findings::ends_before_it_begins(&standard));
        }
        let same = standards.iter().filter(|other| other.class == standard.class && other.key == standard.key);
        if let Some(other) = { same }.find(|other| overlap(other, &standard)) {
            diagnostics.push(findings::periods_overlap(&standard, other));
        }
        standards.push(standard);
    }
    Checked::new(standards, diagnostics)
}

fn standard(table: &Table, records: &Records, record: Record<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Standard> {
    let unit = text(record, 3);
    // A cell that could not be read was told already.
    let hundredths = hundredths(record.value(2))?;
    let Some(limit) = limit(hundredths, &unit) else {
        diagnostics.push(findings::limit_too_large(records.place(table, record, 2)));
        return None;
    };
    Some(Standard {
        class: text(record, 0),
        key: text(record, 1),
        limit,
        unit,
        from: date(record, 4),
        to: date(record, 5),
        doc_no: text(record, 6),
        confirmed_by: text(record, 7),
        place: records.place(table, record, 0),
    })
}

/// A limit in its unit: 万元 in front of `/` multiplies, and what begins with no unit of money is a plain number.
fn limit(hundredths: i64, unit: &str) -> Option<Limit> {
    let first = unit.split(['/', '／', '每']).next().unwrap_or_default().trim();
    let Some(money) = MoneyUnit::from_word(first) else { return Some(Limit::Number(hundredths)) };
    let fen = hundredths.checked_mul(money.fen() / MoneyUnit::Yuan.fen())?;
    Some(Limit::Money(Money::from_fen(fen)))
}

/// `1.6` is 160.
fn hundredths(value: Value<'_>) -> Option<i64> {
    let Value::Decimal(text) = value else { return None };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{fraction:0<2}").parse().ok()
}

fn overlap(one: &Standard, other: &Standard) -> bool {
    let before = |end: Option<Date>, start: Option<Date>| end.zip(start).is_some_and(|(end, start)| end < start);
    !before(one.to, other.from) && !before(other.to, one.from)
}

fn read_bands(table: &Table) -> Checked<Vec<ApprovalBand>> {
    let mut level = Field::new("level", "级别", FieldType::Integer).aliases(&["审批级别", "最低级别"]).required();
    let bound = |text: &str| crate::record::Bound::parse(text, &FieldType::Integer);
    level.limits = Limits { min: bound("1"), max: bound("9"), pattern: None };
    level.help = "级别写数字：1 工作人员、2 部门负责人、3 院领导、4 检察长".to_owned();
    let fields = [
        Field::new("class", "类别", FieldType::Text).aliases(&["审批类别", "事项"]).required(),
        Field::new("from", "起", FieldType::Money).aliases(&["超过", "下限", "起始金额"]),
        Field::new("to", "止", FieldType::Money).aliases(&["不超过", "上限", "终止金额"]),
        level,
        Field::new("since", "生效日期", FieldType::Date).aliases(&["起始日期", "施行日期", "自"]),
        Field::new("until", "失效日期", FieldType::Date).aliases(&["终止日期", "废止日期", "至"]),
    ];
    let mut diagnostics = Vec::new();
    let records = read(table, &fields, &Options::default()).take(&mut diagnostics).unwrap_or_default();
    let bands = records.iter().filter_map(|record| {
        Some(ApprovalBand {
            class: text(record, 0),
            from: record.value(1).as_money(),
            to: record.value(2).as_money(),
            level: record.value(3).as_integer()?,
            since: date(record, 4),
            until: date(record, 5),
        })
    });
    Checked::new(bands.collect(), diagnostics)
}

fn read_control_totals(table: &Table) -> Checked<Vec<ControlTotal>> {
    let fields = [
        Field::new("ledger", "台账", FieldType::Text).aliases(&["账", "通报"]).required().key(),
        Field::new("period", "期间", FieldType::Text).aliases(&["月份", "所属期"]).required().key(),
        Field::new("source", "来源", FieldType::Text).aliases(&["出处", "对账来源"]).required().key(),
        Field::new("amount", "金额", FieldType::Money).aliases(&["合计", "总额"]).required(),
    ];
    let mut diagnostics = Vec::new();
    let records = read(table, &fields, &Options::default()).take(&mut diagnostics).unwrap_or_default();
    let mut totals = Vec::new();
    for record in records.iter() {
        let written = text(record, 1);
        let Some((period, "")) = Period::parse_name(&written) else {
            if !written.is_empty() {
                diagnostics.push(findings::bad_period(records.place(table, record, 1), &written));
            }
            continue;
        };
        let Some(amount) = record.value(3).as_money() else { continue };
        let place = records.place(table, record, 0);
        totals.push(ControlTotal { ledger: text(record, 0), period, source: text(record, 2), amount, place });
    }
    Checked::new(totals, diagnostics)
}

/// Words of a row are parted as a clerk would: 公务接待/用餐, 公务接待、用餐, 公务接待；用餐.
fn read_synonyms(table: &Table) -> Checked<Vec<Synonym>> {
    let fields = [
        Field::new("term", "词", FieldType::Text).aliases(&["词语", "常用词", "口语"]).required().key(),
        Field::new("synonyms", "同义词", FieldType::Text).aliases(&["近义词", "制度用语"]).required(),
    ];
    let mut diagnostics = Vec::new();
    let records = read(table, &fields, &Options::default()).take(&mut diagnostics).unwrap_or_default();
    let others = |record| {
        let written = text(record, 1);
        let words = written.split(['/', '／', '、', '；', ';', '，', ',', '|']).map(str::trim).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let synonyms = records.iter().map(|record| Synonym { term: text(record, 0), others: others(record) });
    Checked::new(synonyms.filter(|row| !row.term.is_empty()).collect(), diagnostics)
}

fn text(record: Record<'_>, field: usize) -> String {
    record.value(field).as_text().unwrap_or_default().to_owned()
}

fn date(record: Record<'_>, field: usize) -> Option<Date> {
    record.value(field).as_date()
}
