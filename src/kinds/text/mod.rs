//! temp
pub mod model {
    //! temp
    /// x
    pub struct Pages {
        /// x
        pub name: String,
    }
    impl Pages {
        /// x
        pub fn intro(&self, _: &crate::kinds::Corpus) -> crate::view::Html {
            crate::view::Html::default()
        }
    }
}
use crate::diag::*;
use crate::kinds::*;
/// x
#[derive(serde::Deserialize, schemars::JsonSchema)]
pub struct PageFront {}
/// x
pub fn read(_: &Shared, section: &Section<'_>) -> Checked<model::Pages> {
    Checked::clean(model::Pages { name: section.name.clone() })
}
/// x
pub fn list_links(_: &model::Pages, _: &mut LinkBook<'static>) {}
/// x
pub fn check(_: &Corpus, _: &model::Pages) -> Vec<Diagnostic> {
    Vec::new()
}
/// x
pub fn pages<'a>(_: &'a Corpus, _: &'a model::Pages) -> Vec<crate::view::Planned<'a>> {
    Vec::new()
}
