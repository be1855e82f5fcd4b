//! New numbers follow through every file.

use super::{read, shared};
use crate::kinds::Corpus;
use crate::kinds::regulation::{reference, renumber};
use crate::source::{SourceMap, SourceText};

/// The files after articles of `A` are numbered anew.
fn renumbered(files: &[(&str, &str)]) -> Vec<String> {
    let collection = read(files).value;
    let shared = shared();
    let citations = reference::cite(std::slice::from_ref(&collection), &shared.external, "").value;
    let corpus = Corpus { regulations: vec![collection], citations, ..Corpus::empty(shared) };
    let mut texts = SourceMap::default();
    for (name, text) in files {
        let source = SourceText::new(&format!("content/regulations/{name}"), text);
        texts.insert(&source.file, &source.text);
    }
    let work = corpus.regulations[0].work("A").unwrap();
    let edits = renumber::renumber(&corpus, &texts, work);
    let changed = |(name, text): &(&str, &str)| {
        let file = format!("content/regulations/{name}");
        renumber::apply(text, edits.iter().filter(|edit| *edit.file == *file))
    };
    files.iter().map(changed).collect()
}

#[test]
fn an_article_put_in_moves_those_behind_it() {
    let own = "+++\ntitle = \"甲办法\"\neffective = 2026-01-01\n+++\n第一条　依照本办法第三条、第二条第一款和第 3 条。\n第二条　新的一条。\n第二条　旧的第二条，见[前](#art-3-p1)。\n第三条　见第二、三条和第一至三条。\n";
    let other = "+++\ntitle = \"乙办法\"\neffective = 2026-02-01\n+++\n第一条　依照《甲办法》第三条第一款、本办法第一条，[见](A.md#art-2)和[见](B.md#art-2)。\n";
    assert_eq!(
        renumbered(&[("A.md", own), ("B.md", other)]),
        [
            "+++\ntitle = \"甲办法\"\neffective = 2026-01-01\n+++\n第一条　依照本办法第四条、第三条第一款和第 4 条。\n第二条　新的一条。\n第三条　旧的第三条，见[前](#art-4-p1)。\n第四条　见第三、四条和第一至四条。\n",
            "+++\ntitle = \"乙办法\"\neffective = 2026-02-01\n+++\n第一条　依照《甲办法》第四条第一款、本办法第一条，[见](A.md#art-3)和[见](B.md#art-2)。\n",
        ]
    );
}

#[test]
fn suffixes_become_numbers_and_gaps_keep_their_place() {
    let own = "+++\ntitle = \"甲办法\"\neffective = 2026-01-01\ngaps = [\"art-3\"]\n+++\n第一条　依照第一条之一和第四条。\n第一条之一　乙。\n第二条　丙。\n第四条　丁。\n";
    assert_eq!(
        renumbered(&[("A.md", own)]),
        [
            "+++\ntitle = \"甲办法\"\neffective = 2026-01-01\ngaps = [\"art-4\"]\n+++\n第一条　依照第二条和第五条。\n第二条　乙。\n第三条　丙。\n第五条　丁。\n"
        ]
    );
}

#[test]
fn a_text_in_order_stays_as_it_is() {
    let own = "+++\ntitle = \"甲办法\"\neffective = 2026-01-01\n+++\n第三条　见第四条。\n第四条（删除）\n第五条　丁。\n";
    assert_eq!(renumbered(&[("A.md", own)]), [own]);
}
