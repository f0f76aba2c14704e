"""Where the money of a benefit comes from."""

from __future__ import annotations

from unionoffice.core.choices import choices
from unionoffice.core.i18n import N_

SOCIAL_FUND = "social_fund"
FUNDS = choices(
    (
        SOCIAL_FUND,
        N_("Union's Social Fund"),
        (
            "quỹ xã hội",
            "социальный фонд профсоюза",
            "工会社会基金",
            "xã hội công đoàn",
            "quỹ xã hội từ thiện công đoàn",
            "социальный фонд",
        ),
    ),
    (
        "union_budget",
        N_("Union budget"),
        (
            "tài chính công đoàn",
            "quỹ công đoàn",
            "ngân sách công đoàn",
            "đoàn phí",
            "профсоюзный бюджет",
            "工会经费",
            "công đoàn",
            "công đoàn cơ sở",
            "quỹ công đoàn cơ sở",
            "профбюджет",
            "кәсіподақ",
            "средства профсоюза",
            "профсоюзные средства",
            "профсоюз",
            "профком",
            "工会",
            "union",
        ),
    ),
    (
        "employer",
        N_("Employer"),
        (
            "doanh nghiệp hỗ trợ",
            "doanh nghiệp",
            "công ty",
            "chuyên môn",
            "quỹ phúc lợi",
            "работодатель",
            "企业",
            "单位",
            "cơ quan",
            "đơn vị",
            "nhà trường",
            "phúc lợi",
            "giám đốc",
            "ban giám đốc",
            "средства работодателя",
            "предприяти",
            "жұмыс беруші",
            "行政",
            "公司",
            "company",
        ),
    ),
    (
        "public_collection",
        N_("Public collection"),
        (
            "quyên góp",
            "vận động",
            "xã hội hóa",
            "mạnh thường quân",
            "nhà hảo tâm",
            "ủng hộ",
            "сбор средств",
            "募捐",
            "đóng góp",
            "tài trợ",
            "nhà tài trợ",
            "donation",
        ),
    ),
    ("state_budget", N_("State budget"), ("ngân sách", "госбюджет", "财政")),
    ("other", N_("Other source"), ("khác", "другое", "其他")),
)
