"""Valid files made odd, as disks, other programs and bad people make them.

Every choice is made by the `Random` that is given: the same one gives the same file, and Hypothesis
gives one whose choices it can make smaller.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

ODD_TEXT: tuple[str, ...] = (
    "", " ", "\n", "\r", "\r\n", "\n\n", "\t", "\0", "\x1b[31m", "\x7f", "\x85", "\xad", "\ufeff",
    "\u2028", "\u202e", "\u2066", "\u200b", "\u200d", "\ufffe", "\uffff", "\U0010ffff", "é",
    "e\u0301", "İ", "ß", "ﷺ", "👩\u200d🔬", "٣", "²", "\\", "\\ud800", "\\u0000", '"', "'", '"""',
    "<", ">", "&",
    "&#0;", "&#xD800;", "&x;", "]]>", "<![CDATA[", "<!--", "-->", "<?x?>", "</script>", "{{", "{%",
    "../", "..\\", "/etc/passwd", "file:///etc/passwd", "CON", "javascript:x", "[", "]", "{", "}",
    "(",
    ")", "=", ":", ": ", ",", ";", "#", "# ", "## ", "> ", "![", "](", "]{lang=", "*", "_", "|",
    "-", "null", "true", "[]", "{}", '""', "\N{PER MILLE SIGN}", "%", "%00", "%s", "{0}",
)  # fmt: skip
"""What means something somewhere, or cannot be written everywhere."""

ODD_NUMBERS: tuple[str, ...] = (
    "0", "-1", "-0.0", "1e400", "-1e400", "1e-400", "NaN", "nan", "inf", "-Infinity", "Infinity",
    "2147483648", "9223372036854775808", "1" + "0" * 30, "1" * 5000, "0x" + "f" * 5000, "0.1",
    "007",
    "1_000", "0001-01-01", "9999-12-31", "2026-02-30", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00", "99:99:99", "25:61",
)  # fmt: skip
"""Numbers, dates and moments at the edge of what there is."""

_NUMBER = re.compile(rb"-?\d[\d.:_T+-]*")
_TEXT = re.compile(rb'"[^"\n]{0,200}"|>[^<>]{1,200}<')
_WORD = re.compile(rb"\w+")
_BRACKETS = (b"[", b"{", b'{"a":', b"<a>", b"(", b"> ", b"[[", b"![", b"\\")
_MOST = 200_000
"""Bytes of a mutated file: what takes long takes long here, too."""


def mutated(content: bytes, chance: Random, others: Sequence[bytes] = ()) -> bytes:
    """Return a file that was changed in one place or a few.

    Args:
        content: a valid file.
        chance: by which all is chosen.
        others: more of the kind, of which parts are put in.
    """
    for _ in range(chance.choice((1, 1, 2, 4))):
        content = chance.choice(_WAYS)(content, chance, others)[:_MOST]
    return content


def _cut(content: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    return content[: chance.randint(0, len(content))]


def _without(content: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    start, end = _stretch(content, chance)
    return content[:start] + content[end:]


def _twice(content: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    start, end = _stretch(content, chance)
    return content[:end] + content[start:]


def _often(content: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    start, end = _stretch(content, chance, most=12)
    times = chance.choice((10, 1000, 10_000))
    return content[:start] + content[start:end] * times + content[end:]


def _elsewhere(content: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    start, end = _stretch(content, chance)
    rest = content[:start] + content[end:]
    at = chance.randint(0, len(rest))
    return rest[:at] + content[start:end] + rest[at:]


def _spliced(content: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    other = chance.choice([content, *others])
    start, end = _stretch(other, chance)
    at = chance.randint(0, len(content))
    return content[:at] + other[start:end] + content[at:]


def _odd(content: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    at = chance.randint(0, len(content))
    return content[:at] + chance.choice(ODD_TEXT).encode() + content[at:]


def _odd_number(content: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    return _replaced(content, chance, others, _NUMBER, chance.choice(ODD_NUMBERS).encode())


def _odd_text(content: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    found = _places(content, _TEXT)
    if not found:
        return _odd(content, chance, others)
    start, end = chance.choice(found)
    odd = "".join(chance.choice(ODD_TEXT) for _ in range(chance.randint(1, 3))).encode()
    return content[: start + 1] + odd + content[end - 1 :]


def _long(content: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    run = chance.choice((b"a", b" ", b"\n", b"1", b"A ", b"a.", b"\\", b'\\"', b"-", b"\xc3\xa5"))
    return _replaced(content, chance, others, _WORD, run * 20_000)


def _other_kind(content: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    odd = chance.choice((b"null", b"true", b"1", b'"a"', b"[]", b"{}", b"[1]", b'{"a": 1}'))
    return _replaced(content, chance, others, chance.choice((_TEXT, _NUMBER)), odd)


def _deep(content: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    at = chance.randint(0, len(content))
    depth = chance.choice((100, 300, 1000, 20_000))
    return content[:at] + chance.choice(_BRACKETS) * depth + content[at:]


def _bits(content: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    turned = bytearray(content)
    for _number in range(chance.choice((1, 4, 32)) if turned else 0):
        turned[chance.randrange(len(turned))] ^= 1 << chance.randrange(8)
    return bytes(turned)


def _line_ends(content: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    return content.replace(b"\n", chance.choice((b"\r", b"\r\n", "\u2028".encode(), b"\n\n", b"")))


def _written_otherwise(content: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    text = content.decode(errors="replace")
    return text.encode(chance.choice(("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "utf-7")))


_WAYS: tuple[Callable[[bytes, Random, Sequence[bytes]], bytes], ...] = (
    _cut, _without, _twice, _often, _elsewhere, _spliced, _odd, _odd, _odd_number, _odd_number,
    _odd_text, _odd_text, _long, _other_kind, _deep, _bits, _line_ends, _written_otherwise,
)  # fmt: skip


def _stretch(content: bytes, chance: Random, most: int = 400) -> tuple[int, int]:
    start = chance.randint(0, len(content))
    return start, min(len(content), start + chance.randint(1, most))


def _places(content: bytes, pattern: re.Pattern[bytes]) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(content)]


def _replaced(
    content: bytes,
    chance: Random,
    others: Sequence[bytes],
    pattern: re.Pattern[bytes],
    by: bytes,
) -> bytes:
    if not (found := _places(content, pattern)):
        return _odd(content, chance, others)
    start, end = chance.choice(found)
    return content[:start] + by + content[end:]
