"""Lists with more in them than is asked for: other days and numbers, matrices, diaries, tongues."""

from __future__ import annotations

from .layout import Shape

ODD_MEMBERS = (
    Shape("among many other columns", "members", """
        STT => no
        Mã NV => same:00417
        Họ và tên => name
        Ngày sinh => birth
        Giới tính => sex
        Nơi sinh => same:An Giang
        Số CCCD => id
        Ngày cấp => same:12/05/2021
        Nơi cấp => same:Cục CS QLHC về TTXH
        Số sổ BHXH => same:8914012345
        Ngày vào Đoàn TNCS => same:26/03/2000
        Ngày vào công ty => employed_on:dmy
        Ngày vào công đoàn => joined:dmy
        Ngày vào Đảng => same:
        Bộ phận => unit
        Chức danh => job_title
        Hệ số lương => same:2.34
        Số tài khoản => same:6700205123456
        Size áo => same:L
        """),
    Shape("both languages in the heading", "members", """
        STT\\nNo. => no
        Họ và tên\\nFull name => name
        Ngày sinh\\nDate of birth => birth:dmy
        Giới tính\\nGender => sex
        Số CCCD\\nID No. => id
        Bộ phận\\nDepartment => unit
        Ngày vào CĐ\\nJoining date => joined:dmy
        Điện thoại\\nPhone => phone
        """, above="form", title="DANH SÁCH ĐOÀN VIÊN / LIST OF UNION MEMBERS"),
    Shape("short words", "members", """
        TT => no
        H.và tên ĐV => name
        Ng.tháng năm sinh => birth:dmy1
        GT => sex
        Số CMT/CCCD => id
        ĐVCT => unit
        Ngày vào CĐVN => joined:dmy1
        Số thẻ ĐVCĐ => card
        SĐT liên hệ => phone:spaces
        """),
    Shape("no accents in the heading", "members", """
        STT => no
        Ho va ten => name
        Ngay sinh => birth:dmy
        Gioi tinh => sex
        So CCCD => id
        Don vi cong tac => unit
        Ngay gia nhap cong doan => joined:dmy
        """, file="csv:utf-8"),
    Shape("members are crossed", "members", """
        STT => no
        Họ và tên => name
        Ngày sinh => birth:dmy
        Số CCCD => id
        Phòng/Ban => unit
        Là đoàn viên CĐ => member:x
        Ngày vào CĐ => joined:dmy
        """, above="state", title="DANH SÁCH CÁN BỘ, CÔNG NHÂN VIÊN", below="signed"),
    Shape("crosses in two columns", "members", """
        TT => no
        Họ và tên NLĐ => name
        Năm sinh / Nam => birth:dmy@male
        Năm sinh / Nữ => birth:dmy@female
        CCCD => id
        Bộ phận => unit
        Đoàn viên => member:x
        Chưa vào CĐ => member:|x
        Ngày kết nạp => joined:dmy
        """, above="title", title="DANH SÁCH LAO ĐỘNG TOÀN CÔNG TY"),
    Shape("page of the web", "members", """
        STT => no
        Họ và tên => name
        Ngày sinh => birth:dmy
        Giới tính => sex
        Số CCCD => id
        Đơn vị => unit
        Ngày vào công đoàn => joined:dmy
        """, file="xls:html", above="title", title="Danh sách đoàn viên"),
    Shape("letterhead in text", "members", """
        STT => no
        Họ và tên => name:caps
        Ngày sinh => birth:dash
        Phái => sex
        CCCD => id
        Tổ => unit
        Ngày gia nhập => joined:dash
        """, file="csv:utf-8-sig", above="state", title="DANH SÁCH ĐOÀN VIÊN", below="signed"),
    Shape("three names in Russian", "members", """
        № => no
        Фамилия => ru:0
        Имя => ru:1
        Отчество => ru:2
        Год рождения => birth:year
        № членского билета => card
        Структурное подразделение => unit
        Дата вступления => joined:dot
        Телефон => phone
        """, above="ru", below="ru", title="СПИСОК ЧЛЕНОВ ПРОФСОЮЗА", language="ru"),
    Shape("shops as groups in Russian", "members", """
        № п.п. => no
        Ф.И.О. члена профсоюза => name
        Дата рождения => birth:ru
        Пол => sex:ru
        Номер профсоюзного билета => card
        Когда вступил в профсоюз => joined:my
        """, group="{key}", above="ru", title="РЕЕСТР ЧЛЕНОВ ПРОФСОЮЗА", language="ru",
        file="ods"),
    Shape("two rows in Chinese", "members", """
        序号 => no
        基本情况 / 姓名 => name
        基本情况 / 性别 => sex:zh
        基本情况 / 出生年月 => birth:zh-my
        工会情况 / 会员证号 => card
        工会情况 / 入会时间 => joined:zh-my
        所在部门 => unit
        联系电话 => phone
        """, above="zh", below="zh", title="工会会员登记表", language="zh"),
    Shape("English in two columns", "members", """
        No => no
        Last name => name:last
        First name => name:first
        Sex => sex:short
        Birthday => birth:en-long
        Citizen ID => id
        Team => unit
        Member since => joined:iso
        Position => job_title
        """, below="remarks"),
    Shape("chairs first", "members", """
        STT => no
        Họ và tên => name:caps
        Chức vụ CĐ => union_role
        Ngày tháng năm sinh (Nam) => birth:dmy@male
        Ngày tháng năm sinh (Nữ) => birth:dmy@female
        Số CCCD hoặc định danh cá nhân => id
        Công đoàn bộ phận => unit
        Thời điểm gia nhập công đoàn => joined:my
        Đóng đoàn phí (đồng/tháng) => same:35000
        """, above="school", title="BÁO CÁO DANH SÁCH ĐOÀN VIÊN", below="remarks", numbered=True),
)  # fmt: skip

ODD_MEMBERS += (
    Shape("out of another program", "members", """
        full_name => name
        dob => birth:compact
        gender => sex:en
        id_number => id
        department => unit
        joined_date => joined:time
        phone_number => phone:84
        """, file="csv:utf-8"),
    Shape("women once more on a sheet of their own", "members", """
        STT => no
        Họ và tên => name
        Ngày sinh => birth:dmy
        Giới tính => sex
        Số CCCD => id:number
        Phòng, ban => unit
        Ngày vào CĐ => joined:dmy
        """, options="women-again", above="title", title="DANH SÁCH ĐOÀN VIÊN"),
    Shape("summary in front", "members", """
        STT => no
        Họ và tên => name:caps
        Sinh năm => birth:year
        Giới => sex
        Số CCCD => id
        Tổ sản xuất => unit
        Năm gia nhập CĐ => joined:year
        """, options="summary-first", above="state", title="DANH SÁCH ĐOÀN VIÊN", below="counts"),
    Shape("days with the hour", "members", """
        Họ và tên đoàn viên => name:spaces
        Ngày sinh => birth:hour
        Căn cước công dân => id:quote
        Đơn vị => unit
        Ngày kết nạp => joined:hour
        Email => blank
        Tình trạng => same:Đang sinh hoạt
        """, file="ods"),
)  # fmt: skip

UPDATES = (
    Shape("leavers", "members", """
        STT => no
        Họ và tên => name
        Số CCCD => id
        Ngày nghỉ sinh hoạt CĐ => left:dmy
        """, above="state", title="DANH SÁCH ĐOÀN VIÊN CHUYỂN ĐI, NGHỈ VIỆC", below="signed"),
    Shape("phones", "members", """
        TT => no
        Họ tên đoàn viên => name:caps
        Ngày sinh => birth:dmy
        Số ĐT (Zalo) => phone:number
        Địa chỉ thường trú => address
        """, above="title", title="DANH BẠ ĐOÀN VIÊN"),
    Shape("cards", "members", """
        STT => no
        CCCD => id:number
        Họ và tên => name
        Số thẻ đoàn viên => card:number
        """, file="csv:utf-8"),
)  # fmt: skip

ODD_RECORDS = (
    Shape("diary by months", "benefits", """
        STT => no
        Ngày => given_on:day
        Họ và tên => name
        Số CCCD => id
        Nội dung => kind
        Số tiền => amount:dots
        Nguồn chi => fund
        """, group="Tháng {key}", group_by="month", above="title", title="SỔ CHI THĂM HỎI"),
    Shape("gifts as columns", "benefits", """
        STT => no
        Họ và tên => name
        Số CCCD => id
        Quà Tết (20/01/2017) => 0|amount:dots
        Quà 8/3 (08/03/2017) => 1|amount:dots
        Thăm ốm (15/06/2017) => 2|amount:dots
        """, above="title", title="TỔNG HỢP CHI TỪ QUỸ XÃ HỘI CÔNG ĐOÀN NĂM 2017",
        fixed=(("fund", "social_fund"),),
        parts=((("kind", "tet_gift"), ("given_on", "2017-01-20")),
               (("kind", "gift"), ("given_on", "2017-03-08")),
               (("kind", "visit_sickness"), ("given_on", "2017-06-15")))),
    Shape("sheet for each fund", "benefits", """
        STT => no
        Họ và tên => name
        CCCD => id
        Nội dung chi => kind
        Ngày chi => given_on:dmy
        Số tiền => amount:dong
        """, sheets=True, group_by="fund", above="title", title="CHI {group}", below="total"),
    Shape("children's marks", "benefits", """
        STT => no
        Họ và tên đoàn viên => name
        Số CCCD => id
        Họ tên con => same:Nguyễn Gia Hân
        Ngày sinh con => same:12/05/2010
        Lớp => same:5A
        Mức thưởng => amount:dots
        Ngày thưởng => given_on:dmy
        """, above="state", below="signed", fixed=(("kind", "children"), ("fund", "union_budget")),
        title="DANH SÁCH KHEN THƯỞNG CON ĐOÀN VIÊN HỌC GIỎI (NGUỒN KINH PHÍ CÔNG ĐOÀN)"),
    Shape("short amounts", "benefits", """
        Ngày => given_on:short
        Tên đoàn viên => name
        CCCD => id
        Lý do hỗ trợ => kind
        Tiền => amount:tr
        Nguồn tiền => fund
        """),
    Shape("Russian help", "benefits", """
        № п/п => no
        Дата выплаты => given_on:dot
        Фамилия, имя, отчество => name
        № профбилета => card
        Вид помощи => same:Материальная помощь в связи с болезнью?kind=visit_sickness
        Источник => same:Профсоюзный бюджет?fund=union_budget
        Сумма, тг => amount:spaces
        """, above="ru", below="ru", title="Ведомость выдачи материальной помощи",
        fixed=(("kind", "visit_sickness"), ("fund", "union_budget"))),
    Shape("Chinese help", "benefits", """
        序号 => no
        发放日期 => given_on:zh
        姓名 => name
        会员证号 => card
        慰问类别 => same:困难补助?kind=hardship
        资金来源 => same:工会经费?fund=union_budget
        金额（元） => amount
        """, above="zh", below="zh", title="慰问补助发放表",
        fixed=(("kind", "hardship"), ("fund", "union_budget"))),
    Shape("funerals", "benefits", """
        TT => no
        Họ tên đoàn viên => name:mr
        Ngày sinh => birth:dmy
        Người mất => same:Cha ruột
        Ngày viếng => given_on:dmy
        Số tiền phúng điếu => amount:dots
        """, above="title", title="DANH SÁCH PHÚNG VIẾNG TỨ THÂN PHỤ MẪU - KINH PHÍ CÔNG ĐOÀN",
        fixed=(("kind", "visit_bereavement"), ("fund", "union_budget"))),
    Shape("classes of health as columns", "checkups", """
        STT => no
        Họ và tên => name
        Số CCCD => id
        Ngày khám => held_on:dmy
        Đơn vị tổ chức => organiser
        Có khám => attended:x
        Phân loại sức khỏe / I => same:x?result_class=I
        Phân loại sức khỏe / II => same:x?result_class=II
        Phân loại sức khỏe / III => same:x?result_class=III
        """, above="school", title="KẾT QUẢ KHÁM SỨC KHỎE"),
    Shape("Russian check-up", "checkups", """
        № => no
        Дата осмотра => held_on:dot
        Ф.И.О. => name
        Профбилет => card
        Кем организован => same:Областной совет профсоюзов?organiser=province
        Явка => attended:+|-
        """, fixed=(("organiser", "province"),)),
    Shape("who pays for the house", "housing", """
        STT => no
        Họ và tên => name
        CCCD => id
        Xây/sửa => kind
        Kinh phí / CĐ hỗ trợ => amount:dots
        Kinh phí / Gia đình => same:15000000
        Ngày bàn giao => handed_over_on:dmy
        Ngày giải ngân => disbursed_on:dmy
        Hiện trạng => status
        """, above="form", title="HỖ TRỢ XÂY, SỬA NHÀ"),
    Shape("matrix of activities", "activities", """
        STT => no
        Họ và tên => name
        Số CCCD => id
        Hội thao (12/05/2017) => 0|attended:x
        Hội diễn văn nghệ (20/08/2017) => 1|attended:x
        Tham quan Núi Cấm (03/09/2017) => 2|attended:x
        """, above="title", title="THEO DÕI ĐOÀN VIÊN THAM GIA HOẠT ĐỘNG", fixed=(),
        parts=((("kind", "sport"), ("held_on", "2017-05-12"), ("title", "Hội thao")),
               (("kind", "culture"), ("held_on", "2017-08-20"), ("title", "Hội diễn văn nghệ")),
               (("kind", "sightseeing"), ("held_on", "2017-09-03"),
                ("title", "Tham quan Núi Cấm")))),
    Shape("days from and to", "activities", """
        TT => no
        Thời gian tổ chức => held_on:span
        Tên hoạt động => title
        Loại hoạt động => kind
        Số người / Tổng => head_total
        Số người / ĐVCĐ => head_members
        Kinh phí (đồng) => same:5.000.000
        """, above="state", title="KẾT QUẢ HOẠT ĐỘNG PHONG TRÀO", below="signed"),
    Shape("Chinese training", "training", """
        日期 => held_on:zh
        培训名称 => title
        类别 => same:政治学习?kind=political
        姓名 => name
        会员证号 => card
        是否参加 => attended:是|否
        """, fixed=(("kind", "political"),)),
    Shape("who took the course", "training", """
        STT => no
        Họ và tên => name
        Số CCCD => id
        Lớp bồi dưỡng => title
        Loại hình đào tạo => kind
        Ngày khai giảng => held_on:dmy
        Kết quả => same:Đạt
        """, above="form", title="DANH SÁCH CÁN BỘ ĐI HỌC", attendance=False),
    Shape("offers used", "preferences", """
        Ngày => used_on:dmy
        Nơi ưu đãi => partner
        ĐV sử dụng (lượt) => uses
        Ghi chú => blank
        """, file="csv:utf-8"),
    Shape("names alone", "benefits", """
        STT => no
        Họ và tên => name
        Đơn vị => unit
        Nội dung => kind
        Ngày => given_on:dmy
        Số tiền => amount:cents
        Nguồn => fund
        """, above="form", title="DANH SÁCH CHI HỖ TRỢ", below="signed", faults=(
            ("name", "Trương Không Ai"),)),
    Shape("thousands told above", "benefits", """
        TT => no
        Đối tượng / Họ tên => name
        Đối tượng / CCCD => id
        Khoản chi / Lý do => kind
        Khoản chi / Số tiền => amount:thousand
        Khoản chi / Nguồn => fund
        Ngày => given_on:dash
        """, above="thousands", title="BẢNG KÊ CHI THĂM HỎI"),
    Shape("check-up of some days", "checkups", """
        STT => no
        Họ và tên => name:caps
        Số CCCD => id
        Kết quả phân loại => result_class
        """, above="title", attendance=True,
        fixed=(("held_on", "2017-04-12"), ("organiser", "province")),
        title="DANH SÁCH ĐOÀN VIÊN KHÁM SỨC KHỎE DO LĐLĐ TỈNH TỔ CHỨC "
        "TỪ NGÀY 12/4/2017 ĐẾN 14/4/2017"),
    Shape("dialogue in rounds", "dialogues", """
        Lần => no
        Thời gian đối thoại => held_on:words
        Loại đối thoại => form
        Nội dung chính => subject
        """, above="form", title="SỔ THEO DÕI ĐỐI THOẠI"),
)  # fmt: skip
