"""What the witness keeps of histories: a name for each line that was ever written, which says its complaint, place and chain value.

Whoever rewrites a line and all after it, the complaint's record too, makes a chain that holds. The witness's names tell it all
the same: they lie where no function and no operator can change them.
"""

from collections.abc import Iterable
from datetime import datetime

from chalicelib.core.register.chain import Line
from chalicelib.core.register.indexing import instant
from chalicelib.core.register.witness_names import PREFIX

Witnessed = dict[int, set[str]]  # the chain values that were written at each place of one history


def read(names: Iterable[str]) -> dict[str, Witnessed]:
    """What was witnessed of each complaint. A name that is none of ours says nothing."""
    found: dict[str, Witnessed] = {}
    for each in names:
        parts = each.removeprefix(PREFIX).split("/")
        if len(parts) == 3 and parts[1].isdecimal():  # noqa: PLR2004  complaint, place, chain value
            found.setdefault(parts[0], {}).setdefault(int(parts[1]), set()).add(parts[2])
    return found


def problems(lines: Iterable[Line], witnessed: Witnessed, until: datetime) -> list[str]:
    """What is wrong with a stored history by what was witnessed of it, in words.

    What was written after `until` may still be on its way. Lines before the first witnessed one are older than the witness.
    """
    known = {line.sequence: line for line in lines}
    found = []
    for sequence in sorted(witnessed.keys() | known.keys()):
        line, kept = known.get(sequence), witnessed.get(sequence, set())
        if line is None:
            found.append(f"line {sequence} was written, and is gone")
        elif len(kept) > 1:
            found.append(f"line {sequence} was written over: the witness has {len(kept)} of it")
        elif kept and line.chain not in kept:
            found.append(f"line {sequence} is not the one that was written")
        elif not kept and witnessed and sequence > min(witnessed) and line.at < instant(until):
            found.append(f"line {sequence} came without a witness")
    return found
