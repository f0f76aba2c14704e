"""The registers of offers and of their use."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import and_, or_

from unionoffice.core.errors import Problem
from unionoffice.core.i18n import N_, ngettext
from unionoffice.core.text import fold
from unionoffice.registerkit.evidence import Indicator, Scope, Selection, evidence, within
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register, Section
from unionoffice.registers.organisation.coverage import of_units
from unionoffice.registers.people.evidence import member_on, worked_in_units
from unionoffice.registers.preferences.model import MEMBER, Offer, OfferUse

PARTNER_WORDS = (
    "doanh nghiệp",
    "đơn vị cung cấp",
    "cửa hàng",
    "tên đối tác",
    "đơn vị đối tác",
    "tên đơn vị đối tác",
    "đơn vị hợp tác",
    "đơn vị ưu đãi",
    "đơn vị giảm giá",
    "tên doanh nghiệp",
    "tên cửa hàng",
    "nơi sử dụng",
    "nơi mua hàng",
    "đơn vị bán",
    "điểm bán hàng",
    "tên đơn vị liên kết",
    "đơn vị liên kết",
    "đơn vị ký kết",
    "nhà cung cấp",
    "nơi ưu đãi",
    "организация партнер",
    "商家",
    "合作单位",
    "партнёр",
    "合作商家",
)

PARTNER = Field(Offer.partner, N_("Partner"), PARTNER_WORDS)
GOODS = Field(
    Offer.goods,
    N_("Goods"),
    ("nhóm hàng", "hàng hóa", "dịch vụ", "товары", "商品"),
    otherwise="other",
    spills_into="notes",
)
DISCOUNT = Field(
    Offer.discount, N_("Discount"), ("mức ưu đãi", "giảm giá", "ưu đãi", "скидка", "优惠")
)
LEVEL = Field(Offer.level, N_("Agreed by"), ("cấp ký", "уровень", "签约级别"), in_table=False)
SIGNED_ON = Field(Offer.signed_on, N_("Signed on"), ("дата подписания", "签订日期"))
VALID_FROM = Field(
    Offer.valid_from,
    N_("Valid from"),
    ("từ ngày", "hiệu lực từ", "thời gian áp dụng", "thời gian ưu đãi", "действует с", "生效日期"),
    in_table=False,
    until="valid_to",
)
VALID_TO = Field(
    Offer.valid_to, N_("Valid until"), ("đến ngày", "hiệu lực đến", "действует по", "到期日期")
)
UPPER_AGREEMENT = Field(
    Offer.upper_agreement,
    N_("Under the agreement of"),
    ("thỏa thuận cấp trên", "theo thỏa thuận"),
    hint=N_("An agreement of the confederation or province that this offer carries out."),
    in_table=False,
)
BRANCH = Field(Offer.branch, N_("Local branch"), ("chi nhánh", "филиал", "分店"), in_table=False)
CONTACT = Field(
    Offer.contact, N_("Contact"), ("người liên hệ", "контакт", "联系人"), in_table=False
)
OFFER_PAPER = Field(
    Offer.paper, N_("Paper"), ("số văn bản", "thỏa thuận", "документ", "凭证"), in_table=False
)
OFFER_NOTES = Field(Offer.notes, N_("Notes"), in_table=False)


def ends_after_it_begins(offer: Offer) -> Iterator[Problem]:
    if offer.valid_from and offer.valid_to and offer.valid_to < offer.valid_from:
        yield Problem("valid_to", N_("An offer cannot end before it begins."))


def complete_offer(offer: Offer) -> None:
    offer.search_text = fold(" ".join(filter(None, (offer.partner, offer.discount, offer.contact))))


OFFERS = Register(
    key="offers",
    model=Offer,
    title=N_("Partners' offers"),
    purpose=N_("What partners agreed to give members, and until when."),
    singular=N_("offer"),
    counted=lambda count: ngettext("{count} offer", "{count} offers", count),
    group="care",
    icon="discount-2",
    sections=(
        Section(N_("Offer"), (PARTNER, GOODS, DISCOUNT, LEVEL)),
        Section(
            N_("Agreement"),
            (
                SIGNED_ON,
                VALID_FROM,
                VALID_TO,
                UPPER_AGREEMENT,
                BRANCH,
                CONTACT,
                OFFER_PAPER,
                OFFER_NOTES,
            ),
        ),
    ),
    order_by=(Offer.partner, Offer.id),
    event=SIGNED_ON,
    identified_by=(PARTNER, SIGNED_ON),
    rules=(ends_after_it_begins,),
    complete=complete_offer,
    names=PARTNER,
)

USED_ON = Field(
    OfferUse.used_on,
    N_("Day"),
    (
        "ngày sử dụng",
        "дата",
        "日期",
        "ngày sử dụng ưu đãi",
        "ngày mua hàng",
        "ngày mua",
        "ngày hưởng",
        "дата использования",
        "使用日期",
        "thời gian tổ chức",
        "thời gian",
        "ngày tháng",
        "ngày diễn ra",
        "ngày thực hiện",
        "thời điểm",
        "дата проведения",
        "时间",
        "held on",
        "date",
    ),
    told_above=("",),
)
USE_PARTNER = Field(OfferUse.partner, N_("Partner"), PARTNER_WORDS)
OFFER = Field(OfferUse.offer_id, N_("Offer"), refers_to="offers", in_table=False)
USES = Field(
    OfferUse.uses,
    N_("Uses by members"),
    (
        "số lượt",
        "lượt",
        "lượt sử dụng",
        "số lần",
        "số lần sử dụng",
        "số lần mua",
        "lượt đoàn viên sử dụng",
        "đoàn viên sử dụng",
        "lượt đoàn viên",
        "số lượt sử dụng",
        "использований",
        "使用次数",
        "số lượt sử dụng ưu đãi",
        "số lượt hưởng",
        "số lượt mua",
        "số lượt đoàn viên",
        "số đoàn viên sử dụng",
        "số lượng",
        "количество",
        "количество использований",
        "次数",
        "人次",
        "number of uses",
        "turns",
        "số suất",
        "số phiếu",
        "số đoàn viên",
    ),
    default=1,
    is_decisive=True,
)
PERSON = Field(OfferUse.person_id, N_("Member"))
UNIT = Field(OfferUse.unit_id, N_("Unit"), in_table=False)
BENEFICIARY = Field(
    OfferUse.beneficiary,
    N_("Used by"),
    ("đối tượng", "кем использовано", "使用者"),
    in_table=False,
    default="member",
)
TOLD_BY = Field(
    OfferUse.told_by,
    N_("Figure given by"),
    ("nguồn số liệu", "источник данных", "数据来源"),
    in_table=False,
)
NOTES = Field(
    OfferUse.notes,
    N_("Notes"),
    in_table=False,
    takes_remarks=True,
)


def at_least_one_use(use: OfferUse) -> Iterator[Problem]:
    if use.uses is not None and use.uses < 1:
        yield Problem("uses", N_("Enter at least one use."))


def complete_use(use: OfferUse) -> None:
    use.search_text = fold(use.partner or "")


def uses_by_members(scope: Scope) -> Selection:
    """Members' uses dated in the period; of named people only those who were members on the day."""
    of_people = worked_in_units(scope, OfferUse.person_id, OfferUse.used_on)
    of_numbers = of_units(scope, OfferUse.unit_id)
    return evidence(
        "preferences",
        OfferUse.id,
        OfferUse.used_on,
        person_id=OfferUse.person_id,
        turns=OfferUse.uses,
    ).where(
        OfferUse.voided_at.is_(None),
        within(OfferUse.used_on, scope.period),
        OfferUse.beneficiary == MEMBER,
        or_(
            and_(OfferUse.person_id.is_(None), *of_numbers),
            and_(
                OfferUse.person_id.is_not(None),
                member_on(OfferUse.person_id, OfferUse.used_on),
                *of_people,
            ),
        ),
    )


PREFERENCES = Register(
    key="preferences",
    model=OfferUse,
    title=N_("Use of offers"),
    purpose=N_("How often members used the offers of partners."),
    singular=N_("use"),
    # An entry may be many uses: counted as turns, entries would be taken for these.
    counted=lambda count: ngettext("{count} entry", "{count} entries", count),
    group="care",
    icon="shopping-cart-heart",
    sections=(
        Section(N_("Use"), (USED_ON, USE_PARTNER, USES, PERSON, UNIT)),
        Section(N_("Details"), (OFFER, BENEFICIARY, TOLD_BY, NOTES)),
    ),
    order_by=(OfferUse.used_on.desc(), OfferUse.id.desc()),
    event=USED_ON,
    identified_by=(USED_ON, USE_PARTNER, PERSON),
    rules=(at_least_one_use,),
    complete=complete_use,
    indicators=(
        Indicator(
            "preference",
            N_("Uses of offers"),
            N_("Uses of partners' offers by members, dated in the period."),
            uses_by_members,
        ),
    ),
)
