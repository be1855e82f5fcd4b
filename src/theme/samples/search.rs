//! A view of the search.

use crate::view::{Link, SearchView};

pub(super) fn search() -> SearchView {
    let words = |list: &[&str]| list.iter().map(|words| (*words).to_owned()).collect();
    SearchView {
        entry: "search/m-k3j9d2.js".to_owned(),
        kinds: words(&["规章制度", "公示通报", "值班表", "其他页面"]),
        departments: words(&["", "办公室", "检务督察部"]),
        statuses: words(&["", "现行有效", "尚未施行", "已被修订", "已废止", "已失效"]),
        years: vec![2026, 2025],
        indexes: vec![
            Link::new("regulations/by/department/index.html", "按归口部门"),
            Link::new("regulations/by/year/index.html", "按年份"),
        ],
        sections: vec![Link::new("spending/index.html", "财务支出月通报")],
    }
}
