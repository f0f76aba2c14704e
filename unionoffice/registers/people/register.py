"""The registers of members and of workers who are no members."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import ColumnElement, select

from unionoffice.core.i18n import N_, ngettext
from unionoffice.core.text import fold, name_sort_key
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Part, Register, Section
from unionoffice.registers.people import rules
from unionoffice.registers.people.model import Employment, Membership, Person
from unionoffice.registers.people.ticks import IS_MEMBER
from unionoffice.registers.people.words import WORDS

FULL_NAME = Field(Person.full_name, N_("Full name"), WORDS["full_name"])
SEX = Field(Person.sex, N_("Sex"), WORDS["sex"])
BIRTH_DATE = Field(
    Person.birth_date, N_("Date of birth"), WORDS["birth_date"], hint=N_("A year alone will do.")
)
IDENTITY_NUMBER = Field(Person.identity_number, N_("Identity number"), WORDS["identity_number"])
PHONE = Field(Person.phone, N_("Phone"), WORDS["phone"])
EMAIL = Field(Person.email, N_("E-mail"), WORDS["email"], in_table=False)
ADDRESS = Field(Person.address, N_("Address"), WORDS["address"], in_table=False)
ETHNICITY = Field(
    Person.ethnicity, N_("Ethnic group"), WORDS["ethnicity"], in_table=False, is_sensitive=True
)
EDUCATION = Field(Person.education, N_("Education"), WORDS["education"], in_table=False)
POLITICAL_THEORY = Field(
    Person.political_theory,
    N_("Political theory"),
    WORDS["political_theory"],
    in_table=False,
    is_sensitive=True,
)
PARTY_JOINED_ON = Field(
    Person.party_joined_on,
    N_("Joined the Party on"),
    WORDS["party_joined_on"],
    in_table=False,
    is_sensitive=True,
)
NOTES = Field(Person.notes, N_("Notes"), WORDS["notes"], in_table=False, takes_remarks=True)

CARD_NUMBER = Field(Membership.card_number, N_("Card number"), WORDS["card_number"])
JOINED_ON = Field(Membership.joined_on, N_("Joined the union on"), WORDS["joined_on"], is_past=True)
LEFT_ON = Field(
    Membership.left_on,
    N_("Left the union on"),
    WORDS["left_on"],
    hint=N_("The first day on which the person is no member any more."),
    in_table=False,
)
STATUS = Field(Membership.status, N_("Status"), WORDS["status"], default="active")
UNION_ROLE = Field(Membership.union_role, N_("Union office"), WORDS["union_role"], in_table=False)

UNIT = Field(Employment.unit_id, N_("Unit"), WORDS["unit"])
JOB_TITLE = Field(Employment.job_title, N_("Job"), WORDS["job_title"])
EMPLOYED_ON = Field(
    Employment.employed_on, N_("Employed since"), WORDS["employed_on"], in_table=False
)
ENDED_ON = Field(
    Employment.ended_on,
    N_("Employed until"),
    WORDS["ended_on"],
    hint=N_("The first day on which the person does not work here any more."),
    in_table=False,
)
IS_HAZARDOUS = Field(
    Employment.is_hazardous, N_("Heavy or hazardous work"), WORDS["is_hazardous"], in_table=False
)

PERSON_COLUMNS = tuple(
    field.as_list_column() for field in (FULL_NAME, IDENTITY_NUMBER, CARD_NUMBER, BIRTH_DATE)
)


def complete_person(person: Person) -> None:
    """Fill what search, order and status are derived from."""
    person.name_key = name_sort_key(person.full_name)
    person.name_folded = fold(person.full_name)
    cards = (membership.card_number for membership in person.memberships)
    words = (person.full_name, person.identity_number, person.phone, *cards)
    person.search_text = fold(" ".join(filter(None, words)))
    for membership in person.memberships:
        if membership.left_on is not None and membership.status in (None, "active"):
            membership.status = "left"


def without_membership() -> ColumnElement[bool]:
    return ~select(Membership.id).where(Membership.person_id == Person.id).exists()


_PERSON_RULES = (
    rules.has_a_name,
    rules.identity_number_is_whole,
    rules.birth_is_plausible,
    rules.spans_end_after_they_begin,
    rules.joined_after_birth,
)
# What the table of members, which has card and membership too, shows only when asked to.
_MEMBERS_JOB, _MEMBERS_PHONE = (replace(each, in_table=False) for each in (JOB_TITLE, PHONE))
_EMPLOYMENT_PART = Part(
    Employment,
    Employment.person_id,
    Employment.is_current,
    began=Employment.employed_on,
    ended=Employment.ended_on,
)
_PERSON = Section(N_("Personal details"), (FULL_NAME, SEX, BIRTH_DATE, IDENTITY_NUMBER))
_WORK = Section(N_("Work"), (UNIT, JOB_TITLE, EMPLOYED_ON, ENDED_ON, IS_HAZARDOUS))
_MEMBERS_WORK = Section(N_("Work"), (UNIT, _MEMBERS_JOB, EMPLOYED_ON, ENDED_ON, IS_HAZARDOUS))
_CONTACT = Section(N_("Contact"), (PHONE, EMAIL, ADDRESS))
_MEMBERS_CONTACT = Section(N_("Contact"), (_MEMBERS_PHONE, EMAIL, ADDRESS))
_EDUCATION = Section(
    N_("Education and more"), (EDUCATION, POLITICAL_THEORY, PARTY_JOINED_ON, ETHNICITY, NOTES)
)

MEMBERS = Register(
    key="members",
    model=Person,
    title=N_("Members"),
    purpose=N_("Everybody who is or was a member of the union, with card and unit."),
    singular=N_("member"),
    counted=lambda count: ngettext("{count} person", "{count} people", count),
    group="people",
    icon="id-badge-2",
    sections=(
        _PERSON,
        Section(N_("Membership"), (CARD_NUMBER, JOINED_ON, LEFT_ON, STATUS, UNION_ROLE)),
        _MEMBERS_WORK,
        _MEMBERS_CONTACT,
        _EDUCATION,
    ),
    order_by=(Person.name_key, Person.id),
    parts=(
        Part(Membership, Membership.person_id, Membership.is_current, required=True),
        _EMPLOYMENT_PART,
    ),
    identified_by=(IDENTITY_NUMBER, CARD_NUMBER, FULL_NAME, BIRTH_DATE),
    unique=((IDENTITY_NUMBER,),),
    rules=_PERSON_RULES,
    warnings=(rules.leaving_has_its_day,),
    complete=complete_person,
    names=FULL_NAME,
    sorted_by=IS_MEMBER,
)

WORKERS = Register(
    key="workers",
    model=Person,
    title=N_("Workers, no members"),
    purpose=N_("Workers the union cares for too, and may win as members."),
    singular=N_("worker"),
    counted=lambda count: ngettext("{count} person", "{count} people", count),
    group="people",
    icon="user",
    sections=(_PERSON, _WORK, _CONTACT, _EDUCATION),
    order_by=(Person.name_key, Person.id),
    parts=(_EMPLOYMENT_PART,),
    restriction=without_membership,
    identified_by=(IDENTITY_NUMBER, FULL_NAME, BIRTH_DATE),
    unique=((IDENTITY_NUMBER,),),
    rules=_PERSON_RULES,
    complete=complete_person,
    names=FULL_NAME,
    sorted_by=IS_MEMBER,
    list_fields=(CARD_NUMBER, JOINED_ON, LEFT_ON),
)
