"""Files that customers send: listed in mails to staff by signed links, taken out of the raw mail when somebody opens one."""

import base64
import re
from collections.abc import Iterator

import pytest

from sandbox import Sandbox
from sandbox.staff import compose
from tests.stories.acts import CUSTOMER, HANDLER, RUDE, last

PHOTO = ("现场 照片.jpg", "image/jpeg", b"\xff\xd8\xff" + bytes(range(256)) * 40)
PAGE = ("合同.html", "text/html", b"<script>alert(1)</script>")
VIDEO = ("video.mp4", "video/mp4", b"\x00\x00\x00 ftypmp42" + b"v" * 4_100_000)


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(now="2026-03-02T09:00+08:00") as opened:
        opened.email(compose(CUSTOMER, opened.address, "投诉", RUDE, attachments=[PHOTO, PAGE, VIDEO]))
        yield opened


def links(box: Sandbox) -> list[str]:
    return re.findall(r"https?://\S+/f/\w+", last(box, HANDLER, "请办理").text)


def inside(text: str) -> bytes:
    found = re.search(
        r'href="data:application/octet-stream;base64,([^"]+)"|href="data:image/jpeg;base64,([^"]+)"', text
    )
    assert found
    return base64.b64decode(found[1] or found[2])


def test_a_picture_is_shown_and_can_be_saved_under_its_own_name(box: Sandbox) -> None:
    answer = box.get(links(box)[0])
    assert answer.status == 200
    assert '<img src="data:image/jpeg;base64,' in answer.text
    assert 'download="现场 照片.jpg"' in answer.text
    assert inside(answer.text) == PHOTO[2]
    assert "img-src data:" in answer.headers["content-security-policy"]


def test_nothing_a_stranger_sent_is_opened_under_our_address(box: Sandbox) -> None:
    answer = box.get(links(box)[1])
    assert inside(answer.text) == PAGE[2]
    assert "data:text/html" not in answer.text
    assert "<script" not in answer.text


def test_a_large_file_leads_to_the_original_mail_for_some_minutes(box: Sandbox) -> None:
    answer = box.get(links(box)[2])
    assert answer.status == 200
    assert "data:" not in answer.text
    found = re.search(r'href="(https?://[^"]+/raw/[^"]+)"', answer.text)
    assert found
    assert "LC20260302-0001.eml" in found[1]
    assert "X-Amz-Expires=300" in found[1]
    assert "X-Amz-Algorithm=AWS4-HMAC-SHA256" in found[1]


def test_a_changed_link_and_one_of_another_kind_open_nothing(box: Sandbox) -> None:
    base, _, token = links(box)[0].rpartition("/")
    case = re.search(r"/c/(\w+)", last(box, CUSTOMER).text)
    assert case
    changed = token[:9] + ("a" if token[9] != "a" else "b") + token[10:]
    assert [box.get(f"{base}/{each}").status for each in (changed, case[1])] == [404, 404]
