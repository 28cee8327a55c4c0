"""Where the sound lies in an MP3 file: its frames, without the tags around them.

Nothing is decoded. A frame's header tells how long it is (ISO 11172-3, 2.4.1.3 and 2.4.3.1), so
the next one is known; a file in which it is not where it should be is no sound to be left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

_ID3_HEADER = 10
_FOOTER_FLAG = 0x10
# What may follow the last frame, besides nothing and zeros.
_TRAILERS = (b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"ID3")
# The names of a first frame that is silent and carries facts about the others.
_INFORMATION = (b"Info", b"Xing", b"VBRI")
# Thousands of bits per second of layer III by the index in the header: MPEG-1, then MPEG-2 and 2.5.
_BIT_RATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLE_RATES = (44_100, 48_000, 32_000)
# By the two bits of the version: MPEG-2.5, reserved, MPEG-2, MPEG-1.
_RATE_DIVISOR = (4, 0, 2, 1)
_LAYER_III = 1
_SINGLE_CHANNEL = 3
# Bytes in memory at a time.
_STRETCH = 1 << 20


@dataclass(frozen=True, slots=True)
class Mp3Frames:
    """The frames of an MP3 file.

    Attributes:
        start: of the first, in bytes from the beginning of the file.
        end: of the last.
        bit_rate: in bits per second; 0 when it is not the same in all.
        sample_rate: in Hz.
        channels: 1 or 2.
    """

    start: int
    end: int
    bit_rate: int
    sample_rate: int
    channels: int


def mp3_frames(file: Path) -> Mp3Frames | None:
    """Find the frames of an MP3; None when the file is something else, damaged, or joined.

    Args:
        file: whatever its extension.

    Raises:
        OSError: when it cannot be read.
    """
    with file.open("rb") as opened:
        return _walked(_Content(opened, file.stat().st_size))


def id3_size(header: bytes) -> int:
    """Return how many bytes an ID3v2 tag takes, by its first ten (ID3v2.3, 3.1)."""
    size = 0
    for byte in header[6:10]:
        size = size << 7 | byte & 0x7F
    footer = _ID3_HEADER if header[5] & _FOOTER_FLAG else 0
    return _ID3_HEADER + size + footer


class _Content:
    """A file of which only a stretch is in memory: an MP3 may be long."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file, self.size = file, size
        self._start, self._stretch = 0, b""

    def at(self, place: int, size: int) -> bytes:
        """Return so many bytes from a place on, fewer at the end."""
        begin = place - self._start
        if begin < 0 or begin + size > len(self._stretch):
            self._file.seek(place)
            self._start, self._stretch, begin = place, self._file.read(_STRETCH), 0
        return self._stretch[begin : begin + size]


@dataclass(frozen=True, slots=True)
class _Header:
    """What the first four bytes of a frame say; `size` counts them too."""

    size: int
    bit_rate: int
    sample_rate: int
    channels: int

    @classmethod
    def at(cls, content: _Content, place: int) -> _Header | None:
        head = content.at(place, 4)
        if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
            return None
        divisor, layer = _RATE_DIVISOR[head[1] >> 3 & 3], head[1] >> 1 & 3
        bits, rate = head[2] >> 4, head[2] >> 2 & 3
        if layer != _LAYER_III or not divisor or bits in {0, 15} or rate == 3:
            return None
        bit_rate = _BIT_RATES[divisor == 1][bits] * 1000
        sample_rate = _SAMPLE_RATES[rate] // divisor
        size = (144 if divisor == 1 else 72) * bit_rate // sample_rate + (head[2] >> 1 & 1)
        return cls(size, bit_rate, sample_rate, 1 if head[3] >> 6 == _SINGLE_CHANNEL else 2)

    def is_alike(self, other: _Header) -> bool:
        """Whether both are frames of one sound."""
        return (self.sample_rate, self.channels) == (other.sample_rate, other.channels)


def _walked(content: _Content) -> Mp3Frames | None:
    start = place = _after_tags(content)
    first = header = _Header.at(content, place)
    if first is None:
        return None
    bit_rates = set()
    while header and header.is_alike(first) and place + header.size <= content.size:
        if place > start or not _is_information(content, place, header):
            bit_rates.add(header.bit_rate)
        place += header.size
        header = _Header.at(content, place)
    if not bit_rates or not _is_over(content, place, header):
        return None
    bit_rate = bit_rates.pop() if len(bit_rates) == 1 else 0
    return Mp3Frames(start, place, bit_rate, first.sample_rate, first.channels)


def _after_tags(content: _Content) -> int:
    """Skip the tags at the beginning, and the zeros that some programs leave after them."""
    place = 0
    while (header := content.at(place, _ID3_HEADER)).startswith(b"ID3") and len(
        header
    ) == _ID3_HEADER:
        place += id3_size(header)
    while content.at(place, 1) == b"\0":
        place += 1
    return place


def _is_information(content: _Content, place: int, header: _Header) -> bool:
    frame = content.at(place, min(header.size, 64))
    return any(name in frame for name in _INFORMATION)


def _is_over(content: _Content, place: int, header: _Header | None) -> bool:
    """Tell whether only tags, zeros, or a last frame that was cut off follow."""
    if header:
        return place + header.size > content.size
    rest = content.at(place, 16)
    return rest.startswith(_TRAILERS) or not rest.strip(b"\0") or content.size - place < 4
