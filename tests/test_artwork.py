from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageDraw

from podcast.artwork import cover, fit_artwork
from podcast.errors import PodcastError
from podcast.photos import fit
from tests.shared import ROOT

LETTERS = (ROOT / "templates" / "assets" / "source-serif-4.woff2").read_bytes()


def drawn(width: int, height: int, mode: str = "RGB") -> Image.Image:
    picture = Image.new(mode, (width, height))
    ImageDraw.Draw(picture).ellipse(
        (100, 100, width - 100, height - 100), fill=colour(picture, (0, 0))
    )
    return picture


def published(file) -> Image.Image:
    picture = Image.open(io.BytesIO(fit_artwork(file)))
    assert (picture.format, picture.mode) == ("JPEG", "RGB")
    assert picture.width == picture.height
    assert 1400 <= picture.width <= 3000
    return picture


def test_a_picture_that_is_fit_is_published_to_the_byte(tmp_path):
    drawn(1400, 1400).save(tmp_path / "a.jpg")
    assert fit_artwork(tmp_path / "a.jpg") == (tmp_path / "a.jpg").read_bytes()


@pytest.mark.parametrize(
    ("size", "side"), [((3500, 3500), 3000), ((1400, 700), 1400), ((900, 2000), 2000)]
)
@pytest.mark.parametrize("form", ["a.png", "a.jpg"])
def test_any_picture_that_is_large_enough_becomes_fit(tmp_path, size, side, form):
    drawn(*size).save(tmp_path / form)
    assert published(tmp_path / form).width == side


def colour(picture: Image.Image, at: tuple[int, int]) -> tuple[int, ...]:
    """What red, green and blue a picture has at a place."""
    found = picture.getpixel(at)
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "I;16"])
def test_any_kind_of_colour_becomes_rgb(tmp_path, mode):
    Image.new(mode, (1500, 1500)).save(tmp_path / "a.png")
    published(tmp_path / "a.png")


def test_ink_becomes_light(tmp_path):
    Image.new("CMYK", (1500, 1500), (0, 255, 255, 0)).save(tmp_path / "a.jpg")
    red, green, blue = colour(published(tmp_path / "a.jpg"), (700, 700))
    assert red > 200
    assert max(green, blue) < 60


def test_nothing_is_cut_away_and_the_edges_go_on_in_their_colour(tmp_path):
    wide = Image.new("RGB", (2000, 1000), "white")
    ImageDraw.Draw(wide).rectangle((0, 0, 2000, 500), fill="navy")
    wide.save(tmp_path / "a.png")
    picture = published(tmp_path / "a.png")
    assert picture.size == (2000, 2000)
    assert np.allclose(colour(picture, (1000, 5)), (0, 0, 128), atol=4)
    assert np.allclose(colour(picture, (1000, 1995)), (255, 255, 255), atol=4)
    assert np.allclose(colour(picture, (1000, 505)), (0, 0, 128), atol=4)


def test_what_is_transparent_becomes_white(tmp_path):
    Image.new("RGBA", (1500, 1500), (255, 0, 0, 0)).save(tmp_path / "a.png")
    assert np.allclose(colour(published(tmp_path / "a.png"), (0, 0)), (255, 255, 255), atol=2)


def test_a_small_picture_is_refused_with_its_size(tmp_path):
    drawn(1399, 1399).save(tmp_path / "a.png")
    with pytest.raises(PodcastError, match=r"a\.png: the artwork has 1399 × 1399 pixels"):
        fit_artwork(tmp_path / "a.png")


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\xff\xd8\xff\xe0 cut off"])
def test_what_is_no_picture_is_told_in_a_sentence(tmp_path, content):
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(PodcastError, match=r"a\.jpg: the artwork cannot be read"):
        fit_artwork(tmp_path / "a.jpg")


def located(picture: Image.Image, orientation: int = 1) -> Image.Exif:
    exif = picture.getexif()
    exif[0x0112] = orientation
    exif[0x010E] = "hemma hos Karin"
    exif.get_ifd(0x8825)[1] = "N"
    return exif


@pytest.mark.parametrize("make", [fit_artwork, fit])
def test_where_it_was_made_is_not_published_and_it_stands_upright(tmp_path, make):
    picture = Image.new("RGB", (1500, 1500), "white")
    ImageDraw.Draw(picture).rectangle((0, 0, 700, 1500), fill="black")
    picture.save(tmp_path / "a.jpg", exif=located(picture, 6), comment=b"hemma")
    content = make(tmp_path / "a.jpg")
    assert b"hemma" not in content
    result = Image.open(io.BytesIO(content))
    assert not result.getexif()
    assert colour(result, (750, 100)) < (60, 60, 60)  # what was left is up
    assert colour(result, (750, 1400)) > (200, 200, 200)


def swapped() -> bytes:
    """A profile in which red and green have changed places, so that it cannot be overlooked."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for entry in range(132, 132 + 12 * int.from_bytes(profile[128:132], "big"), 12):
        name = bytes(profile[entry : entry + 4])
        if name in {b"rXYZ", b"gXYZ"}:
            profile[entry : entry + 4] = b"gXYZ" if name == b"rXYZ" else b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize("make", [fit_artwork, fit])
def test_the_colours_are_those_that_the_profile_means(tmp_path, make):
    Image.new("RGB", (1500, 1500), (255, 0, 0)).save(tmp_path / "a.png", icc_profile=swapped())
    result = Image.open(io.BytesIO(make(tmp_path / "a.png")))
    assert np.allclose(colour(result, (9, 9)), (0, 255, 0), atol=3)
    assert "icc_profile" not in result.info


def test_a_damaged_profile_is_passed_over(tmp_path):
    Image.new("RGB", (1500, 1500), "navy").save(tmp_path / "a.png", icc_profile=b"damaged" * 40)
    assert np.allclose(colour(published(tmp_path / "a.png"), (9, 9)), (0, 0, 128), atol=4)


def light(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(content)).convert("L"), np.float64)


@pytest.mark.parametrize(
    "title",
    [
        "Panelpodden",
        "Tillit i socialtjänsten – samtal om ledning, ansvar och värdighet i kommunerna",
        "Socialpsykiatriförvaltningsutvecklingspodden",
        "Väg & Vatten 🎙 <script>",
        "ord " * 300,
        "بودكاست",
        "",
    ],
)
def test_every_title_gives_a_cover_that_is_fit_and_nothing_leaves_it(tmp_path, title):
    content = cover(title, "Arbetsmarknads- och socialförvaltningen i Karlstads kommun", LETTERS)
    (tmp_path / "cover.jpg").write_bytes(content)
    assert fit_artwork(tmp_path / "cover.jpg") == content
    seen = np.abs(light(content) - light(content)[0, 0]) > 40
    assert seen.any()
    assert not seen[:, :250].any()
    assert not seen[:, -250:].any()
    assert not seen[:250].any()
    assert not seen[-200:].any()


def test_the_cover_is_the_same_each_time_and_another_for_another_title():
    first = cover("Panelpodden", "Förbundet", LETTERS)
    other = cover("Samtalspodden", "Förbundet", LETTERS)
    assert other != first
    assert cover("Panelpodden", "Förbundet", LETTERS) == first


def contrast(first: np.ndarray, second: np.ndarray) -> float:
    """By WCAG 2.2."""

    def luminance(colour: np.ndarray) -> float:
        share = colour / 255
        linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
        return float(linear @ (0.2126, 0.7152, 0.0722))

    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_the_letters_of_the_cover_stand_out():
    pixels = np.asarray(Image.open(io.BytesIO(cover("Panelpodden", "Förbundet", LETTERS))))
    ground = pixels[0, 0]
    title = pixels[:1500].reshape(-1, 3)
    assert contrast(ground, title[title.sum(1).argmax()]) >= 7
    author = pixels[2580:].reshape(-1, 3)
    assert contrast(ground, author[author.sum(1).argmax()]) >= 4.5
