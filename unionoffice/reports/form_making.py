"""Making a form: a new one, the next version of another, and rows of the sorts there are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import msgspec

from unionoffice.core.i18n import LANGUAGE_NAMES
from unionoffice.core.text import fold
from unionoffice.core.toml_text import toml_text
from unionoffice.reports.forms import (
    Column,
    Count,
    Figure,
    FigureName,
    Form,
    Level,
    Row,
    Section,
    Signature,
)

Sort = Literal["turns", "people", "members", "typed", "typed_people", "sum", "other"]
SORTS: tuple[Sort, ...] = ("turns", "people", "members", "typed", "typed_people", "sum")
COUNTED: frozenset[Sort] = frozenset(("turns", "people", "members"))

# What the usual columns are headed, in the languages of the program.
_HEADS: Mapping[str, Mapping[str, str]] = {
    "number": {"vi": "STT", "en": "No.", "ru": "№", "kk": "№", "zh": "序号"},
    "label": {"vi": "Nội dung", "en": "What", "ru": "Содержание", "kk": "Мазмұны", "zh": "内容"},
    "result": {"vi": "Kết quả", "en": "Result", "ru": "Итог", "kk": "Нәтиже", "zh": "结果"},
    "members": {
        "vi": "Trong đó đoàn viên",
        "en": "Of them members",
        "ru": "Из них членов профсоюза",
        "kk": "Оның ішінде мүшелер",
        "zh": "其中会员",
    },
}
_TITLES = {"vi": "(tính đến ngày {dd}/{mm}/{yyyy})", "en": "(as of {dd}/{mm}/{yyyy})"}
# What stands around the table of a Vietnamese office's paper.
_MOTTO = {
    "vi": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    "en": ("SOCIALIST REPUBLIC OF VIET NAM", "Independence - Freedom - Happiness"),
}
_DATE_LINE = {
    "vi": "{place}, ngày {day} tháng {month} năm {year}",
    "en": "{place}, {day}/{month}/{year}",
}
_RECIPIENTS = {
    "vi": ("Nơi nhận:", "- {upper_body};", "- Lưu: VP."),
    "en": ("Copies to:", "- {upper_body};", "- Office file."),
}
_SIGNERS: tuple[tuple[tuple[Level, ...], Mapping[str, tuple[str, ...]]], ...] = (
    (
        ("primary",),
        {
            "vi": ("TM. BAN CHẤP HÀNH", "CHỦ TỊCH"),
            "en": ("FOR THE EXECUTIVE COMMITTEE", "CHAIR"),
        },
    ),
    (
        ("district", "province", "national"),
        {
            "vi": ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"),
            "en": ("FOR THE STANDING COMMITTEE", "CHAIR"),
        },
    ),
)


@dataclass(frozen=True)
class RowPlan:
    """What somebody wants of a row, in plain words; `words` stand before its first figure."""

    label: Mapping[str, str]  # by language
    sort: Sort
    number: str = ""
    indent: int = 0
    indicator: str = ""
    parts: tuple[str, ...] = ()  # the keys of the rows that a sum adds up
    words: Mapping[str, str] = field(default_factory=dict)


def form_text(form: Form) -> str:
    """The declaration of a form, as it is kept and handed out."""
    values = msgspec.to_builtins(form, builtin_types=(date,))
    heads = ("id", "version", "languages")
    return toml_text({name: values[name] for name in heads} | values)


def new_form(form_id: str, name: str, languages: tuple[str, ...] = ("vi",)) -> Form:
    """A form with the usual head, columns and signature, and no row yet."""
    columns = (
        _column("number", "number", 13, languages),
        _column("label", "label", 82, languages),
        _column("result", "figures", 35, languages),
        _column("members", "figures", 35, languages),
    )
    title = {
        language: (name.upper() or "…", _TITLES.get(language, _TITLES["en"]))
        for language in languages
    }

    def spoken(words: Mapping[str, Any]) -> dict[str, Any]:
        return {language: words.get(language, words["en"]) for language in languages}

    return Form(
        id=form_id,
        version=1,
        languages=languages,
        name=dict.fromkeys(languages, name),
        title=title,
        motto=spoken(_MOTTO),
        date_line=spoken(_DATE_LINE),
        recipients=spoken(_RECIPIENTS),
        signatures=tuple(Signature(levels, spoken(lines)) for levels, lines in _SIGNERS),
        columns=columns,
        sections=(Section(dict.fromkeys(languages, "I."), ()),),
    )


def next_version(form: Form, today: date) -> Form:
    """The same form, to be changed; it takes the place of the former version from now on.

    Periods that are over keep the version on which they were reported.
    """
    return msgspec.structs.replace(form, version=form.version + 1, accepts=(), in_force_from=today)


def form_id_of(name: str, taken: Collection[str]) -> str:
    """A proper id from a name, that no other form has."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:40] or "form"
    found, number = plain, 2
    while found in taken:
        found, number = f"{plain}-{number}", number + 1
    return found


def row_key_of(label: str, taken: Collection[str]) -> str:
    """A key for a new row; it never changes afterwards, whatever its label becomes."""
    return form_id_of(label, taken)


def sort_of(row: Row) -> Sort:
    """Of which sort a row is; `other` for one that was written by hand in some other way."""
    for sort in SORTS:
        wanted = _counts(sort)
        given = {name: each.count for name, each in row.figures.items()}
        same = len({each.indicator for each in row.figures.values()}) <= 1
        if given == wanted and same:
            return sort
    return "other"


def planned_row(form: Form, key: str, plan: RowPlan) -> Row:
    """The row that was planned, its figures in the columns for figures from left to right."""
    indicator = plan.indicator if plan.sort in COUNTED else ""
    parts = plan.parts if plan.sort == "sum" else ()
    figures: dict[FigureName, Figure] = {
        name: Figure(count, indicator, parts) for name, count in _counts(plan.sort).items()
    }
    columns = [column.key for column in form.columns if column.holds == "figures"]
    texts = [f"{{{name}}}" for name in figures]
    if "total" in figures:
        texts[-1] += " ({share})"
    if len(columns) < len(texts):
        texts = [" / ".join(texts)]
    cells = {
        column: dict.fromkeys(form.languages, text)
        for column, text in zip(columns, texts, strict=False)
    }
    cells[columns[0]] = {
        language: f"{plan.words.get(language, '').strip()} {texts[0]}".strip()
        for language in form.languages
    }
    label = {language: plan.label.get(language, "").strip() for language in form.languages}
    return Row(key, label, figures, cells, plan.number.strip(), plan.indent)


def plan_of(form: Form, row: Row) -> RowPlan:
    """What a row is, to be shown and changed."""
    first = next(iter(row.figures.values()), Figure("typed"))
    column = next((each.key for each in form.columns if each.key in row.cells), "")
    words = (
        {language: text.partition("{")[0].strip() for language, text in row.cells[column].items()}
        if column
        else {}
    )
    return RowPlan(
        dict(row.label), sort_of(row), row.number, row.indent, first.indicator, first.rows, words
    )


def with_languages(form: Form, languages: tuple[str, ...]) -> Form:
    """The form in these languages; what one lacks stands in the form's first language."""
    first = form.languages[0]

    def translated(value: Any) -> Any:
        if isinstance(value, dict):
            if value and value.keys() <= LANGUAGE_NAMES.keys():
                return {each: value.get(each) or value.get(first) for each in languages}
            return {key: translated(each) for key, each in value.items()}
        is_list = isinstance(value, (list, tuple))
        return [translated(each) for each in value] if is_list else value

    values = translated(msgspec.to_builtins(form, builtin_types=(date,)))
    return msgspec.convert({**values, "languages": languages}, Form)


def with_row(form: Form, section: int, place: int, row: Row) -> Form:
    """The form with a row put at a place of a section."""
    rows = list(form.sections[section].rows)
    rows.insert(place, row)
    return with_rows(form, section, rows)


def with_rows(form: Form, section: int, rows: Iterable[Row]) -> Form:
    """The form with other rows in a section."""
    sections = list(form.sections)
    sections[section] = msgspec.structs.replace(sections[section], rows=tuple(rows))
    return msgspec.structs.replace(form, sections=tuple(sections))


def _column(
    key: str, holds: Literal["number", "label", "figures"], width: int, languages: tuple[str, ...]
) -> Column:
    heads = _HEADS[key]
    return Column(key, holds, width, {each: heads.get(each, heads["en"]) for each in languages})


def _counts(sort: Sort) -> dict[FigureName, Count]:
    counts: dict[Sort, dict[FigureName, Count]] = {
        "turns": {"result": "turns"},
        "people": {"total": "people", "members": "members"},
        "members": {"members": "members"},
        "typed": {"result": "typed"},
        "typed_people": {"total": "typed", "members": "typed"},
        "sum": {"result": "sum"},
    }
    return counts.get(sort, {})
