"""The tokens of the look: colours for light and dark, type scale, spacing, radii."""

from typing import NamedTuple

FONT_FAMILY = "Noto Sans"
BASE_POINTS = 10.5
SMALL, NORMAL, LARGE, HUGE = 0.85, 1.0, 1.25, 1.6
REGULAR, SEMIBOLD = 400, 600

# Steps of spacing, in pixels at 100 % text size.
S1, S2, S3, S4, S6, S8 = 4, 8, 12, 16, 24, 32
CONTROL_HEIGHT = 34
RADIUS, SMALL_RADIUS = 8, 6
ICON_SIZE, SMALL_ICON = 20, 18
BUTTON_ICON = 24  # the small icon and the air between it and the words of a button
SIDE_BAR_WIDTH = 264
PANEL_WIDTH = 400
FRAME_WIDTH, FRAME_HEIGHT = 16, 40  # what the desktop may put around a window, title bar included
NARROW_WINDOW = 960  # below it the side bar shows its icons only
NARROW_PAGE = 860  # below it the first page stands in two columns instead of four
READING_WIDTH = 640

SEARCH_PAUSE_MS = 120

SMALLEST_TEXT, LARGEST_TEXT = 90, 175  # per cent


class Colours(NamedTuple):
    """One theme. `…_soft` are quiet backgrounds for the strong colour of the same name."""

    page: str
    surface: str
    sunken: str
    raised: str
    hover: str
    hairline: str
    border: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    selection: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    paper: str
    shade: str
    series: tuple[str, ...]


LIGHT = Colours(
    page="#f5f7f6",
    surface="#ffffff",
    sunken="#ebefee",
    raised="#ffffff",
    hover="#e1e8e6",
    hairline="#dbe1df",
    border="#85918e",
    text="#17211f",
    muted="#4f5d59",
    accent="#0b6259",
    accent_hover="#084a43",
    accent_soft="#dcedea",
    on_accent="#ffffff",
    selection="#cde5e1",
    ok="#1a6634",
    ok_soft="#e2f2e6",
    warn="#7a4f00",
    warn_soft="#fbf0d9",
    bad="#a8231c",
    bad_soft="#fbe7e5",
    paper="#ffffff",
    shade="#0e1716",
    series=("#0b6259", "#b36b12", "#3b6ca6", "#8c4f84", "#5f7a1f", "#75827e"),
)

DARK = Colours(
    page="#121716",
    surface="#1a201f",
    sunken="#161c1b",
    raised="#232b29",
    hover="#26302e",
    hairline="#303a38",
    border="#71807c",
    text="#e7edeb",
    muted="#abb9b5",
    accent="#63c7b8",
    accent_hover="#86d6ca",
    accent_soft="#1a3b37",
    on_accent="#05201c",
    selection="#1d4741",
    ok="#7ccb94",
    ok_soft="#17301f",
    warn="#e3b565",
    warn_soft="#352a14",
    bad="#f49b94",
    bad_soft="#3d1e1c",
    paper="#ffffff",
    shade="#000000",
    series=("#63c7b8", "#dfa14b", "#7fabe0", "#cf93c6", "#a9c25f", "#9aa7a3"),
)
