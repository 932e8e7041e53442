"""Labels without traditional signs beside others that have them are remarked on, with how they would read."""

import pytest

from redress.remarks.untold_traditional import remarks_on_untold_traditional
from tests.core.handling.playing import office

TASK = '[[task]]\nname = "visit_report"\nfor = "handler"\nopens = "referred"\nform = ["facts"]\nlabels = {{ {} }}\n'
BOTH = "\n".join(
    f'[[field]]\nname = "place_{sign}"\nlabels = {{ zh-CN = "{sign}座", zh-TW = "{sign}座" }}'
    for sign in "abcdefghijkl"
)


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ((BOTH, TASK.format('zh-CN = "现场勘查报告"')), 'labels of task "visit_report": “現場勘查報告”'),
        ((BOTH, TASK.format('zh-CN = "现场勘查报告", zh-TW = "現場勘查報告"')), None),
        ((BOTH, TASK.format('zh-CN = "原因"')), None),  # the same in either
        ((BOTH, TASK.format('en = "Site report"')), None),
        ((TASK.format('zh-CN = "现场勘查报告"'),), None),  # nothing is written in traditional signs
    ],
)
def test_what_has_no_traditional_text_is_remarked_where_others_have_one(parts: tuple[str, ...], place: str | None):
    said = " ".join(remarks_on_untold_traditional(office(*parts)))
    assert ("visit_report" in said) is (place is not None)
    assert (place or "") in said
