"""Every address in a feed that was built leads to a file that was built."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]  # it has no types
from PIL import Image

from podcast.building import build
from podcast.job import read_show
from tests.fakes import Collected, add_episode, new_show, panel

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def test_every_address_of_ours_leads_to_a_file(tmp_path):
    workspace = new_show(tmp_path)
    shown = workspace.show.read_text(encoding="utf-8") + "\nfeed_items = 1\n"
    workspace.show.write_text(shown, encoding="utf-8")
    for slug in ("tillit", "samverkan"):
        own = 'artwork = "omslag å.png"\n[[chapters]]\nat = "0:00"\ntitle = "Början"\n'
        folder = add_episode(workspace, slug, own)
        Image.new("RGB", (1400, 1400), "teal").save(folder / "omslag å.png")
    assert build(workspace, panel().engines(), Collected(), NOW).is_whole
    address = read_show(workspace).address
    documents = sorted(workspace.feed.glob("feed*.xml"))
    assert [file.name for file in documents] == ["feed-2.xml", "feed.xml"]
    for document in documents:
        found = [place for place in _addresses(document) if place.startswith(address)]
        assert len(found) > 10
        for place in found:
            file = workspace.feed / unquote(place.removeprefix(address))
            assert (file / "index.html" if place.endswith("/") else file).is_file(), place
        for sheet in ("feed.xsl", "feed.css"):
            assert (workspace.feed / sheet).is_file()


def test_the_second_document_goes_when_there_is_room_in_the_first(tmp_path):
    workspace = new_show(tmp_path)
    before = workspace.show.read_text(encoding="utf-8")
    workspace.show.write_text(before + "\nfeed_items = 1\n", encoding="utf-8")
    add_episode(workspace, "tillit")
    add_episode(workspace, "samverkan")
    build(workspace, panel().engines(), Collected(), NOW)
    assert (workspace.feed / "feed-2.xml").is_file()
    workspace.show.write_text(before, encoding="utf-8")
    build(workspace, panel().engines(), Collected(), NOW)
    assert not (workspace.feed / "feed-2.xml").exists()
    assert len(etree.parse(workspace.feed / "feed.xml").findall("channel/item")) == 2


def _addresses(document):
    for element in etree.parse(document).iter(etree.Element):
        yield from (element.get(name, "") for name in ("href", "url", "uri", "img"))
        if etree.QName(element).localname in {"link", "new-feed-url"}:
            yield element.text or ""
