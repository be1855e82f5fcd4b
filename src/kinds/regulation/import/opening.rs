//! What stands before the text: the title over one or more lines, 发文字号, notes on when it was adopted.

use super::changes::{Change, Changes};
use super::header::{Header, dated, read_date};
use super::marker::{self, Mark, is_word, tighten};
use super::piece::{Piece, Role};
use crate::kinds::regulation::check::instrument_of;
use crate::kinds::regulation::grammar::trim;
use crate::say;
use crate::value::fold;

/// Lines a title may run over where only its words tell that it does.
const LINES: usize = 3;

/// Lines of a title beside its first, however they are styled.
const LONGEST: usize = 7;

/// Reads title, number and notes; the text begins at the index that comes back.
pub(super) fn read(pieces: &[Piece], header: &mut Header, changes: &mut Changes) -> usize {
    let mut start = lines(pieces, header, changes);
    if let Some(length) = notice(&pieces[start..], &header.title) {
        let (own, rest) = pieces[start..].split_at(length);
        leave_out(own, header, changes);
        header.title.clear();
        start += length + lines(rest, header, changes);
    }
    let title = &header.title;
    if !title.is_empty() {
        changes.say(say!("标题“{title}”写入 title", "the heading “{title}” became title"));
    }
    start
}

/// Reads lines as long as they are none of the text, and says how many there are.
fn lines(pieces: &[Piece], header: &mut Header, changes: &mut Changes) -> usize {
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let text = piece.text.as_str();
        if is_letterhead(&pieces[at..], header) {
            changes.note(Change::Letterhead, text);
            at += 1;
        } else if let Some(number) = number(text).filter(|_| header.number.is_none()) {
            header.number = Some(number.to_owned());
            changes.say(say!("发文字号“{number}”写入 number", "“{number}” became number"));
            at += 1;
        } else if let Some(dates) = notes(text) {
            for (date, words) in dates {
                read_date(header, date, words, text, changes);
            }
            at += 1;
        } else if header.title.is_empty() && !begins_text(piece) {
            let lines = title_lines(&pieces[at..]);
            header.title = join(&pieces[at..at + lines]);
            at += lines;
        } else {
            break;
        }
    }
    at
}

/// How many paragraphs of a notice on issuing (关于印发《…》的通知) stand before the title of what it issues.
fn notice(pieces: &[Piece], title: &str) -> Option<usize> {
    let (_, issued) = title.split_once("印发《")?;
    let issued = fold(issued.strip_suffix("的通知")?.trim_end_matches('》'));
    let before = pieces.iter().take_while(|piece| !begins_text(piece)).count();
    let pieces = &pieces[..before];
    (0..before).filter(|start| notes(&pieces[*start].text).is_none()).find(|start| {
        let own = &pieces[*start..];
        let title = fold(&join(&own[..title_lines(own)]));
        // The name of the body may stand above the title and be left out in the notice; its signature does not count.
        title.strip_suffix(issued.as_str()).is_some_and(|body| body.is_empty() || !issued.contains(body))
    })
}

/// Lists the paragraphs of a notice; the date under it is the day of publication.
fn leave_out(notice: &[Piece], header: &mut Header, changes: &mut Changes) {
    for piece in notice {
        changes.note(Change::Notice, &piece.text);
    }
    if let Some((date, "")) = notice.last().and_then(|last| dated(&last.text)) {
        read_date(header, date, "公布", &notice[notice.len() - 1].text, changes);
    }
}

/// 云岭县人民检察院文件 above the number.
fn is_letterhead(pieces: &[Piece], header: &Header) -> bool {
    let next = pieces.get(1).is_some_and(|next| number(&next.text).is_some());
    header.title.is_empty() && header.number.is_none() && next && pieces[0].text.ends_with("文件")
}

/// Whether a paragraph is of the text: it has a marker, or is a table.
fn begins_text(piece: &Piece) -> bool {
    let numbered = marker::read(&piece.text).is_some_and(|marker| marker.mark != Mark::List || piece.role != Role::Title);
    let words = ["总则", "目录", "序言", "前言"];
    piece.role == Role::Block || numbered || words.iter().any(|word| is_word(&piece.text, word))
}

/// How many lines the title has.
fn title_lines(pieces: &[Piece]) -> usize {
    let candidates = 1 + pieces[1..].iter().take(LONGEST).take_while(|piece| may_go_on(piece)).count();
    let same = |test: &dyn Fn(&Piece) -> bool| pieces[..candidates].iter().take_while(|piece| test(piece)).count();
    let styled = same(&|piece| piece.role == Role::Title);
    let complete = (1..=candidates.min(LINES)).find(|lines| is_complete(&join(&pieces[..*lines])));
    let lines = match (styled, complete) {
        (1.., _) => styled,
        (0, Some(lines)) => lines,
        (0, None) => same(&|piece| piece.centred).clamp(1, LINES),
    };
    // （试行） alone on its line is the end of the title.
    lines + usize::from(pieces.get(lines).is_some_and(|piece| is_stage(&piece.text)))
}

/// Whether a line can be of a title: short, no sentence, nothing that has a meaning of its own.
fn may_go_on(piece: &Piece) -> bool {
    let text = piece.text.as_str();
    let sentence = text.contains(['。', '；', '，', '！', '？', ';']) || text.ends_with(['：', ':']);
    text.chars().nth(40).is_none() && !sentence && !begins_text(piece) && number(text).is_none() && notes(text).is_none()
}

/// Whether words end as titles do: with 办法, 规定, 通知 …, and not within 《…》.
fn is_complete(title: &str) -> bool {
    instrument_of(title).is_some() && title.matches('《').count() == title.matches('》').count()
}

fn is_stage(text: &str) -> bool {
    let inner = text.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    inner.len() < text.len() && ["试行", "暂行", "修订", "修正", "草案"].contains(&trim(inner))
}

/// The lines of a title as one: spaces stand only where two words of Latin letters meet.
fn join(pieces: &[Piece]) -> String {
    let mut title = String::new();
    for piece in pieces {
        let words = tighten(&piece.text).unwrap_or_else(|| piece.text.clone());
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(title.chars().next_back()) && latin(words.chars().next()) {
            title.push(' ');
        }
        title.push_str(&words);
    }
    title
}

/// A 发文字号 alone on its line, brackets around it taken off: 云检办〔2026〕3号.
fn number(line: &str) -> Option<&str> {
    let line = unwrapped(line).unwrap_or(line);
    let open = line.find(['〔', '[', '［', '﹝', '（', '(', '【'])?;
    let body = &line[..open];
    let after = line[open..].chars().next().map_or(open, |c| open + c.len_utf8());
    let (year, rest) = line[after..].split_at_checked(4)?;
    let close = rest.chars().next().filter(|c| matches!(c, '〕' | ']' | '］' | '﹞' | '）' | ')' | '】'))?;
    let count = trim(&rest[close.len_utf8()..]).trim_start_matches('第').strip_suffix('号')?;
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let named = (1..=15).contains(&body.chars().count()) && body.chars().all(|c| c.is_alphabetic() || c.is_whitespace());
    (named && digits(year) && digits(trim(count))).then_some(line)
}

/// What stands between brackets that enclose a whole line.
fn unwrapped(line: &str) -> Option<&str> {
    let inner = line.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    Some(trim(inner))
}

/// The dates of a note and the words behind each: （2026年2月10日党组会议通过，自2026年3月1日起施行）. A sentence is none.
fn notes(line: &str) -> Option<Vec<(crate::value::Date, &str)>> {
    const LONGEST: usize = 200;
    let inner = unwrapped(line);
    let text = inner.unwrap_or(line);
    if text.chars().nth(LONGEST).is_some() || text.ends_with('。') {
        return None;
    }
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "〇○零一二三四五六七八九".contains(c);
    let mut before = ' ';
    let mut starts = Vec::new();
    for (at, character) in text.char_indices() {
        if is_digit(character) && !is_digit(before) && dated(&text[at..]).is_some() {
            starts.push(at);
        }
        before = character;
    }
    let first = *starts.first()?;
    const VERBS: [&str; 9] = ["通过", "公布", "发布", "印发", "施行", "实施", "修订", "修正", "修改"];
    let bare = dated(text).is_some_and(|(_, words)| words.is_empty() || VERBS.iter().any(|verb| words.contains(verb)));
    if inner.is_none() && !(first == 0 && bare) {
        return None;
    }
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    let parts = starts.iter().zip(ends).filter_map(|(start, end)| dated(&text[*start..end]));
    Some(parts.map(|(date, words)| (date, words.trim_end_matches(['，', '；', '、', ' ', '　', ',', ';', '自', '根', '据']))).collect())
}

#[cfg(test)]
mod tests {
    use super::{notes, number, read};
    use crate::kinds::regulation::import::changes::{Change, Changes};
    use crate::kinds::regulation::import::header::Header;
    use crate::kinds::regulation::import::piece::{Piece, Role};

    fn check(pieces: &[Piece], title: &str, start: usize) {
        let mut header = Header::default();
        let found = read(pieces, &mut header, &mut Changes::default());
        assert_eq!((header.title.as_str(), found), (title, start));
    }

    fn lines(lines: &[&str]) -> Vec<Piece> {
        lines.iter().copied().map(Piece::plain).collect()
    }

    #[test]
    fn titles_over_lines() {
        check(&lines(&["云岭县人民检察院", "财务管理办法", "第一条　甲"]), "云岭县人民检察院财务管理办法", 2);
        check(&lines(&["财 务 管 理 办 法", "（试行）", "第一条　甲"]), "财务管理办法（试行）", 2);
        check(&lines(&["财务管理办法", "各部门应当遵守", "第一条　甲"]), "财务管理办法", 1);
        check(&lines(&["工作要点", "第一条　甲"]), "工作要点", 1);
        check(&lines(&["第一条　甲"]), "", 0);
        let centred = |text: &str| Piece { centred: true, ..Piece::plain(text) };
        check(&[centred("云岭县人民检察院"), centred("工作要点"), Piece::plain("一、甲")], "云岭县人民检察院工作要点", 2);
        let styled = |text: &str| Piece { role: Role::Title, ..Piece::plain(text) };
        check(&[styled("关于做好值班"), styled("工作的若干要求"), Piece::plain("甲")], "关于做好值班工作的若干要求", 2);
    }

    #[test]
    fn number_and_letterhead_before_the_title() {
        let pieces = lines(&["云岭县人民检察院文件", "云检办〔2026〕3号", "财务管理办法", "（2026年2月10日党组会议通过）", "第一条　甲"]);
        let mut header = Header::default();
        assert_eq!(read(&pieces, &mut header, &mut Changes::default()), 4);
        assert_eq!((header.title.as_str(), header.number.as_deref()), ("财务管理办法", Some("云检办〔2026〕3号")));
    }

    #[test]
    fn a_notice_on_issuing_goes_before_what_it_issues() {
        let notice = [
            "云检办〔2026〕3号",
            "云岭县人民检察院关于印发",
            "《云岭县人民检察院财务管理办法》的通知",
            "各部门：",
            "现将《云岭县人民检察院财务管理办法》印发给你们。",
        ];
        let signed = ["云岭县人民检察院", "2026年2月10日"];
        let own = ["云岭县人民检察院", "财务管理办法", "第一章　总则"];
        let pieces = lines(&[&notice[..], &signed[..], &own[..]].concat());
        let (mut header, mut changes) = (Header::default(), Changes::default());
        assert_eq!(read(&pieces, &mut header, &mut changes), 9);
        assert_eq!((header.title.as_str(), header.number.as_deref()), ("云岭县人民检察院财务管理办法", Some("云检办〔2026〕3号")));
        assert_eq!(changes.texts(Change::Notice), [&notice[3..], &signed[..]].concat());
        // A notice whose regulation is not there is the text itself.
        check(&lines(&notice), "云岭县人民检察院关于印发《云岭县人民检察院财务管理办法》的通知", 3);
    }

    #[test]
    fn numbers() {
        for (line, expected) in [
            ("云检办〔2026〕3号", Some("云检办〔2026〕3号")),
            ("（云检办[2026]第 3 号）", Some("云检办[2026]第 3 号")),
            ("云检办〔2026〕3号文件要求", None),
            ("〔2026〕3号", None),
            ("甲〔二〇〕3号", None),
            ("云检办（", None),
        ] {
            assert_eq!(number(line), expected, "{line}");
        }
    }

    #[test]
    fn notes_with_dates() {
        let read = |line: &str| {
            notes(line).map(|dates| dates.into_iter().map(|(date, words)| format!("{date} {words}")).collect::<Vec<_>>().join("|"))
        };
        assert_eq!(read("（2026年2月10日党组会议通过）").as_deref(), Some("2026-02-10 党组会议通过"));
        assert_eq!(
            read("（2026年2月10日党组会议通过，自2026年3月1日起施行）").as_deref(),
            Some("2026-02-10 党组会议通过|2026-03-01 起施行")
        );
        assert_eq!(read("（经二〇二六年二月十日党组会议通过）").as_deref(), Some("2026-02-10 党组会议通过"));
        assert_eq!(read("2026年2月10日 印发").as_deref(), Some("2026-02-10 印发"));
        assert_eq!(read("2026年2月10日以前的账目，由会计核对。"), None);
        assert_eq!(read("2026年2月10日值班安排"), None);
        assert_eq!(read("本办法于2026年2月10日通过"), None);
    }
}
