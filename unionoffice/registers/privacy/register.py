"""The registers of consents and of requests about personal data."""

from __future__ import annotations

from unionoffice.core.i18n import N_, ngettext
from unionoffice.core.text import fold
from unionoffice.registerkit.fields import Field
from unionoffice.registerkit.register import Register, Section
from unionoffice.registerkit.workdays import answer_day
from unionoffice.registers.privacy import rules
from unionoffice.registers.privacy.model import Consent, DataRequest

PERSON = Field(Consent.person_id, N_("Person"))
PURPOSE = Field(Consent.purpose, N_("Purpose of the data"))
GIVEN_ON = Field(Consent.given_on, N_("Consent given on"))
GIVEN_BY = Field(Consent.given_by, N_("How it was given"))
WITHDRAWN_ON = Field(Consent.withdrawn_on, N_("Consent withdrawn on"))
WITHDRAWN_BY = Field(Consent.withdrawn_by, N_("How it was withdrawn"), in_table=False)
CONSENT_PAPER = Field(Consent.paper, N_("Paper"), ("văn bản đồng ý",), in_table=False)
CONSENT_NOTES = Field(Consent.notes, N_("Notes"), in_table=False)

KIND = Field(DataRequest.kind, N_("What is asked"), ("nội dung yêu cầu về dữ liệu",))
ASKER = Field(DataRequest.person_id, N_("Person"))
ASKED_BY = Field(
    DataRequest.asked_by,
    N_("Asked by"),
    hint=N_("Where the person is not in the office, or somebody asks for another."),
)
RECEIVED_ON = Field(DataRequest.received_on, N_("Request received on"))
ANSWER_BY = Field(
    DataRequest.answer_by,
    N_("To be answered by"),
    hint=N_("Left empty, two working days are counted, without weekends and public holidays."),
)
ANSWERED_ON = Field(DataRequest.answered_on, N_("Request answered on"))
OUTCOME = Field(DataRequest.outcome, N_("Outcome"))
ANSWER = Field(DataRequest.answer, N_("Answer"), ("nội dung trả lời",), in_table=False)
REQUEST_PAPER = Field(DataRequest.paper, N_("Paper"), ("văn bản yêu cầu",), in_table=False)
REQUEST_NOTES = Field(DataRequest.notes, N_("Notes"), in_table=False)


def complete_request(request: DataRequest) -> None:
    request.search_text = fold(request.asked_by or "")
    if request.answer_by is None:
        request.answer_by = answer_day(request.received_on)


CONSENTS = Register(
    key="consents",
    model=Consent,
    title=N_("Consents"),
    purpose=N_("What each person agreed to have their data used for, and what was withdrawn."),
    singular=N_("consent"),
    counted=lambda count: ngettext("{count} consent", "{count} consents", count),
    group="office",
    icon="clipboard-check",
    sections=(
        Section(N_("Consent"), (PERSON, PURPOSE, GIVEN_ON, GIVEN_BY)),
        Section(N_("Withdrawal"), (WITHDRAWN_ON, WITHDRAWN_BY)),
        Section(N_("Notes"), (CONSENT_PAPER, CONSENT_NOTES)),
    ),
    order_by=(Consent.given_on.desc(), Consent.id.desc()),
    event=GIVEN_ON,
    identified_by=(PERSON, PURPOSE, GIVEN_ON),
    rules=(rules.withdrawn_after_given,),
)

REQUESTS = Register(
    key="requests",
    model=DataRequest,
    title=N_("Requests about data"),
    purpose=N_("Who asked to see, correct or erase their data, and by when it is answered."),
    singular=N_("request"),
    counted=lambda count: ngettext("{count} request", "{count} requests", count),
    group="office",
    icon="mail",
    sections=(
        Section(N_("Request"), (KIND, ASKER, ASKED_BY, RECEIVED_ON, ANSWER_BY)),
        Section(N_("Answer"), (ANSWERED_ON, OUTCOME, ANSWER)),
        Section(N_("Notes"), (REQUEST_PAPER, REQUEST_NOTES)),
    ),
    order_by=(DataRequest.received_on.desc(), DataRequest.id.desc()),
    event=RECEIVED_ON,
    identified_by=(ASKER, KIND, RECEIVED_ON),
    rules=(
        rules.somebody_asked,
        rules.answered_after_received,
        rules.answered_with_an_outcome,
    ),
    complete=complete_request,
)
