//! Rows that a check must find, and rows just inside its limit: money, receptions and vehicles.

use super::cases::{Case, case};

const SPENDING: &str = "_period, date, voucher_no, payee, amount, summary, category";

pub(super) const FURTHER: &[Case] = &[
    case(
        "spending/code-name",
        &[(
            "spending",
            "econ_code, econ_name, econ",
            &["'30201', '办公费', '办公费'", "'30201', '印刷费', '办公费'", "'30201', NULL, '办公费'"],
        )],
        &[2],
    ),
    case("spending/vague-summary", &[("spending", "summary", &["'办公用纸'", "'费用'", "'纸'", "'水费'", "' 其他 '"])], &[2, 3, 5]),
    case("spending/reversal-voucher", &[("spending", "amount, reversal_of", &["-1, NULL", "-1, 'V1'", "1, NULL"])], &[1]),
    case(
        "spending/withhold-basis",
        &[("spending", "public_level, withhold_basis", &["'不公开', NULL", "'不公开', '保密法第九条'", "'内部', NULL"])],
        &[1],
    ),
    case(
        "spending/econ-level",
        &[("spending", "econ_code", &["'302'", "'30201'", "'3020102'", "'办公费'", "NULL", "'302 商品和服务支出'", "'30217 公务接待费'"])],
        &[1, 6],
    ),
    case(
        "spending/individual-payee",
        &[("spending", "payee, payee_type", &["'陈立群', NULL", "'陈立群', '本单位职工'", "'周明远', '单位'", "'陈立群商店', NULL"])],
        &[1, 3],
    ),
    case(
        "spending/listed-payee",
        &[
            (
                "spending",
                "date, payee, amount",
                &["'2026-10-08', '甲公司', 1", "'2026-09-30', '甲公司', 1", "'2026-10-08', '乙公司', 1", "'2026-10-08', NULL, 1"],
            ),
            (
                "standards",
                "class, key, \"from\", \"to\"",
                &["'退出名单', '甲公司', '2026-10-01', NULL", "'关联单位', '丙公司', NULL, NULL"],
            ),
        ],
        &[1],
    ),
    case(
        "spending/income",
        &[(
            "spending",
            "amount, summary, reversal_of",
            &[
                "-500, '废旧物资变卖收入', NULL",
                "-500, '退回多付电费', NULL",
                "-500, '冲销变卖收入', 'V1'",
                "500, '罚没收入上缴手续费', NULL",
            ],
        )],
        &[1],
    ),
    case(
        "spending/vehicle-tie",
        &[
            (
                "spending",
                SPENDING,
                &[
                    "'2026-10', '2026-10-08', 'V1', '站', 300, '油', '公务用车运行维护费'",
                    "'2026-10', '2026-10-09', 'V2', '站', 300, '油', '公务用车运行维护费'",
                    "'2026-10', '2026-10-09', 'V3', '保险', 300, '保险', '公务用车运行维护费'",
                ],
            ),
            ("fuel", "voucher_no, amount", &["'V1', 200", "'V2', 200"]),
            ("vehicle_maintenance", "voucher_no, amount", &["'V1', 100", "'V2', 101"]),
        ],
        &[2],
    ),
    case(
        "spending/swing-year",
        &[(
            "spending",
            SPENDING,
            &[
                "'2025-10', '2025-10-08', 'V1', '甲', 1000000, '电', '电费'",
                "'2026-10', '2026-10-08', 'V2', '甲', 1200000, '电', '电费'",
                "'2025-10', '2025-10-08', 'V3', '甲', 1000000, '水', '水费'",
                "'2026-10', '2026-10-08', 'V4', '甲', 1099999, '水', '水费'",
                "'2026-09', '2026-09-08', 'V5', '甲', 9000000, '水', '水费'",
            ],
        )],
        &[0],
    ),
    case(
        "budget/over-budget",
        &[
            (
                "budget",
                "_period, budget_item, adjusted, doc_no",
                &["'2026', 'X1', 100, '1号'", "'2026', 'X2', 100, '1号'", "'2026', 'X3', 100, NULL"],
            ),
            (
                "spending",
                "_period, date, budget_item, amount",
                &["'2026-10', '2026-10-01', 'X1', 100", "'2026-10', '2026-10-01', 'X2', 101", "'2026-10', '2026-10-01', 'X3', 101"],
            ),
        ],
        &[2],
    ),
    case(
        "budget/progress",
        &[
            ("budget", "_period, budget_item, adjusted", &["'2025', 'X', 100", "'2026', 'X', 100"]),
            (
                "spending",
                "_period, date, amount",
                &["'2025-01', '2025-01-31', 45", "'2025-06', '2025-06-30', 0", "'2026-01', '2026-01-31', 44", "'2026-06', '2026-06-30', 0"],
            ),
        ],
        &[0],
    ),
    case(
        "budget/func-level",
        &[("budget", "func_code", &["'2040402'", "'20404'", "'2040402 一般行政管理事务'", "'行政运行'", "'20404 检察'"])],
        &[2, 5],
    ),
    case(
        "budget/econ-level",
        &[(
            "budget",
            "kind, econ_code",
            &["'公用经费', '302'", "'公用经费', '30201'", "'项目支出', '302'", "'人员经费', '301 工资福利支出'"],
        )],
        &[1, 4],
    ),
    case(
        "budget/kind-of-code",
        &[("budget", "kind, econ_code", &["'人员经费', '30101'", "'人员经费', '30201'", "'公用经费', '31002'", "'公用经费', '30301'"])],
        &[2, 4],
    ),
    case(
        "budget/sangong-flag",
        &[("budget", "econ_code, is_sangong", &["'30217', 1", "'30217', 0", "'30201', 1", "'30201', 0", "'30217', NULL"])],
        &[2, 3],
    ),
    case(
        "sangong/amount-without-count",
        &[(
            "sangong",
            "item, final, overseas_people, cars_held, recv_batches, foreign_batches",
            &[
                "'因公出国（境）费', 0, 0, NULL, NULL, NULL",
                "'因公出国（境）费', 0, 1, NULL, NULL, NULL",
                "'公务用车运行维护费', 100, NULL, 0, NULL, NULL",
                "'公务接待费', 100, NULL, NULL, 0, 1",
                "'公务接待费', 100, NULL, NULL, 0, NULL",
            ],
        )],
        &[2, 3, 5],
    ),
    case(
        "sangong/four-items",
        &[(
            "sangong",
            "_period, item",
            &[
                "'2024', '公务接待费'",
                "'2025', '因公出国（境）费'",
                "'2025', '公务用车购置费'",
                "'2025', '公务用车运行维护费'",
                "'2025', '公务接待费'",
            ],
        )],
        &[0],
    ),
    case("sangong/over-budget", &[("sangong", "budget, final", &["100, 100", "100, 101"])], &[2]),
    case(
        "sangong/reason",
        &[(
            "sangong",
            "budget, final, prev_final, reason_vs_budget, reason_vs_prev",
            &["100, 100, 100, NULL, NULL", "100, 90, 90, '节约', NULL", "100, 90, 90, NULL, NULL", "100, 100, 90, NULL, NULL"],
        )],
        &[3],
    ),
    case(
        "budget/repeated-item",
        &[(
            "budget",
            "_period, budget_item, department, kind, version",
            &[
                "'2026', 'GY-1', '办公室', '公用经费', NULL",
                "'2026', 'GY-1', '政治部', '公用经费', NULL",
                "'2026', 'GY-1', '办公室', '公用经费', 1",
                "'2026', 'GY-1', '办公室', '公用经费', 0",
                "'2025', 'GY-1', '办公室', '公用经费', NULL",
            ],
        )],
        &[4],
    ),
    case(
        "spending/period",
        &[(
            "spending",
            "_period, date, period",
            &["'2026-10', '2026-10-08', '2026-10'", "'2026-10', '2026-10-08', '2026-09'", "'2026-10', '2026-10-08', NULL"],
        )],
        &[2],
    ),
    case(
        "sangong/reason-previous",
        &[("sangong", "final, prev_final, reason_vs_prev", &["100, 100, NULL", "100, 90, '增加一批'", "100, 90, NULL", "100, NULL, NULL"])],
        &[3],
    ),
    case(
        "sangong/spending-tie",
        &[
            ("sangong", "_period, item, final", &["'2025', '公务接待费', 12", "'2026', '公务接待费', 11"]),
            ("spending", "_period, category, amount", &YEARS),
        ],
        &[2],
    ),
    case(
        "sangong/budget-tie",
        &[
            (
                "sangong",
                "_period, item, budget",
                &["'2026', '公务接待费', 100", "'2025', '公务接待费', 120", "'2026', '公务用车运行维护费', 119"],
            ),
            (
                "budget",
                "_period, budget_item, econ_code, initial, adjusted",
                &["'2026', 'X', '30217', 100, 120", "'2025', 'X', '30217', 100, 120", "'2026', 'Y', '30231 公务用车运行维护费', 100, 120"],
            ),
        ],
        &[3],
    ),
    case("reception/gift", &[("reception", "gift", &["0", "1", "NULL"])], &[2]),
    case("reception/lodging", &[("reception", "lodging_amount", &["0", "1", "NULL"])], &[2]),
    case("reception/place", &[("reception", "place", &["'机关食堂'", "'某某会所'", "'湖畔高尔夫球场'", "NULL"])], &[2, 3]),
    case("reception/cash", &[("reception", "settled_by", &["'现金'", "'公务卡'", "NULL"])], &[1]),
    case(
        "reception/documents",
        &[("reception", "has_invoice, has_letter, has_list, has_approval", &["1, 1, 1, 1", "1, 0, 1, 1", "1, NULL, NULL, NULL"])],
        &[2],
    ),
    case(
        "reception/late-voucher",
        &[
            ("reception", "_period, date, voucher_no", &["'2026-08', '2026-08-01', 'V1'", "'2026-08', '2026-08-01', 'V2'"]),
            ("spending", "date, voucher_no", &["'2026-09-30', 'V1'", "'2026-10-01', 'V2'"]),
        ],
        &[2],
    ),
    case(
        "reception/voucher-tie",
        &[
            (
                "reception",
                "_period, voucher_no, amount",
                &["'2026-10', 'V1', 1", "'2026-10', 'V2', 1", "'2026-10', 'V9', 1", "'2026-10', NULL, 1"],
            ),
            ("spending", "voucher_no, category", &["'V1', '公务接待费'", "'V1', '办公费'", "'V2', '办公费'"]),
        ],
        &[2],
    ),
    case(
        "vehicles/displacement",
        &[(
            "vehicles",
            "plate, category, displacement_l, new_energy, purchased",
            &[
                "'A', '执法执勤', 2.0, 0, '2024-01-01'",
                "'A', '执法执勤', 2.1, NULL, '2024-01-01'",
                "'A', '执法执勤', 2.1, 1, '2024-01-01'",
                "'A', '其他', 4.0, 0, '2024-01-01'",
            ],
        )],
        &[2],
    ),
    case(
        "vehicles/account-tie",
        &[
            ("spending", "_period, category, summary, amount", &MONTHS),
            ("fuel", "_period, amount", &["'2025-03', 600", "'2026-03', 600"]),
            ("vehicle_maintenance", "_period, amount", &["'2025-04', 500", "'2026-04', 500"]),
            ("trips", "_period, toll, parking", &["'2025-05', 60, 40", "'2026-05', 60, NULL"]),
        ],
        &[0],
    ),
    case(
        "vehicles/insurance-tie",
        &[
            (
                "vehicles",
                "_period, plate, insurance_premium, insurance_voucher",
                &[
                    "'all', 'A', 100, 'V1'",
                    "'all', 'B', 200, 'V1'",
                    "'all', 'C', 100, 'V2'",
                    "'all', 'D', 100, NULL",
                    "'all', 'E', 100, 'V3'",
                ],
            ),
            (
                "spending",
                "voucher_no, category, amount",
                &["'V1', '公务用车运行维护费', 300", "'V2', '公务用车运行维护费', 101", "'V3', '办公费', 100"],
            ),
        ],
        &[3, 5],
    ),
];

/// One row a month: a whole year that adds up, and another.
const YEARS: [&str; 24] = [
    "'2025-01', '公务接待费', 1",
    "'2025-02', '公务接待费', 1",
    "'2025-03', '公务接待费', 1",
    "'2025-04', '公务接待费', 1",
    "'2025-05', '公务接待费', 1",
    "'2025-06', '公务接待费', 1",
    "'2025-07', '公务接待费', 1",
    "'2025-08', '公务接待费', 1",
    "'2025-09', '公务接待费', 1",
    "'2025-10', '公务接待费', 1",
    "'2025-11', '公务接待费', 1",
    "'2025-12', '公务接待费', 1",
    "'2026-01', '公务接待费', 1",
    "'2026-02', '公务接待费', 1",
    "'2026-03', '公务接待费', 1",
    "'2026-04', '公务接待费', 1",
    "'2026-05', '公务接待费', 1",
    "'2026-06', '公务接待费', 1",
    "'2026-07', '公务接待费', 1",
    "'2026-08', '公务接待费', 1",
    "'2026-09', '公务接待费', 1",
    "'2026-10', '公务接待费', 1",
    "'2026-11', '公务接待费', 1",
    "'2026-12', '公务接待费', 1",
];

/// The vehicle expenses of two years, 1,200 分 each; insurance does not count.
const MONTHS: [&str; 25] = [
    "'2025-01', '公务用车运行维护费', '油', 100",
    "'2025-02', '公务用车运行维护费', '油', 100",
    "'2025-03', '公务用车运行维护费', '油', 100",
    "'2025-04', '公务用车运行维护费', '油', 100",
    "'2025-05', '公务用车运行维护费', '油', 100",
    "'2025-06', '公务用车运行维护费', '油', 100",
    "'2025-07', '公务用车运行维护费', '油', 100",
    "'2025-08', '公务用车运行维护费', '油', 100",
    "'2025-09', '公务用车运行维护费', '油', 100",
    "'2025-10', '公务用车运行维护费', '油', 100",
    "'2025-11', '公务用车运行维护费', '油', 100",
    "'2025-12', '公务用车运行维护费', '油', 100",
    "'2025-12', '公务用车运行维护费', '交强险、商业保险', 900",
    "'2026-01', '公务用车运行维护费', '油', 100",
    "'2026-02', '公务用车运行维护费', '油', 100",
    "'2026-03', '公务用车运行维护费', '油', 100",
    "'2026-04', '公务用车运行维护费', '油', 100",
    "'2026-05', '公务用车运行维护费', '油', 100",
    "'2026-06', '公务用车运行维护费', '油', 100",
    "'2026-07', '公务用车运行维护费', '油', 100",
    "'2026-08', '公务用车运行维护费', '油', 100",
    "'2026-09', '公务用车运行维护费', '油', 100",
    "'2026-10', '公务用车运行维护费', '油', 100",
    "'2026-11', '公务用车运行维护费', '油', 100",
    "'2026-12', '公务用车运行维护费', '油', 100",
];
