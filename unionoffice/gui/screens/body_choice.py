"""One body below the office, found by its code or name; none means the whole office."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from unionoffice.core.text import fold
from unionoffice.gui.theme import scaled
from unionoffice.gui.widgets.pickers import PickerLine
from unionoffice.services.body_tree import Tree
from unionoffice.services.structure import path_text
from unionoffice.services.views import NamedChoice

MOST_FOUND = 30
WIDTH = 260


class BodyChoice(PickerLine):
    """Suggests the bodies of a tree while one types, those above before those below."""

    def __init__(
        self, tree: Callable[[], Tree], placeholder: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(self._find, placeholder, parent)
        self._tree = tree
        self.code = ""  # of the chosen body; "" for the whole office
        self.setFixedWidth(scaled(WIDTH))
        self.chosen.connect(self._remember)

    def set_choice(self, choice: NamedChoice | None) -> None:
        super().set_choice(choice)
        if choice is None:
            self.code = ""
        else:
            self._remember(choice)

    def _remember(self, choice: NamedChoice | None) -> None:
        tree = self._tree()
        known = choice is not None and choice.id in tree
        self.code = tree[choice.id].code if choice is not None and known else ""

    def _find(self, text: str) -> list[NamedChoice]:
        tree, wanted = self._tree(), fold(text)
        found = [
            NamedChoice(body.id, body.name, f"{body.code} · {path_text(tree, body.id)}")
            for body in tree.below(tree.root.id)
            if body.id != tree.root.id and wanted in fold(f"{body.code} {body.name}")
        ]
        return found[:MOST_FOUND]
