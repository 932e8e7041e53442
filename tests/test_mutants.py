"""The list of mutants keeps up with the code: what it breaks is there."""

import pytest

from tests.mutants import Mutant, misfit, mutants


@pytest.mark.parametrize("mutant", mutants(), ids=lambda mutant: mutant.broken)
def test_every_mutant_finds_what_it_breaks_once_and_its_tests(mutant: Mutant):
    assert misfit(mutant) == ""
    assert mutant.instead != mutant.snippet


def test_every_mutant_has_a_sentence_of_its_own():
    sentences = [mutant.broken for mutant in mutants()]
    assert sorted(sentences) == sorted(set(sentences))


def test_a_mutant_whose_snippet_is_gone_is_named_by_its_sentence():
    gone = Mutant("nothing is done", "tests/mutants.py", "no such " + "words", "", ("tests/test_mutants.py",))
    assert misfit(gone) == "“nothing is done”: its snippet stands 0 times in tests/mutants.py, and not once"
