//! Whatever goes in.

use proptest::prelude::*;

use super::*;

fn cell() -> impl Strategy<Value = Value> {
    prop_oneof![Just(Value::Null), any::<i64>().prop_map(Value::Integer), "[^\\x00]{0,12}".prop_map(Value::Text),]
}

proptest! {
    #[test]
    fn any_text_gets_an_answer_or_a_place(words in prop::collection::vec(prop::sample::select(vec![
        "SELECT", "*", "FROM", "reception", "WHERE", "amount", "金额", "(", ")", ",", "'", "'午餐'", "\"", "[", ";", "--", "/*", "*/",
        "<=", "1", "x'", "ORDER BY", "LIMIT", "UNION", "WITH", "AS", "yuan", ".", "＞", "?", "\n", "\0", "CASE", "NOT", "é",
    ]), 0..14)) {
        let sql = words.join(" ");
        let database = sample();
        for error in [database.select(&sql, 10).err(), database.expression("reception", &sql).err()].into_iter().flatten() {
            if let Some(at) = error.at {
                prop_assert!(sql.get(at.clone()).is_some_and(|part| !part.is_empty()), "{:?} of {:?}", at, sql);
            }
        }
    }

    #[test]
    fn cells_come_back_as_they_went_in(
        rows in prop::collection::vec((cell(), prop::option::of(any::<i64>()), prop::option::of(-1.0e15_f64..1.0e15)), 0..40)
    ) {
        let fields = [Field::new("a", "甲", FieldType::Text), Field::new("b", "乙", FieldType::Money), Field::new("c", "丙", FieldType::Decimal(2))];
        let mut builder = Builder::new().unwrap();
        builder.table(&Shape::new("t-1", "表", &fields)).unwrap();
        let input = rows.iter().zip(1..).map(|((a, b, c), number)| Row {
            number,
            file: "f",
            cells: [
                a.as_text().map_or(Cell::Null, Cell::Text),
                b.map_or(Cell::Null, Cell::Integer),
                c.map_or(Cell::Null, Cell::Real),
            ],
        });
        prop_assert_eq!(builder.load("t_1", Period::All, input).unwrap(), rows.len());
        let database = builder.finish(Vec::new(), WorkCalendar::built_in()).unwrap();
        let answer = database.select("SELECT _row, _file, _period, a, b, c FROM t_1 ORDER BY _row", 100).unwrap();
        let expected: Vec<Vec<Value>> = rows.iter().zip(1..).map(|((a, b, c), number)| vec![
            Value::Integer(number),
            text("f"),
            text("all"),
            a.as_text().map_or(Value::Null, text),
            b.map_or(Value::Null, Value::Integer),
            c.map_or(Value::Null, Value::Real),
        ]).collect();
        prop_assert_eq!(answer.rows, expected);
    }
}
