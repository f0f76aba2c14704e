"""Forms and rules that a federation hands out: signed, newer than what is held, side by side."""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from exchange.levels import YEAR_END, AnOffice, Levels
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.accounts import PASSWORD
from support.command_line import Run
from support.mutations import broken
from support.records import a_checkup, a_member, add

from unionoffice.core.errors import RefusedFileError, UserError
from unionoffice.core.periods import Period
from unionoffice.exchange.board import Board
from unionoffice.exchange.campaign_files import CampaignFiles
from unionoffice.exchange.deadlines import Deadlines
from unionoffice.exchange.giving_back import Asked, GivingBack
from unionoffice.exchange.handouts import HandOuts
from unionoffice.exchange.returns import Returns
from unionoffice.registers.catalogue import CATALOGUE
from unionoffice.registers.organisation.model import UpperBody
from unionoffice.services.accounts import Accounts
from unionoffice.services.norms import NormService, norms_of
from unionoffice.services.office import own_organisation
from unionoffice.services.sign_in import NotAllowedError
from unionoffice.services.signing_keys import office_key
from unionoffice.services.who import SignIn

FILE = Path(__file__).parents[1] / "data" / "forms" / "typed.toml"
FORM = "h1-quarter"
QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))


class HandingOut:
    """A district that hands out, and a primary that has its card."""

    text = ""  # of a whole hand-out

    def __init__(self, levels: Levels) -> None:
        self.district = levels.office("H1", "district")
        self.primary = levels.office("T1", parent="H1")
        self.given = HandOuts(self.district.store, self.district.reporting.forms, lambda: YEAR_END)
        self.taken = HandOuts(self.primary.store, self.primary.reporting.forms, lambda: YEAR_END)
        self.folder = self.district.folder
        know_above(self.primary, self.district)

    def make(self, *changes: tuple[str, str]) -> None:
        """A form that the district makes: the one of the file, with these changes."""
        text = FILE.read_text(encoding="utf-8")
        for was, becomes in changes:
            assert was in text
            text = text.replace(was, becomes, 1)
        self.district.reporting.forms.keep_made(text)

    def hand_out(self, *versions: int, name: str = "forms.uforms") -> Path:
        path = self.folder / name
        self.given.write(path, [(FORM, version) for version in versions or (1,)])
        return path


def know_above(office: AnOffice, above: AnOffice) -> None:
    with above.store.reading() as session:
        own = own_organisation(session)
    with office.store.writing("test") as session:
        session.add(
            UpperBody(
                uid=own.uid,
                code=own.code,
                name=own.name,
                level=own.level,
                public_key=office_key(above.store).public_key,
                recipient="age1",
                enrolled_at=datetime.now(UTC),
            )
        )


@pytest.fixture
def out(levels: Levels) -> HandingOut:
    return HandingOut(levels)


def test_form_is_handed_out_and_reported_on(out: HandingOut) -> None:
    out.make()
    (item,) = out.taken.take(out.hand_out())
    assert (item.kind, item.id, item.status) == ("form", FORM, "accepted")
    assert FORM in out.primary.reporting.forms.ids()

    form = out.primary.reporting.forms.open(FORM)
    out.district.enrol(out.primary)
    package = out.primary.sending.send(form, QUARTER, out.folder / "t1.upack").path
    assert out.district.statuses(package) == ["accepted"]


def test_same_hand_out_again_changes_nothing(out: HandingOut) -> None:
    out.make()
    path = out.hand_out()
    out.taken.take(path)
    assert [item.status for item in out.taken.take(path)] == ["already_held"]


def test_older_version_than_is_held_is_refused(out: HandingOut) -> None:
    out.make()
    out.make(("version = 1", "version = 2"))
    out.taken.take(out.hand_out(2))
    (item,) = out.taken.take(out.hand_out(1, name="old.uforms"))
    assert item.status == "refused"
    assert "older than 2" in (item.why or "")


def test_several_versions_in_one_file_live_side_by_side(out: HandingOut) -> None:
    out.make()
    out.make(("version = 1", "version = 2\nin_force_from = 2026-07-01"))
    assert [item.status for item in out.taken.take(out.hand_out(1, 2))] == ["accepted"] * 2
    forms = out.primary.reporting.forms
    assert forms.open(FORM, date(2026, 3, 31)).version == 1
    assert forms.open(FORM, date(2026, 9, 30)).version == 2


def test_office_without_the_card_of_the_body_above_believes_nobody(
    out: HandingOut, levels: Levels
) -> None:
    out.make()
    stranger = levels.office("T2", parent="H1")
    with pytest.raises(UserError, match="card of the body above"):
        HandOuts(stranger.store, stranger.reporting.forms).take(out.hand_out())


def test_hand_out_of_somebody_else_is_refused(out: HandingOut, levels: Levels) -> None:
    other = levels.office("H2", "district")
    other.reporting.forms.keep_made(FILE.read_text(encoding="utf-8"))
    path = out.folder / "other.uforms"
    HandOuts(other.store, other.reporting.forms).write(path, [(FORM, 1)])
    with pytest.raises(RefusedFileError, match="not that of the body above"):
        out.taken.take(path)


@pytest.mark.parametrize("what", ["content", "signature", "unsigned", "bare"])
def test_forged_and_unsigned_hand_outs_are_refused(out: HandingOut, what: str) -> None:
    out.make()
    path = out.hand_out()
    envelope = json.loads(path.read_text())
    if what == "content":
        envelope["content"] = envelope["content"].replace("Số cuộc họp", "Số buổi họp")
    elif what == "signature":
        envelope["signature"] = base64.b64encode(bytes(64)).decode()
    elif what == "unsigned":
        del envelope["signature"]
    else:
        envelope = json.loads(envelope["content"])
    path.write_text(json.dumps(envelope), encoding="utf-8")
    with pytest.raises(RefusedFileError):
        out.taken.take(path)
    assert FORM not in out.primary.reporting.forms.ids()


def test_rules_of_the_federation_judge_below_it(out: HandingOut) -> None:
    rules = NormService(out.district.store)
    rules.enter("dialogue.every_months", Decimal(6), date(2026, 1, 1), "QĐ 1/QĐ-LĐLĐ")
    path = out.folder / "rules.uforms"
    out.given.write(path, (), with_own_rules=True)
    assert [item.status for item in out.taken.take(path)] == ["accepted"]
    assert _dialogue(out.primary) == 6

    rules.enter("dialogue.every_months", Decimal(4), date(2026, 1, 1), "QĐ 2/QĐ-LĐLĐ")
    newer = out.folder / "newer.uforms"
    out.given.write(newer, (), with_own_rules=True)
    assert [item.status for item in out.taken.take(newer)] == ["accepted"]
    assert _dialogue(out.primary) == 4
    assert [item.status for item in out.taken.take(path)] == ["refused"]
    assert _dialogue(out.primary) == 4


def test_rules_from_above_are_passed_on_by_who_is_believed_below(
    out: HandingOut, levels: Levels
) -> None:
    province = levels.office("AG", "province")
    know_above(out.district, province)
    NormService(province.store).enter(
        "dialogue.every_months", Decimal(5), date(2026, 1, 1), "QĐ 9/QĐ-LĐLĐ"
    )
    path = out.folder / "of the province.uforms"
    given = HandOuts(province.store, province.reporting.forms, lambda: YEAR_END)
    given.write(path, (), with_own_rules=True)
    with pytest.raises(UserError):
        out.taken.take(path)
    (item,) = out.given.take(path)
    assert [(each.key, each.value) for each in item.rules] == [("dialogue.every_months", 5)]

    passed_on = out.folder / "passed on.uforms"
    out.given.write(passed_on, (), with_rules_from_above=True)
    assert [each.status for each in out.taken.take(passed_on)] == ["accepted"]
    assert _dialogue(out.primary) == 5


def _dialogue(office: AnOffice) -> Decimal | None:
    with office.store.reading() as session:
        return norms_of(session).number("dialogue.every_months", date(2026, 6, 1))


def test_package_on_a_former_version_is_refused_with_the_version_in_force(out: HandingOut) -> None:
    out.make()
    out.taken.take(out.hand_out())
    out.district.enrol(out.primary)
    form = out.primary.reporting.forms.open(FORM)
    package = out.primary.sending.send(form, QUARTER, out.folder / "t1.upack").path
    out.make(("version = 1", "version = 2"))

    (file,) = out.district.collect(package)
    assert file.status == "refused"
    assert "version 2 is in force" in (file.why or "")


def test_package_on_a_former_version_is_summed_where_the_newer_accepts_it(out: HandingOut) -> None:
    out.make()
    out.taken.take(out.hand_out())
    out.district.enrol(out.primary)
    form = out.primary.reporting.forms.open(FORM)
    package = out.primary.sending.send(form, QUARTER, out.folder / "t1.upack").path
    out.make(("version = 1", "version = 2\naccepts = [1]"), ('key = "strikes"', 'key = "stops"'))

    assert out.district.statuses(package) == ["accepted"]
    newest = out.district.reporting.forms.open(FORM, QUARTER.last)
    assert newest.version == 2
    figures = out.district.reporting.figures(newest, QUARTER)
    assert [source.organisation for source in figures.sources or ()] == ["T1"]
    assert [each.organisation for each in out.district.overview(QUARTER).returns] == []


def test_return_on_a_former_version_stands_on_the_board_as_not_summed(out: HandingOut) -> None:
    out.make()
    out.taken.take(out.hand_out())
    out.district.enrol(out.primary)
    form = out.primary.reporting.forms.open(FORM)
    package = out.primary.sending.send(form, QUARTER, out.folder / "t1.upack").path
    assert out.district.statuses(package) == ["accepted"]
    out.make(("version = 1", "version = 2"))

    newest = out.district.reporting.forms.open(FORM, QUARTER.last)
    assert newest.version == 2
    returns, deadlines = Returns(out.district.store), Deadlines(out.district.store)
    view = Board(out.district.store, returns, deadlines).view(newest, QUARTER)
    (entry,) = view.entries
    assert (entry.code, entry.state, view.reported.missing) == ("T1", "warnings", ())
    (remark,) = [each.remark for each in entry.remarks if each.remark.check == "version"]
    assert str(remark).startswith("It is made on version 1 of the form and not summed")
    figures = out.district.reporting.figures(newest, QUARTER)
    assert [each.code for each in figures.missing or ()] == ["T1"]

    back = GivingBack(out.district.store)
    back.give_back(newest, QUARTER, "T1", [Asked("", "", str(remark))])
    out.taken.take(out.hand_out(2, name="newer.uforms"))
    form = out.primary.reporting.forms.open(FORM, QUARTER.last)
    package = out.primary.sending.send(form, QUARTER, out.folder / "t1-2.upack").path
    assert out.district.statuses(package) == ["accepted"]
    figures = out.district.reporting.figures(newest, QUARTER)
    assert figures.sources is not None
    assert [(each.organisation, each.version) for each in figures.sources] == [("T1", 2)]


@settings(
    max_examples=60,
    deadline=None,  # a busy machine is no fault
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_broken_file_is_refused_with_a_sentence(out: HandingOut, data: st.DataObject) -> None:
    path = out.folder / "broken.uforms"
    if not out.text:
        out.make()
        out.text = out.hand_out().read_text(encoding="utf-8")
    path.write_bytes(data.draw(broken(out.text)))
    said = ""
    try:
        said = " ".join(item.status for item in out.taken.take(path))
    except UserError as error:
        said = str(error)
    assert said


def test_command_line_lists_hands_out_and_takes_in(out: HandingOut, run: Run) -> None:
    out.make()
    district, primary = str(out.district.store.path), str(out.primary.store.path)
    for office in (out.district, out.primary):
        office.store.close()
    path = str(out.folder / "cli.uforms")
    assert run("hand-out", district, FORM, "--out", path).status == 0
    assert run("hand-out", district, "--out", path).status == 1
    answer = run("take-forms", primary, path, "--json")
    assert answer.status == 0
    assert json.loads(answer.out)["items"][0]["status"] == "accepted"
    listed = json.loads(run("forms", primary, "--json").out)["forms"]
    assert {"id": FORM, "version": 1, "name": "Báo cáo nhanh quý", "in_force_from": None} in listed


def test_what_can_be_read_is_taken_in_beside_what_cannot(out: HandingOut, run: Run) -> None:
    out.make()
    whole, broken = out.hand_out(), out.folder / "broken.uforms"
    broken.write_text("{}", encoding="utf-8")
    primary = str(out.primary.store.path)
    out.primary.store.close()
    assert run("take-forms", primary, broken).status == 1
    answer = run("take-forms", primary, whole, broken)
    assert answer.status == 3
    assert "Taken in" in answer.out
    assert "broken.uforms" in answer.err


def test_only_who_keeps_rules_and_check_ups_signs_files_of_them(levels: Levels) -> None:
    district = levels.office("H1", "district")
    add(district.store, a_checkup(a_member()))
    accounts = Accounts(district.store, CATALOGUE)
    for role in ("chair", "clerk", "auditor"):
        accounts.add(role, role, PASSWORD)
    campaigns, handouts = (
        CampaignFiles(district.store),
        HandOuts(district.store, district.reporting.forms, lambda: YEAR_END),
    )
    (campaign,) = campaigns.campaigns()
    accounts.enter(SignIn("clerk", PASSWORD))
    campaigns.write(campaign.id, district.folder / "a.ucampaign")
    form = district.form
    with pytest.raises(NotAllowedError):
        handouts.write(district.folder / "a.uforms", [(form.id, form.version)])
    accounts.enter(SignIn("auditor", PASSWORD))
    with pytest.raises(NotAllowedError):
        campaigns.write(campaign.id, district.folder / "b.ucampaign")
    assert not list(district.folder.glob("*.uforms")) + list(district.folder.glob("b.*"))
