//! `datapackage.json`: what `data.csv` holds, in the words of Data Package v2 (Frictionless).

use serde_json::{Map, Value as Json, json};

use super::{Column, ColumnKind};
use crate::value::Date;

/// A licence of the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct License {
    /// Short name, `CC0-1.0`; or empty.
    pub name: String,
    /// Title in words; or empty.
    pub title: String,
    /// Address of its text; or empty.
    pub path: String,
}

/// Who had a part in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributor {
    /// Name of a body or a person.
    pub title: String,
    /// Roles: `publisher`.
    pub roles: Vec<String>,
}

/// A table that is published as `data.csv`.
#[derive(Debug, Clone)]
pub struct Package<'a> {
    /// Name in lower-case ASCII: `spending-2026-10`.
    pub name: &'a str,
    /// Title in words.
    pub title: &'a str,
    /// An address or another name that is the package's own in the world; or empty.
    pub id: &'a str,
    /// The period's last day.
    pub created: Date,
    /// Columns, in the order of the file.
    pub columns: &'a [Column],
    /// Length of `data.csv`.
    pub bytes: usize,
    /// sha256 of `data.csv`, lower-case hex.
    pub sha256: &'a str,
    /// Licences; none where nothing is said.
    pub licenses: &'a [License],
    /// Who published it; none where nothing is said.
    pub contributors: &'a [Contributor],
}

/// The description, to be written beside `data.csv`. Fields are named as the file's head names them, so that readers
/// match them; the English names stand in `gongshi:field`.
pub fn datapackage(package: &Package<'_>) -> Json {
    let mut json = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": package.name,
        "id": package.id,
        "title": package.title,
        "created": format!("{}T00:00:00+08:00", package.created),
        "licenses": package.licenses.iter().map(license).collect::<Vec<_>>(),
        "contributors": package.contributors.iter().map(|one| json!({ "title": one.title, "roles": one.roles })).collect::<Vec<_>>(),
        "resources": [resource(package)],
    });
    drop_empty(&mut json);
    json
}

fn license(license: &License) -> Json {
    let mut json = json!({ "name": license.name, "title": license.title, "path": license.path });
    drop_empty(&mut json);
    json
}

fn resource(package: &Package<'_>) -> Json {
    json!({
        "name": "data",
        "path": "data.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": package.bytes,
        "hash": format!("sha256:{}", package.sha256),
        "dialect": {
            "header": true,
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": "\"",
            "doubleQuote": true,
            "skipInitialSpace": false,
        },
        "schema": schema(package.columns),
    })
}

fn schema(columns: &[Column]) -> Json {
    let key: Vec<&str> = columns.iter().filter(|column| column.key).map(|column| column.title.as_str()).collect();
    let mut json = json!({
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": columns.iter().map(field).collect::<Vec<_>>(),
        "primaryKey": key,
        "missingValues": [""],
    });
    if key.is_empty() {
        remove(&mut json, "primaryKey");
    }
    json
}

fn field(column: &Column) -> Json {
    let (kind, extra) = match column.kind {
        ColumnKind::Text => ("string", json!({})),
        ColumnKind::Money | ColumnKind::Decimal(_) => ("number", json!({ "decimalChar": ".", "bareNumber": true })),
        ColumnKind::Integer => ("integer", json!({ "bareNumber": true })),
        ColumnKind::Date => ("date", json!({ "format": "default" })),
        ColumnKind::Month => ("yearmonth", json!({})),
        ColumnKind::Boolean => ("boolean", json!({ "trueValues": ["是"], "falseValues": ["否"] })),
    };
    let mut json = json!({
        "name": column.title,
        "title": column.full_title(),
        "description": column.description,
        "type": kind,
        "constraints": constraints(column),
        "gongshi:field": column.name,
        "gongshi:unit": column.unit,
    });
    if let (Json::Object(json), Json::Object(extra)) = (&mut json, extra) {
        json.extend(extra);
    }
    drop_empty(&mut json);
    json
}

fn constraints(column: &Column) -> Json {
    let mut rules = Map::new();
    // The rules of a key are said once, in `primaryKey`.
    for (name, holds) in [("required", column.required), ("unique", column.unique)] {
        if holds {
            rules.insert(name.to_owned(), json!(true));
        }
    }
    if !column.values.is_empty() {
        rules.insert("enum".to_owned(), json!(column.values));
    }
    for (name, limit) in [("minimum", &column.minimum), ("maximum", &column.maximum), ("pattern", &column.pattern)] {
        if let Some(limit) = limit {
            rules.insert(name.to_owned(), json!(limit));
        }
    }
    Json::Object(rules)
}

/// Takes out members that are empty: a profile allows them to be absent, not empty.
fn drop_empty(json: &mut Json) {
    if let Json::Object(members) = json {
        let empty = |value: &Json| {
            value.as_str().is_some_and(str::is_empty)
                || value.as_array().is_some_and(Vec::is_empty)
                || value.as_object().is_some_and(Map::is_empty)
        };
        members.retain(|_, value| !empty(value));
    }
}

fn remove(json: &mut Json, name: &str) {
    if let Json::Object(members) = json {
        members.shift_remove(name);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Contributor, License, Package, datapackage};
    use crate::export::{Column, ColumnKind};
    use crate::value::Date;

    fn columns() -> Vec<Column> {
        let column = Column::new;
        vec![
            Column { key: true, required: true, ..column("voucher", "凭证号", ColumnKind::Text) },
            Column { required: true, ..column("date", "日期", ColumnKind::Date) },
            Column { minimum: Some("0.00".into()), ..column("amount", "金额", ColumnKind::Money) },
            Column { unit: "人".into(), ..column("people", "人数", ColumnKind::Integer) },
            Column { values: vec!["公务卡".into(), "转账".into()], ..column("payment", "支付方式", ColumnKind::Text) },
            column("month", "所属月份", ColumnKind::Month),
            column("paid", "是否支付", ColumnKind::Boolean),
        ]
    }

    fn package<'a>(columns: &'a [Column], licenses: &'a [License], contributors: &'a [Contributor]) -> Package<'a> {
        let created = Date::from_ymd_opt(2026, 10, 31).unwrap();
        Package { name: "spending-2026-10", title: "月通报", id: "", created, columns, bytes: 12, sha256: "ab", licenses, contributors }
    }

    #[test]
    fn a_table_is_described_in_full() {
        let licenses = [License { name: "CC0-1.0".into(), title: String::new(), path: String::new() }];
        let contributors = [Contributor { title: "云岭县人民检察院".into(), roles: vec!["publisher".into()] }];
        let json = datapackage(&package(&columns(), &licenses, &contributors));
        insta::assert_snapshot!("datapackage", serde_json::to_string_pretty(&json).unwrap());
    }

    #[test]
    fn what_is_not_given_is_not_there() {
        let json = datapackage(&package(&[Column::new("note", "备注", ColumnKind::Text)], &[], &[]));
        for absent in ["id", "licenses", "contributors"] {
            assert!(json.get(absent).is_none(), "{absent}");
        }
        assert_eq!(
            json["resources"][0]["schema"]["fields"],
            json!([{ "name": "备注", "title": "备注", "type": "string", "gongshi:field": "note" }])
        );
        assert!(json["resources"][0]["schema"].get("primaryKey").is_none());
    }
}
