"""How one cell is written: the value as an office types it, and what it tells of the row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from .words import WORDS, Person

Cell = str | int | float | date | None
NO_DATE = date(1899, 12, 30)
ENGLISH = "January February March April May June July August September October November December"
DATE_FIELDS = {
    "birth": "birth_date", "joined": "joined_on", "left": "left_on", "employed_on": "employed_on",
}  # fmt: skip
SEXES = {
    "vi": ("Nam", "Nữ"), "ru": ("муж.", "жен."), "zh": ("男", "女"), "en": ("Male", "Female"),
    "short": ("M", "F"), "caps": ("NAM", "NỮ"), "mr": ("Ông", "Bà"), "code": ("1", "0"),
}  # fmt: skip


@dataclass
class Row:
    """One row in the making: whom and what it is of, and what its cells have told."""

    register: str
    person: Person | None
    entry: dict[str, Any] = field(default_factory=dict)
    number: int = 0
    told: dict[str, Any] = field(default_factory=dict)
    fault: tuple[str, Cell] | None = None  # the cell whose spec begins so holds this instead
    group: str = ""
    parts: list[Row] = field(default_factory=list)  # several records in one row

    def day(self, name: str) -> date | None:
        if name in DATE_FIELDS:
            found: date | None = getattr(self.person, name)
            return found
        return self.entry.get(name)


def written(row: Row, spec: str, lot: Random) -> Cell:
    """The cell of a row under a column of this sort; the row is told what the cell says."""
    if spec[1:2] == "|":
        part = row.parts[int(spec[0])]
        return written(part, spec[2:], lot) if part.entry else None
    spec, _, condition = spec.partition("?")
    if condition:
        name, _, key = condition.partition("=")
        if row.entry.get(name) != key:
            return None
        row.told[name] = key
    name, _, style = spec.partition(":")
    if row.fault and spec.startswith(row.fault[0]):
        return row.fault[1]
    if name in WRITERS:
        return WRITERS[name](row, style, lot)
    if name in DATE_FIELDS or name.endswith(("_on", "_from", "_to")):
        return _date(row, name, style, lot)
    return _of_entry(row, name, style, lot)


def _name(row: Row, style: str, lot: Random) -> Cell:
    assert row.person is not None
    row.told["full_name"] = name = row.person.full_name
    woman = row.person.sex == "female"
    match style:
        case "caps":
            return name.upper()
        case "spaces":
            return f"  {name.replace(' ', '  ')} "
        case "mr":
            return f"{'Bà' if woman else 'Ông'} {name}"
        case "young":
            return f"{'Chị' if woman else 'Anh'} {name}"
        case "last":
            return name.rpartition(" ")[0]
        case "first":
            return name.rpartition(" ")[2]
        case "first-caps":
            return name.rpartition(" ")[2].upper()
        case "job":
            return f"{name} - {row.person.texts()['job_title']}"
        case "noted":
            return (
                f"{name} {lot.choice(('(nghỉ thai sản)', '(thử việc)', '- tổ trưởng', ''))}".strip()
            )
    return name


def _name_part(row: Row, style: str, lot: Random) -> Cell:
    assert row.person is not None
    row.told["full_name"] = row.person.full_name
    return row.person.full_name.split()[int(style)]


def _member(row: Row, style: str, lot: Random) -> Cell:
    assert row.person is not None
    yes, _, no = style.partition("|")
    return (yes if row.person.is_member else no) or None


def _sex(row: Row, style: str, lot: Random) -> Cell:
    assert row.person is not None
    woman = row.person.sex == "female"
    if style in ("x-male", "x-female"):
        if style.endswith("-female") != woman:
            return None
        row.told["sex"] = row.person.sex
        return lot.choice(("x", "X"))
    row.told["sex"] = row.person.sex
    return SEXES[style or "vi"][woman]


def _identity(row: Row, style: str, lot: Random) -> Cell:
    assert row.person is not None
    text = row.told["identity_number"] = row.person.identity
    match style:
        case "number":
            return int(text)
        case "spaces":
            return f"{text[:3]} {text[3:6]} {text[6:9]} {text[9:]}"
        case "quote":
            return f"'{text}"
        case "dots":
            return f"{text[:3]}.{text[3:6]}.{text[6:9]}.{text[9:]}"
        case "old":
            row.told["identity_number"] = row.person.old_identity
            return row.person.old_identity
        case "old-number":
            row.told["identity_number"] = row.person.old_identity
            return int(row.person.old_identity)
        case "mixed":
            return lot.choice((text, int(text), f" {text}", f"'{text}"))
    return text


def _card(row: Row, style: str, lot: Random) -> Cell:
    assert row.person is not None
    text = row.told["card_number"] = row.person.card
    return int(text) if style == "number" else text


def _phone(row: Row, style: str, lot: Random) -> Cell:
    assert row.person is not None
    text = row.told["phone"] = row.person.phone
    match style:
        case "number":
            return int(text)
        case "dots":
            return f"{text[:4]}.{text[4:7]}.{text[7:]}"
        case "spaces":
            return f"{text[:4]} {text[4:7]} {text[7:]}"
        case "84":
            return f"+84 {text[1:4]} {text[4:7]} {text[7:]}"
    return text


def _number(row: Row, style: str, lot: Random) -> Cell:
    return {"dot": f"{row.number}.", "zero": f"{row.number:02d}"}.get(style, row.number)


def _of_person(name: str) -> Callable[[Row, str, Random], Cell]:
    def write(row: Row, style: str, lot: Random) -> Cell:
        assert row.person is not None
        text = row.person.texts()[name]
        if text:
            row.told[name] = text
        return text.upper() if style == "caps" else text or None

    return write


WRITERS: dict[str, Callable[[Row, str, Random], Cell]] = {
    "no": _number,
    "blank": lambda _row, _style, _lot: None,
    "same": lambda _row, style, _lot: style,
    "name": _name,
    "ru": _name_part,
    "member": _member,
    "sex": _sex,
    "id": _identity,
    "card": _card,
    "phone": _phone,
} | {
    name: _of_person(name)
    for name in ("unit", "job_title", "union_role", "address", "ethnicity", "education", "notes")
}


def _date(row: Row, name: str, style: str, lot: Random) -> Cell:
    day = row.day(name)
    style, _, which = style.partition("@")  # birth:dmy@male
    if day is None or (which and (row.person is None or row.person.sex != which)):
        return None
    if which:
        row.told["sex"] = which
    month = day.isoformat()[:7]
    part = {"year": month[:4], "my": month, "zh-my": month}.get(style)
    row.told[DATE_FIELDS.get(name, name)] = part or day.isoformat()
    return in_style(day, style, lot)


def in_style(day: date, style: str, lot: Random) -> Cell:
    if style == "mixed":
        style = lot.choice(("dmy", "dmy1", "dash", "dot", "iso", "real", "serial", "quote"))
    month = ENGLISH.split()[day.month - 1]
    return {
        "": day,
        "real": day,
        "serial": (day - NO_DATE).days,
        "dmy": f"{day:%d/%m/%Y}",
        "dmy1": f"{day.day}/{day.month}/{day.year}",
        "dash": f"{day:%d-%m-%Y}",
        "dot": f"{day:%d.%m.%Y}",
        "iso": f"{day:%Y-%m-%d}",
        "ymd": f"{day:%Y/%m/%d}",
        "mdy": f"{day:%m/%d/%Y}",
        "quote": f"'{day:%d/%m/%Y}",
        "spaced": f"{day.day} / {day.month} / {day.year}",
        "short": f"{day:%d/%m/%y}",
        "compact": f"{day:%d%m%Y}",
        "words": f"ngày {day.day} tháng {day.month} năm {day.year}",
        "en": f"{day.day} {month[:3]} {day.year}",
        "en-long": f"{month} {day.day}, {day.year}",
        "zh": f"{day.year}年{day.month}月{day.day}日",
        "ru": f"{day:%d.%m.%Y} г.",
        "time": f"{day:%Y-%m-%d} 00:00:00",
        "year": day.year,
        "my": f"{day.month}/{day.year}",
        "zh-my": f"{day.year}年{day.month}月",
        "hour": f"{day:%d/%m/%Y} 00:00:00",
        "span": f"{day:%d/%m/%Y} - {day + timedelta(2):%d/%m/%Y}",
        "day": day.day,
        "d": day.day,
        "m": day.month,
        "y": day.year,
    }[style]


def _of_entry(row: Row, name: str, style: str, lot: Random) -> Cell:
    value = row.entry.get(name)
    row.told[name] = value
    if name == "attended":
        yes, _, no = style.partition("|")
        return (yes or "x") if value else (no or None)
    if name in ("amount", "cost"):
        return _money(value, style)
    if name == "units":
        return "; ".join(value) if value else lot.choice(("Toàn đơn vị", "Toàn công ty"))
    words = WORDS.get(f"{name}:{row.register}") or WORDS.get(name)
    if words and value is not None:
        word = lot.choice(words[value])
        return word.upper() if style == "caps" else word
    return value


def _money(value: int | None, style: str) -> Cell:
    if value is None:
        return None
    dotted = f"{value:,}"
    return {
        "": value,
        "dots": dotted.replace(",", "."),
        "dong": f"{dotted.replace(',', '.')} đ",
        "vnd": f"{dotted.replace(',', '.')} VNĐ",
        "comma": dotted,
        "cents": f"{dotted.replace(',', '.')},00",
        "spaces": dotted.replace(",", " "),
        "thousand": value // 1000,
        "million": value / 1_000_000,
        "million-text": f"{value / 1_000_000:g}".replace(".", ","),
        "tr": f"{value / 1_000_000:g}tr".replace(".", ","),
    }[style]


def days_after(day: date, count: int) -> date:
    return day + timedelta(count)
