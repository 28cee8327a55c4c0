"""Frames as they were decoded to blocks of samples: at one rate, mixed in equal parts.

ffmpeg's own mix knows loudspeakers: it would drop the fourth microphone of six as a subwoofer.
Here no channel is louder than another, and none can clip.
"""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING, cast

from av.filter import Graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import numpy as np
    from av.audio.frame import AudioFrame
    from numpy.typing import NDArray

    # How many channels there are, to the mix as ffmpeg's filter pan wants it.
    Mix = Callable[[int], str]

MOST_CHANNELS = 64
"""What ffmpeg can mix."""

RATES = range(1_000, 768_001)
"""Samples a second that a recording may have: the highest that converters of sound offer is
768 kHz; ffmpeg takes memory by the rate, whatever a damaged header says."""

# Samples handed on at once.
_BLOCK = 1 << 14


def mono(present: int) -> str:
    """Mix all channels into one."""
    return f"mono|c0<{_all(present)}"


def stereo(present: int) -> str:
    """Leave two channels as they are; mix others alike into both."""
    if present == 2:
        return "stereo|c0=c0|c1=c1"
    return f"stereo|c0<{_all(present)}|c1<{_all(present)}"


def mono_and_each(present: int) -> str:
    """Mix all channels into the first, and let each follow as it is."""
    each = "|".join(f"c{channel + 1}=c{channel}" for channel in range(present))
    return f"{present + 1}C|c0<{_all(present)}|{each}"


def resampled(frames: Iterable[AudioFrame], rate: int, mix: Mix) -> Iterator[NDArray[np.int16]]:
    """Yield blocks of shape (samples, channels); a file may change its form on the way.

    Args:
        frames: at most MOST_CHANNELS channels in each.
        rate: of the blocks, in Hz.
        mix: tells which channels the blocks have.
    """
    for form, alike in groupby(frames, key=_form):
        graph = _graph(form, rate, mix)
        for frame in chain(alike, (None,)):
            graph.push(frame)
            yield from _pulled(graph)


def _all(present: int) -> str:
    return "+".join(f"c{channel}" for channel in range(present))


def _form(frame: AudioFrame) -> tuple[int, str, str, int]:
    return frame.sample_rate, frame.format.name, frame.layout.name, frame.layout.nb_channels


def _graph(form: tuple[int, str, str, int], rate: int, mix: Mix) -> Graph:
    from_rate, sample_format, layout, present = form
    graph = Graph()
    source = graph.add_abuffer(sample_rate=from_rate, format=sample_format, layout=layout)
    steps = [
        graph.add("pan", mix(present)),
        graph.add("aresample", str(rate)),
        graph.add("aformat", f"sample_fmts=s16:sample_rates={rate}"),
        graph.add("asetnsamples", f"n={_BLOCK}:p=0"),
        graph.add("abuffersink"),
    ]
    for upper, lower in zip((source, *steps), steps, strict=False):
        upper.link_to(lower)
    graph.configure()
    return graph


def _pulled(graph: Graph) -> Iterator[NDArray[np.int16]]:
    while True:
        try:
            frame = cast("AudioFrame", graph.pull())
        except (BlockingIOError, EOFError):
            return
        block = cast("NDArray[np.int16]", frame.to_ndarray())
        yield block.reshape(-1, frame.layout.nb_channels)
