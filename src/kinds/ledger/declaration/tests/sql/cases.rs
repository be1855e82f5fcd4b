//! Rows that a check must find, and rows that it must not.

/// Rows in, rows found out, numbered from 1 in each table.
pub(super) struct Case {
    pub(super) check: &'static str,
    /// Tables: names of columns, then each row's values in SQL.
    pub(super) rows: &'static [(&'static str, &'static str, &'static [&'static str])],
    /// Numbers of the rows that must be found; 0 for a whole period.
    pub(super) found: &'static [i64],
}

pub(super) const fn case(
    check: &'static str,
    rows: &'static [(&'static str, &'static str, &'static [&'static str])],
    found: &'static [i64],
) -> Case {
    Case { check, rows, found }
}

const SPENDING: &str = "_period, date, voucher_no, payee, amount, summary, category";

pub(super) const CASES: &[Case] = &[
    case("reception/companions", &[("reception", "guests, companions", &["10, 4", "11, 4", "9, 3", "11, 3", "12, 4", "1, 0"])], &[1, 2]),
    case("reception/no-letter", &[("reception", "letter_no", &["NULL", "'云检函〔2026〕1号'"])], &[1]),
    case(
        "reception/incomplete-list",
        &[(
            "reception",
            "guest_names, guest_titles, activity, place",
            &["'甲', '科长', '调研', '食堂'", "'甲', '科长', NULL, '食堂'", "'甲', NULL, '调研', '食堂'"],
        )],
        &[2, 3],
    ),
    case("reception/companion-names", &[("reception", "companions, companion_names", &["1, '乙'", "0, NULL", "1, NULL"])], &[3]),
    case("reception/second-meal", &[("reception", "meals", &["1", "2", "NULL"])], &[2]),
    case("reception/alcohol-tobacco", &[("reception", "alcohol, tobacco", &["0, 0", "1, 0", "NULL, 1", "NULL, NULL"])], &[2, 3]),
    case(
        "reception/meal-standard",
        &[(
            "reception",
            "date, meal, meal_amount, guests, companions, meals",
            &[
                "'2026-10-08', '午餐', 60000, 8, 2, 1",
                "'2026-10-08', '午餐', 60001, 8, 2, 1",
                "'2026-10-08', '午餐', 120000, 8, 2, 2",
                "'2026-10-08', NULL, 990000, 8, 2, 1",
            ],
        )],
        &[2],
    ),
    case(
        "reception/amount-sum",
        &[(
            "reception",
            "amount, meal_amount, lodging_amount, transport_amount",
            &["300, 100, 100, 100", "300, 300, NULL, NULL", "300, 100, NULL, 100", "300, NULL, NULL, NULL"],
        )],
        &[3],
    ),
    case(
        "reception/one-letter",
        &[(
            "reception",
            "_period, date, reception_id, letter_no",
            &["'2026-09', '2026-09-01', 'J1', '1号'", "'2026-10', '2026-10-01', 'J2', '1号'", "'2026-10', '2026-10-01', 'J3', '2号'"],
        )],
        &[2],
    ),
    case(
        "reception/unsettled",
        &[
            (
                "reception",
                "_period, date, amount, voucher_no",
                &["'2026-09', '2026-09-01', 100, NULL", "'2026-09', '2026-09-01', 100, 'V1'"],
            ),
            ("spending", "_period, date", &["'2026-10', '2026-10-30'"]),
        ],
        &[1],
    ),
    case("spending/zero-amount", &[("spending", "amount", &["1", "0", "-1"])], &[2]),
    case("spending/own-approval", &[("spending", "handler, approver", &["'甲', '甲'", "'甲', '乙'", "NULL, '乙'"])], &[1]),
    case(
        "spending/approval-level",
        &[(
            "spending",
            "approver, amount",
            &["'陈立群', 200000", "'陈立群', 200001", "'周明远', 9900000", "'b01', 100", "NULL, 9900000", "'生人', 100"],
        )],
        &[2, 6],
    ),
    case(
        "spending/party-decision",
        &[(
            "spending",
            "date, amount, approval_no",
            &["'2026-10-08', 5000000, NULL", "'2026-10-08', 5000001, NULL", "'2026-10-08', 5000001, '党组纪要1号'"],
        )],
        &[2],
    ),
    case(
        "spending/duplicate-invoice",
        &[(
            "spending",
            "_period, date, voucher_no, payee, amount, invoice_no",
            &[
                "'2026-09', '2026-09-01', 'V1', '甲店', 100, '0295'",
                "'2026-10', '2026-10-01', 'V2', '甲店', 100, '0295'",
                "'2026-10', '2026-10-01', 'V3', '乙店', 100, '0295'",
                "'2026-10', '2026-10-02', 'V2', '甲店', 50, '0295'",
                "'2026-10', '2026-10-03', 'V4', '甲店', -100, '0295'",
                "'2026-10', '2026-10-04', NULL, '丙店', 100, '0296'",
                "'2026-10', '2026-10-05', NULL, '丙店', 100, '0296'",
            ],
        )],
        &[2, 4, 7],
    ),
    case(
        "spending/duplicate-row",
        &[(
            "spending",
            SPENDING,
            &[
                "'2026-10', '2026-10-08', 'V1', '甲店', 100, '纸', '办公费'",
                "'2026-10', '2026-10-08', 'V2', '甲店', 100, '纸', '办公费'",
                "'2026-10', '2026-10-08', 'V3', '甲店', 100, '笔', '办公费'",
            ],
        )],
        &[2],
    ),
    case(
        "spending/same-payee-amount",
        &[(
            "spending",
            SPENDING,
            &[
                "'2026-10', '2026-10-08', 'V1', '甲店', 100, '纸', '办公费'",
                "'2026-10', '2026-10-15', 'V2', '甲店', 100, '纸', '办公费'",
                "'2026-10', '2026-10-23', 'V3', '甲店', 100, '纸', '办公费'",
                "'2026-10', '2026-10-23', 'V4', '乙店', 100, '纸', '办公费'",
            ],
        )],
        &[2],
    ),
    case(
        "spending/control-total",
        &[
            (
                "spending",
                SPENDING,
                &[
                    "'2026-09', '2026-09-08', 'V1', '甲店', 100, '纸', '办公费'",
                    "'2026-10', '2026-10-08', 'V2', '甲店', 100, '纸', '办公费'",
                ],
            ),
            (
                "control_totals",
                "ledger, period, source, amount",
                &["'spending', '2026-09', '银行', 100", "'spending', '2026-10', '银行', 101", "'fuel', '2026-10', '银行', 5"],
            ),
        ],
        &[0],
    ),
    case(
        "spending/cash",
        &[(
            "spending",
            "date, pay_method, amount",
            &["'2026-10-08', '现金', 100000", "'2026-10-08', '现金', 100001", "'2026-10-08', '转账', 900000"],
        )],
        &[2],
    ),
    case(
        "spending/official-card",
        &[(
            "spending",
            "date, pay_method, amount, category",
            &["'2026-10-08', '现金', 100, '办公费'", "'2026-10-08', '公务卡', 100, '办公费'", "'2026-10-08', '现金', 100, '劳务费'"],
        )],
        &[1],
    ),
    case(
        "spending/reception-tie",
        &[
            (
                "spending",
                SPENDING,
                &[
                    "'2026-10', '2026-10-08', 'V1', '食堂', 100, '餐', '公务接待费'",
                    "'2026-10', '2026-10-08', 'V1', '食堂', 50, '餐', '公务接待费'",
                    "'2026-10', '2026-10-09', 'V2', '食堂', 80, '餐', '公务接待费'",
                    "'2026-10', '2026-10-09', 'V3', '食堂', 70, '餐', '公务接待费'",
                    "'2026-10', '2026-10-09', 'V4', '食堂', 70, '纸', '办公费'",
                ],
            ),
            ("reception", "voucher_no, amount", &["'V1', 100", "'V1', 50", "'V2', 90"]),
        ],
        &[3, 4],
    ),
    case(
        "spending/swing",
        &[(
            "spending",
            SPENDING,
            &[
                "'2026-09', '2026-09-08', 'V1', '甲', 1000000, '电', '电费'",
                "'2026-10', '2026-10-08', 'V2', '甲', 1200000, '电', '电费'",
                "'2026-09', '2026-09-08', 'V3', '甲', 1000000, '水', '水费'",
                "'2026-10', '2026-10-08', 'V4', '甲', 1090000, '水', '水费'",
            ],
        )],
        &[0],
    ),
    case(
        "spending/split-payment",
        &[(
            "spending",
            SPENDING,
            &[
                "'2026-10', '2026-10-08', 'V1', '甲', 195000, '纸', '办公费'",
                "'2026-10', '2026-10-20', 'V2', '甲', 199000, '纸', '办公费'",
                "'2026-12', '2026-12-20', 'V3', '甲', 199000, '纸', '办公费'",
                "'2026-10', '2026-10-21', 'V4', '甲', 100000, '纸', '办公费'",
            ],
        )],
        &[2],
    ),
    // 2026-10-01 is a holiday, 2026-10-10 a Saturday to be worked.
    case("spending/weekend-payment", &[("spending", "date", &["'2026-10-01'", "'2026-10-09'", "'2026-10-10'", "'2026-10-11'"])], &[1, 4]),
    case("budget/adjusted-sum", &[("budget", "initial, adjust, adjusted", &["100, 10, 110", "100, NULL, 100", "100, -10, 100"])], &[3]),
    case(
        "budget/over-without-document",
        &[
            (
                "budget",
                "_period, budget_item, adjusted, version, doc_no",
                &["'2026', 'X1', 100, 0, NULL", "'2026', 'X1', 200, 1, NULL", "'2026', 'X2', 100, 0, NULL", "'2026', 'X3', 100, 0, '1号'"],
            ),
            (
                "spending",
                "_period, date, budget_item, amount",
                &[
                    "'2026-09', '2026-09-01', 'X1', 150",
                    "'2026-10', '2026-10-01', 'X2', 60",
                    "'2026-10', '2026-10-01', 'X2', 60",
                    "'2026-10', '2026-10-01', 'X3', 160",
                ],
            ),
        ],
        &[3],
    ),
    case(
        "budget/published-late",
        &[("budget", "effective_date, published_on", &["'2026-02-01', '2026-02-21'", "'2026-02-01', '2026-02-22'", "'2026-02-01', NULL"])],
        &[2],
    ),
    case(
        "sangong/reception-counts",
        &[
            ("sangong", "_period, item, recv_batches, recv_people", &["'2025', '公务接待费', 2, 9", "'2026', '公务接待费', 2, 10"]),
            ("reception", "_period, guests", &["'2025-03', 4", "'2025-05', 5", "'2026-03', 4", "'2026-05', 5"]),
        ],
        &[2],
    ),
    case(
        "sangong/cars-held",
        &[
            ("sangong", "_period, item, cars_held", &["'2025', '公务用车运行维护费', 2", "'2026', '公务用车运行维护费', 2"]),
            (
                "vehicles",
                "plate, in_service, status, disposed",
                &["'A', '2020-01-01', '在用', NULL", "'B', '2020-01-01', '处置', '2026-05-01'", "'C', '2027-01-01', '在用', NULL"],
            ),
        ],
        &[2],
    ),
    case(
        "vehicles/price",
        &[(
            "vehicles",
            "plate, category, price, purchased",
            &[
                "'A', '执法执勤', 18000000, '2024-01-01'",
                "'A', '执法执勤', 18000001, '2024-01-01'",
                "'A', '特种专业技术', 99000000, '2024-01-01'",
            ],
        )],
        &[2],
    ),
    case(
        "vehicles/early-replacement",
        &[(
            "vehicles",
            "status, in_service, disposed",
            &["'处置', '2018-05-01', '2026-05-01'", "'处置', '2018-05-02', '2026-05-01'", "'在用', '2020-01-01', NULL"],
        )],
        &[2],
    ),
    case("trips/distance", &[("trips", "km, odo_out, odo_in", &["20, 100, 120", "21, 100, 120", "NULL, 100, 120"])], &[2]),
    case(
        "trips/odometer",
        &[(
            "trips",
            "_period, date, plate, out_time, odo_out, odo_in",
            &[
                "'2026-10', '2026-10-08', 'A', '8:30', 100, 120",
                "'2026-10', '2026-10-08', 'A', '14：00', 119, 150",
                "'2026-10', '2026-10-09', 'A', '08:00', 150, 160",
                "'2026-10', '2026-10-09', 'B', '08:00', 5, 6",
            ],
        )],
        &[2],
    ),
    case(
        "trips/overlap",
        &[(
            "trips",
            "_period, date, plate, trip_id, out_time, in_time",
            &[
                "'2026-10', '2026-10-08', 'A', 'T1', '8:30', '12:00'",
                "'2026-10', '2026-10-08', 'A', 'T2', '11:59', '13:00'",
                "'2026-10', '2026-10-08', 'A', 'T3', '13:00', '14:00'",
                "'2026-10', '2026-10-08', 'B', 'T4', '9:00', '10:00'",
            ],
        )],
        &[2],
    ),
    case(
        "trips/rest-day",
        &[("trips", "date, special_reason", &["'2026-10-02', NULL", "'2026-10-02', '押解'", "'2026-10-09', NULL", "'2026-10-10', NULL"])],
        &[1],
    ),
    case(
        "trips/expired-papers",
        &[
            (
                "trips",
                "_period, date, plate",
                &["'2026-10', '2026-10-08', 'A'", "'2026-10', '2026-10-09', 'A'", "'2026-10', '2026-10-09', 'B'"],
            ),
            ("vehicles", "plate, insurance_expiry", &["'A', '2026-10-08'", "'B', NULL"]),
        ],
        &[2],
    ),
    case("fuel/amount", &[("fuel", "litres, unit_price, amount", &["40.5, 750, 30375", "40.5, 750, 30376", "40.5, 750, 30377"])], &[3]),
    case(
        "fuel/consumption",
        &[(
            "fuel",
            "_period, date, plate, litres, odo",
            &[
                "'2026-06', '2026-06-01', 'A', 40, 1000",
                "'2026-06', '2026-06-15', 'A', 40, 1500",
                "'2026-07', '2026-07-01', 'A', 40, 2000",
                "'2026-07', '2026-07-15', 'A', 41, 2500",
                "'2026-08', '2026-08-01', 'A', 40, 3000",
                "'2026-08', '2026-08-15', 'A', 60, 3500",
            ],
        )],
        &[6],
    ),
    case(
        "fuel/too-soon",
        &[(
            "fuel",
            "_period, date, plate, odo",
            &["'2026-10', '2026-10-01', 'A', 100", "'2026-10', '2026-10-02', 'A', 149", "'2026-10', '2026-10-03', 'A', 199"],
        )],
        &[2],
    ),
    case("fuel/station", &[("fuel", "date, station", &["'2026-10-01', '城东加油站'", "'2026-10-01', '路边加油站'"])], &[2]),
    case(
        "vehicle-maintenance/in-warranty",
        &[(
            "vehicle_maintenance",
            "_period, date, plate, items, amount, warranty_until",
            &[
                "'2026-03', '2026-03-01', 'A', '换电瓶', 50000, '2027-03-01'",
                "'2026-10', '2026-10-01', 'A', '换电瓶', 50000, NULL",
                "'2026-10', '2026-10-01', 'A', '换机油', 30000, NULL",
            ],
        )],
        &[2],
    ),
    case("procurement/over-budget", &[("procurement", "budget_amount, amount", &["100, 100", "100, 101", "NULL, 5"])], &[2]),
    case(
        "procurement/open-tender",
        &[(
            "procurement",
            "kind, method, amount, award_date",
            &[
                "'货物', '询价', 199999999, '2026-05-01'",
                "'货物', '询价', 200000000, '2026-05-01'",
                "'货物', '公开招标', 300000000, '2026-05-01'",
            ],
        )],
        &[2],
    ),
    case(
        "procurement/three-quotes",
        &[(
            "procurement",
            "method, quotes, amount, award_date",
            &[
                "'自行采购', 2, 200001, '2026-05-01'",
                "'自行采购', 3, 200001, '2026-05-01'",
                "'自行采购', 1, 200000, '2026-05-01'",
                "'自行采购', NULL, 200001, '2026-05-01'",
            ],
        )],
        &[1, 4],
    ),
    case("procurement/two-purchasers", &[("procurement", "purchasers", &["'韩雪'", "'韩雪、方志强'", "'韩雪，方志强'", "NULL"])], &[1]),
    case(
        "procurement/split",
        &[(
            "procurement",
            "_period, fiscal_year, budget_item, catalogue_code, kind, method, amount, award_date",
            &[
                "'2026', 2026, 'X', 'A02', '货物', '询价', 120000000, '2026-03-01'",
                "'2026', 2026, 'X', 'A02', '货物', '询价', 80000000, '2026-05-01'",
                "'2026', 2026, 'X', 'A03', '货物', '询价', 120000000, '2026-03-01'",
                "'2026', 2026, 'X', 'A03', '货物', '公开招标', 900000000, '2026-05-01'",
            ],
        )],
        &[2],
    ),
    case(
        "procurement/date-order",
        &[(
            "procurement",
            "notice_date, award_date, contract_date, accept_date",
            &[
                "'2026-03-01', '2026-03-20', '2026-04-01', '2026-05-01'",
                "'2026-03-21', '2026-03-20', '2026-04-01', '2026-05-01'",
                "NULL, '2026-03-20', NULL, NULL",
            ],
        )],
        &[2],
    ),
    // 2026-04-30 is a Thursday, and the holiday lasts until 2026-05-05.
    case(
        "procurement/contract-notice",
        &[("procurement", "contract_date, contract_publish_date", &["'2026-04-29', '2026-05-06'", "'2026-04-29', '2026-05-07'"])],
        &[2],
    ),
    case(
        "procurement/overpaid",
        &[
            ("procurement", "_period, procurement_id, amount", &["'2026', 'C1', 100", "'2026', 'C2', 100"]),
            ("spending", "procurement_id, amount", &["'C1', 60", "'C1', 60", "'C2', 100"]),
        ],
        &[1],
    ),
    case("assets/disposal-document", &[("assets", "status, disposal_doc", &["'已处置', NULL", "'已处置', '1号'", "'在用', NULL"])], &[1]),
    case("assets/disposal-income", &[("assets", "disposal_income, handed_over_no", &["100, NULL", "100, '缴1'", "NULL, NULL"])], &[1]),
    case(
        "assets/inventory",
        &[(
            "assets",
            "asset_id, status, bought, inventory_date",
            &[
                "'Z1', '在用', '2020-01-01', '2025-11-30'",
                "'Z1', '在用', '2020-01-01', '2026-11-30'",
                "'Z1', '在用', '2020-01-01', '2025-11-29'",
                "'Z1', '在用', '2026-06-01', NULL",
                "'Z1', '已处置', '2010-01-01', NULL",
                "'Z1', '闲置', '2010-01-01', NULL",
                "'Z1', '在用', NULL, NULL",
            ],
        )],
        &[3, 6, 7],
    ),
    case(
        "assets/custodian-left",
        &[
            ("assets", "custodian, status", &["'旧人', '在用'", "'陈立群', '在用'", "'旧人', '已处置'"]),
            ("spending", "date", &["'2026-10-30'"]),
        ],
        &[1],
    ),
    case(
        "assets/price-standard",
        &[(
            "assets",
            "item, qty, original_value, bought",
            &["'台式计算机', 2, 1000000, '2026-01-01'", "'台式计算机', 1, 500001, '2026-01-01'", "'书柜', 1, 9900000, '2026-01-01'"],
        )],
        &[2],
    ),
];
