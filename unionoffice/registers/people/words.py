"""The words by which lists head the columns about people, in four languages.

Registers declare their columns with these words; the reader of lists also needs them for columns
that a register does not have, so that "Ngày sinh" is never taken for the day of a benefit.
Accents, case and order of writing do not matter; the most usual wording stands first.
"""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, ...]] = {
    "full_name": (
        "họ và tên", "họ tên", "họ và tên đoàn viên", "họ và tên người lao động",
        "họ tên khai sinh", "họ và chữ đệm và tên", "họ chữ đệm và tên", "tên đoàn viên",
        "tên nhân viên", "tên người lao động", "tên công nhân", "họ tên cán bộ", "đoàn viên",
        "họ và tên người nhận", "họ tên người vay", "họ tên người khám", "người được thăm",
        "người được trợ cấp",
        "người được hỗ trợ", "người thụ hưởng", "người nhận", "người tham gia", "người tham dự",
        "tên người lao động", "họ tên học viên", "học viên", "фио члена профсоюза", "участник",
        "слушатель", "получатель", "заемщик",
        "ф.и.о.", "фио", "ф.и.о. работника", "фамилия имя отчество", "фамилия и имя",
        "фамилия и о", "аты-жөні", "тегі аты әкесінің аты", "т.а.ә.",
        "姓名", "名字", "职工姓名", "会员姓名", "员工姓名",
        "full name", "name", "employee name", "member name", "employee",
    ),
    "sex": (
        "giới tính", "giới", "phái", "gt", "nam/nữ", "nam hay nữ",
        "пол", "жынысы", "性别", "sex", "gender",
    ),
    "birth_date": (
        "ngày sinh", "ngày tháng năm sinh", "năm sinh", "sinh ngày", "sinh năm", "ntns", "n/sinh",
        "ngày/tháng/năm sinh", "ngày th năm sinh", "ng sinh", "ns", "nam sinh", "ngày sn",
        "дата рождения", "год рождения", "дата рожд", "день рождения", "д.р.", "др", "г.р.",
        "число месяц год рождения", "туған күні", "туған жылы",
        "出生日期", "出生年月", "出生年月日", "生日", "出生时间", "出生",
        "date of birth", "birth date", "dob", "birthday", "birthdate", "year of birth", "born",
    ),
    "identity_number": (
        "số cccd", "cccd", "số cccd/cmnd", "cccd/cmnd", "cmnd/cccd", "số cmnd", "cmnd", "cmtnd",
        "số cmt", "cmt", "căn cước công dân", "số căn cước công dân", "căn cước", "số căn cước",
        "thẻ căn cước", "chứng minh nhân dân", "chứng minh thư", "số định danh cá nhân",
        "định danh cá nhân", "số định danh", "mã định danh", "đdcn", "số đdcn", "cc/cccd",
        "giấy tờ tùy thân", "số hộ chiếu", "hộ chiếu", "cccd/hộ chiếu", "cmnd/cccd/hộ chiếu",
        "снилс", "иин", "жсн", "номер паспорта", "паспорт", "серия и номер паспорта",
        "паспортные данные", "身份证号", "身份证号码", "身份证", "公民身份号码",
        "证件号码", "证件号",
        "identity number", "id number", "identity card", "id card", "national id", "citizen id",
        "passport", "passport number", "id no", "id card no", "id card number", "identity no",
        "national id no", "citizen id no", "identity card no", "identity card number", "nric",
    ),
    "card_number": (
        "số thẻ đoàn viên", "số thẻ", "thẻ đoàn viên", "mã thẻ", "mã đoàn viên",
        "mã số đoàn viên", "số thẻ công đoàn", "mã thẻ đoàn viên", "thẻ công đoàn",
        "số thẻ đoàn viên công đoàn", "số hiệu thẻ", "mã số thẻ",
        "номер профбилета", "профбилет", "номер профсоюзного билета", "профсоюзный билет",
        "номер билета", "билет", "номер членского билета", "会员证号", "会员号", "会员卡号",
        "工会会员证号", "会员编号", "会员证编号", "card number", "membership number",
        "member card", "member number", "union card", "card no", "member id",
    ),
    "phone": (
        "số điện thoại", "điện thoại", "sđt", "đt", "số đt", "đtdđ", "di động", "số di động",
        "điện thoại di động", "điện thoại liên hệ", "số điện thoại liên hệ", "số máy", "liên hệ",
        "liên lạc", "thông tin liên lạc",
        "телефон", "номер телефона", "тел", "моб", "моб тел", "мобильный", "мобильный телефон",
        "сотовый", "сотовый телефон", "контактный телефон", "телефоны", "телефон нөмірі",
        "手机号码", "手机号", "手机", "联系电话", "电话", "联系方式", "电话号码",
        "phone", "phone number", "mobile", "mobile phone", "tel", "telephone", "cell phone",
    ),
    "email": (
        "email", "e-mail", "địa chỉ email", "thư điện tử", "hộp thư điện tử", "mail",
        "электронная почта", "эл почта", "почта", "адрес электронной почты", "эл адрес",
        "邮箱", "电子邮箱", "电子邮件", "email address",
    ),
    "address": (
        "địa chỉ", "nơi ở hiện nay", "chỗ ở hiện nay", "nơi ở", "chỗ ở", "nơi cư trú",
        "địa chỉ thường trú", "hộ khẩu thường trú", "thường trú", "hktt", "nơi thường trú",
        "hộ khẩu", "nơi đăng ký hộ khẩu thường trú", "địa chỉ liên hệ", "địa chỉ hiện nay",
        "tạm trú", "địa chỉ tạm trú", "đăng ký thường trú", "nơi ở hiện tại",
        "адрес", "адрес проживания", "место жительства", "домашний адрес", "адрес регистрации",
        "мекенжайы", "家庭住址", "住址", "地址", "现住址", "联系地址", "通讯地址", "户籍地址",
        "address", "home address", "residence",
    ),
    "unit": (
        "đơn vị", "đ.vị", "đ/vị", "bp", "đơn vị công tác", "bộ phận", "phòng ban", "phòng",
        "phòng/ban/xưởng",
        "tổ công đoàn", "tổ", "phân xưởng", "xưởng", "chuyền", "tổ sản xuất", "nơi làm việc",
        "nơi công tác", "khoa phòng", "khoa", "công đoàn bộ phận", "bộ phận làm việc",
        "bộ phận công tác", "đơn vị bộ phận", "tổ phòng ban", "tên đơn vị", "tổ/bộ phận",
        "phòng tổ", "phòng tổ đội", "đội", "ban", "cơ quan", "tổ chuyên môn", "tên tổ", "lớp tổ",
        "подразделение", "структурное подразделение", "отдел", "цех", "участок", "профгруппа",
        "место работы", "отделение", "бөлімше", "бөлім", "служба", "бригада",
        "部门", "所在部门", "所属部门", "工作单位", "单位", "车间", "科室", "班组",
        "工会小组", "所在单位",
        "department", "unit", "division", "workshop", "section", "team", "work unit", "dept",
    ),
    "job_title": (
        "chức vụ", "chức danh", "chức vụ chức danh", "chức vụ chính quyền", "nghề nghiệp",
        "công việc", "công việc đang làm", "nghề", "vị trí", "vị trí việc làm",
        "vị trí công tác", "chức vụ chuyên môn", "công việc chính", "chức danh nghề nghiệp",
        "nhiệm vụ", "chức vụ hiện tại", "công việc đảm nhận", "ngành nghề",
        "должность", "профессия", "специальность", "лауазымы", "қызметі",
        "职务", "岗位", "职位", "职业", "工种", "工作岗位",
        "job title", "position", "job", "occupation", "profession", "title",
    ),
    "union_role": (
        "chức vụ công đoàn", "chức danh công đoàn", "chức vụ đoàn thể", "nhiệm vụ công đoàn",
        "chức vụ trong công đoàn", "vai trò công đoàn", "chức vụ công đoàn hiện nay",
        "должность в профсоюзе", "профсоюзная должность", "общественная нагрузка",
        "профсоюзное поручение", "выборная должность", "工会职务", "工会任职", "会内职务",
        "union role", "union position", "union office", "union title",
    ),
    "joined_on": (
        "ngày vào công đoàn", "ngày gia nhập công đoàn", "vào công đoàn", "gia nhập công đoàn",
        "ngày kết nạp công đoàn", "ngày kết nạp đoàn viên", "ngày kết nạp", "ngày gia nhập",
        "ngày kết nạp đoàn viên công đoàn", "kết nạp công đoàn", "năm vào công đoàn",
        "năm gia nhập công đoàn", "thời gian vào công đoàn", "thời gian gia nhập công đoàn",
        "thời điểm gia nhập công đoàn", "ngày tham gia công đoàn", "tham gia công đoàn",
        "ngày tháng năm vào công đoàn", "ngày tháng vào công đoàn", "ngày gia nhập đoàn viên",
        "ngày tháng năm gia nhập công đoàn", "ngày vào đoàn viên công đoàn", "ngày kn công đoàn",
        "ngày công nhận đoàn viên", "ngày vào tổ chức công đoàn", "gia nhập tổ chức công đoàn",
        "ngày vào đoàn viên", "ngày tháng gia nhập", "quyết định kết nạp ngày",
        "дата вступления в профсоюз", "дата вступления", "вступил в профсоюз",
        "в профсоюзе с", "член профсоюза с", "год вступления в профсоюз", "вступление в профсоюз",
        "дата приема в профсоюз", "год вступления", "принят в профсоюз", "дата постановки на учет",
        "кәсіподаққа кірген күні", "入会时间", "入会日期", "加入工会时间", "加入工会日期",
        "入会年月", "joined on", "date joined", "joined union", "union joining date",
        "date of joining", "membership date", "member since", "joining date", "joined",
    ),
    "left_on": (
        "ngày ra khỏi công đoàn", "ngày thôi công đoàn", "ngày ra công đoàn", "ra khỏi công đoàn",
        "ngày rời công đoàn", "ngày thôi là đoàn viên", "ngày thôi sinh hoạt công đoàn",
        "ngày chuyển sinh hoạt công đoàn", "ngày chuyển sinh hoạt", "ngày xóa tên", "ngày ra",
        "ngày thôi tham gia công đoàn", "ngày chấm dứt sinh hoạt công đoàn",
        "chấm dứt sinh hoạt", "ngày chấm dứt sinh hoạt", "ngày dừng sinh hoạt",
        "thôi tham gia công đoàn", "thôi tham gia",
        "ngày xin ra khỏi công đoàn", "ngày chấm dứt tư cách đoàn viên", "ngày rời tổ chức",
        "ngày nghỉ sinh hoạt công đoàn", "ngày rút tên", "ngày thôi vào công đoàn",
        "thời gian thôi sinh hoạt", "ngày thôi", "ngày rời", "rời công đoàn",
        "thời điểm ra khỏi công đoàn", "ngày tháng năm ra khỏi công đoàn", "năm ra khỏi công đoàn",
        "ngày thôi sinh hoạt", "ngày chuyển đi", "ngày kết thúc sinh hoạt", "ngày ra khỏi tổ chức",
        "дата выхода из профсоюза", "дата выхода", "дата выбытия", "выбыл", "снят с учета",
        "дата снятия с учета", "退会时间", "退会日期", "left on", "date left", "leaving date",
    ),
    "employed_on": (
        "ngày vào làm", "ngày vào làm việc", "ngày vào công ty", "ngày vào cơ quan",
        "ngày tuyển dụng", "ngày vào ngành", "ngày bắt đầu làm việc", "ngày nhận việc",
        "ngày vào đơn vị", "ngày vào xí nghiệp", "ngày vào nhà máy", "năm vào làm", "vào làm",
        "năm tuyển dụng", "ngày làm việc", "thời gian vào làm", "ngày vào nghề", "năm vào ngành",
        "ngày vào biên chế", "ngày tháng năm vào làm việc", "ngày bắt đầu công tác",
        "дата приема на работу", "дата приема", "дата трудоустройства", "дата поступления",
        "принят на работу", "работает с", "жұмысқа қабылданған күні",
        "参加工作时间", "入职时间", "入职日期", "参加工作日期", "工作时间",
        "hire date", "employed on", "start date", "employment date", "date hired",
    ),
    "education": (
        "trình độ chuyên môn", "trình độ học vấn", "học vấn", "trình độ", "chuyên môn",
        "trình độ đào tạo", "bằng cấp", "học vị", "trình độ chuyên môn nghiệp vụ",
        "trình độ cmnv", "trình độ văn hóa", "văn hóa", "trình độ cm",
        "trình độ chuyên môn kỹ thuật",
        "образование", "білімі", "学历", "文化程度", "教育程度", "最高学历",
        "education", "education level", "qualification", "degree",
    ),
    "political_theory": (
        "lý luận chính trị", "trình độ lý luận chính trị", "trình độ chính trị", "llct",
        "trình độ llct", "chính trị", "lý luận", "политическая подготовка", "政治理论",
        "political theory",
    ),
    "party_joined_on": (
        "ngày vào đảng", "vào đảng", "ngày kết nạp đảng", "ngày vào đảng csvn", "đảng viên",
        "ngày vào đảng dự bị", "ngày kết nạp vào đảng", "ngày vào đcsvn", "kết nạp đảng",
        "ngày vào đảng cộng sản việt nam", "năm vào đảng", "là đảng viên", "вступление в партию",
        "дата вступления в партию", "入党时间", "入党日期", "party joined on", "party joining date",
    ),
    "ethnicity": (
        "dân tộc", "thành phần dân tộc", "национальность", "ұлты", "民族",
        "ethnicity", "ethnic group", "ethnic",
    ),
    "status": (
        "trạng thái", "tình trạng", "tình trạng sinh hoạt", "trạng thái đoàn viên",
        "tình trạng đoàn viên", "статус", "состояние", "жағдайы", "状态", "会员状态", "status",
    ),
    "ended_on": (
        "ngày nghỉ việc", "ngày thôi việc", "ngày chấm dứt hđlđ", "ngày nghỉ hưu",
        "ngày chấm dứt hợp đồng", "ngày nghỉ", "дата увольнения", "уволен", "离职日期",
        "离职时间", "termination date", "employment end", "end of employment",
    ),
    "is_hazardous": (
        "nặng nhọc độc hại", "công việc nặng nhọc độc hại", "độc hại", "nặng nhọc",
        "làm việc nặng nhọc độc hại nguy hiểm", "вредные условия", "вредность", "有害岗位",
        "特殊工种", "hazardous work", "hazardous",
    ),
    "notes": (
        "ghi chú", "chú thích", "diễn giải thêm", "lưu ý", "примечание", "примечания", "заметки",
        "ескертпе", "备注", "说明", "note", "notes", "remark", "remarks", "comment", "comments",
    ),
}  # fmt: skip

# A name or a day that stands in several columns: the wording of each part.
NAME_PARTS: Mapping[str, tuple[str, ...]] = {
    "family": (
        "họ", "họ đệm", "họ và tên đệm", "họ và tên lót", "họ lót", "họ và đệm", "họ và lót",
        "họ và chữ lót", "họ và chữ đệm", "họ tên đệm", "họ tên lót", "họ chữ lót", "họ chữ đệm",
        "фамилия", "тегі", "姓", "surname", "last name", "family name",
    ),
    "middle": ("tên đệm", "tên lót", "chữ lót", "chữ đệm", "đệm", "lót", "middle name"),
    "given": ("tên", "имя", "имя отчество", "имя и отчество", "аты", "名", "first name",
              "given name", "given names"),
    "last": ("отчество", "әкесінің аты", "patronymic"),
}  # fmt: skip

DAY_PARTS: Mapping[str, tuple[str, ...]] = {
    "day": ("ngày", "ngày sinh", "день", "число", "日", "day"),
    "month": ("tháng", "tháng sinh", "месяц", "月", "month"),
    "year": ("năm", "năm sinh", "год", "年", "year"),
}

SERIAL_WORDS = (
    "stt", "tt", "số tt", "số thứ tự", "thứ tự", "st", "no", "n", "п/п", "№ п/п", "номер п/п",
    "р/с", "рет саны", "序号", "序", "号", "serial", "serial number", "s/n", "item",
)  # fmt: skip

# Columns that are about the person but never one of the fields above.
OTHER_WORDS = (
    "ngày cấp", "nơi cấp", "cơ quan cấp", "ngày cấp cccd", "nơi cấp cccd", "ngày cấp thẻ",
    "ngày cấp thẻ đoàn viên", "ngày hết hạn", "ngày và nơi cấp", "ngày cấp nơi cấp",
    "ngày vào đoàn", "vào đoàn", "ngày vào đoàn tncs", "ngày vào đoàn thanh niên",
    "đoàn viên thanh niên", "ngày kết nạp đoàn", "đoàn tncs",
    "ngày vào đảng chính thức", "ngày chính thức", "số thẻ đảng", "thẻ đảng viên", "thẻ đảng",
    "nơi sinh", "quê quán", "nguyên quán", "tôn giáo", "quốc tịch", "tuổi",
    "số sổ bhxh", "bhxh", "số bhxh", "mã số bhxh", "mã bhxh", "bảo hiểm xã hội", "bảo hiểm",
    "ngày tham gia bhxh", "ngày đóng bhxh", "thẻ bhyt", "số thẻ bhyt", "bhyt", "mã thẻ bhyt",
    "bảo hiểm y tế", "mã số thuế", "mst", "số tài khoản", "stk", "tài khoản ngân hàng",
    "ngân hàng", "tên ngân hàng", "số thẻ atm", "thẻ atm", "thẻ ngân hàng", "thẻ nhân viên",
    "số thẻ nhân viên", "chữ ký", "ký nhận", "ký tên", "ký", "người nhận ký",
    "mã nv", "mã nhân viên", "msnv", "mã số nhân viên", "mã số cán bộ", "mã số", "mã cán bộ",
    "người thân", "thân nhân", "quan hệ", "số con", "tình trạng hôn nhân", "hôn nhân",
    "lương", "mức lương", "hệ số lương", "bậc lương", "hệ số", "ngạch", "mã ngạch", "phụ cấp",
    "số hđlđ", "loại hđlđ", "loại hợp đồng", "hợp đồng lao động", "ngày ký hợp đồng",
    "ngày ký hđlđ", "thời hạn hợp đồng", "thâm niên",
    "ngày bổ nhiệm", "ngày ký", "ngày nộp đơn", "ngày làm đơn", "số quyết định", "ngày quyết định",
    "khen thưởng", "kỷ luật", "ngoại ngữ", "tin học", "chiều cao", "cân nặng", "nhóm máu",
    "chuyên ngành", "ngành đào tạo", "trường", "nơi đào tạo", "năm tốt nghiệp", "số nhà",
    "họ tên cha", "họ tên mẹ", "họ tên vợ", "họ tên chồng", "họ tên con", "tên con",
    "họ tên vợ chồng", "ngày sinh con", "ngày sinh của con", "năm sinh con", "cộng",
    "đơn vị tính", "đvt", "người giới thiệu", "người lập", "người kê khai",
    "инн", "место рождения", "дата выдачи", "кем выдан", "подпись", "роспись", "гражданство",
    "табельный номер", "таб номер", "возраст", "стаж", "оклад", "семейное положение", "разряд",
    "籍贯", "年龄", "政治面貌", "签名", "签字", "工号", "发证机关", "职称", "婚姻状况",
    "出生地", "工龄",
    "place of birth", "issue date", "issued by", "date of issue", "signature", "age", "salary",
    "employee id", "employee code", "staff code", "staff id", "bank account", "nationality",
)  # fmt: skip
