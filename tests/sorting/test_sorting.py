"""Complaints in people's own words, written by somebody who has not read what the policies listen for."""

from pathlib import Path

import pytest

from chalicelib.policies import packaged
from tests.sorting.measured import COLUMNS, measured

FILES = sorted(Path(__file__).parent.glob("*.tsv"))
RIGHT_AT_LEAST = 0.9
WRONGLY_CERTAIN_AT_MOST = 0.05


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_what_people_write_is_sorted_right_and_what_is_not_goes_to_the_desk(file: Path):
    found = measured(packaged(file.stem), file)
    wrong = "\n".join(found.wrong)
    for column in COLUMNS:
        assert found.share(column) >= RIGHT_AT_LEAST, f"{column} right: {found.share(column):.0%}\n{wrong}"
    certain = len(found.wrongly_certain) / found.sentences
    assert certain <= WRONGLY_CERTAIN_AT_MOST, f"wrong, and for certain: {certain:.0%}\n{wrong}"
