from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import imageio_ffmpeg  # type: ignore[import-untyped]
import numpy as np
import pytest

from podcast import decode
from podcast.engines import SAMPLE_RATE
from podcast.errors import PodcastError, RecordingError
from tests.shared import audio
from tests.sounds import pitch, silence, tone, write_wav

UNUSABLE = {
    "empty_file.flac": "0 bytes",
    "empty_file.m4a": "0 bytes",
    "empty_file.mp3": "0 bytes",
    "empty_file.ogg": "0 bytes",
    "empty_file.wav": "0 bytes",
    "invalid_file.m4a": "not a sound file",
    "missing_wav_header.wav": "not a sound file",
    "nero-chapters.m4b": "promises 46:57:02",
    "ooming-header.flac": "not a sound file",
    "test1_empty.wav": "no sound in this file",
    "truncated-64bit.mp4": "cut off or damaged",
    "video_no_audio.mp4": "film without sound",
}
USABLE = {
    "8_Channel_ID.m4a": 8.06,
    "a_pause.wav": 2.03,
    "ep7.m4b": 2.02,
    "silence.wav": 8.21,
    "stereo_diarization.wav": 5.0,
    "test-dc_offset.wav": 10.0,
    "trñ00.wav": 30.0,
    "two_languages.mp3": 59.9,
    "two_speakers_de.3gp": 5.06,
    "two_speakers_de.m4a": 49.79,
    "two_speakers_de.mkv": 49.77,
    "two_speakers_de.mp3": 49.77,
    "two_speakers_de.mp4": 49.79,
    "two_speakers_de.ogg": 49.77,
    "two_speakers_de.opus": 5.0,
    "two_speakers_de.wav": 49.77,
    "two_speakers_de.webm": 49.77,
    "vbri.mp3": 0.44,
    "wrong_extension.aac": 9.66,
}


def odd(name: str) -> Path:
    return audio("odd") / name


def ffmpeg(*arguments: str | Path) -> None:
    program = imageio_ffmpeg.get_ffmpeg_exe()
    subprocess.run([program, "-y", "-loglevel", "error", *map(str, arguments)], check=True)


def peak_memory(sound: Path, pcm: Path) -> int:
    """Bytes that a process of its own needs at most to decode, or refuse, a file."""
    status = Path("/proc/self/status")
    if not status.is_file():
        pytest.skip("this system does not tell how much memory a process needed at most")
    program = (
        "import contextlib, sys; from pathlib import Path\n"
        "from podcast import decode, errors\n"
        "with contextlib.suppress(errors.RecordingError):\n"
        "    decode.decode(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    command = [sys.executable, "-c", program, str(sound), str(pcm)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout) * 1024


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 44_100, 48_000, 96_000])
def test_any_rate_becomes_the_rate_of_the_models(tmp_path: Path, rate: int) -> None:
    sound = write_wav(tmp_path / "a.wav", rate, tone(2, rate))
    facts = decode.decode(sound, tmp_path / "a.pcm")
    heard = decode.samples(tmp_path / "a.pcm")
    assert facts.duration == pytest.approx(2)
    assert len(heard) == pytest.approx(2 * SAMPLE_RATE, abs=2)
    assert pitch(heard, SAMPLE_RATE) == pytest.approx(440, abs=1)


@pytest.mark.parametrize("channels", [1, 2, 3, 4, 6, 8])
def test_each_of_many_microphones_is_heard_alike(tmp_path: Path, channels: int) -> None:
    rate = 16_000
    levels = []
    for speaking in range(channels):
        tracks = [silence(1, rate) for _ in range(channels)]
        tracks[speaking] = tone(1, rate, level=0.5)
        sound = write_wav(tmp_path / "a.wav", rate, *tracks)
        assert decode.decode(sound, tmp_path / "a.pcm").channels == channels
        levels.append(np.abs(decode.samples(tmp_path / "a.pcm").astype(float)).max())
    assert levels == pytest.approx([0.5 * 32767 / channels] * channels, rel=0.01)


def test_channels_that_shout_together_do_not_clip(tmp_path: Path) -> None:
    rate = 16_000
    sound = write_wav(tmp_path / "a.wav", rate, *[tone(1, rate, level=0.99)] * 8)
    decode.decode(sound, tmp_path / "a.pcm")
    assert np.abs(decode.samples(tmp_path / "a.pcm").astype(int)).max() < 32767


def test_the_facts_are_those_of_the_file(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "a.wav", 22_050, tone(1.5, 22_050), tone(1.5, 22_050))
    facts = decode.decode(sound, tmp_path / "a.pcm")
    assert (facts.channels, facts.sample_rate, facts.codec) == (2, 22_050, "pcm_s16le")
    assert facts.size == sound.stat().st_size
    assert facts.digest == hashlib.sha256(sound.read_bytes()).hexdigest()
    assert facts.warnings == ()


def test_pure_silence_is_a_recording(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "a.wav", 16_000, silence(3, 16_000))
    assert decode.decode(sound, tmp_path / "a.pcm").duration == pytest.approx(3)
    assert not decode.samples(tmp_path / "a.pcm").any()


def test_a_film_gives_its_sound_whatever_it_is_called(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "a.wav", 48_000, tone(2, 48_000), tone(2, 48_000))
    film = tmp_path / "film.mp4"
    picture = ("-f", "lavfi", "-i", "color=s=64x64:d=2:r=5")
    ffmpeg(*picture, "-i", sound, "-c:v", "mpeg4", "-c:a", "aac", film)
    misnamed = film.rename(tmp_path / "tal.wav")
    facts = decode.decode(misnamed, tmp_path / "a.pcm")
    assert facts.codec == "aac"
    assert facts.duration == pytest.approx(2, abs=0.1)


def test_a_film_without_sound_is_refused_in_one_sentence(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    ffmpeg("-f", "lavfi", "-i", "color=s=64x64:d=1:r=5", "-c:v", "mpeg4", film)
    with pytest.raises(RecordingError, match="film without sound"):
        decode.decode(film, tmp_path / "a.pcm")


def test_a_file_cut_off_is_used_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    whole = write_wav(tmp_path / "a.wav", 16_000, tone(10, 16_000))
    cut = tmp_path / "cut.wav"
    cut.write_bytes(whole.read_bytes()[:200_000])
    facts = decode.decode(cut, tmp_path / "a.pcm")
    assert facts.duration == pytest.approx(6.25, abs=0.1)


def test_a_compressed_file_cut_off_says_how_much_is_missing(tmp_path: Path) -> None:
    whole = write_wav(tmp_path / "a.wav", 16_000, tone(20, 16_000))
    film = tmp_path / "a.mp4"
    ffmpeg("-i", whole, "-c:a", "aac", "-movflags", "+faststart", film)
    film.write_bytes(film.read_bytes()[: film.stat().st_size * 2 // 3])
    facts = decode.decode(film, tmp_path / "a.pcm")
    assert 5 < facts.duration < 15
    assert "promises 20.0 seconds" in facts.warnings[0]
    assert "cut off" in facts.warnings[0]


def test_damage_in_the_middle_is_skipped_and_told(tmp_path: Path) -> None:
    whole = write_wav(tmp_path / "a.wav", 16_000, tone(20, 16_000))
    flac = tmp_path / "a.ogg"
    ffmpeg("-i", whole, "-c:a", "flac", flac)
    content = bytearray(flac.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = bytes(3000)
    flac.write_bytes(content)
    facts = decode.decode(flac, tmp_path / "a.pcm")
    assert 10 < facts.duration < 20
    assert facts.warnings


def test_sound_whose_form_changes_on_the_way_is_heard_to_the_end(tmp_path: Path) -> None:
    parts = []
    for number, (rate, channels) in enumerate([(44_100, 2), (22_050, 1)]):
        wav = write_wav(tmp_path / f"{number}.wav", rate, *[tone(3, rate)] * channels)
        ffmpeg("-i", wav, "-write_xing", "0", "-id3v2_version", "0", tmp_path / f"{number}.mp3")
        parts.append((tmp_path / f"{number}.mp3").read_bytes())
    joined = tmp_path / "joined.mp3"
    joined.write_bytes(b"".join(parts))
    facts = decode.decode(joined, tmp_path / "a.pcm")
    heard = decode.samples(tmp_path / "a.pcm")
    assert facts.duration == pytest.approx(6, abs=0.3)
    assert len(heard) / SAMPLE_RATE == pytest.approx(facts.duration, abs=0.01)
    assert pitch(heard[-16_000:], SAMPLE_RATE) == pytest.approx(440, abs=2)


def test_what_cannot_be_used_leaves_nothing_behind(tmp_path: Path) -> None:
    text = tmp_path / "notes.mp3"
    text.write_text("This is a text, not a sound.\n" * 40)
    with pytest.raises(RecordingError, match=r"notes\.mp3: .*; .*\.$"):
        decode.decode(text, tmp_path / "a.pcm")
    assert not (tmp_path / "a.pcm").exists()


def test_a_file_that_is_not_there_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="cannot be read"):
        decode.decode(tmp_path / "gone.mp3", tmp_path / "a.pcm")


def test_a_rate_that_cannot_be_is_refused_in_one_sentence(tmp_path: Path) -> None:
    file = write_wav(tmp_path / "a.wav", 22_050, tone(1, 22_050))
    content = file.read_bytes()
    file.write_bytes(content[:24] + b"\xff\xff\xff\x7f" + content[28:])
    with pytest.raises(RecordingError, match="2147483647 samples a second cannot be"):
        decode.decode(file, tmp_path / "a.pcm")


def test_no_samples_are_an_empty_array(tmp_path: Path) -> None:
    (tmp_path / "a.pcm").touch()
    assert decode.samples(tmp_path / "a.pcm").shape == (0,)


def test_listeners_get_both_sides_of_a_stereo_recording(tmp_path: Path) -> None:
    rate = 48_000
    sound = write_wav(tmp_path / "a.wav", rate, tone(1, rate, 300), tone(1, rate, 900))
    stereo = np.concatenate(list(decode.stream(sound, 44_100, 2)))
    assert stereo.shape[1] == 2
    assert pitch(stereo[:, 0], 44_100) == pytest.approx(300, abs=2)
    assert pitch(stereo[:, 1], 44_100) == pytest.approx(900, abs=2)


def test_half_an_hour_needs_hardly_more_memory_than_a_minute(tmp_path: Path) -> None:
    minute = write_wav(tmp_path / "minute.wav", 8_000, silence(60, 8_000))
    half_hour = write_wav(tmp_path / "half-hour.wav", 8_000, silence(1800, 8_000))
    little, much = tmp_path / "minute.pcm", tmp_path / "half-hour.pcm"
    assert peak_memory(half_hour, much) - peak_memory(minute, little) < 20_000_000
    assert much.stat().st_size == 30 * little.stat().st_size == 1800 * 16_000 * 2


@pytest.mark.parametrize("name", UNUSABLE)
def test_an_odd_file_that_cannot_be_used_gets_its_own_sentence(name: str, tmp_path: Path) -> None:
    with pytest.raises(PodcastError) as refused:
        decode.decode(odd(name), tmp_path / "a.pcm")
    said = str(refused.value)
    assert name in said
    assert UNUSABLE[name] in said
    assert "\n" not in said
    assert not (tmp_path / "a.pcm").exists()


@pytest.mark.parametrize("name", USABLE)
def test_an_odd_file_that_can_be_played_is_decoded(name: str, tmp_path: Path) -> None:
    facts = decode.decode(odd(name), tmp_path / "a.pcm")
    assert facts.duration == pytest.approx(USABLE[name], abs=0.01)
    assert len(decode.samples(tmp_path / "a.pcm")) / 16_000 == pytest.approx(
        facts.duration, abs=0.002
    )


def test_every_odd_file_is_spoken_of_here() -> None:
    assert {file.name for file in odd("").iterdir()} == UNUSABLE.keys() | USABLE.keys()


def test_a_length_that_lies_is_told(tmp_path: Path) -> None:
    facts = decode.decode(odd("vbri.mp3"), tmp_path / "a.pcm")
    (warning,) = facts.warnings
    assert warning.startswith("vbri.mp3 promises 3:42 of sound, but 0.4 seconds can be played; ")


def test_a_header_that_asks_for_huge_memory_is_refused_within_300_megabytes(
    tmp_path: Path,
) -> None:
    assert peak_memory(odd("ooming-header.flac"), tmp_path / "a.pcm") < 300_000_000
