"""Ways in which offices keep what was done for people."""

from __future__ import annotations

from .event_shapes import EVENTS, GATHERINGS
from .layout import Shape

NOBODY = ("name", "Trương Không Ai")
BAD_DAY = ("given_on", "31/02/2017")

BENEFITS = (
    Shape("benefits", "benefits", """
        STT => no
        Ngày => given_on
        Họ và tên => name
        Số CCCD => id
        Nội dung => kind
        Nguồn kinh phí => fund
        Số tiền (đồng) => amount
        """, faults=(BAD_DAY,)),
    Shape("visits with a letterhead", "benefits", """
        TT => no
        Họ và tên đoàn viên => name
        Ngày sinh => birth:dmy
        Đơn vị => unit
        Nội dung thăm hỏi, trợ cấp => kind
        Ngày chi => given_on:dmy
        Số tiền (đ) => amount:dots
        Nguồn chi => fund
        Ký nhận => blank
        """, above="state", title="DANH SÁCH THĂM HỎI, TRỢ CẤP ĐOÀN VIÊN NĂM 2017", below="signed",
        faults=(NOBODY,)),
    Shape("funds as columns", "benefits", """
        STT => no
        Họ và tên => name
        CCCD => id
        Lý do => kind
        Ngày nhận => given_on:dmy1
        Nguồn kinh phí / Quỹ xã hội CĐ => amount?fund=social_fund
        Nguồn kinh phí / Kinh phí công đoàn => amount?fund=union_budget
        Nguồn kinh phí / Công ty hỗ trợ => amount?fund=employer
        """, above="title", title="DANH SÁCH CHI TRỢ CẤP", below="total"),
    Shape("kinds as groups", "benefits", """
        TT => no
        Họ tên => name:caps
        Số CCCD => id
        Ngày thăm => given_on:dmy
        Số tiền => amount:dong
        Nguồn => fund
        """, group="{roman}. {key}", group_by="kind", above="school",
        title="THEO DÕI THĂM HỎI ĐOÀN VIÊN"),
    Shape("one gift for all", "benefits", """
        STT => no
        Họ và tên => name
        Số CCCD => id
        Số tiền => amount:vnd
        Ký tên => blank
        """, above="title",
        title="DANH SÁCH NHẬN QUÀ TẾT NGUYÊN ĐÁN - NGUỒN QUỸ XÃ HỘI CÔNG ĐOÀN - NGÀY 20/01/2017",
        fixed=(("kind", "tet_gift"), ("fund", "social_fund"), ("given_on", "2017-01-20"))),
    Shape("in thousands", "benefits", """
        STT => no
        Người được thăm => name
        CCCD => id
        Thời gian => given_on:dash
        Nội dung chi => kind
        Số tiền (nghìn đồng) => amount:thousand
        Nguồn kinh phí chi => fund
        """),
    Shape("unit of money above", "benefits", """
        STT => no
        Họ và tên người nhận => name
        Số CMND/CCCD => id
        Ngày tháng => given_on:dot
        Nội dung hỗ trợ => kind
        Mức hỗ trợ (triệu đồng) => amount:million-text
        Nguồn => fund
        Tình trạng => status
        """),
    Shape("card and name", "benefits", """
        Số thẻ đoàn viên => card
        Họ tên => name
        Ngày hỗ trợ => given_on:iso
        Hình thức trợ cấp => kind
        Kinh phí từ => fund
        Mức chi => amount:comma
        """, file="csv:utf-8-sig"),
    Shape("day and kind not repeated", "benefits", """
        Ngày chi => given_on:dmy
        Nội dung => kind
        Họ và tên => name
        Số CCCD => id
        Số tiền => amount
        Nguồn chi => fund
        """, ditto="given_on:dmy", options="merged-ditto"),
    Shape("benefits TCVN3", "benefits", """
        STT => no
        Họ và tên => name
        Số CCCD => id
        Nội dung trợ cấp => kind
        Ngày trợ cấp => given_on:dmy
        Nguồn kinh phí => fund
        Số tiền => amount:dots
        """, file="xls:tcvn3", above="title", title="DANH SÁCH TRỢ CẤP NĂM 2017"),
    Shape("benefits ods", "benefits", """
        TT => no
        Thông tin người nhận / Họ và tên => name
        Thông tin người nhận / Số CCCD => id
        Trợ cấp / Ngày => given_on
        Trợ cấp / Loại => kind
        Trợ cấp / Số tiền => amount
        Trợ cấp / Nguồn => fund
        """, file="ods", above="form", title="SỔ THEO DÕI TRỢ CẤP"),
    Shape("kinds as columns to tick", "benefits", """
        STT => no
        Họ và tên => name
        CCCD => id
        Ngày => given_on:dmy
        Nội dung / Ốm đau => same:x?kind=visit_sickness
        Nội dung / Thai sản => same:x?kind=visit_maternity
        Nội dung / Việc tang => same:x?kind=visit_bereavement
        Nội dung / Khó khăn => same:x?kind=hardship
        Số tiền => amount
        Nguồn => fund
        """),
    Shape("English benefits", "benefits", """
        No. => no
        Date paid => given_on:en
        Full name => name
        Membership no. => card
        Type of benefit => same:Hardship support?kind=hardship
        Source of funds => same:Union budget?fund=union_budget
        Amount (VND) => amount:comma
        """, fixed=(("kind", "hardship"), ("fund", "union_budget"))),
    Shape("visits by quarter", "benefits", """
        STT => no
        Họ và tên => name
        Ngày sinh => birth
        Ngày thăm => given_on:real
        Trường hợp => kind
        Số tiền => amount:spaces
        Nguồn kinh phí => fund
        """, sheets=True, group_by="quarter", above="title", title="THĂM HỎI {group}"),
    Shape("states in the notes", "benefits", """
        STT => no
        Họ và tên => name
        CCCD => id
        Ngày chi => given_on:dmy
        Lý do => kind
        Nguồn => fund
        Số tiền => amount
        Ghi chú => status
        """, above="title", title="THEO DÕI CHI TRỢ CẤP NĂM 2017"),
)  # fmt: skip

CHECKUPS = (
    Shape("checkups", "checkups", """
        STT => no
        Ngày khám => held_on
        Họ và tên => name
        Số CCCD => id
        Đơn vị tổ chức => organiser
        Có mặt => attended
        Loại sức khỏe => result_class
        """),
    Shape("check-up with a title", "checkups", """
        TT => no
        Họ và tên => name:caps
        Năm sinh => birth:dmy
        Bộ phận => unit
        Có khám => attended:x
        Phân loại sức khỏe => result_class
        """, above="state", below="signed",
        fixed=(("held_on", "2017-09-20"), ("organiser", "primary")),
        title="DANH SÁCH KHÁM SỨC KHỎE DO CĐCS PHỐI HỢP CÔNG TY TỔ CHỨC NGÀY 20/9/2017"),
    Shape("check-up groups", "checkups", """
        STT => no
        Họ và tên => name
        CCCD => id
        Tham gia => attended:có|không
        Xếp loại => result_class
        """, group="{key}", group_by="organiser,held_on", above="title",
        title="DANH SÁCH ĐOÀN VIÊN ĐƯỢC KHÁM SỨC KHỎE"),
    Shape("check-up yes and no", "checkups", """
        STT => no
        Ngày khám sức khỏe => held_on:dmy
        Cơ quan tổ chức => organiser
        Họ tên => name
        Số CCCD => id
        Có mặt => attended:1|0
        Kết quả => result_class
        """, file="csv:utf-8"),
    Shape("check-up present or absent", "checkups", """
        STT => no
        Ngày => held_on:dmy
        Họ và tên đoàn viên => name
        Số CCCD => id
        Đơn vị tổ chức khám => organiser
        Tham dự => attended:Có mặt|Vắng
        Loại SK => result_class
        """, above="title", title="KHÁM SỨC KHỎE ĐỊNH KỲ"),
)  # fmt: skip

HOUSING = (
    Shape("housing", "housing", """
        STT => no
        Họ và tên => name
        Số CCCD => id
        Loại hỗ trợ => kind
        Số tiền => amount
        Ngày giải ngân => disbursed_on
        Ngày bàn giao => handed_over_on
        Tình trạng => status
        """),
    Shape("shelters", "housing", """
        TT => no
        Họ và tên đoàn viên được hỗ trợ => name
        Ngày sinh => birth:dmy
        Hình thức / Xây mới => same:x?kind=new
        Hình thức / Sửa chữa => same:x?kind=repair
        Mức hỗ trợ (đồng) => amount:dots
        Ngày chi tiền => disbursed_on:dmy
        Ngày bàn giao nhà => handed_over_on:dmy
        Tiến độ => status
        Ghi chú => blank
        """, above="state", below="signed",
        title="DANH SÁCH HỖ TRỢ NHÀ Ở “MÁI ẤM CÔNG ĐOÀN” NĂM 2017"),
    Shape("shelters in millions", "housing", """
        STT => no
        Họ tên => name
        CCCD => id
        Xây mới/Sửa chữa => kind
        Số tiền hỗ trợ (triệu đồng) => amount:million
        Ngày giải ngân => disbursed_on:dmy1
        Bàn giao ngày => handed_over_on:dmy1
        Trạng thái => status
        """, file="ods"),
    Shape("amounts by kind of house", "housing", """
        STT => no
        Họ và tên => name
        Số CCCD => id
        Xây mới (triệu đồng) => amount:million?kind=new
        Sửa chữa (triệu đồng) => amount:million?kind=repair
        Ngày giải ngân => disbursed_on:dmy
        Ngày bàn giao => handed_over_on:dmy
        Tiến độ => status
        """, above="title", title="DANH SÁCH HỖ TRỢ MÁI ẤM CÔNG ĐOÀN NĂM 2017"),
)  # fmt: skip

LOANS = (
    Shape("loans", "loans", """
        STT => no
        Họ và tên => name
        Số CCCD => id
        Nguồn vốn => source
        Số tiền vay => amount
        Ngày giải ngân => lent_on
        Thời hạn (tháng) => term_months
        """),
    Shape("loans with a title", "loans", """
        TT => no
        Người vay vốn => name:mr
        CCCD/CMND => id
        Số tiền vay (đồng) => amount:dots
        Ngày vay => lent_on:dmy
        Thời hạn vay (tháng) => term_months
        """, above="state", below="total", title="DANH SÁCH VAY VỐN QUỸ QUỐC GIA HỖ TRỢ VIỆC LÀM",
        fixed=(("source", "employment_fund"),)),
    Shape("loans in millions", "loans", """
        STT => no
        Họ tên người vay => name
        Số CCCD => id
        Nguồn vay => source
        Số tiền (triệu đồng) => amount:million
        Ngày nhận tiền vay => lent_on:dmy
        Thời gian vay (tháng) => term_months
        """),
)  # fmt: skip

RECORDS = (*BENEFITS, *CHECKUPS, *HOUSING, *LOANS, *EVENTS, *GATHERINGS)
