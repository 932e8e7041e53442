"""The insurer's sorting: what customers write, and who may be vulnerable."""

import pytest

from chalicelib.policies import packaged
from tests.policy.judged import judged, sorting

POLICY = packaged("fca-firm")


@pytest.mark.clause("FCA-01", "FCA-15")
def test_what_customers_write_is_sorted_rightly_and_what_is_doubtful_is_customer_relations():
    right, wrong = sorting(POLICY, "fca_firm_sentences.tsv")
    assert wrong == []
    assert right >= 0.9


@pytest.mark.clause("FCA-01")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("How do I make a claim for a cracked windscreen?", "enquiry"),
        ("How do I make a claim? Nobody answers.", "complaint"),
        ("Thank you, Jenny was brilliant with my claim.", "praise"),
        ("Thank you, but my claim was refused.", "complaint"),
        ("I expect nothing from you any more.", "complaint"),
    ],
)
def test_an_expression_of_dissatisfaction_is_a_complaint_whatever_else_it_is(text: str, kind: str):
    assert judged(POLICY, text).kind == kind


@pytest.mark.clause("FCA-13")
@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("My claim was refused.", "standard"),
        ("My claim was refused and my husband has just died.", "vulnerable"),
        ("My claim was refused. I have cancer.", "vulnerable"),
        ("I'm choosing between food and this instalment.", "vulnerable"),
        ("The app crashed when I had a breakdown on the M6.", "standard"),
    ],
)
def test_words_of_vulnerability_are_heard_beside_any_matter(text: str, severity: str):
    assert judged(POLICY, text).severity == severity


@pytest.mark.clause("FCA-11")
@pytest.mark.parametrize(
    ("text", "product"),
    [("My car claim was refused.", "motor"), ("You paid half the vet bill.", "pet"), ("Your holiday cover is useless.", "travel"), ("The roof claim.", "home"), ("You are useless.", "")],
)  # fmt: skip
def test_the_product_is_read_from_what_they_write(text: str, product: str):
    assert judged(POLICY, text).fields.get("product", "") == product
