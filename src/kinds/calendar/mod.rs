//! `content/calendar/cn-2027.csv`: the site's own table of holidays and make-up days.

mod notice;

pub use notice::{Holidays, is_notice, read_notice};

use crate::diag::{Checked, Diagnostic, Place, calendar as code};
use crate::format::{Parsed, ParsedFile, table::Table};
use crate::record::{Field, FieldType, Options, read};
use crate::say;
use crate::value::{CalendarTable, Date, Datelike, WorkCalendar};

/// Lays the site's tables over the built-in ones, each in the place of its whole year.
pub(super) fn read_calendar(files: &[ParsedFile]) -> Checked<WorkCalendar> {
    let mut calendar = WorkCalendar::built_in();
    let mut diagnostics = Vec::new();
    for file in files {
        let Some(name) = file.path.strip_prefix("content/calendar/") else { continue };
        let year = name.strip_prefix("cn-").and_then(|rest| rest.split_once('.')).and_then(|(year, _)| year.parse::<i32>().ok());
        match (year.filter(|year| (1900..=2099).contains(year)), &file.content) {
            (Some(year), Parsed::Table(table)) => calendar.replace(year, read_table(year, table).take(&mut diagnostics)),
            _ => diagnostics.push(unknown_name(&file.path)),
        }
    }
    Checked::new(calendar, diagnostics)
}

fn read_table(year: i32, table: &Table) -> Checked<CalendarTable> {
    let kinds = FieldType::Enum(["off", "work", "休", "班"].map(str::to_owned).into());
    let statuses = FieldType::Enum(["official", "projected", "正式", "预计"].map(str::to_owned).into());
    let fields = [
        Field::new("date", "日期", FieldType::Date).required(),
        Field::new("kind", "类别", kinds).required(),
        Field::new("name", "名称", FieldType::Text).aliases(&["节日"]),
        Field::new("status", "状态", statuses),
    ];
    let mut diagnostics = Vec::new();
    let records = read(table, &fields, &Options::default()).take(&mut diagnostics).unwrap_or_default();
    let mut days = CalendarTable::default();
    for record in records.iter() {
        let (Some(date), Some(kind)) = (record.value(0).as_date(), record.value(1).as_text()) else { continue };
        let name = record.value(2).as_text().unwrap_or_default().to_owned();
        let work = matches!(kind, "work" | "班");
        if work && !is_weekend(date) && date != special_notice() {
            diagnostics.push(worked_weekday(records.place(table, record, 0), date));
        }
        if matches!(record.value(3).as_text(), Some("projected" | "预计")) && !days.projected {
            days.projected = true;
            diagnostics.push(projected(records.place(table, record, 3), year));
        }
        days.days.insert(date, (work, name));
    }
    if diagnostics.is_empty() {
        diagnostics.extend(balance(year, &days, table));
    }
    Checked::new(days, diagnostics)
}

/// 2020-02-03 was worked by a notice of its own.
fn special_notice() -> Date {
    Date::from_ymd_opt(2020, 2, 3).unwrap_or_default()
}

fn is_weekend(date: Date) -> bool {
    date.weekday().num_days_from_monday() >= 5
}

/// Days off from Monday to Friday that are not made up for: as many as there are statutory holidays.
fn balance(year: i32, table: &CalendarTable, source: &Table) -> Option<Diagnostic> {
    let due = match year {
        2015 | 2020 => 12,
        2008..2025 => 11,
        2025.. => 13,
        _ => return None,
    };
    let off = table.days.iter().filter(|(date, (work, _))| !work && !is_weekend(**date)).count();
    let made_up = table.days.values().filter(|(work, _)| *work).count();
    let found = i64::try_from(off).ok()? - i64::try_from(made_up).ok()?;
    (found != due).then(|| {
        Diagnostic::warning(
            code::MALFORMED,
            say!(
                "{year} 年放假 {off} 个周一至周五、调休上班 {made_up} 天，差是 {found} 天，法定节假日是 {due} 天",
                "{year} has {off} weekdays off and {made_up} make-up days, {found} between them; there are {due} statutory holidays"
            ),
        )
        .at(Place::file(&source.source().file))
        .help(say!(
            "多半是漏了一天放假或一天上班，请对照国务院办公厅的通知",
            "a day off or a make-up day is likely missing: check it against the notice"
        ))
    })
}

fn worked_weekday(place: Place, date: Date) -> Diagnostic {
    Diagnostic::warning(code::MALFORMED, say!("{date} 不是周六周日，不用调休上班", "{date} is no Saturday or Sunday, and worked anyway"))
        .at(place)
        .help(say!("请对照通知核对日期", "check the date against the notice"))
}

fn projected(place: Place, year: i32) -> Diagnostic {
    Diagnostic::warning(
        code::PROJECTED,
        say!("{year} 年的放假安排是预计的，还不是国务院办公厅的通知", "the holidays of {year} are projected, not yet those of the notice"),
    )
    .at(place)
    .help(say!(
        "通知公布后运行 gongshi import 通知.txt --force，值班表会随之重排",
        "when the notice is out, run gongshi import NOTICE.txt --force; the roster follows it"
    ))
}

fn unknown_name(file: &std::sync::Arc<str>) -> Diagnostic {
    Diagnostic::error(code::MALFORMED, say!("不认识的放假安排文件：{file}", "not a holiday table: {file}")).at(Place::file(file)).help(
        say!(
            "请命名为 cn-2027.csv，列为 date,kind,name；kind 填 off 或 work",
            "name it cn-2027.csv with the columns date,kind,name; kind is off or work"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::read_calendar;
    use crate::kinds::test_support::{described, parsed};
    use crate::value::{Date, DayClass};

    const YEAR: &str = include_str!("../../value/calendar/cn-2026.csv");

    fn found(text: &str) -> Vec<String> {
        let mut diagnostics = Vec::new();
        let file = parsed("content/calendar/cn-2026.csv", text, &mut diagnostics);
        diagnostics.extend(read_calendar(&[file]).diagnostics);
        described(diagnostics)
    }

    #[test]
    fn a_table_is_held_against_the_number_of_statutory_holidays() {
        assert_eq!(found(YEAR), [""; 0]);
        // A make-up day is missing, and a weekday is one.
        assert_eq!(found(&YEAR.replace("2026-02-28,work,春节\n", "")), ["calendar/malformed cn-2026.csv"]);
        assert_eq!(found(&YEAR.replace("2026-02-28,work", "2026-02-27,work")), ["calendar/malformed cn-2026.csv A16"]);
        let projected: String =
            YEAR.lines().enumerate().map(|(at, line)| format!("{line},{}\n", if at == 0 { "status" } else { "projected" })).collect();
        assert_eq!(found(&projected), ["calendar/projected cn-2026.csv D2"], "told once");
        assert_eq!(found("date,kind,name\n2026-01-01,holiday,元旦\n").len(), 1, "an unknown kind");
    }

    #[test]
    fn a_table_of_the_site_takes_the_place_of_its_year_whole() {
        let file = parsed("content/calendar/cn-2026.csv", "date,kind,name\n2026-01-02,off,元旦\n", &mut Vec::new());
        let calendar = read_calendar(&[file]).value;
        let class = |date: &str| calendar.class(date.parse::<Date>().unwrap()).unwrap().0;
        assert_eq!((class("2026-01-01"), class("2026-01-02"), class("2026-10-01")), (DayClass::Work, DayClass::Holiday, DayClass::Work));
    }
}
