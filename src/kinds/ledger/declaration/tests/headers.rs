//! Headers as the offices write them: every one leads to its field, in the case and width it comes in.

use super::presets;
use crate::value::fold;

/// The fields of a ledger, each with headers it stands under.
type Headers = (&'static str, &'static [(&'static str, &'static str)]);

const HEADERS: &[Headers] = &[
    (
        "spending",
        &[
            ("period", "月份,期间,所属期,Month,Period"),
            ("voucher_no", "凭证号,凭证编号,记账凭证号,Transaction number,Voucher,TRANSACTION NUMBER"),
            ("line_no", "行号,分录号,序号,Line"),
            ("date", "日期,支付日期,付款日期,记账日期,Date,Payment date,Payment Date"),
            ("department", "部门,科室,使用部门,处室,Department,Expense area,Expense Area"),
            ("econ_code", "经济分类,科目编码,经济科目,Expense code"),
            ("econ_name", "科目名称,费用类别,支出类别,Expense type,Expense Type"),
            ("func_code", "功能分类,功能科目,Function code"),
            ("budget_item", "预算项目,指标,项目名称,项目编码,Budget item"),
            ("summary", "摘要,用途,事由,支出内容,Description"),
            ("payee", "收款单位,收款人,供应商,对方单位,Supplier,Payee,Supplier name"),
            ("payee_type", "收款人类型,Payee type"),
            ("amount", "金额,支出金额,实付金额,报销金额,Amount"),
            ("pay_method", "支付方式,结算方式,Method,Payment method"),
            ("fund_source", "资金来源,经费来源,Fund source"),
            ("invoice_no", "发票号,发票号码,票据号,Invoice,Invoice number"),
            ("handler", "经办人,Handler"),
            ("witness", "证明人,验收人,Witness"),
            ("approver", "审批人,签批人,Approver"),
            ("approval_no", "审批单号,事前审批号,Approval number"),
            ("contract_no", "合同编号,Contract number"),
            ("procurement_id", "采购编号,Procurement number"),
            ("reception_id", "接待单号,Reception number"),
            ("trip_id", "用车单号,Trip number"),
            ("asset_id", "资产编号,Asset number"),
            ("project_id", "工程编号,Project number"),
            ("reversal_of", "冲销凭证,红冲原凭证,Reversal of"),
            ("public_level", "公开范围,Visibility"),
            ("withhold_basis", "不公开依据,保密依据,Grounds for withholding"),
        ],
    ),
    (
        "budget",
        &[
            ("fiscal_year", "年度,Year,Fiscal year"),
            ("department", "部门,Department"),
            ("func_code", "功能分类,Function code"),
            ("econ_code", "经济分类,Expense code"),
            ("budget_item", "项目编码,Item,Budget item"),
            ("item_name", "项目名称,Item name"),
            ("kind", "支出性质,Kind"),
            ("fund", "资金性质,Fund"),
            ("initial", "年初预算数,批复数,Initial"),
            ("adjust", "调整数,Adjustment"),
            ("adjusted", "调整后预算数,Adjusted"),
            ("version", "版本,Version"),
            ("effective_date", "批复日期,Effective date"),
            ("doc_no", "批复文号,调整文号,Document number"),
            ("is_sangong", "三公经费,Three public expenses"),
        ],
    ),
    (
        "sangong",
        &[
            ("year", "年度,Year"),
            ("item", "项目,Item"),
            ("budget", "预算数,Budget"),
            ("final", "决算数,Final"),
            ("prev_final", "上年决算数,Previous final"),
            ("reason_vs_budget", "与预算差异原因,Reason vs budget"),
            ("reason_vs_prev", "与上年差异原因,Reason vs previous year"),
            ("overseas_groups", "团组数,Overseas groups"),
            ("overseas_people", "出国人次,Overseas people"),
            ("cars_bought", "购置数,Cars bought"),
            ("cars_held", "保有量,Cars held"),
            ("recv_batches", "国内接待批次,Receptions"),
            ("recv_people", "国内接待人次,Guests received"),
            ("foreign_batches", "外事接待批次,Foreign receptions"),
            ("foreign_people", "外事接待人次,Foreign guests"),
        ],
    ),
    (
        "reception",
        &[
            ("reception_id", "接待单号,Reception number"),
            ("date", "日期,Date"),
            ("place", "场所,用餐地点,Place"),
            ("place_type", "场所类型,Place type"),
            ("letter_no", "公函文号,Letter,Letter number"),
            ("guest_unit", "来访单位,Guests from"),
            ("guest_names", "姓名,Guest names"),
            ("guest_titles", "职务,Guest titles"),
            ("guests", "接待对象人数,Guests"),
            ("companions", "陪餐人数,陪同人数,Companions"),
            ("activity", "公务活动项目,Activity"),
            ("meals", "用餐次数,Meals"),
            ("meal_type", "用餐形式,Meal type"),
            ("meal_amount", "餐费,Meal amount"),
            ("lodging_amount", "住宿费,Lodging"),
            ("transport_amount", "交通费,Transport"),
            ("amount", "合计,费用合计,Amount"),
            ("alcohol", "是否提供酒类,Alcohol"),
            ("tobacco", "是否提供香烟,Tobacco"),
            ("gift", "是否赠送礼品,Gift"),
            ("standard_per_head", "人均标准,Standard per head"),
            ("approver", "审批人,Approver"),
            ("handler", "经办人,Handler"),
            ("settled_by", "结算方式,Settled by"),
            ("voucher_no", "凭证号,Voucher"),
        ],
    ),
    (
        "vehicles",
        &[
            ("plate", "车牌号,Plate"),
            ("category", "用途类别,Category"),
            ("brand", "品牌型号,Model,Brand"),
            ("price", "购置价格,Price"),
            ("displacement_l", "排气量,Displacement"),
            ("new_energy", "新能源,New energy"),
            ("purchased", "购置日期,Purchased"),
            ("in_service", "启用日期,In service"),
            ("status", "状态,Status"),
            ("department", "使用部门,Department"),
            ("insurance_expiry", "保险到期日,Insurance expiry"),
            ("inspection_expiry", "年检到期日,Inspection expiry"),
            ("gps", "定位装置,GPS"),
            ("marked", "喷涂标识,Marked"),
            ("insurance_premium", "保险费,Insurance premium"),
            ("insurance_voucher", "保险凭证号,Insurance voucher"),
        ],
    ),
    (
        "trips",
        &[
            ("trip_id", "用车单号,Trip number"),
            ("date", "日期,Date"),
            ("plate", "车牌号,Plate"),
            ("department", "用车部门,Department"),
            ("driver", "驾驶员,Driver"),
            ("approver", "审批人,Approver"),
            ("purpose", "事由,Purpose"),
            ("origin", "出发地,From,Origin"),
            ("destination", "目的地,地点,To,Destination"),
            ("out_time", "出车时间,Out,Time out"),
            ("in_time", "收车时间,In,Time in"),
            ("odo_out", "出车里程表,Odometer out"),
            ("odo_in", "收车里程表,Odometer in"),
            ("km", "行驶里程,Kilometres,km"),
            ("passengers", "乘车人,Passengers"),
            ("toll", "通行费,Toll"),
            ("parking", "停车费,Parking"),
            ("night_parked", "夜间入库,Parked at night"),
        ],
    ),
    (
        "fuel",
        &[
            ("date", "日期,Date"),
            ("plate", "车牌号,Plate"),
            ("card_no", "油卡号,Card number"),
            ("litres", "加油量,Litres"),
            ("unit_price", "单价,Unit price"),
            ("amount", "金额,Amount"),
            ("odo", "里程表,Odometer"),
            ("station", "定点加油站,Station"),
        ],
    ),
    (
        "vehicle-maintenance",
        &[
            ("date", "日期,Date"),
            ("plate", "车牌号,Plate"),
            ("shop", "定点维修厂,Shop"),
            ("items", "维修项目,Items"),
            ("amount", "金额,Amount"),
            ("warranty_until", "质保到期日,Warranty until"),
            ("approval_no", "审批单号,Approval number"),
            ("odo", "里程表,Odometer"),
        ],
    ),
    (
        "procurement",
        &[
            ("procurement_id", "采购编号,Procurement number"),
            ("fiscal_year", "年度,Fiscal year"),
            ("budget_item", "预算项目,Budget item"),
            ("name", "采购项目,Name"),
            ("catalogue_code", "品目编码,Catalogue code"),
            ("kind", "采购类别,Kind"),
            ("method", "采购方式,Method"),
            ("budget_amount", "预算金额,Budget amount"),
            ("intent_date", "意向公开日期,Intention published"),
            ("notice_date", "采购公告日期,Notice date"),
            ("award_date", "成交日期,Award date"),
            ("notify_date", "通知书发出日期,Notification date"),
            ("award_notice_date", "结果公告日期,Award published"),
            ("contract_date", "合同签订日期,Contract date"),
            ("contract_publish_date", "合同公告日期,Contract published"),
            ("accept_date", "验收日期,Acceptance date"),
            ("supplier", "供应商,Supplier"),
            ("quotes", "报价家数,Quotes"),
            ("amount", "成交金额,Amount"),
            ("sme", "企业类型,SME"),
            ("reserved", "预留份额,Reserved"),
            ("purchasers", "采购人,Purchasers"),
            ("party_decision_no", "党组决定,党组决定文号,Decision number"),
            ("acceptance_by", "验收人,Accepted by"),
            ("challenge", "质疑投诉,Challenged"),
        ],
    ),
    (
        "assets",
        &[
            ("asset_id", "资产编号,Asset number"),
            ("name", "资产名称,Name"),
            ("class", "资产类别,Class"),
            ("spec", "规格型号,Specification"),
            ("qty", "数量,Quantity"),
            ("original_value", "原值,Value,Original value"),
            ("bought", "购置日期,Bought"),
            ("in_service", "启用日期,In service"),
            ("department", "使用部门,Department"),
            ("custodian", "保管人,Custodian"),
            ("location", "存放地点,Location"),
            ("status", "使用状况,Status"),
            ("life_years", "使用年限,Life in years"),
            ("voucher_no", "凭证号,Voucher"),
            ("procurement_id", "采购编号,Procurement number"),
            ("inventory_date", "盘点日期,Inventory date"),
            ("inventory_result", "盘点结果,Inventory result"),
            ("disposal_doc", "处置批复文号,Disposal document"),
            ("disposal_income", "处置收入,Disposal income"),
        ],
    ),
];

#[test]
fn every_header_leads_to_its_field() {
    let presets = presets();
    let mut lost = Vec::new();
    for (preset, fields) in HEADERS {
        for (name, headers) in *fields {
            for header in headers.split(',') {
                // As it stands, in capitals and at full width, with blanks, a star and line breaks in it.
                let wide: String = header.chars().map(|c| if c == ' ' { '\u{3000}' } else { c }).collect();
                for written in [header.to_owned(), header.to_uppercase(), format!(" *{wide}\n")] {
                    let folded = fold(&written);
                    let named = presets[preset].fields.iter().find(|field| field.is_named(&folded));
                    if named.is_none_or(|field| field.name != *name) {
                        lost.push(format!("{preset}.{name}: {written:?} is {:?}", named.map(|field| &field.name)));
                    }
                }
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

/// Fields that are required in the profile `full` and those that name people, as far as the words about them go.
#[test]
fn what_is_required_and_who_is_named() {
    let presets = presets();
    let persons = |preset: &str| -> Vec<&str> {
        presets[preset].fields.iter().filter(|field| field.persons).map(|field| field.name.as_str()).collect()
    };
    for (preset, named) in [
        ("spending", &["handler", "witness", "approver"][..]),
        ("reception", &["guest_names", "guest_titles", "companion_names", "approver", "handler"]),
        ("trips", &["driver", "approver", "passengers"]),
        ("fuel", &["handler"]),
        ("vehicle-maintenance", &["handler"]),
        ("procurement", &["purchasers", "acceptance_by"]),
        ("assets", &["custodian"]),
        ("budget", &[]),
        ("sangong", &[]),
        ("vehicles", &[]),
    ] {
        assert_eq!(persons(preset), named, "{preset}");
    }
    let (full, _) = super::declared("preset = \"spending\"\nprofile = \"full\"\n");
    let required: Vec<&str> = full.fields.iter().filter(|field| field.required).map(|field| field.name.as_str()).collect();
    assert_eq!(required, ["voucher_no", "date", "department", "econ_code", "summary", "payee", "amount", "pay_method"]);
}
