"""The services of one open office, as the window and the command line use them.

Each is put together when it is first asked for, and its module imported then: whoever lists the
members must not wait for what collects packages.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from unionoffice.core.part import part

if TYPE_CHECKING:
    from datetime import date

    from unionoffice.exchange.blanks import Blanks
    from unionoffice.exchange.board import Board
    from unionoffice.exchange.campaign_files import CampaignFiles
    from unionoffice.exchange.cards import Cards
    from unionoffice.exchange.changes import Versions
    from unionoffice.exchange.collecting import Collecting
    from unionoffice.exchange.comparing import Comparing
    from unionoffice.exchange.deadlines import Deadlines
    from unionoffice.exchange.federation_papers import FederationPapers
    from unionoffice.exchange.giving import Giving
    from unionoffice.exchange.giving_back import GivingBack
    from unionoffice.exchange.handouts import HandOuts
    from unionoffice.exchange.kept_packages import KeptPackages
    from unionoffice.exchange.mending import Mending
    from unionoffice.exchange.papers import Papers
    from unionoffice.exchange.received_lists import ReceivedLists
    from unionoffice.exchange.refusals import RefusedFiles
    from unionoffice.exchange.reminders import Reminders
    from unionoffice.exchange.reporting import Reporting
    from unionoffice.exchange.returns import Returns
    from unionoffice.exchange.sending import Sending
    from unionoffice.exchange.settling_shares import SharedReturns
    from unionoffice.exchange.successions import Successions
    from unionoffice.exchange.trusted_keys import TrustedKeys
    from unionoffice.exchange.unsigned import UnsignedReturns
    from unionoffice.exchange.upper_body import UpperBodies
    from unionoffice.registers.catalogue import Catalogue
    from unionoffice.reports.corrections import Corrections
    from unionoffice.reports.figures import Figures
    from unionoffice.reports.typed import TypedFigures
    from unionoffice.services.accounts import Accounts
    from unionoffice.services.desk import Desk
    from unionoffice.services.erasing import Erasing
    from unionoffice.services.exporting import Exporting
    from unionoffice.services.glance import Need, SummedForm
    from unionoffice.services.held_data import HeldData
    from unionoffice.services.journal_pages import JournalPages
    from unionoffice.services.norms import NormService
    from unionoffice.services.office import Office
    from unionoffice.services.overview import Overview
    from unionoffice.services.people import People
    from unionoffice.services.person_deeds import PersonDeeds
    from unionoffice.services.retention import Retention
    from unionoffice.services.safety import Safety
    from unionoffice.services.secrecy import Secrecy
    from unionoffice.services.structure import Structure
    from unionoffice.services.who import SignIn
    from unionoffice.spreadsheets.corrected import CorrectedColumns
    from unionoffice.spreadsheets.importing import Importing
    from unionoffice.spreadsheets.shapes import Shapes
    from unionoffice.store.store import Store


class Workplace:
    """Everything that can be done in one office; `close` it when done."""

    def __init__(self, store: Store, sign_in: SignIn | None = None) -> None:
        """Raises SignInNeededError where there are accounts and nobody signs in."""
        self.store = store
        self.making = threading.RLock()
        # At a server others may make accounts meanwhile: there the gate is always watched.
        self.is_guarded = store.path is None or store.holds("accounts")
        if self.is_guarded:
            self.accounts.enter(sign_in)

    def close(self) -> None:
        self.store.close()

    @part
    def accounts(self) -> Accounts:
        from unionoffice.services.accounts import Accounts

        return Accounts(self.store, self.whole_catalogue)

    @part
    def whole_catalogue(self) -> Catalogue:
        from unionoffice.registers.catalogue import CATALOGUE

        return CATALOGUE

    @part
    def catalogue(self) -> Catalogue:
        """The registers as whoever is at work may see them."""
        whole = self.whole_catalogue
        return self.accounts.seen(whole) if self.is_guarded else whole

    @part
    def office(self) -> Office:
        from unionoffice.services.office import Office

        return Office(self.store)

    @part
    def desk(self) -> Desk:
        from unionoffice.services.desk import Desk

        return Desk(self.store, self.catalogue)

    @part
    def exporting(self) -> Exporting:
        from unionoffice.services.exporting import Exporting

        return Exporting(self.store, self.catalogue, self.desk)

    @part
    def people(self) -> People:
        from unionoffice.services.people import People

        return People(self.store, self.catalogue)

    @part
    def person_deeds(self) -> PersonDeeds:
        from unionoffice.services.person_deeds import PersonDeeds

        return PersonDeeds(self.store, self.catalogue)

    @part
    def erasing(self) -> Erasing:
        from unionoffice.services.erasing import Erasing

        return Erasing(self.store)

    @part
    def journal(self) -> JournalPages:
        from unionoffice.services.journal_pages import JournalPages

        return JournalPages(self.store, self.catalogue)

    @part
    def held_data(self) -> HeldData:
        from unionoffice.services.held_data import HeldData

        return HeldData(self.store, self.catalogue)

    @part
    def retention(self) -> Retention:
        from unionoffice.services.retention import Retention

        return Retention(self.store, self.erasing)

    @part
    def overview(self) -> Overview:
        from unionoffice.services.overview import Overview

        return Overview(
            self.store, self.catalogue, more_needs=self.desk_needs, summed=self.desk_sums
        )

    def desk_needs(self, today: date) -> tuple[Need, ...]:
        from unionoffice.exchange.desk_needs import DeskNeeds

        needs = DeskNeeds(self.store, self.reporting.forms, self.deadlines, lambda: self.board)
        return needs(today)

    def desk_sums(self, today: date) -> SummedForm | None:
        from unionoffice.exchange.desk_sums import DeskSums

        return DeskSums(self.store, self.reporting.forms)(today)

    @part
    def norms(self) -> NormService:
        from unionoffice.services.norms import NormService

        return NormService(self.store)

    @part
    def safety(self) -> Safety:
        from unionoffice.services.safety import Safety

        return Safety(self.store)

    @part
    def secrecy(self) -> Secrecy:
        from unionoffice.services.secrecy import Secrecy

        return Secrecy(self.store)

    @part
    def shapes(self) -> Shapes:
        from unionoffice.spreadsheets.shapes import Shapes

        return Shapes(self.whole_catalogue)

    @part
    def corrected_columns(self) -> CorrectedColumns:
        from unionoffice.spreadsheets.corrected import CorrectedColumns

        return CorrectedColumns(self.store, self.shapes)

    @part
    def importing(self) -> Importing:
        from unionoffice.spreadsheets.importing import Importing

        return Importing(self.store, self.whole_catalogue)

    @part
    def figures(self) -> Figures:
        from unionoffice.reports.figures import Figures

        return Figures(self.store, self.catalogue)

    @part
    def corrections(self) -> Corrections:
        from unionoffice.reports.corrections import Corrections

        return Corrections(self.store)

    @part
    def typed(self) -> TypedFigures:
        from unionoffice.reports.typed import TypedFigures

        return TypedFigures(self.store)

    @part
    def reporting(self) -> Reporting:
        from unionoffice.exchange.reporting import Reporting

        return Reporting(self.store, self.catalogue)

    @part
    def sending(self) -> Sending:
        from unionoffice.exchange.sending import Sending

        return Sending(self.store, self.reporting)

    @part
    def cards(self) -> Cards:
        from unionoffice.exchange.cards import Cards

        return Cards(self.store)

    @part
    def trusted_keys(self) -> TrustedKeys:
        from unionoffice.exchange.trusted_keys import TrustedKeys

        return TrustedKeys(self.store)

    @part
    def handouts(self) -> HandOuts:
        from unionoffice.exchange.handouts import HandOuts

        return HandOuts(self.store, self.reporting.forms)

    @part
    def upper_bodies(self) -> UpperBodies:
        from unionoffice.exchange.upper_body import UpperBodies

        return UpperBodies(self.store)

    @part
    def giving(self) -> Giving:
        from unionoffice.exchange.giving import Giving

        return Giving(self.store, self.desk)

    @part
    def received_lists(self) -> ReceivedLists:
        from unionoffice.exchange.received_lists import ReceivedLists

        return ReceivedLists(self.store)

    @part
    def blanks(self) -> Blanks:
        from unionoffice.exchange.blanks import Blanks

        return Blanks(self.store)

    @part
    def unsigned(self) -> UnsignedReturns:
        from unionoffice.exchange.unsigned import UnsignedReturns

        return UnsignedReturns(self.store, self.reporting.forms)

    @part
    def collecting(self) -> Collecting:
        from unionoffice.exchange.collecting import Collecting

        return Collecting(self.store, self.reporting.forms)

    @part
    def returns(self) -> Returns:
        from unionoffice.exchange.returns import Returns

        return Returns(self.store)

    @part
    def refused_files(self) -> RefusedFiles:
        from unionoffice.exchange.refusals import RefusedFiles

        return RefusedFiles(self.store)

    @part
    def deadlines(self) -> Deadlines:
        from unionoffice.exchange.deadlines import Deadlines

        return Deadlines(self.store)

    @part
    def board(self) -> Board:
        from unionoffice.exchange.board import Board

        return Board(self.store, self.returns, self.deadlines)

    @part
    def shared_returns(self) -> SharedReturns:
        from unionoffice.exchange.settling_shares import SharedReturns

        return SharedReturns(self.store)

    @part
    def successions(self) -> Successions:
        from unionoffice.exchange.successions import Successions

        return Successions(self.store)

    @part
    def versions(self) -> Versions:
        from unionoffice.exchange.changes import Versions

        return Versions(self.store)

    @part
    def reminders(self) -> Reminders:
        from unionoffice.exchange.reminders import Reminders

        return Reminders(self.store)

    @part
    def giving_back(self) -> GivingBack:
        from unionoffice.exchange.giving_back import GivingBack

        return GivingBack(self.store)

    @part
    def mending(self) -> Mending:
        from unionoffice.exchange.mending import Mending

        return Mending(self.store)

    @part
    def campaign_files(self) -> CampaignFiles:
        from unionoffice.exchange.campaign_files import CampaignFiles

        return CampaignFiles(self.store)

    @part
    def kept_packages(self) -> KeptPackages:
        from unionoffice.exchange.kept_packages import KeptPackages

        return KeptPackages(self.store)

    @part
    def papers(self) -> Papers:
        from unionoffice.exchange.papers import Papers

        return Papers(self.store)

    @part
    def federation_papers(self) -> FederationPapers:
        from unionoffice.exchange.federation_papers import FederationPapers

        return FederationPapers(self.store, self.reporting, self.board)

    @part
    def comparing(self) -> Comparing:
        from unionoffice.exchange.comparing import Comparing

        return Comparing(self.store)

    @part
    def structure(self) -> Structure:
        from unionoffice.services.structure import Structure

        return Structure(self.store)
