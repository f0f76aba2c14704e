"""The services of one open office, as the window and the command line use them."""

from __future__ import annotations

from dataclasses import dataclass

from unionoffice.exchange.blanks import Blanks
from unionoffice.exchange.board import Board
from unionoffice.exchange.campaign_files import CampaignFiles
from unionoffice.exchange.cards import Cards
from unionoffice.exchange.changes import Versions
from unionoffice.exchange.collecting import Collecting
from unionoffice.exchange.deadlines import Deadlines
from unionoffice.exchange.giving import Giving
from unionoffice.exchange.giving_back import GivingBack
from unionoffice.exchange.handouts import HandOuts
from unionoffice.exchange.kept_packages import KeptPackages
from unionoffice.exchange.mending import Mending
from unionoffice.exchange.papers import Papers
from unionoffice.exchange.received_lists import ReceivedLists
from unionoffice.exchange.reminders import Reminders
from unionoffice.exchange.reporting import Reporting
from unionoffice.exchange.returns import Returns
from unionoffice.exchange.sending import Sending
from unionoffice.exchange.trusted_keys import TrustedKeys
from unionoffice.exchange.unsigned import UnsignedReturns
from unionoffice.exchange.upper_body import UpperBodies
from unionoffice.reports.corrections import Corrections
from unionoffice.reports.figures import Figures
from unionoffice.reports.typed import TypedFigures
from unionoffice.services.desk import Desk
from unionoffice.services.exporting import Exporting
from unionoffice.services.norms import NormService
from unionoffice.services.office import Office
from unionoffice.services.overview import Overview
from unionoffice.services.people import People
from unionoffice.services.person_deeds import PersonDeeds
from unionoffice.services.safety import Safety
from unionoffice.services.secrecy import Secrecy
from unionoffice.services.structure import Structure
from unionoffice.spreadsheets.corrected import CorrectedColumns
from unionoffice.spreadsheets.importing import Importing
from unionoffice.spreadsheets.shapes import Shapes
from unionoffice.store.store import Store


@dataclass(frozen=True)
class Workplace:
    """Everything that can be done in one office; `close` it when done."""

    store: Store
    office: Office
    desk: Desk
    exporting: Exporting
    people: People
    person_deeds: PersonDeeds
    overview: Overview
    norms: NormService
    safety: Safety
    secrecy: Secrecy
    shapes: Shapes
    corrected_columns: CorrectedColumns
    importing: Importing
    figures: Figures
    corrections: Corrections
    typed: TypedFigures
    reporting: Reporting
    sending: Sending
    cards: Cards
    trusted_keys: TrustedKeys
    handouts: HandOuts
    upper_bodies: UpperBodies
    giving: Giving
    received_lists: ReceivedLists
    blanks: Blanks
    unsigned: UnsignedReturns
    collecting: Collecting
    returns: Returns
    deadlines: Deadlines
    board: Board
    versions: Versions
    reminders: Reminders
    giving_back: GivingBack
    mending: Mending
    campaign_files: CampaignFiles
    kept_packages: KeptPackages
    papers: Papers
    structure: Structure

    def close(self) -> None:
        self.store.close()
