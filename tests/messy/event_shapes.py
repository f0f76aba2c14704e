"""Ways in which offices keep what the union did for all, and who came."""

from __future__ import annotations

from .layout import Shape

EVENTS = (
    Shape("agreements", "agreements", """
        STT => no
        Số thỏa ước => number
        Ngày ký => signed_on
        Hiệu lực từ => effective_from
        Hiệu lực đến => effective_to
        Phạm vi áp dụng => units
        """),
    Shape("agreements in words", "agreements", """
        TT => no
        Số TƯLĐTT => number
        Ngày ký kết => signed_on:dmy
        Thời hạn hiệu lực / Từ ngày => effective_from:dmy
        Thời hạn hiệu lực / Đến ngày => effective_to:dmy
        Đơn vị áp dụng => units
        """, above="form", title="THEO DÕI THỎA ƯỚC LAO ĐỘNG TẬP THỂ"),
    Shape("negotiations", "negotiations", """
        STT => no
        Ngày thương lượng => held_on
        Nội dung => subject
        """),
    Shape("dialogues", "dialogues", """
        STT => no
        Ngày => held_on
        Hình thức => form
        Nội dung => subject
        Phạm vi => units
        """),
    Shape("dialogues with a letterhead", "dialogues", """
        TT => no
        Ngày tổ chức => held_on:dmy
        Hình thức đối thoại => form
        Nội dung đối thoại => subject
        Đơn vị tham gia => units
        Kết quả => blank
        """, above="state", title="THEO DÕI ĐỐI THOẠI TẠI NƠI LÀM VIỆC", below="signed"),
    Shape("policies", "policies", """
        STT => no
        Ngày => contributed_on
        Tên chính sách => title
        Số lượt => turns
        """),
    Shape("policies in the minutes", "policies", """
        TT => no
        Văn bản góp ý => title
        Ngày góp ý => contributed_on:dmy
        Số lượt tham gia => turns
        """, above="title", title="THAM GIA XÂY DỰNG CHÍNH SÁCH, PHÁP LUẬT"),
    Shape("preferences", "preferences", """
        STT => no
        Ngày => used_on
        Đối tác => partner
        Số lượt đoàn viên sử dụng => uses
        """),
    Shape("preferences by partner", "preferences", """
        STT => no
        Ngày sử dụng => used_on:dmy
        Số lượt => uses
        """, group="{roman}. {key}", group_by="partner", above="title",
        title="ĐOÀN VIÊN SỬ DỤNG ƯU ĐÃI"),
    Shape("preferences by member", "preferences", """
        TT => no
        Ngày mua => used_on:dmy
        Đơn vị ưu đãi => partner
        Họ và tên đoàn viên => name
        Số CCCD => id
        Số lần => uses
        """),
    Shape("activities by number", "activities", """
        STT => no
        Ngày => held_on
        Tên hoạt động => title
        Loại => kind
        Tổng số người => head_total
        Số đoàn viên => head_members
        """),
    Shape("activities with places", "activities", """
        TT => no
        Thời gian => held_on:dmy
        Nội dung hoạt động => title
        Loại hình => kind
        Địa điểm => place
        Số người tham gia / Tổng số => head_total
        Số người tham gia / Trong đó: ĐV => head_members
        """, above="state", title="HOẠT ĐỘNG VĂN HÓA, THỂ THAO NĂM 2017", below="signed"),
)  # fmt: skip

GATHERINGS = (
    Shape("activities by person", "activities", """
        STT => no
        Ngày => held_on
        Tên hoạt động => title
        Loại => kind
        Họ và tên => name
        Số CCCD => id
        Có mặt => attended
        """),
    Shape("activities as groups", "activities", """
        STT => no
        Họ và tên => name
        CCCD => id
        Tham dự => attended:x
        """, group="{key}", group_by="held_on,title,kind", above="title",
        title="DANH SÁCH THAM GIA HOẠT ĐỘNG"),
    Shape("activity not repeated", "activities", """
        Ngày tổ chức => held_on:dmy
        Hoạt động => title
        Loại hình => kind
        Họ tên người tham gia => name
        Số CCCD => id
        Tham gia => attended:Có|Không
        """, ditto="held_on:dmy,title,kind"),
    Shape("training by person", "training", """
        STT => no
        Ngày => held_on
        Tên lớp => title
        Loại => kind
        Họ và tên => name
        Số CCCD => id
        Có mặt => attended
        """),
    Shape("course with a letterhead", "training", """
        TT => no
        Họ và tên học viên => name
        Ngày sinh => birth:dmy
        Đơn vị => unit
        Có mặt => attended:x
        Ký tên => blank
        """, above="state", below="signed",
        title="DANH SÁCH HỌC VIÊN LỚP TẬP HUẤN NGHIỆP VỤ CÔNG ĐOÀN NGÀY 12/5/2017",
        fixed=(("held_on", "2017-05-12"), ("kind", "professional"))),
    Shape("courses as text", "training", """
        Khai giảng => held_on:dmy
        Lớp học => title
        Nội dung đào tạo => kind
        Học viên => name
        CCCD => id
        Điểm danh => attended:x|v
        """, file="csv:utf-8"),
    Shape("courses, days as ditto", "training", """
        STT => no
        Họ tên học viên => name
        CCCD => id
        Tên lớp học => title
        Loại lớp => kind
        Ngày học => held_on:dmy
        Dự học => attended:có|vắng
        """, ditto="held_on:dmy,title,kind", options="nt"),
)  # fmt: skip
