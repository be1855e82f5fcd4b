//! What programs that walk the site are told: `robots.txt` and the site map.

use crate::config::Edition;
use crate::view::{Address, Planned, escape};

/// Most addresses one site map may hold, by its protocol.
const MOST: usize = 50_000;

/// The files of this room. A site map names whole addresses, so there is none where the site may lie anywhere.
pub(super) fn planned<'a>(pages: &[Planned<'_>], edition: Edition, base_url: Option<&'a str>) -> Vec<Planned<'a>> {
    let mut files = vec![Planned::data(Address::known("robots.txt"), move || robots(edition, base_url))];
    let Some(base) = base_url else { return files };
    // Of a page that stands at two addresses, as the version in force of a regulation does, the shorter one.
    let shortest = |file: &Planned<'_>| file.addresses.iter().min_by_key(|address| address.as_str().len()).cloned();
    let mut listed: Vec<Address> = pages.iter().filter(|file| file.listed).filter_map(shortest).collect();
    listed.sort();
    let parts: Vec<Address> = (1..=listed.len().div_ceil(MOST)).map(|part| Address::known(&format!("sitemap-{part}.xml"))).collect();
    if parts.len() < 2 {
        files.push(Planned::data(Address::known("sitemap.xml"), move || site_map("urlset", "url", &listed, base)));
        return files;
    }
    for (part, pages) in parts.iter().zip(listed.chunks(MOST)) {
        let pages = pages.to_vec();
        files.push(Planned::data(part.clone(), move || site_map("urlset", "url", &pages, base)));
    }
    files.push(Planned::data(Address::known("sitemap.xml"), move || site_map("sitemapindex", "sitemap", &parts, base)));
    files
}

/// Whether search engines may come. All but the public edition is for staff: they are told to stay out of it wherever
/// it ends up.
fn robots(edition: Edition, base_url: Option<&str>) -> Vec<u8> {
    let rule = if edition == Edition::Public { "Allow: /" } else { "Disallow: /" };
    let map = base_url.map_or_else(String::new, |base| format!("\nSitemap: {base}/sitemap.xml\n"));
    format!("User-agent: *\n{rule}\n{map}").into_bytes()
}

/// A list of addresses in the words of the protocol (sitemaps.org).
fn site_map(list: &str, entry: &str, addresses: &[Address], base: &str) -> Vec<u8> {
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{list} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for address in addresses {
        xml += &format!("<{entry}><loc>{}</loc></{entry}>\n", escape(&format!("{base}/{address}")));
    }
    xml += &format!("</{list}>\n");
    xml.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::planned;
    use crate::config::Edition;
    use crate::view::{Address, Content, NotFoundView, Page, Planned, View};

    fn page(address: &str) -> Planned<'static> {
        let make = || Page { template: "404.html", page: Default::default(), view: View::NotFound(NotFoundView { sections: Vec::new() }) };
        Planned::page(Address::known(address), make)
    }

    fn texts(files: Vec<Planned<'_>>) -> Vec<(String, String)> {
        let text = |file: &Planned<'_>| match (file.make)() {
            Content::Data(bytes) => String::from_utf8(bytes).unwrap(),
            _ => unreachable!("these are data"),
        };
        files.iter().map(|file| (file.addresses[0].to_string(), text(file))).collect()
    }

    #[test]
    fn search_engines_are_kept_out_of_what_is_not_public() {
        for (edition, rule) in [(Edition::Internal, "Disallow: /"), (Edition::Preview, "Disallow: /"), (Edition::Public, "Allow: /")] {
            let files = texts(planned(&[page("index.html")], edition, None));
            assert_eq!(files, [("robots.txt".into(), format!("User-agent: *\n{rule}\n"))]);
        }
    }

    #[test]
    fn a_site_map_lists_pages_once_in_order_but_those_that_are_not_to_be_kept() {
        let pages = [
            page("b/index.html").also_at([Address::known("b/2026-01-01/index.html")]),
            page("a&b/index.html"),
            page("old/index.html").unlisted(),
        ];
        let files = texts(planned(&pages, Edition::Public, Some("https://oa.example")));
        assert_eq!(files[0].1, "User-agent: *\nAllow: /\n\nSitemap: https://oa.example/sitemap.xml\n");
        assert_eq!(
            files[1],
            (
                "sitemap.xml".into(),
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
                 <url><loc>https://oa.example/a&amp;b/index.html</loc></url>\n<url><loc>https://oa.example/b/index.html</loc></url>\n</urlset>\n"
                    .into()
            )
        );
    }

    #[test]
    fn more_than_fifty_thousand_pages_make_an_index_of_parts() {
        let pages: Vec<_> = (0..50_001).map(|n| page(&format!("p/{n:05}.html"))).collect();
        let files = texts(planned(&pages, Edition::Public, Some("https://oa.example")));
        let names: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.matches("<loc>").count())).collect();
        assert_eq!(names, [("robots.txt", 0), ("sitemap-1.xml", 50_000), ("sitemap-2.xml", 1), ("sitemap.xml", 2)]);
    }
}
