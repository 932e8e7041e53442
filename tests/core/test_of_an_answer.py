"""Thanks and dispute in a mail of their own: they belong to the answer that their writer had, and open nothing."""

import pytest

from chalicelib.core.written.of_an_answer import is_of_an_answer


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Re: your answer", "Thanks for that, all sorted"),
        ("", "cheers"),
        ("Complaint", "All sorted now thanks, money is in my account"),
        ("my complaint", "I'm not happy with your answer, I want to go to stage 2"),
        ("my complaint", "I disagree with your response to my complaint."),
        ("投诉", "谢谢，已解决"),
        ("投诉", "我对答复不满意，申请复核"),
    ],
)
def test_thanks_and_dispute_of_an_answer_are_of_it(subject: str, text: str):
    assert is_of_an_answer(subject, text)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Barrier broken at Wharf", "Thanks"),
        ("Still waiting", "I still have not had my money back, this is ridiculous"),
        ("Complaint", "I'm not happy with your decision to close the sauna"),
        ("Complaint", "Your response to the flood was not good enough"),
        (
            "Pool",
            "I don't accept your answer. By the way, the showers are broken too and I want to complain about that.",
        ),
        ("Thanks", "Thank you to the lifeguard who helped my son"),
        ("Pool", "Please can I book a lane?"),
        ("退款", "钱还没退，投诉"),
        ("", ""),
    ],
)
def test_what_tells_of_something_is_a_matter_of_its_own(subject: str, text: str):
    assert not is_of_an_answer(subject, text)
