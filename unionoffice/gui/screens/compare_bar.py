"""What is compared: which figure, over which periods or among whom, and measured how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from unionoffice.core.i18n import N_, _, current_language
from unionoffice.core.periods import Period
from unionoffice.exchange.comparing import MEASURES, MOST_SERIES, ORDERS, SHARE, spans
from unionoffice.exchange.comparison_paper import MEASURE_NAMES
from unionoffice.exchange.known_forms import KnownForms
from unionoffice.gui.screens.body_choice import BodyChoice
from unionoffice.gui.screens.report_period import ReportPeriod
from unionoffice.gui.screens.ways import then
from unionoffice.gui.tokens import S2
from unionoffice.gui.widgets.chips import Chip
from unionoffice.gui.widgets.editors import CalmComboBox
from unionoffice.gui.widgets.layouts import FlowLayout
from unionoffice.reports.filled import FIGURE_NAMES
from unionoffice.reports.forms import Form
from unionoffice.services.body_tree import Tree
from unionoffice.services.views import NamedChoice

PERIODS, RANKING = "periods", "ranking"
MODES = ((PERIODS, N_("Over the years")), (RANKING, N_("Ranking")))
SPANS = (
    (12, 5, N_("5 years")),
    (12, 10, N_("10 years")),
    (6, 6, N_("6 half-years")),
    (3, 8, N_("8 quarters")),
)
AMONG = {
    PERIODS: ((False, N_("The whole alone")), (True, N_("With the bodies directly below"))),
    RANKING: ((False, N_("Everybody who reports")), (True, N_("The bodies directly below"))),
}


@dataclass(frozen=True)
class Question:
    """What is to be compared."""

    form: Form
    mode: str
    row_key: str
    figure: str
    measure: str  # or the order of a ranking
    periods: tuple[Period, ...]  # of a ranking: one
    bodies: tuple[str, ...]
    of_parts: bool


class CompareBar(QWidget):
    """Announces any change of what is asked."""

    changed = Signal()

    def __init__(self, forms: KnownForms, tree: Callable[[], Tree], today: Callable[[], date]):
        super().__init__()
        self._forms = forms
        self._tree = tree
        self._chips: dict[str, Chip] = {}
        self.mode, self.form, self.row = CalmComboBox(), CalmComboBox(), CalmComboBox()
        self.figure, self.measure, self.span = CalmComboBox(), CalmComboBox(), CalmComboBox()
        self.among = CalmComboBox()
        self.period = ReportPeriod(today)
        self.body = BodyChoice(tree, _("Add a body …"))
        self._flow = FlowLayout(self, spacing=S2)
        self._build()
        self._fill()
        self._connect()

    def _build(self) -> None:
        for name, part in (
            (_("What to compare"), self.mode),
            (_("The form"), self.form),
            (_("Row"), self.row),
            (_("Figure"), self.figure),
            (_("Measured how"), self.measure),
            (_("How far back"), self.span),
            (_("Period"), self.period),
            (_("Among whom"), self.among),
            (_("A body below"), self.body),
        ):
            part.setAccessibleName(name)
            part.setToolTip(name)
            if isinstance(part, CalmComboBox) and part is not self.row:
                part.setSizeAdjustPolicy(CalmComboBox.SizeAdjustPolicy.AdjustToContents)
            self._flow.addWidget(part)
        self.row.setMinimumContentsLength(34)

    def _fill(self) -> None:
        for key, words in MODES:
            self.mode.addItem(_(words), key)
        for form_id in self._forms.ids():
            form = self._forms.open(form_id)
            self.form.addItem(form.name[form.speaks(current_language())], form_id)
        self.form.setVisible(self.form.count() > 1)
        for months, count, words in SPANS:
            self.span.addItem(_(words), (months, count))
        self._fill_rows()
        self._follow_mode()

    def _connect(self) -> None:
        self.mode.activated.connect(self._take_mode)
        self.form.activated.connect(self._take_form)
        self.row.activated.connect(self._take_row)
        for part in (self.figure, self.measure, self.span, self.among):
            part.activated.connect(self._announce)
        self.period.chosen.connect(self._announce)
        self.body.chosen.connect(self._add_body)

    @property
    def question(self) -> Question:
        mode = self.mode.currentData()
        period = self.period.period
        months, count = self.span.currentData()
        of_parts = bool(self.among.currentData())
        bodies = ["", *self._chips]
        if mode == PERIODS and of_parts:
            tree = self._tree()
            bodies += [body.code for body in tree.children(tree.root.id)]
        return Question(
            form=self._opened(),
            mode=mode,
            row_key=self.row.currentData(),
            figure=self.figure.currentData(),
            measure=self.measure.currentData(),
            periods=spans(period.last, months, count) if mode == PERIODS else (period,),
            bodies=tuple(dict.fromkeys(bodies))[:MOST_SERIES],
            of_parts=of_parts,
        )

    def choose(self, mode: str, row_key: str = "") -> None:
        """Ask this, as if somebody had chosen it."""
        self.mode.setCurrentIndex(self.mode.findData(mode))
        if row_key:
            self.row.setCurrentIndex(self.row.findData(row_key))
            self._fill_figures()
        self._take_mode()

    def suggest(self, periods: Sequence[Period]) -> None:
        self.period.suggest(periods)

    def _opened(self) -> Form:
        return self._forms.open(self.form.currentData(), self.period.period.last)

    def _fill_rows(self) -> None:
        form = self._opened()
        self.row.clear()
        for row in form.rows():
            if any(name in row.figures for name in FIGURE_NAMES):
                words = f"{row.number} {form.label(row.key, current_language())}".strip()
                self.row.addItem("    " * (row.indent if not row.number else 0) + words, row.key)
        self._fill_figures()

    def _fill_figures(self) -> None:
        row = self._opened().row(self.row.currentData())
        self.figure.clear()
        for name, words in FIGURE_NAMES.items():
            if row is not None and name in row.figures:
                self.figure.addItem(_(words).capitalize(), name)
        self.figure.setVisible(self.figure.count() > 1)
        self._fill_measures()

    def _fill_measures(self) -> None:
        row = self._opened().row(self.row.currentData())
        has_share = row is not None and {"total", "members"} <= row.figures.keys()
        kept = self.measure.currentData()
        self.measure.clear()
        for name in MEASURES if self.mode.currentData() == PERIODS else ORDERS:
            if name != SHARE or has_share:
                self.measure.addItem(_(MEASURE_NAMES[name]), name)
        self.measure.setCurrentIndex(max(0, self.measure.findData(kept)))

    def _follow_mode(self) -> None:
        mode = self.mode.currentData()
        self.among.clear()
        for of_parts, words in AMONG[mode]:
            self.among.addItem(_(words), of_parts)
        self.span.setVisible(mode == PERIODS)
        words = _("Add a body …") if mode == PERIODS else _("Only below a body …")
        self.body.setPlaceholderText(words)
        self._fill_measures()

    def _take_mode(self) -> None:
        self._follow_mode()
        self._announce()

    def _take_form(self) -> None:
        self._fill_rows()
        self._announce()

    def _take_row(self) -> None:
        self._fill_figures()
        self._announce()

    def _add_body(self, choice: NamedChoice | None) -> None:
        """A body becomes a chip; a ranking is of the parts of the last one."""
        if choice is None:
            return
        code = self.body.code
        self.body.set_choice(None)
        if self.mode.currentData() == RANKING:
            for other in list(self._chips):
                self._drop(other)
        if code and code not in self._chips:
            chip = Chip("")
            chip.show_state(choice.name, is_active=True)
            chip.removed.connect(then(self._remove, code))
            self._chips[code] = chip
            self._flow.addWidget(chip)
        self._announce()

    def _remove(self, code: str) -> None:
        self._drop(code)
        self._announce()

    def _drop(self, code: str) -> None:
        chip = self._chips.pop(code, None)
        if chip is not None:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()

    def _announce(self) -> None:
        self.changed.emit()
