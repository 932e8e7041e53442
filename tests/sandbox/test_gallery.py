"""The gallery leaves nothing out: every template of every message, in every language, is on its page."""

import re
from pathlib import Path

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.render.wording import TEMPLATES
from sandbox import gallery
from sandbox.gallery_stories import STORIES


def test_every_template_of_a_message_is_shown():
    names = {path.name.removesuffix(".j2") for path in TEMPLATES.glob("[!_]*.*.j2")}
    shown = list(gallery.samples())
    assert {each.name for each in shown} == names
    assert len(shown) == len(names) == len(MESSAGES) * len(LANGUAGES)
    assert all(each.subject and each.preview and f'<html lang="{each.language}">' in each.html for each in shown)


def test_its_page_leads_to_each_of_them(tmp_path: Path):
    shown = list(gallery.samples())
    gallery.write(tmp_path, shown)
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'href="([^"]+)\.html"', index) == [each.name for each in shown]
    for view in ("wide", "dark"):
        assert re.findall(rf'href="([^"]+)\.{view}\.png"', index) == [each.name for each in shown]
    assert all((tmp_path / f"{each.name}.html").read_text(encoding="utf-8") == each.html for each in shown)


def test_a_week_is_played_in_every_language():
    assert sorted(story.language for story in STORIES) == sorted(LANGUAGES)
