//! The stable diagnostic codes, `area/slug`. A code keeps its meaning for ever.

/// A stable diagnostic code such as `ledger/amount-malformed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

impl Code {
    /// The code as it is printed and as `gongshi explain` takes it.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

/// The code of that name, if there is one.
pub fn code(name: &str) -> Option<Code> {
    ALL.iter().copied().find(|code| code.as_str() == name)
}

macro_rules! codes {
    ($($area:ident { $($name:ident = $code:literal,)+ })+) => {
        $(
            #[doc = concat!("Codes of the area `", stringify!($area), "`.")]
            pub mod $area {
                use super::Code;
                $(
                    #[doc = concat!("`", $code, "`")]
                    pub const $name: Code = Code($code);
                )+
            }
        )+
        /// Every code, area by area.
        pub const ALL: &[Code] = &[$($($area::$name),+),+];
    };
}

codes! {
    ledger {
        ENCODING_INVALID = "ledger/encoding-invalid",
        LIMIT_EXCEEDED = "ledger/limit-exceeded",
        EMPTY_PERIOD = "ledger/empty-period",
        QUOTE_UNCLOSED = "ledger/quote-unclosed",
        FILE_FORMAT = "ledger/file-format",
        HEADER_UNKNOWN = "ledger/header-unknown",
        HEADER_EMPTY = "ledger/header-empty",
        COLUMN_MISSING = "ledger/column-missing",
        DUPLICATE_COLUMN = "ledger/duplicate-column",
        UNIT_CONFLICT = "ledger/unit-conflict",
        UNIT_UNKNOWN = "ledger/unit-unknown",
        ROW_RAGGED = "ledger/row-ragged",
        QUOTE_MISPLACED = "ledger/quote-misplaced",
        CHARACTER_FORBIDDEN = "ledger/character-forbidden",
        REQUIRED_MISSING = "ledger/required-missing",
        AMOUNT_MALFORMED = "ledger/amount-malformed",
        AMOUNT_PRECISION = "ledger/amount-precision",
        AMOUNT_OVERFLOW = "ledger/amount-overflow",
        VALUE_UNKNOWN = "ledger/value-unknown",
        VALUE_INVALID = "ledger/value-invalid",
        DATE_INVALID = "ledger/date-invalid",
        EXCEL_ERROR = "ledger/excel-error",
        ID_DAMAGED = "ledger/id-damaged",
        KEY_DUPLICATE = "ledger/key-duplicate",
        KEY_BLANK = "ledger/key-blank",
        TOTAL_MISMATCH = "ledger/total-mismatch",
        ENCODING_SUSPECT = "ledger/encoding-suspect",
        COLUMN_UNKNOWN = "ledger/column-unknown",
        PERIOD_MISMATCH = "ledger/period-mismatch",
        HEADER_REPEATED = "ledger/header-repeated",
        FORMULA_CELL = "ledger/formula-cell",
        DATE_YEAR_ASSUMED = "ledger/date-year-assumed",
        DATE_SERIAL = "ledger/date-serial",
        DATE_OUTSIDE_PERIOD = "ledger/date-outside-period",
        TOTAL_ROUNDED = "ledger/total-rounded",
        CANNOT_CHECK = "ledger/cannot-check",
        TOTAL_UNUSED = "ledger/total-unused",
        EMPTY_CONTRADICTED = "ledger/empty-contradicted",
        CHECK_SKIPPED = "ledger/check-skipped",
        EXPLANATION_CHANGED = "ledger/explanation-changed",
        EXPLANATION_EMPTY = "ledger/explanation-empty",
        EXPLANATION_REPEATED = "ledger/explanation-repeated",
        EXPLANATION_UNNEEDED = "ledger/explanation-unneeded",
        HIDDEN_ROW = "ledger/hidden-row",
        DUPLICATE_PERIOD = "ledger/duplicate-period",
        VALUE_OUT_OF_RANGE = "ledger/value-out-of-range",
        PATTERN_MISMATCH = "ledger/pattern-mismatch",
        CODE_UNKNOWN = "ledger/code-unknown",
        REFERENCE_MISSING = "ledger/reference-missing",
    }
    regulation {
        ARTICLE_GAP = "regulation/article-gap",
        ARTICLE_DUPLICATE = "regulation/article-duplicate",
        ARTICLE_BACKWARDS = "regulation/article-backwards",
        ITEM_GAP = "regulation/item-gap",
        ITEM_FIRST = "regulation/item-first",
        ITEM_LIST_ORPHAN = "regulation/item-list-orphan",
        CHAPTER_GAP = "regulation/chapter-gap",
        NUMERAL_AMBIGUOUS = "regulation/numeral-ambiguous",
        VERSION_OVERLAP = "regulation/version-overlap",
        PUBLISHED_AFTER_EFFECTIVE = "regulation/published-after-effective",
        SECRECY = "regulation/secrecy",
        COLON_MISSING = "regulation/colon-missing",
        NUMBER_STYLE = "regulation/number-style",
        INSTRUMENT_MISMATCH = "regulation/instrument-mismatch",
        EFFECTIVE_MISMATCH = "regulation/effective-mismatch",
        CHARACTER_SUSPECT = "regulation/character-suspect",
        NO_ARTICLES = "regulation/no-articles",
        GAP_UNUSED = "regulation/gap-unused",
        CONTENTS_MISMATCH = "regulation/contents-mismatch",
        REFERENCE_UNRESOLVED = "regulation/reference-unresolved",
        REFERENCE_AMBIGUOUS = "regulation/reference-ambiguous",
        TITLE_UNKNOWN = "regulation/title-unknown",
        SUPERSESSION_CYCLE = "regulation/supersession-cycle",
        REPEAL_MISMATCH = "regulation/repeal-mismatch",
        REVIEW_OVERDUE = "regulation/review-overdue",
        BASIS_REPEALED = "regulation/basis-repealed",
        SUPPLEMENTARY_NOT_LAST = "regulation/supplementary-not-last",
    }
    roster {
        GAP = "roster/gap",
        DOUBLE_BOOKED = "roster/double-booked",
        SHORT_REST = "roster/short-rest",
        BELOW_LEVEL = "roster/below-level",
        NOT_ELIGIBLE = "roster/not-eligible",
        LEADER_IS_STAFF = "roster/leader-is-staff",
        ON_LEAVE = "roster/on-leave",
        UNKNOWN_PERSON = "roster/unknown-person",
        AMBIGUOUS_PERSON = "roster/ambiguous-person",
        UNKNOWN_SLOT = "roster/unknown-slot",
        DUPLICATE_SLOT = "roster/duplicate-slot",
        MOBILE_NUMBER = "roster/mobile-number",
        ENDS_SOON = "roster/ends-soon",
        STALE_CHANGE = "roster/stale-change",
        OVERLAPPING_ROTATIONS = "roster/overlapping-rotations",
        RESUME_AFTER_UNKNOWN = "roster/resume-after-unknown",
        UNAPPROVED_CHANGE = "roster/unapproved-change",
        UNFAIR_LOAD = "roster/unfair-load",
        WEEKDAY_LOCK = "roster/weekday-lock",
        CALENDAR_ADVANCE = "roster/calendar-advance",
        SAME_FESTIVAL = "roster/same-festival",
        LATE_PUBLICATION = "roster/late-publication",
    }
    calendar {
        NO_TABLE = "calendar/no-table",
        MALFORMED = "calendar/malformed",
        PROJECTED = "calendar/projected",
    }
    config {
        NOT_FOUND = "config/not-found",
        MALFORMED = "config/malformed",
        UNKNOWN_KEY = "config/unknown-key",
        WRONG_TYPE = "config/wrong-type",
        MISSING_KEY = "config/missing-key",
    }
    front_matter {
        MALFORMED = "front-matter/malformed",
        UNKNOWN_KEY = "front-matter/unknown-key",
        WRONG_TYPE = "front-matter/wrong-type",
        MISSING_KEY = "front-matter/missing-key",
    }
    check {
        UNKNOWN_LEDGER = "check/unknown-ledger",
        UNKNOWN_FIELD = "check/unknown-field",
        DUPLICATE_ID = "check/duplicate-id",
        FINDING = "check/finding",
        SQL = "check/sql",
        UNDECLARED_UNIT = "check/undeclared-unit",
        BUDGET_EXCEEDED = "check/budget-exceeded",
    }
    table {
        PERIODS_OVERLAP = "table/periods-overlap",
        UNKNOWN_REFERENCE = "table/unknown-reference",
    }
    link {
        DEAD_LINK = "link/dead-link",
        DEAD_ANCHOR = "link/dead-anchor",
        WRONG_CASE = "link/wrong-case",
        EXTERNAL = "link/external",
    }
    path {
        COLLISION = "path/collision",
        UNSAFE = "path/unsafe",
        NOT_ASCII = "path/not-ascii",
        SYMLINK = "path/symlink",
        UNKNOWN_FILE = "path/unknown-file",
    }
    markdown {
        RAW_HTML = "markdown/raw-html",
        UNSAFE_LINK = "markdown/unsafe-link",
        NESTING = "markdown/nesting",
        CHARACTER_FORBIDDEN = "markdown/character-forbidden",
        ENCODING_INVALID = "markdown/encoding-invalid",
    }
    template {
        SYNTAX = "template/syntax",
        MISSING_FIELD = "template/missing-field",
        MISSING_TEMPLATE = "template/missing-template",
        CYCLE = "template/cycle",
        FAILED = "template/failed",
    }
    import {
        UNREADABLE = "import/unreadable",
    }
    output {
        NOT_OURS = "output/not-ours",
        OTHER_EDITION = "output/other-edition",
        LOCKED = "output/locked",
        IO = "output/io",
    }
}
