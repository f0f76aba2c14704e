"""The style sheet of the window, made from the tokens for one theme and one text size."""

from __future__ import annotations

from pathlib import Path
from string import Template

from unionoffice.gui.tokens import (
    BASE_POINTS,
    BUTTON_ICON,
    CONTROL_HEIGHT,
    HUGE,
    ICON_SIZE,
    LARGE,
    RADIUS,
    S1,
    S2,
    S3,
    S4,
    SMALL,
    SMALL_ICON,
    SMALL_RADIUS,
    Colours,
)

_GROUND = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, Page { background: $page; }
QToolTip { background: $raised; color: $text; border: 1px solid $hairline; padding: ${s1}px; }
QAbstractScrollArea { border: none; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${huge}pt; font-weight: 600; }
QLabel[role="heading"] { font-size: ${large}pt; font-weight: 600; }
QLabel[role="section"] { font-weight: 600; color: $accent; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${small}pt; }
QLabel[role="label"] { color: $muted; font-size: ${small}pt; font-weight: 600; }
QLabel[role="problem"] { color: $bad; font-size: ${small}pt; }
QLabel[role="figure"] { font-size: ${huge}pt; font-weight: 600; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="bad"] { color: $bad; }
QFrame[role="line"] { background: $hairline; border: none; max-height: 1px; min-height: 1px; }
QScrollArea, QScrollArea > QWidget > QWidget[role="scrolled"] {
    background: transparent; border: none;
}
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $hairline; }
QStatusBar { background: $sunken; color: $muted; border-top: 1px solid $hairline; }
QStatusBar::item { border: none; }
QSizeGrip { image: none; width: 0; height: 0; }
QDialogButtonBox { button-layout: 3; }
""")

_SURFACES = Template("""
Card { background: $surface; border: 1px solid $hairline; border-radius: ${radius}px; }
Card[clickable="true"]:hover { border-color: $accent; }
Card[chosen="true"] { background: $accent_soft; border-color: $accent; }
Card:focus { border: 2px solid $accent; }
RecordPanel, EvidencePanel, BoardPanel, BodyCard { background: $surface; border: none;
    border-left: 1px solid $hairline; border-radius: 0; }
DropZone { border: 1px solid transparent; }
DropZone[dropping="true"] { background: $accent_soft; }
FirstRun { background: $page; }
Banner { border-radius: ${radius}px; border: 1px solid transparent; }
Banner[tone="info"] { background: $accent_soft; }
Banner[tone="ok"] { background: $ok_soft; }
Banner[tone="warn"] { background: $warn_soft; }
Banner[tone="bad"] { background: $bad_soft; }
Banner QLabel[tone="info"] { color: $text; }
Toast { background: $text; border-radius: ${radius}px; }
Toast QLabel { color: $page; }
Toast QPushButton { color: $page; background: transparent; border: 1px solid $border;
    font-weight: 600; }
Toast QPushButton:hover { border-color: $page; }
Toast QPushButton:focus { border: 2px solid $page; }
CommandPalette { background: $raised; border: 1px solid $border; border-radius: ${radius}px; }
CommandPalette QLineEdit { border: none; font-size: ${large}pt; background: transparent; }
CommandPalette QListView { border: none; background: transparent; }
FilterPopup, CalendarPopup { background: $raised; border: 1px solid $border; }
""")

_BUTTONS = Template("""
QPushButton, QToolButton {
    background: $surface; border: 1px solid $border; border-radius: ${small_radius}px;
    padding: 0 ${s3}px; min-height: ${inner}px; icon-size: ${small_icon}px;
}
QPushButton { icon-size: ${icon_in_button}px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $selection; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 0 ${s3_less}px;
    min-height: ${inner_less}px; }
QPushButton:disabled, QToolButton:disabled { color: $border; border-color: $hairline;
    background: transparent; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }
QPushButton[opens="menu"] { padding-right: ${s6}px; }
QPushButton[opens="menu"]:focus { padding-right: ${s6_less}px; }
QPushButton[opens="menu"]::menu-indicator { image: url("$marks/chevron-down.svg");
    subcontrol-origin: border; subcontrol-position: right center; right: ${s2_more}px;
    width: ${s4}px; height: ${s4}px; }
PrimaryButton[opens="menu"]::menu-indicator { image: url("$marks/chevron-on-accent.svg"); }
PrimaryButton { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
PrimaryButton:hover { background: $accent_hover; border-color: $accent_hover; }
PrimaryButton:pressed { background: $accent_hover; }
PrimaryButton:focus { border: 2px solid $text; }
PrimaryButton:disabled { background: $hover; color: $border; border-color: $hover; }
DangerButton { color: $bad; border-color: $bad; }
DangerButton:hover { background: $bad_soft; }
QuietButton, IconButton { background: transparent; border: 1px solid transparent; }
QuietButton { color: $accent; padding: 0 ${s2}px; text-align: left; }
QuietButton:hover, IconButton:hover { background: $hover; }
QuietButton:focus, IconButton:focus { border: 2px solid $accent; padding: 0; }
QuietButton:focus { padding: 0 ${s2_less}px; }
QuietButton:disabled, IconButton:disabled { border-color: transparent; }
IconButton { padding: 0; min-width: ${inner}px; max-width: ${inner}px; max-height: ${inner}px; }
IconButton:focus { min-width: ${inner_less}px; max-width: ${inner_less}px;
    max-height: ${inner_less}px; }
IconButton:checked { background: $selection; }
ClearButton, ClearButton:focus { background: transparent; border: none; padding: 0; min-height: 0; }
ClearButton:hover { background: $hover; }
Chip { border-radius: ${pill}px; border: 1px solid $hairline; background: $surface;
    padding: 0 ${s3}px; min-height: ${chip}px; max-height: ${chip}px; text-align: left; }
Chip[active="true"] { background: $accent_soft; border-color: $accent_soft; color: $accent;
    font-weight: 600; }
Chip:hover { border-color: $accent; }
Chip:focus { border: 2px solid $accent; padding: 0 ${s3_less}px; min-height: ${chip_less}px;
    max-height: ${chip_less}px; }
""")

_EDITORS = Template("""
QLineEdit { lineedit-password-character: 8226; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $surface; border: 1px solid $border; border-radius: ${small_radius}px;
    padding: 0 ${s2}px; min-height: ${inner}px;
    selection-background-color: $selection; selection-color: $text;
    placeholder-text-color: $muted;
}
QPlainTextEdit, QTextEdit { padding: ${s1}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $accent; padding: 0 ${s2_less}px; min-height: ${inner_less}px;
}
QPlainTextEdit:focus, QTextEdit:focus { padding: ${s1_less}px; }
QLineEdit[bad="true"], QPlainTextEdit[bad="true"], QComboBox[bad="true"] {
    border-color: $bad; background: $bad_soft;
}
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"], QLineEdit:disabled,
QPlainTextEdit:disabled, QComboBox:disabled {
    background: $sunken; border-color: $hairline; color: $text;
}
QComboBox { padding-left: ${s2_more}px; padding-right: ${s6}px; }
QComboBox:focus { padding-left: ${s2_more_less}px; padding-right: ${s6_less}px; }
QComboBox::drop-down { border: none; width: ${s6}px; subcontrol-position: right center; }
QComboBox::down-arrow { image: url("$marks/chevron-down.svg"); width: ${s4}px; height: ${s4}px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $border; outline: 0;
    selection-background-color: $selection; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${row_item}px; padding: 0 ${s2}px; }
QCheckBox, QRadioButton { spacing: ${s2}px; min-height: ${inner_less}px; background: transparent; }
QCheckBox::indicator, QListView::indicator, QTreeView::indicator, QTableView::indicator {
    width: ${check}px; height: ${check}px; border: 1px solid $border;
    border-radius: ${s1}px; background: $surface;
}
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked,
QTableView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$marks/check.svg");
}
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent;
    image: url("$marks/minus.svg"); }
QCheckBox, QRadioButton { border: 2px solid transparent; padding-right: ${s1}px;
    border-radius: ${small_radius}px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QRadioButton::indicator { width: ${check}px; height: ${check}px; border: 1px solid $border;
    border-radius: ${check_half}px; background: $surface; }
QRadioButton::indicator:checked { border: ${s1}px solid $accent; }
QSlider::groove:horizontal { height: ${s1}px; background: $hairline; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: ${s4}px; height: ${s4}px; margin: -6px 0; background: $accent;
    border-radius: ${s2}px; }
QSlider::handle:horizontal:focus { border: 2px solid $text; }
QProgressBar { background: $hairline; border: none; border-radius: ${s1_half}px;
    max-height: ${s1}px; min-height: ${s1}px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: ${s1_half}px; }
""")

_VIEWS = Template("""
QTableView, QTreeView, QListView {
    background: $surface; alternate-background-color: $surface; border: none;
    selection-background-color: $selection; selection-color: $text; outline: 0;
}
QTableView { gridline-color: $hairline; border: 1px solid $hairline;
    border-radius: ${small_radius}px; }
QTableView::item { padding: 0 ${s2}px; border: none; border-bottom: 1px solid $hairline; }
QTableView::item:selected { background: $selection; color: $text; }
StructureTree { border: 1px solid $hairline; border-radius: ${small_radius}px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QListView::item, QTreeView::item { min-height: ${row_item}px; padding: 0 ${s2}px;
    border: 0 solid transparent; background: transparent; }
QListView::item:selected, QTreeView::item:selected { background: $selection; color: $text; }
QListView#found { background: $raised; border: 1px solid $border; }
QListView#sections { background: transparent; }
QListView#sections::item { border-radius: ${small_radius}px; }
QListView::item:hover:!selected, QTreeView::item:hover:!selected { background: $hover; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none;
    border-bottom: 1px solid $hairline; padding: 0 ${s3_less}px; font-weight: 600;
    font-size: ${small}pt; min-height: ${control}px; }
QHeaderView::section:hover { color: $accent; background: $hover; }
QHeaderView::up-arrow { image: url("$marks/chevron-up.svg"); width: ${s4}px; height: ${s4}px; }
QHeaderView::down-arrow { image: url("$marks/chevron-down.svg"); width: ${s4}px;
    height: ${s4}px; }
QTableCornerButton::section { background: $surface; border: none; }
QTabWidget::pane { background: $surface; border: 1px solid $hairline;
    border-radius: ${small_radius}px; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; border: none;
    border-bottom: 2px solid transparent; padding: 0 ${s3}px; min-height: ${inner_less}px; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:focus { background: $selection; }
QTextBrowser { background: $surface; border: none; padding: ${s4}px; }
QMenuBar { background: $sunken; padding: 2px ${s2}px; }
QMenuBar::item { padding: ${s1}px ${s2}px; background: transparent; border-radius: ${s1}px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $border; padding: ${s1}px 0;
    icon-size: ${icon}px; }
QMenu::item { padding: ${s2_less}px ${s6}px ${s2_less}px ${s3}px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $border; }
QMenu::separator { height: 1px; background: $hairline; margin: ${s1}px 0; }
QMenu::icon { padding-left: ${s2}px; }
QMenu::indicator { width: ${s4}px; height: ${s4}px; left: ${s2}px; }
QMenu::indicator:checked { image: url("$marks/tick.svg"); }
QMenu::right-arrow { image: url("$marks/chevron-right.svg"); width: ${s4}px; height: ${s4}px;
    right: ${s2}px; }
QScrollBar:vertical { background: transparent; width: ${s3}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${s3}px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: ${s1_half}px; margin: ${s1}px; }
QScrollBar::handle:vertical { min-height: ${s8}px; }
QScrollBar::handle:horizontal { min-width: ${s8}px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
SideBar { background: $sunken; border: none; border-right: 1px solid $hairline; }
SideBarGroup { background: transparent; border: 1px solid transparent; min-height: 0; padding: 0;
    border-radius: ${small_radius}px; }
SideBarGroup:hover { background: $hover; }
SideBarGroup:focus { border: 2px solid $accent; padding: 0; min-height: 0; }
SideBar QLabel[role="group"] { color: $muted; font-size: ${small}pt; font-weight: 600;
    padding: 0 ${s3}px; }
SideBar QLabel[role="office"] { font-weight: 600; }
SideBar QScrollBar:vertical { width: ${s2}px; }
SideBar QScrollBar::handle { margin: 2px; background: $hairline; }
SideBarButton { text-align: left; background: transparent; border: 1px solid transparent;
    icon-size: ${small_icon}px;
    padding: 0 ${s3}px; min-height: ${side}px; border-radius: ${small_radius}px; }
SideBarButton:hover { background: $hover; }
SideBarButton:checked { background: $selection; font-weight: 600; color: $accent_hover; }
SideBarButton:focus { border: 2px solid $accent; padding: 0 ${s3_less}px;
    min-height: ${side_less}px; }
SideBar[folded="true"] SideBarButton { padding: 0; text-align: center; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $sunken; }
QCalendarWidget QToolButton { border: none; background: transparent; color: $text;
    padding: 0 ${s2}px; }
QCalendarWidget QTableView { border: none; }
QCalendarWidget QTableView::item { border: none; padding: 0; }
QCalendarWidget QSpinBox { min-height: ${chip}px; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent;
    selection-color: $on_accent; }
""")


def style_sheet(theme: Colours, scale: float, marks: Path) -> str:
    """The whole style sheet. `scale` is the text size; controls grow with it."""
    values = {
        **theme._asdict(),
        **_lengths(scale),
        "small": f"{BASE_POINTS * SMALL * scale:.2f}",
        "large": f"{BASE_POINTS * LARGE * scale:.2f}",
        "huge": f"{BASE_POINTS * HUGE * scale:.2f}",
        "marks": marks.as_posix(),
    }
    parts = (_GROUND, _SURFACES, _BUTTONS, _EDITORS, _VIEWS)
    return "".join(part.substitute(values) for part in parts)


def _lengths(scale: float) -> dict[str, int]:
    def at(pixels: float) -> int:
        return round(pixels * scale)

    control, chip, side, check = at(CONTROL_HEIGHT), at(30), at(32), at(18)
    # Style sheets count the border outside; a focused control has one pixel more of it, and must
    # not move by it: hence the `_less` lengths.
    return {
        "s1": S1,
        "s1_half": S1 // 2,
        "s1_less": S1 - 1,
        "s2": S2,
        "s2_less": S2 - 1,
        "s2_more": S2 + 2,  # a text line has two pixels more inside than a combo box
        "s2_more_less": S2 + 1,
        "s3": S3,
        "s3_less": S3 - 1,
        "s4": at(S4),
        "s6": at(24),
        "s6_less": at(24) - 1,
        "s8": at(32),
        "control": control,
        "inner": control - 2,
        "inner_less": control - 4,
        "row_item": at(30),
        "chip": chip - 2,
        "chip_less": chip - 4,
        "pill": chip // 2,
        "side": side - 2,
        "side_less": side - 4,
        "check": check,
        "check_half": check // 2 + 1,
        "icon": at(ICON_SIZE),
        "small_icon": at(SMALL_ICON),
        "icon_in_button": at(BUTTON_ICON),
        "radius": RADIUS,
        "small_radius": SMALL_RADIUS,
    }
