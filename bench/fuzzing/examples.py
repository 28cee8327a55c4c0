"""Valid examples of what people and programs write, as text."""

from __future__ import annotations

EPISODE = """title = "Tillit i socialtjänsten"  # så heter det
published = 2026-05-04T06:00:00+02:00
description = '''
Fyra personer talar om tillit.'''
recording = "tillit.mp3"
slug = "tillit"
number = 3
season = 1
speakers = "2..5"
channels = "mixed"
geo = "59.3793,13.5036"
license = "CC-BY-4.0"
glossary = ["SKR", "es ko är => SKR"]
heard = ["0:00-12:31", "13:00-1:02:03.5"]
reviewed = 2026-05-11
related = ["fore-natten"]

[[people]]
name = "Karin Ek"
role = "moderator"
heard_at = ["0:05", 91.5]
remember = true

[[people]]
name = "Lena Holm"
link = "https://kommun.example/lena"

[[chapters]]
at = "1:31"
title = "Att våga släppa"

[[links]]
title = "Rapporten"
address = "mailto:podd@kommun.example?subject=Tillit"

[[corrections]]
date = 2026-05-12
what = "Lena Holm är verksamhetschef."

[credits]
documentation = "panelpodd"
"""
RULES = """keep = ["inte"]
off = ["hesitations"]
suggested = ["repeats"]

[[leave_out]]
id = "ju men"
kind = "filler"
automatic = true
phrases = ["Så där"]
reason = "What our host says before every answer."

[[respell]]
id = "förkortningar"
automatic = true
spellings = { "t ex" = "till exempel" }
reason = "As the house writes it."

[[procedural]]
id = "tack"
automatic = true
lines = ["tack [så mycket] (för det|för i dag)"]
reason = "What our host says after every answer."
"""
TEXT = """# Tillit i socialtjänsten

En ingress.

## Att våga

Karin Ek: Vad betyder [trust but verify]{lang=en} för dig?

(utan namn) går vidare

> Att man lyssnar

Röst 2: Att man lyssnar. Jag heter Lena Holm.

![I panelen: \\] Karin](panel.jpg "© \\" Foto")

\\# inget
"""
VTT = """WEBVTT - Tillit

NOTE
av en maskin

1
00:01.000 --> 00:02.500 align:left
<v.loud Karin Ek>Vad <i>är</i> tillit &amp; tro?</v>

00:00:02.500 --> 01:00:04.000
<v Lena Holm>Att<00:00:03.000> lyssna.
"""
SRT = """1
00:00:00,000 --> 00:00:02,000
Karin Ek: Då fortsätter vi.

2
00:00:02,000 --> 00:00:04,000
Vad säger du?
"""
WORDS = {
    "version": "1.0.0",
    "segments": [
        {"speaker": "Karin Ek", "startTime": 0.5, "endTime": 2.25, "body": "Vad är tillit?"},
        {
            "speaker": "Lena Holm",
            "startTime": 2.25,
            "endTime": 4,
            "body": "Att lyssna &amp; <b>tro.",
        },
    ],
}
HTML = (
    "<!DOCTYPE html><title>Podden</title><link rel=alternate type='application/rss+xml' href='/f'>"
    "<cite>Karin Ek:</cite>\n<time>0:01</time>\n<p>Vad <b>är</b> tillit?</p>\n"
    "<cite>Lena Holm:</cite>\n<time>00:00:04</time>\n<p>Att <a href='https://a.example/'>lyssna"
    "</a>.<br>&aring;<ul><li>ett<li>två</ul></p>"
)
CHAPTERS = {
    "version": "1.2.0",
    "chapters": [
        {"startTime": 0, "title": "Början", "url": "https://a.example/", "toc": True},
        {"startTime": 61.5, "title": "Mitten", "img": "https://a.example/b.jpg"},
    ],
}
OWN_TEMPLATE = """{% extends "panelpodd/front.html" %}
{% block subscribe %}{{ site.show.title|e }} {{ _("Prenumerera") }}
{% for one in page.entries[:3] %}{{ one }}{% endfor %}{% endblock %}
"""
CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

#: front.html:3
msgid "Prenumerera"
msgstr "Följ podden"
"""
WISHES: tuple[dict[str, object], ...] = (
    {"what": "words", "at": 4, "words": "Vad betyder tillit?"},
    {"what": "part", "at": 4, "place": 11},
    {"what": "join", "at": 5},
    {"what": "give", "at": 4, "speaker": "Lena Holm", "start": 2, "end": 9},
    {"what": "boundary", "at": 6, "words": -2},
    {"what": "heading", "at": 4, "words": "Att våga"},
    {"what": "quote", "at": 4, "start": 0, "end": 11},
    {"what": "remove", "at": 3},
    {"what": "replace", "words": "tillit", "by": "tro", "always": False},
)
SETTING_WISHES: tuple[dict[str, object], ...] = (
    {"setting": "title", "value": "Tro", "was": "Tillit i socialtjänsten"},
    {"setting": "published", "value": "2026-05-04 06:00", "was": "2026-05-04T06:00:00+02:00"},
    {"setting": "number", "value": "12", "was": "3"},
    {"person": "Karin Ek", "setting": "role", "value": "värd", "was": "moderator"},
    {"name": "Per Lind", "role": "ordförande"},
    {"at": "12:31", "title": "Slutet"},
    {"chapter": "Att våga släppa", "setting": "at", "value": "2:00", "was": "1:31"},
)
