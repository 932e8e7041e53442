"""A receipt for an error repeats the line to mend, and says what to write instead where that is plain."""

import pytest

from tests.core.handling.playing import BUS, Case, named, referred


def mended(case: Case) -> tuple[object, object, str]:
    (receipt,) = case.sent("receipt")
    return receipt.extra.get("wrote", ""), receipt.extra.get("mended", ""), named(receipt, "commands")[0]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("#办结 好了", ("#办结 好了", "", "resolve")),  # nobody knows what that stands for
        ("好的\n#备住 已派人核实", ("#备住 已派人核实", "#备注 已派人核实", "note")),
        ("#结果\n事实：属实", ("#结果", "", "resolve")),
    ],
)
def test_the_line_to_mend_is_repeated(written: str, said: tuple[str, str, str]):
    case = referred()
    case.staff(BUS, written)
    assert mended(case) == said
