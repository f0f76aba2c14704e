"""Ways in which offices keep the lists of their members, and of workers who are none."""

from __future__ import annotations

from .layout import Shape

BAD_DAY = ("birth", "31/02/1990")
UNBORN = ("birth", "12/05/2031")
BAD_ID = ("id", "0890850012")
LONG_ID = ("id", "0890850012345")

MEMBERS = (
    Shape("plain", "members", """
        STT => no
        Họ và tên => name
        Ngày sinh => birth
        Giới tính => sex
        Số CCCD => id
        Đơn vị => unit
        Ngày vào công đoàn => joined
        Ngày ra khỏi công đoàn => left
        """, faults=(UNBORN, BAD_ID)),
    Shape("province form", "members", """
        TT => no
        HỌ VÀ TÊN ĐOÀN VIÊN => name:caps
        Ngày tháng năm sinh / Nam => birth:dmy@male
        Ngày tháng năm sinh / Nữ => birth:dmy@female
        Số CCCD/CMND => id
        Ngày gia nhập\\nCông đoàn Việt Nam => joined:dmy1
        Số thẻ đoàn viên => card
        Ghi chú => notes
        """, title="DANH SÁCH TRÍCH NGANG ĐOÀN VIÊN CÔNG ĐOÀN", above="state", below="signed",
        group="{roman}. {key}", options="group-merged", numbered=True, faults=(BAD_DAY,)),
    Shape("surname apart", "members", """
        STT => no
        Họ và tên lót => name:last
        Tên => name:first
        Giới tính / Nam => sex:x-male
        Giới tính / Nữ => sex:x-female
        Sinh ngày => birth:dash
        CCCD => id:number
        ĐV/CĐ bộ phận => unit
        Ngày vào CĐ => joined:dot
        """, above="title", below="counts", faults=(BAD_DAY, LONG_ID)),
    Shape("name over two columns", "members", """
        TT => no:zero
        Họ và tên / Họ => name:last
        Họ và tên / tên => name:first-caps
        Ngày, tháng, năm sinh / Ngày => birth:d
        Ngày, tháng, năm sinh / Tháng => birth:m
        Ngày, tháng, năm sinh / Năm => birth:y
        Phái => sex
        Số ĐDCN/CCCD => id:spaces
        Tổ công đoàn => unit
        Năm vào CĐ => joined:year
        """, title="DANH SÁCH ĐOÀN VIÊN", above="school", below="list-closes"),
    Shape("name merged over both parts", "members", """
        Số TT => no
        Họ và tên / Họ và tên => name:last
        Họ và tên / => name:first
        Năm sinh => birth:year
        Nữ => sex:x-female
        Chức vụ => job_title
        Số định danh => id
        Kết nạp CĐ => joined:my
        Ghi chú => notes
        """, above="form", below="signed", title="DANH SÁCH ĐOÀN VIÊN CÔNG ĐOÀN",
        group="{letter}. {key} ({count} đoàn viên)", options="group-in-second"),
    Shape("sheet for each unit", "members", """
        STT => no
        Họ tên => name:spaces
        Ngày sinh => birth:mixed
        Giới tính => sex:caps
        CCCD/CMND => id:mixed
        Số điện thoại => phone:number
        Vào CĐ ngày => joined:mixed
        """, sheets=True, above="title", title="{group}", below="total",
        options="spare-sheets", faults=(BAD_DAY,)),
    Shape("TCVN3", "members", """
        STT => no
        Họ và tên => name
        Ngày sinh => birth:dmy
        Giới tính => sex
        Số CMND => id:old-number
        Phòng ban => unit
        Ngày kết nạp => joined:dmy
        """, title="DANH SÁCH ĐOÀN VIÊN", above="title", file="xls:tcvn3"),
    Shape("TCVN3 letterhead", "members", """
        TT => no
        Họ và tên => name:caps
        Ngày tháng năm sinh => birth:dot
        Nam/Nữ => sex
        Số CMND/CCCD => id
        Bộ phận công tác => unit
        Ngày vào Công đoàn => joined:dot
        Dân tộc => ethnicity
        """, title="DANH SÁCH ĐOÀN VIÊN", above="state", below="signed", file="xlsx:tcvn3"),
    Shape("VNI", "members", """
        STT => no
        Họ và tên => name
        Năm sinh => birth:dmy
        Phái => sex
        Số CCCD => id
        Bộ phận => unit
        Ngày gia nhập CĐ => joined:dmy
        Địa chỉ => address
        """, title="DANH SÁCH ĐOÀN VIÊN", above="form", file="xlsx:vni"),
    Shape("VNI text", "members", """
        STT => no
        Họ và tên => name
        Ngày sinh => birth:dmy
        Giới tính => sex
        CCCD => id
        Đơn vị => unit
        Ngày vào CĐ => joined:dmy
        """, file="csv:vni"),
    Shape("cp1258 text", "members", """
        STT => no
        Họ và tên => name
        Ngày sinh => birth:dmy
        Giới tính => sex
        Số CCCD => id
        Đơn vị => unit
        Số điện thoại => phone
        Ngày vào công đoàn => joined:dmy
        """, file="csv:cp1258", faults=(BAD_ID,)),
    Shape("NFD", "members", """
        STT => no
        Họ và tên => name
        Ngày sinh => birth:iso
        Giới tính => sex
        Số CCCD => id
        Đơn vị công tác => unit
        Ngày gia nhập => joined:iso
        Chức vụ công đoàn => union_role
        """, file="csv:nfd"),
    Shape("UTF-16 text with tabs", "members", """
        HO_TEN => name:caps
        NGAY_SINH => birth:time
        GIOI_TINH => sex
        SO_CCCD => id
        DON_VI => unit
        NGAY_VAO_CD => joined:time
        DIEN_THOAI => phone
        """, file="tsv:utf-16"),
    Shape("ods with two rows", "members", """
        TT => no:dot
        Thông tin cá nhân / Họ và tên => name
        Thông tin cá nhân / Ngày sinh => birth
        Thông tin cá nhân / Giới tính => sex
        Thông tin cá nhân / Số CCCD => id
        Công tác / Phòng, ban => unit
        Công tác / Chức vụ => job_title
        Công đoàn / Ngày kết nạp => joined
        Công đoàn / Chức vụ => union_role
        Công đoàn / Số thẻ => card
        """, above="title", title="Danh sách đoàn viên công đoàn năm 2018", file="ods"),
    Shape("three rows of headings", "members", """
        STT => no
        THÔNG TIN ĐOÀN VIÊN / Họ và tên => name:caps
        THÔNG TIN ĐOÀN VIÊN / Ngày tháng năm sinh / Nam => birth:dmy1@male
        THÔNG TIN ĐOÀN VIÊN / Ngày tháng năm sinh / Nữ => birth:dmy1@female
        THÔNG TIN ĐOÀN VIÊN / Giấy tờ / Số CCCD => id
        THÔNG TIN ĐOÀN VIÊN / Liên hệ / Điện thoại => phone:dots
        THÔNG TIN ĐOÀN VIÊN / Liên hệ / Chỗ ở hiện nay => address
        SINH HOẠT CÔNG ĐOÀN / Ngày gia nhập => joined:dmy1
        SINH HOẠT CÔNG ĐOÀN / Tổ CĐ => unit
        """, above="school", title="TỔNG HỢP ĐOÀN VIÊN", below="signed", numbered=True),
    Shape("begins in B", "members", """
        Stt => no
        Họ & tên => name
        Ngày sinh => birth:spaced
        GT => sex
        Số căn cước => id:dots
        Nơi làm việc => unit
        Ngày gia nhập công đoàn => joined:spaced
        ĐT => phone:spaces
        """, options="shifted blank-lines", above="title", title="DS ĐOÀN VIÊN"),
    Shape("heading repeated on each page", "members", """
        TT => no
        Họ và tên => name
        Ngày sinh => birth:dmy
        Giới tính => sex
        Số CCCD => id
        Đơn vị => unit
        Ngày vào CĐ => joined:dmy
        """, repeat_header=12, above="title", title="DANH SÁCH ĐOÀN VIÊN"),
    Shape("Mr and Mrs", "members", """
        STT => no
        Ông (bà) => name:mr
        Ngày sinh => birth:dmy
        Số CCCD => id
        Đơn vị => unit
        Vào công đoàn => joined:dmy
        """, above="form", title="DANH SÁCH ĐOÀN VIÊN CÔNG ĐOÀN"),
    Shape("units merged down", "members", """
        STT => no
        Tổ => unit
        Họ và tên đoàn viên => name
        Ngày, tháng, năm sinh => birth:dmy
        Giới tính => sex
        CCCD => id:quote
        Ngày kết nạp vào Công đoàn => joined:dmy
        """, ditto="unit", options="merged-ditto", above="title",
        title="DANH SÁCH ĐOÀN VIÊN THEO TỔ"),
    Shape("units only where they begin", "members", """
        Bộ phận => unit
        Họ tên => name
        Ngày sinh => birth:dmy
        CCCD => id
        Ngày vào CĐ => joined:dmy
        """, ditto="unit"),
    Shape("subtotals below groups", "members", """
        STT => no
        Họ và tên => name:caps
        Ngày sinh => birth:dmy
        Giới tính => sex
        Số CCCD => id
        Ngày vào CĐ => joined:dmy
        """, group="{key}", group_ends="Cộng {key}: {count} người", options="number-anew",
        above="state", title="DANH SÁCH ĐOÀN VIÊN", below="signed"),
    Shape("days in words", "members", """
        TT => no
        Họ và tên => name
        Sinh ngày, tháng, năm => birth:words
        Giới tính => sex
        Số CCCD => id
        Đơn vị, bộ phận => unit
        Ngày, tháng, năm gia nhập Công đoàn => joined:words
        """),
    Shape("serial numbers, old identity", "members", """
        STT => no
        Họ tên ĐV => name
        Ngày sinh => birth:serial
        Giới tính => sex
        CMND => id:old
        Bộ phận => unit
        Ngày vào CĐ => joined:serial
        """),
    Shape("short years", "members", """
        STT => no
        Họ và tên => name
        Ngày sinh => birth:short
        Giới tính => sex
        CCCD => id
        Bộ phận => unit
        Ngày vào CĐ => joined:short
        """),
    Shape("with party and education", "members", """
        TT => no
        Họ và tên => name
        Nam => birth:year@male
        Nữ => birth:year@female
        Dân tộc => ethnicity
        Trình độ học vấn => education
        Chức vụ, nghề nghiệp => job_title
        Số CCCD => id
        Đơn vị => unit
        Ngày tháng năm vào CĐ => joined:dmy
        Chữ ký => blank
        """, above="state", title="DANH SÁCH ĐOÀN VIÊN", below="signed"),
    Shape("Russian", "members", """
        № п/п => no
        Фамилия, имя, отчество => name
        Пол => sex:ru
        Дата рождения => birth:dot
        № профбилета => card
        Подразделение => unit
        Дата вступления в профсоюз => joined:dot
        """, above="ru", below="ru", title="Список членов профсоюза", language="ru"),
    Shape("Russian text", "members", """
        №;ФИО => no
        ФИО => name
        Пол => sex:ru
        Дата рожд. => birth:dot
        № проф. билета => card
        Цех, отдел => unit
        Вступил(а) => joined:ru
        """.replace("№;ФИО", "№"), language="ru", file="csv:cp1251"),
    Shape("Chinese", "members", """
        序号 => no
        姓名 => name
        性别 => sex:zh
        出生日期 => birth:zh
        会员证号 => card
        部门 => unit
        入会日期 => joined:zh
        """, above="zh", below="zh", title="工会会员花名册", language="zh"),
    Shape("Chinese text", "members", """
        序号 => no
        姓名 => name
        性别 => sex:zh
        出生年月日 => birth:iso
        会员卡号 => card
        所在部门 => unit
        入会时间 => joined:iso
        """, file="csv:gb18030", language="zh"),
    Shape("English", "members", """
        No. => no
        Full name => name
        Gender => sex:en
        Date of birth => birth:en
        Membership no. => card
        Department => unit
        Date joined => joined:en
        Mobile => phone
        """, language="vi", above="title", title="LIST OF UNION MEMBERS"),
    Shape("American", "members", """
        # => no
        Name => name
        Sex => sex:short
        DOB => birth:mdy
        ID card number => id
        Section => unit
        Joined the union on => joined:mdy
        """),
    Shape("with an old copy hidden", "members", """
        STT => no
        Họ và tên (chữ in hoa) => name:caps
        Ngày sinh (dd/mm/yyyy) => birth:dmy
        Giới tính (Nam/Nữ) => sex
        Số CCCD (12 số) => id:number
        Phân xưởng/Phòng => unit
        Ngày vào Công đoàn (dd/mm/yyyy) => joined:dmy
        """, options="hidden-copy"),
    Shape("note behind the name", "members", """
        STT => no
        Họ và tên => name:noted
        Ngày sinh => birth:dmy
        Số CCCD => id
        Đơn vị => unit
        Ngày gia nhập CĐ => joined:dmy
        """, faults=(LONG_ID,)),
    Shape("forms of address in a column", "members", """
        STT => no
        Ông/Bà => sex:mr
        Họ và => name:last
        Tên => name:first
        Năm sinh => birth:year
        Số CC => id
        CV => job_title
        Đơn vị => unit
        Ngày KN => joined:dmy
        """, above="title", title="DANH SÁCH ĐẠI BIỂU LÀ ĐOÀN VIÊN"),
    Shape("cards renewed", "members", """
        STT => no
        HOTEN => name:caps
        NGAYSINH => birth:dmy
        Giới tính (1: Nam, 0: Nữ) => sex:code
        SOCCCD => id
        Số thẻ cũ => same:123456
        Số thẻ mới => card
        TENPHONGBAN => unit
        Ngày vào CĐ => joined:dmy
        Lý do đổi => same:Mất thẻ
        """),
)  # fmt: skip

WORKERS = (
    Shape("workers", "workers", """
        STT => no
        Họ và tên => name
        Ngày sinh => birth
        Giới tính => sex
        Số CCCD => id
        Đơn vị => unit
        """),
    Shape("workers not yet in the union", "workers", """
        TT => no
        Họ và tên người lao động => name:caps
        Năm sinh / Nam => birth:year@male
        Năm sinh / Nữ => birth:year@female
        CCCD/CMND => id
        Bộ phận => unit
        Lý do chưa vào CĐ => same:Thử việc
        """, above="state", title="DANH SÁCH NLĐ CHƯA GIA NHẬP CÔNG ĐOÀN", below="signed"),
    Shape("workers by shop", "workers", """
        STT => no
        Họ đệm => name:last
        Tên => name:first
        Ngày sinh => birth:dash
        Phái => sex
        Số CCCD => id:number
        Công việc => job_title
        """, group="{n}. {key}", above="title", title="DANH SÁCH CÔNG NHÂN CHƯA VÀO CÔNG ĐOÀN"),
    Shape("workers as text", "workers", """
        STT => no
        Họ và tên NLĐ => name
        Ngày sinh => birth:dmy
        GT => sex
        CCCD => id
        Phòng/ban => unit
        """, file="csv:utf-8"),
)  # fmt: skip
