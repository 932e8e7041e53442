"""What customers write to a telecom operator is sorted by matter; what is only likely the desk judges."""

import csv
from pathlib import Path

import pytest

from chalicelib import policies
from tests.policy.judged import judged

POLICY = policies.packaged("telecom-operations")
FILE = Path(__file__).with_name("telecom_operations_sentences.tsv")


@pytest.mark.clause("TO-01")
def test_what_customers_write_is_sorted_by_matter():
    with FILE.open(encoding="utf-8") as file:
        said = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [(each["text"], judged(POLICY, each["text"]).category) for each in said] == [
        (each["text"], each["category"]) for each in said
    ]


@pytest.mark.clause("TO-01")
def test_what_is_only_likely_waits_for_the_desk_though_the_area_is_known():
    likely = judged(POLICY, "我们村的号码咋弄")
    assert (likely.category, likely.department) == ("handling", "")
    assert judged(POLICY, "我们村的号码被停了").department == "县域片区"
