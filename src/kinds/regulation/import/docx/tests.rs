use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Fault, read};
use crate::kinds::regulation::import::changes::{Change, Changes};
use crate::kinds::regulation::import::import;
use crate::kinds::regulation::import::piece::{Piece, Role};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// A package of these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A part of the words with these elements.
fn part(root: &str, inner: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><w:{root} xmlns:w=\"{WORD}\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
         xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" xmlns:v=\"urn:schemas-microsoft-com:vml\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">{inner}</w:{root}>"
    )
}

/// A document with this body, these lists and these styles.
fn document(body: &str, numbering: &str, styles: &str) -> Vec<u8> {
    let links = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" TargetMode=\"External\" Target=\"https://example.org/a\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\"/>\
         <Relationship Id=\"rId2\" TargetMode=\"External\" Target=\"file:///C:/a.doc\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\"/></Relationships>";
    package(&[
        ("word/document.xml", &part("document", &format!("<w:body>{body}</w:body>"))),
        ("word/numbering.xml", &part("numbering", numbering)),
        ("word/styles.xml", &part("styles", styles)),
        ("word/footnotes.xml", &part("footnotes", "<w:footnote w:id=\"2\"><w:p><w:r><w:t> 见附件</w:t></w:r></w:p></w:footnote>")),
        ("word/_rels/document.xml.rels", links),
    ])
}

fn pieces(bytes: &[u8]) -> (Vec<Piece>, Changes) {
    let mut changes = Changes::default();
    let pieces = read(bytes, &mut changes).unwrap();
    (pieces, changes)
}

fn lines(bytes: &[u8]) -> String {
    pieces(bytes).0.into_iter().map(|piece| piece.text).collect::<Vec<_>>().join("|")
}

/// A paragraph of list 1 at a level: `p1("0", "甲")`.
fn numbered(list: u32, level: u32, text: &str) -> String {
    let number = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
    format!("<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A level; `more` are further elements of it.
fn level(index: u32, format: &str, text: &str, more: &str) -> String {
    format!("<w:lvl w:ilvl=\"{index}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>")
}

/// A definition and lists 1 and 2 that rest on it; `second` is what the second overrides.
fn lists(levels: &[String], second: &str) -> String {
    format!(
        "<w:abstractNum w:abstractNumId=\"7\">{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/>{second}</w:num>",
        levels.concat()
    )
}

/// Paragraphs as (list, level), and the numbers Word shows before them.
fn check_numbers(levels: &[String], second: &str, paragraphs: &[(u32, u32)], expected: &str) {
    let body: String = paragraphs.iter().map(|(list, level)| numbered(*list, *level, "")).collect();
    assert_eq!(lines(&document(&body, &lists(levels, second), "")), expected);
}

#[test]
fn numbers_are_counted_as_word_counts_them() {
    let article = level(0, "chineseCounting", "第%1条", "");
    let item = level(1, "chineseCounting", "（%2）", "");
    let two = [article.clone(), item.clone()];
    check_numbers(&two, "", &[(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], "第一条|（一）|（二）|第二条|（一）");
    // Two lists on one definition count on together, and begin anew only where the second says so, once.
    check_numbers(&two, "", &[(1, 0), (2, 0), (1, 0)], "第一条|第二条|第三条");
    let anew = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>";
    check_numbers(&two, anew, &[(1, 0), (1, 0), (2, 0), (2, 0), (1, 0)], "第一条|第二条|第五条|第六条|第七条");
    // A level of its own in the second list; the count is shared.
    let own = format!("<w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride>", level(0, "upperRoman", "%1)", ""));
    check_numbers(&two, &own, &[(1, 0), (2, 0)], "第一条|II)");
    // Several levels in one number; in Arabic digits throughout where the level is legal.
    let deep = [level(0, "chineseCounting", "第%1章", ""), level(1, "decimal", "%1.%2", "<w:isLgl/>"), level(2, "decimal", "%1.%2.%3", "")];
    check_numbers(&deep, "", &[(1, 0), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1)], "第一章|1.1|一.1.1|一.1.2|第二章|2.1");
    // A level that is met before the one above it takes that for its start.
    check_numbers(&deep, "", &[(1, 1), (1, 0)], "1.1|第一章");
    // Articles that run on over the chapters.
    let on = [level(0, "chineseCounting", "第%1章", ""), level(1, "chineseCounting", "第%2条", "<w:lvlRestart w:val=\"0\"/>")];
    check_numbers(&on, "", &[(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], "第一章|第一条|第二条|第二章|第三条");
    // A third level that begins again behind chapters, not behind sections.
    let third =
        [level(0, "decimal", "%1章", ""), level(1, "decimal", "%2节", ""), level(2, "decimal", "%3条", "<w:lvlRestart w:val=\"1\"/>")];
    check_numbers(&third, "", &[(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)], "1章|1节|1条|2节|2条|2章|1条");
    // No list, a list that is not there, a level that is not there.
    check_numbers(&two, "", &[(0, 0), (9, 0), (1, 8), (1, 99), (1, 0)], "第一条");
}

#[test]
fn numbers_come_from_styles_too() {
    let style =
        |id: &str, inner: &str| format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{id}\"/>{inner}</w:style>");
    let styles = [
        style("tiao", "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"),
        style("xiang", "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"),
        style("tiao2", "<w:basedOn w:val=\"tiao\"/>"),
        style("off", "<w:basedOn w:val=\"tiao\"/><w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>"),
        style("loop", "<w:basedOn w:val=\"loop\"/>"),
    ];
    let levels = [
        level(0, "japaneseCounting", "第%1条", "<w:pStyle w:val=\"tiao\"/><w:suff w:val=\"nothing\"/>"),
        level(1, "japaneseCounting", "（%2）", "<w:pStyle w:val=\"xiang\"/>"),
    ];
    let paragraph =
        |style: &str, more: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr><w:r><w:t>甲</w:t></w:r></w:p>");
    let body = [
        paragraph("tiao", ""),
        paragraph("xiang", ""),
        paragraph("tiao2", ""),
        paragraph("off", ""),
        paragraph("tiao", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>"),
        paragraph("loop", ""),
        paragraph("tiao", "<w:numPr><w:ilvl w:val=\"1\"/></w:numPr>"),
    ];
    let found = lines(&document(&body.concat(), &lists(&levels, ""), &styles.concat()));
    assert_eq!(found, "第一条　甲|（一） 甲|第二条　甲|甲|甲|甲|（一） 甲");
}

#[test]
fn a_list_may_leave_its_levels_to_a_style() {
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"tiao\"/></w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"2\"><w:styleLink w:val=\"tiao\"/>{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"2\"/></w:num>",
        level(0, "chineseCountingThousand", "第%1条　", "")
    );
    let style = "<w:style w:type=\"numbering\" w:styleId=\"tiao\"><w:name w:val=\"x\"/><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style>";
    let body = numbered(1, 0, "甲") + &numbered(2, 0, "乙");
    assert_eq!(lines(&document(&body, &numbering, style)), "第一条　甲|第二条　乙");
}

#[test]
fn formats_that_are_not_plain_and_bullets() {
    let custom = "<mc:AlternateContent><mc:Choice Requires=\"w14\"><w:numFmt w:val=\"custom\" w:format=\"001\"/></mc:Choice>\
                  <mc:Fallback><w:numFmt w:val=\"decimalEnclosedCircle\"/></mc:Fallback></mc:AlternateContent>";
    let levels = [
        format!("<w:lvl w:ilvl=\"0\"><w:start w:val=\"2\"/>{custom}<w:lvlText w:val=\"%1\"/></w:lvl>"),
        level(1, "bullet", "\u{F0B7}", ""),
        level(2, "hebrew1", "%3%", ""),
    ];
    let (pieces, changes) =
        pieces(&document(&[numbered(1, 0, "甲"), numbered(1, 1, "乙"), numbered(1, 2, "丙")].concat(), &lists(&levels, ""), ""));
    let found: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(found, ["② 甲", "乙", "1% 丙"]);
    assert_eq!(changes.texts(Change::UnknownFormat), ["1%"]);
}

/// A paragraph of these runs, and what its text is.
fn check_text(runs: &str, expected: &str) -> Changes {
    let styles = "<w:style w:type=\"character\" w:styleId=\"yin\"><w:name w:val=\"yin\"/><w:rPr><w:vanish/></w:rPr></w:style>";
    let bytes = document(&format!("<w:p>{runs}</w:p>"), "", styles);
    let (pieces, changes) = pieces(&bytes);
    let found: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(found.join("|"), expected, "{runs}");
    changes
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn text_of_runs() {
    check_text("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:t>丙&amp;&#x4E01;</w:t></w:r>", "甲 乙-丙&丁");
    check_text("<w:r><w:br w:type=\"page\"/><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/></w:r>", "甲|乙");
    check_text(&(run("  甲") + "<w:r><w:softHyphen/><w:t>\u{200B}乙\u{A0}</w:t></w:r>"), "甲乙");
    check_text("<w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>甲</w:t></w:r>", "甲");
    check_text(&format!("<w:smartTag>{}</w:smartTag><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", run("甲"), run("乙")), "甲乙");
    check_text(&format!("<w:fldSimple w:instr=\"DATE\">{}</w:fldSimple>", run("2026年")), "2026年");
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF a</w:instrText><w:t>丁</w:t></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>甲</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    check_text(&(field.to_owned() + &run("乙")), "甲乙");
    check_text("<w:r><w:ruby><w:rt><w:r><w:t>jia</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>甲</w:t></w:r></w:rubyBase></w:ruby></w:r>", "甲");
    check_text("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b");
}

#[test]
fn what_is_left_out_is_noted() {
    let changes = check_text(&format!("<w:ins>{}</w:ins><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>", run("甲")), "甲");
    assert_eq!((changes.texts(Change::Inserted), changes.texts(Change::Deleted)), (&["甲".to_owned()][..], &["乙".to_owned()][..]));
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"yin\"/></w:rPr><w:t>丙</w:t></w:r>\
                  <w:r><w:rPr><w:rStyle w:val=\"yin\"/><w:vanish w:val=\"0\"/></w:rPr><w:t>丁</w:t></w:r>";
    assert_eq!(check_text(&(run("甲") + hidden), "甲丁").texts(Change::Hidden), ["乙丙"]);
    assert_eq!(check_text("<w:r><w:t>甲</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>", "甲").texts(Change::Symbol), ["F0FE"]);
    assert_eq!(
        check_text("<w:r><w:t>甲</w:t><w:footnoteReference w:id=\"2\"/></w:r>", "甲（注：见附件）").texts(Change::Footnote),
        ["见附件"]
    );
    for (runs, change) in [
        ("<w:r><w:t>甲</w:t><w:drawing><v:x/></w:drawing></w:r>", "没有带入图片、图形 1 个"),
        ("<w:r><w:t>甲</w:t></w:r><w:r><w:commentReference w:id=\"0\"/></w:r>", "删去批注 1 条"),
    ] {
        let texts = check_text(runs, "甲").into_texts();
        assert!(texts.iter().any(|text| text.zh == change), "{texts:?}");
    }
}

#[test]
fn boxes_of_text_are_read_once() {
    let inner = |text: &str| format!("<w:txbxContent><w:p>{}</w:p></w:txbxContent>", run(text));
    let both = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><v:x>{}</v:x></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:y>{}</v:y></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        inner("乙"),
        inner("乙")
    );
    let changes = check_text(&(run("甲") + &both + &run("丙")), "甲丙|乙");
    assert_eq!(changes.texts(Change::TextBox), ["乙"]);
}

#[test]
fn links_that_say_more_than_their_words() {
    let link = |id: &str, text: &str| format!("<w:hyperlink r:id=\"{id}\">{}</w:hyperlink>", run(text));
    let markdown = |runs: &str| {
        let body = format!("<w:p>{}</w:p><w:p>{}{runs}</w:p>", run("某某办法"), run("第一条　见"));
        let text = import(document(&body, "", ""), "a.docx").value.text;
        text.split("+++\n\n").nth(1).unwrap().trim().to_owned()
    };
    assert_eq!(markdown(&(link("rId1", "说明[一]") + &run("。"))), "第一条　见[说明\\[一\\]](https://example.org/a)。");
    assert_eq!(markdown(&link("rId1", "https://example.org/a/")), "第一条　见https://example.org/a/");
    assert_eq!(markdown(&link("rId2", "附件")), "第一条　见附件");
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://example.org/b\" </w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>说明</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    assert_eq!(markdown(field), "第一条　见[说明](https://example.org/b)");
}

#[test]
fn a_paragraph_whose_end_was_deleted_goes_on() {
    let marked = |text: &str| format!("<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>{}</w:p>", run(text));
    let body = marked("甲") + &numbered(1, 0, "乙") + &marked("丙");
    assert_eq!(lines(&document(&body, &lists(&[level(0, "decimal", "%1.", "")], ""), "")), "1. 甲乙|丙");
}

#[test]
fn tables() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{}</w:p></w:tc>", run(text));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table = |rows: &[String]| format!("<w:tbl>{}</w:tbl>", rows.concat());
    let body = table(&[
        row(&[cell("<w:gridSpan w:val=\"2\"/>", "事项|名"), cell("", "*级*")]),
        row(&[cell("<w:vMerge w:val=\"restart\"/>", "甲"), cell("", "乙"), cell("", "丙")]),
        row(&[cell("<w:vMerge/>", ""), cell("", "丁"), format!("<w:tc><w:p>{}</w:p><w:p>{}</w:p></w:tc>", run("戊"), run("己"))]),
        "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>庚</w:t></w:r></w:p></w:tc></w:tr>".to_owned(),
    ]);
    let (found, changes) = pieces(&document(&body, "", ""));
    assert_eq!(found[0].text, "| 事项\\|名 |  | \\*级\\* |\n| --- | --- | --- |\n| 甲 | 乙 | 丙 |\n|  | 丁 | 戊 己 |");
    assert_eq!((found[0].role, changes.texts(Change::Deleted)), (Role::Block, &["庚".to_owned()][..]));
    // A table of one cell is a frame; one within a cell is words; an empty one is nothing.
    let frame = table(&[row(&[format!("<w:tc><w:p>{}</w:p><w:p>{}</w:p></w:tc>", run("甲"), run("乙"))])]);
    assert_eq!(lines(&document(&frame, "", "")), "甲|乙");
    let nested = table(&[row(&[cell("", "甲"), format!("<w:tc>{}</w:tc>", table(&[row(&[cell("", "乙"), cell("", "丙")])]))])]);
    assert_eq!(lines(&document(&nested, "", "")), "| 甲 | 乙 丙 |\n| --- | --- |");
    assert_eq!(lines(&document(&table(&[row(&[cell("", "")])]), "", "")), "");
}

#[test]
fn a_table_of_contents_is_dropped_and_one_without_end_is_not() {
    let toc = |end: &str| {
        format!(
            "<w:p>{}</w:p><w:p>{}</w:p><w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}</w:p><w:p>{}{end}</w:p><w:p>{}</w:p>",
            run("某某办法"),
            run("目　录"),
            run("第一章　总则"),
            run("第二章　附则"),
            run("第一条　甲")
        )
    };
    let body = |end: &str| {
        let imported = import(document(&toc(end), "", ""), "a.docx").value;
        imported.text.split("+++\n\n").nth(1).unwrap().trim().to_owned()
    };
    assert_eq!(body("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"), "第一条　甲");
    assert_eq!(body(""), "目　录\n\n## 第一章　总则\n\n## 第二章　附则\n\n第一条　甲");
}

#[test]
fn headings_and_titles_by_style() {
    let style = |id: &str, name: &str| format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>");
    let styles = style("a3", "Title") + &style("1", "heading 1") + &style("2", "heading 2") + &style("10", "toc 1");
    let paragraph = |style: &str, text: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run(text));
    let body = [
        paragraph("a3", "云岭县人民检察院"),
        paragraph("a3", "值班办法"),
        paragraph("10", "第一章　总则 1"),
        paragraph("1", "第一章总　则"),
        paragraph("2", "第 一 节 岗位"),
        paragraph("2", "第一条　本条是正文。"),
        paragraph("1", "有关说明"),
        paragraph("1", "本段虽是标题样式，却是一句话。"),
        paragraph("", "# 甲"),
    ];
    let imported = import(document(&body.concat(), "", &styles), "a.docx").value;
    assert_eq!(
        imported.text.split_once("+++\n\n").unwrap().1,
        "## 第一章　总则\n\n### 第一节　岗位\n\n第一条　本条是正文。\n\n## 有关说明\n\n本段虽是标题样式，却是一句话。\n\n\\# 甲\n"
    );
    assert!(imported.text.contains("title = \"云岭县人民检察院值班办法\"\n"));
}

#[test]
fn the_strict_form_and_other_prefixes() {
    let body = document(&numbered(1, 0, "甲"), &lists(&[level(0, "chineseCounting", "第%1条", "")], ""), "");
    let (expected, _) = pieces(&body);
    let strict = |root: &str, inner: &str| part(root, inner).replace(WORD, STRICT).replace("xmlns:w=", "xmlns:ns0=").replace("w:", "ns0:");
    let root = "<Relationships><Relationship Id=\"a\" Target=\"/wps/text.xml\" \
                Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\"/></Relationships>";
    let links = "<Relationships><Relationship Id=\"b\" Target=\"lists.xml\" \
                 Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/numbering\"/></Relationships>";
    let bytes = package(&[
        ("_rels/.rels", root),
        ("wps/_rels/text.xml.rels", links),
        ("wps/text.xml", &strict("document", &format!("<w:body>{}</w:body>", numbered(1, 0, "甲")))),
        ("wps/lists.xml", &strict("numbering", &lists(&[level(0, "chineseCounting", "第%1条", "")], ""))),
    ]);
    assert_eq!(pieces(&bytes).0, expected);
}

#[test]
fn packages_that_cannot_be_read() {
    let fault = |bytes: &[u8]| read(bytes, &mut Changes::default()).map(|_| ()).unwrap_err();
    assert_eq!(fault(&package(&[("xl/workbook.xml", "<a/>")])), Fault::NotWord);
    assert_eq!(fault(&package(&[("word/document.xml", "<a><body/></a>")])), Fault::NotWord);
    assert_eq!(fault(&package(&[("word/document.xml", "<a>")])), Fault::Damaged);
    assert_eq!(fault(&package(&[("word/document.xml", "")])), Fault::Damaged);
    assert_eq!(fault(&package(&[("word/document.xml", &part("document", "&nbsp;"))])), Fault::Damaged);
    assert_eq!(fault(b"PK\x03\x04"), Fault::Damaged);
    let deep = part("document", &format!("<w:body>{}{}</w:body>", "<w:sdt>".repeat(100_000), "</w:sdt>".repeat(100_000)));
    assert_eq!(fault(&package(&[("word/document.xml", &deep)])), Fault::TooLarge);
    let bomb = " ".repeat((64 << 20) + 1);
    assert_eq!(fault(&package(&[("word/document.xml", &bomb)])), Fault::TooLarge);
}

#[test]
fn fields_go_over_paragraphs() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let begin = mark("begin") + "<w:r><w:instrText>HYPERLINK \"https://example.org/b\"</w:instrText></w:r>" + &mark("separate");
    let body = format!("<w:p>{}{begin}{}</w:p><w:p>{}{}</w:p>", run("a"), run("b"), run("甲"), mark("end"));
    let (found, _) = pieces(&document(&body, "", ""));
    assert_eq!((found[0].text.as_str(), found[1].text.as_str(), found[1].links.len()), ("ab", "甲", 1));
}

/// Elements that open, elements that are whole, and words, to be put together at random.
const OPEN: [&str; 18] = [
    "w:p",
    "w:p",
    "w:r",
    "w:r",
    "w:pPr",
    "w:rPr",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:tcPr",
    "w:ins",
    "w:del",
    "w:hyperlink r:id=\"rId1\"",
    "w:sdt",
    "w:pict",
    "w:txbxContent",
    "mc:AlternateContent",
    "mc:Choice",
];
const WHOLE: [&str; 20] = [
    "<w:t>a</w:t>",
    "<w:t>甲 </w:t>",
    "<w:t> </w:t>",
    "<w:t>第一条</w:t>",
    "<w:t>目录</w:t>",
    "<w:t>|*</w:t>",
    "<w:br/>",
    "<w:del/>",
    "<w:vanish/>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"separate\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:instrText>TOC</w:instrText>",
    "<w:instrText>HYPERLINK \"http://a.example\"</w:instrText>",
    "<w:footnoteReference w:id=\"2\"/>",
    "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr>",
    "<w:numPr><w:numId w:val=\"2\"/></w:numPr>",
    "<w:vMerge/>",
    "<w:gridSpan w:val=\"99999999\"/>",
    "<w:outlineLvl w:val=\"0\"/>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in whatever, a well-formed document is read, and twice alike.
    #[test]
    fn nonsense_is_read(steps in prop::collection::vec(0..60_usize, 0..120)) {
        let mut body = String::new();
        let mut open = Vec::new();
        for step in steps {
            match step {
                0..18 => {
                    body += &format!("<{}>", OPEN[step]);
                    open.push(OPEN[step].split(' ').next().unwrap());
                }
                18..38 => body += WHOLE[step - 18],
                38..48 => body += &format!("<w:p><w:r>{}</w:r></w:p>", WHOLE[step - 38]),
                _ => body += &open.pop().map_or_else(String::new, |name| format!("</{name}>")),
            }
        }
        body.extend(open.into_iter().rev().map(|name| format!("</{name}>")));
        let start = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"4294967295\"/></w:lvlOverride>";
        let numbering = lists(&[level(0, "decimal", "%1%9%", ""), level(1, "chineseCounting", "第%2条", "")], start);
        let bytes = document(&body, &numbering, "");
        let once = import(&bytes, "a.docx").value;
        prop_assert!(!once.text.is_empty());
        prop_assert_eq!(once, import(&bytes, "a.docx").value);
    }
}

#[test]
fn damage_never_panics() {
    let whole = document(&(numbered(1, 0, "甲") + "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"), &lists(&[level(0, "x", "%1", "")], ""), "");
    for end in 0..whole.len() {
        let _ = import(&whole[..end], "a.docx");
    }
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = import(&bytes, "a.docx");
    }
}
