"""The lines of the register that one report is made of: few in memory, of a month with very many in files that last as long as it takes."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from itertools import chain, islice
from tempfile import TemporaryFile

from chalicelib.core.register.pile import pile
from chalicelib.core.register.rows import Row

FEW = 2_000  # lines that memory holds: some megabytes


class Piles(ExitStack):
    """The files, which end with it."""

    def kept(self, rows: Iterable[Row]) -> Sequence[Row]:
        """The lines to be gone through as often as is wanted, of each complaint the one that came last."""
        going = iter(rows)
        few = list(islice(going, FEW))
        if len(few) < FEW:
            return list({row.id: row for row in few}.values())
        return pile(chain(few, going), self.enter_context(TemporaryFile()))
