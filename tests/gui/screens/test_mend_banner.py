"""What is said above a form, and beside its figures, of a return that came back."""

from __future__ import annotations

import pytest

from unionoffice.exchange.giving_back import RowRemark
from unionoffice.gui.screens.mend_banner import remark_words


@pytest.mark.parametrize("says", ["Xem lại", "Xem lại."])
def test_what_somebody_wrote_ends_before_the_next_sentence(says: str) -> None:
    said = remark_words(RowRemark("health", "members", says, 4, 3))
    assert said == "Xem lại. Handed in: 4. The year before: 3."
