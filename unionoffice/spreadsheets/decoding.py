"""Turning a sheet's old Vietnamese letters into Unicode, in place, remembering what stood there."""

from __future__ import annotations

from unionoffice.spreadsheets.legacy import decoded, guessed_encoding
from unionoffice.spreadsheets.opening import RawSheet


class SheetDecoder:
    """Decodes one sheet as its rows come: by font where the file names one, else by guess."""

    def __init__(self, raw: RawSheet, rows_for_guess: int) -> None:
        self._raw = raw
        self._done = 0
        self._fonts_done = dict.fromkeys(raw.fonts, 0)
        self.encoding = self._guess(rows_for_guess)

    def _guess(self, rows: int) -> str | None:
        by_font = {place for places in self._raw.fonts.values() for place in places}
        texts = {
            cell
            for index, column in enumerate(self._raw.columns)
            for row, cell in enumerate(column[:rows])
            if _may_be_old(cell) and (row, index) not in by_font
        }
        return guessed_encoding(sorted(map(str, texts))) if texts else None

    def decode_up_to(self, end: int) -> None:
        """Decode the rows that have come since the last call."""
        for encoding, places in self._raw.fonts.items():
            for row, index in places[self._fonts_done.get(encoding, 0) :]:
                self._convert(row, index, encoding)
            self._fonts_done[encoding] = len(places)
        if self.encoding is not None:
            for index, column in enumerate(self._raw.columns):
                for row in range(self._done, end):
                    if _may_be_old(column[row]):
                        self._convert(row, index, self.encoding)
        self._done = end

    def _convert(self, row: int, column: int, encoding: str) -> None:
        cells = self._raw.columns[column]
        before = cells[row]
        if (row, column) in self._raw.converted or not isinstance(before, str):
            return
        after = decoded(before, encoding)
        if after != before:
            self._raw.converted[row, column] = before
            cells[row] = after


def _may_be_old(cell: object) -> bool:
    return isinstance(cell, str) and not (cell.isascii() and cell.isprintable())
