//! Rows that a check must find, and rows just inside its limit: trips, fuel, repairs, purchases and assets.

use super::cases::{Case, case};

pub(super) const REGISTERS: &[Case] = &[
    case(
        "trips/driver-overlap",
        &[(
            "trips",
            "_period, date, plate, driver, trip_id, out_time, in_time",
            &[
                "'2026-10', '2026-10-08', 'A', '甲', 'T1', '8:30', '12:00'",
                "'2026-10', '2026-10-08', 'B', '甲', 'T2', '11:59', '13:00'",
                "'2026-10', '2026-10-08', 'C', '甲', 'T3', '13:00', '14:00'",
            ],
        )],
        &[2],
    ),
    case(
        "trips/returned-before-leaving",
        &[(
            "trips",
            "date, in_date, out_time, in_time",
            &["'2026-10-08', NULL, '9:00', '8:59'", "'2026-10-08', NULL, '9:00', '09：00'", "'2026-10-08', '2026-10-09', '9:00', '8:00'"],
        )],
        &[1],
    ),
    case(
        "trips/register",
        &[("trips", "out_time, destination, km", &["'8:00', '市院', 10", "'8:00', NULL, 10", "'8:00', '市院', NULL"])],
        &[2, 3],
    ),
    case(
        "trips/papers-due",
        &[
            (
                "trips",
                "_period, date, plate",
                &["'2026-09', '2026-09-07', 'A'", "'2026-10', '2026-10-08', 'A'", "'2026-10', '2026-10-09', 'B'"],
            ),
            ("vehicles", "plate, insurance_expiry", &["'A', '2026-11-07'", "'B', '2026-11-09'"]),
        ],
        &[2],
    ),
    case(
        "trips/disposed-vehicle",
        &[
            (
                "trips",
                "_period, date, plate",
                &["'2026-10', '2026-10-08', 'A'", "'2026-10', '2026-10-09', 'A'", "'2026-10', '2026-10-09', 'B'"],
            ),
            ("vehicles", "plate, status, disposed", &["'A', '处置', '2026-10-08'", "'B', '封存', NULL"]),
        ],
        &[2],
    ),
    case(
        "fuel/odometer",
        &[(
            "fuel",
            "_period, date, plate, odo",
            &[
                "'2026-10', '2026-10-01', 'A', 100",
                "'2026-10', '2026-10-02', 'A', 99",
                "'2026-10', '2026-10-03', 'A', 99",
                "'2026-10', '2026-10-03', 'B', 1",
                "'2026-10', '2026-10-04', 'B', 30",
                "'2026-10', '2026-10-04', 'B', 20",
            ],
        )],
        &[2],
    ),
    case(
        "fuel/tank",
        &[
            ("fuel", "_period, plate, litres", &["'2026-10', 'A', 55.0", "'2026-10', 'A', 55.001"]),
            ("vehicles", "plate, tank_l", &["'A', 55.0"]),
        ],
        &[2],
    ),
    case(
        "vehicle-maintenance/shop",
        &[("vehicle_maintenance", "date, shop", &["'2026-10-08', '城西汽修厂'", "'2026-10-08', '路边店'", "'2026-10-08', NULL"])],
        &[2],
    ),
    case(
        "vehicle-maintenance/share-of-price",
        &[
            (
                "vehicle_maintenance",
                "_period, date, plate, amount",
                &["'2026-10', '2026-10-08', 'A', 1500", "'2026-10', '2026-10-08', 'A', 1501"],
            ),
            ("vehicles", "plate, price", &["'A', 10000"]),
        ],
        &[2],
    ),
    case("vehicle-maintenance/approval", &[("vehicle_maintenance", "plate, approval_no", &["'A', NULL", "'A', '1号'"])], &[1]),
    case(
        "procurement/government-procurement",
        &[(
            "procurement",
            "kind, method, amount, award_date",
            &[
                "'货物', '自行采购', 29999999, '2026-05-01'",
                "'货物', '自行采购', 30000000, '2026-05-01'",
                "'货物', '询价', 30000000, '2026-05-01'",
            ],
        )],
        &[2],
    ),
    case(
        "procurement/party-decision",
        &[(
            "procurement",
            "amount, award_date, party_decision_no",
            &["4999999, '2026-05-01', NULL", "5000000, '2026-05-01', NULL", "5000000, '2026-05-01', '纪要1号'"],
        )],
        &[2],
    ),
    case(
        "procurement/intent-lead",
        &[("procurement", "intent_date, notice_date", &["'2026-03-01', '2026-03-31'", "'2026-03-01', '2026-03-30'", "NULL, '2026-03-30'"])],
        &[2],
    ),
    case(
        "procurement/contract-term",
        &[("procurement", "notify_date, contract_date", &["'2026-03-01', '2026-03-31'", "'2026-03-01', '2026-04-01'"])],
        &[2],
    ),
    // 2026-04-29 is a Wednesday, and the holiday lasts until 2026-05-05.
    case(
        "procurement/award-notice",
        &[("procurement", "award_date, award_notice_date", &["'2026-04-29', '2026-05-06'", "'2026-04-29', '2026-05-07'"])],
        &[2],
    ),
    case("procurement/challenge", &[("procurement", "challenge", &["0", "1", "NULL"])], &[2]),
    case(
        "procurement/shares",
        &[(
            "procurement",
            "_period, kind, sme, amount",
            &["'2026', '货物', '小', 100", "'2026', '服务', '大', 300", "'2025', '工程', '中', 0"],
        )],
        &[0],
    ),
    case(
        "assets/account-tie",
        &[
            (
                "spending",
                "_period, voucher_no, econ_code, amount",
                &[
                    "'2026-10', 'V1', '31002', 300",
                    "'2026-10', 'V2', '31002', 300",
                    "'2026-10', 'V3', '30201', 300",
                    "'2026-10', 'V4', '30902', 1",
                ],
            ),
            ("assets", "voucher_no, original_value", &["'V1', 100", "'V1', 200", "'V2', 299"]),
        ],
        &[2, 4],
    ),
    case("assets/inventory-difference", &[("assets", "inventory_result", &["'相符'", "'盘亏'", "NULL"])], &[2]),
    case(
        "assets/below-floor",
        &[(
            "assets",
            "class, qty, original_value, bought",
            &["'设备', 1, 100000, '2026-01-01'", "'设备', 2, 199999, '2026-01-01'", "'图书', 1, 5, '2026-01-01'"],
        )],
        &[2],
    ),
    case(
        "assets/quantity-standard",
        &[
            (
                "assets",
                "asset_id, _period, item, department, qty, bought, status",
                &[
                    "'Z1', 'all', '台式计算机', '办公室', 2, '2026-01-01', '在用'",
                    "'Z1', 'all', '台式计算机', 'civil', 2, '2026-01-01', '在用'",
                    "'Z1', 'all', '台式计算机', '办公室', 9, '2026-01-01', '已处置'",
                ],
            ),
            (
                "departments",
                "id, name, short",
                &["'office', '办公室', '办公室'", "'civil', '第二检察部（民事行政和公益诉讼检察）', '第二检察部'"],
            ),
            ("people", "id, name, department", &["'p1', '一', 'office'", "'p2', '二', '办公室'", "'p3', '三', 'civil'"]),
        ],
        &[2],
    ),
    case(
        "assets/early-disposal",
        &[(
            "assets",
            "status, item, in_service, disposal_date",
            &[
                "'已处置', '台式计算机', '2020-05-01', '2026-05-01'",
                "'已处置', '台式计算机', '2020-05-02', '2026-05-01'",
                "'在用', '台式计算机', '2024-05-02', NULL",
            ],
        )],
        &[2],
    ),
    case(
        "assets/large-equipment",
        &[(
            "assets",
            "class, qty, original_value, status",
            &[
                "'设备', 1, 99999999, '在用'",
                "'设备', 1, 100000000, '在用'",
                "'设备', 2, 199999998, '在用'",
                "'土地房屋', 1, 900000000, '在用'",
            ],
        )],
        &[2],
    ),
];
