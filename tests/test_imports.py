"""The floors of the house: imports go strictly downwards."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "podcast"

# From the ground up. Modules of a floor marked * may import each other; others may not.
FLOORS = {
    "*things": """zone_time former catalogue
        errors span recording hearing transcript conversation document options categories
        show episode cuts edition engines report reading slug file_names toml_lines toml_edit
        machine digest loudness own_rules glossary
        profile edits rules rulebook talk background text_parts wording manner trust stretch
        show_parts contrast palette episode_parts xml_text harmless podcast_roles related dates
        language_marks handout
        namespaces coordinates foreign foreign_values timed_text
        finding feed_values podcast_vocabulary same_words sound_facts""",
    "*models": """voice_features voice_models voice_activity voice_stretches voice_corrections
        voice_clusters voice_spans breaks utterances
        ffmpeg levelling mp3_frames sound_tags picture lettering
        word_rarity text_words word_chances
        waveform mixing splicing channel_levels channel_leads phantoms word_times likeness matching
        part_matches quotations text_remarks word_voices voice_opinions
        spoken name_sounds name_phrases names_said name_cues repeats respelling procedural
        numerals sound_marks chapters_inside heard_segments suspicion rehearing windows sound_blocks
        whisper imported_talk imported_settings foreign_passages""",
    "steps": """decode transcribe listen diarize speaker_channels align editing compose anchor
        merge naming encode photos artwork card returning who_is_who sections cues quoting moderator
        honesty doubts cut_words
        sound_chapters sound_head""",
    "*markup": """elements show_notes feed_channel feed_item templates template_filters
        template_faults views linked_data
        html_text foreign_xml foreign_item foreign_show""",
    "forms": """captions fragment chapter_file plain docx_file pdf_file rttm text page feed
        settings reference
        settings_edit honesty_lines episode_json word_times_file search_index sitemap
        foreign_feed transcript_readers chapter_reader
        feed_reading page_facts caption_facts""",
    "*house": """drift unfinished switch
        workspace cache hearing_store ledger model_store speech_models lock profile_store text_file
        public_hosts fetch loopback""",
    "*checks": """feed_folder check_channel check_items check_namespace check_chapters
        check_artwork check_pages check_captions check_sound check_ledger check_text
        check_colours check_templates""",
    "*work": """checking sound_looking
        standing begun finished artworks sound_ahead sound_stage
        job channel_use ingredients recordings ingest initialise evidence writeup pipeline status
        export site site_files texts building watching doctor amend voice_memory voice_questions
        name_giving drafting published_text
        heard_elsewhere import_files import_source imported_books
        import_episode importing""",
    # The review page; only a door opens it.
    "*review": """review review.server review.gate review.answers review.desk review.rooms
        review.sound review.passages review.changes review.replacing review.journal
        review.manuscript review.amendments review.work review.roster review.casting
        review.taking_back review.marks review.wishes review.editor
        review.faults review.facts review.fact_changes review.settings_wishes review.illustrations
        review.preview review.builds review.front
        review.doubt review.heard review.listening""",
    "*doors": "console asking cli serve __init__ __main__",
}
# What may be imported from is the package or a part of it; what stands before its modules' names.
PACKAGES = {"podcast": "", "podcast.review": "review."}
MODEL_LIBRARIES = {
    "av",
    "ctranslate2",
    "faster_whisper",
    "feedgen",
    "jinja2",
    "kaldi_native_fbank",
    "numpy",
    "onnxruntime",
    "pydub",
    "scipy",
    "torch",
    "wordfreq",
}

FLOOR = {
    module: (height, floor)
    for height, (floor, modules) in enumerate(FLOORS.items())
    for module in modules.split()
}


def source(module: str) -> Path:
    """The file of a module of ours: `serve`, `review.server`; a package's is its __init__."""
    place = PACKAGE.joinpath(*module.split("."))
    file = place.with_suffix(".py")
    return file if file.is_file() else place / "__init__.py"


def imported(module: str) -> set[str]:
    """The modules of ours that a module imports, wherever in it."""
    tree = ast.parse(source(module).read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in PACKAGES:
            inside = PACKAGES[node.module]
            names |= {inside + alias.name for alias in node.names if inside + alias.name in FLOOR}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("podcast."):
            names.add(str(node.module).removeprefix("podcast."))
        elif isinstance(node, ast.Import):
            names |= {
                alias.name.removeprefix("podcast.")
                for alias in node.names
                if alias.name.startswith("podcast.")
            }
    return names


def test_every_module_has_its_floor():
    inside = {"review" if one == "__init__" else f"review.{one}" for one in stems("review")}
    assert {*stems("."), *inside} == set(FLOOR)


def stems(folder: str) -> set[str]:
    return {file.stem for file in (PACKAGE / folder).glob("*.py")}


@pytest.mark.parametrize("module", sorted(FLOOR))
def test_imports_go_downwards(module):
    height, floor = FLOOR[module]
    for name in imported(module):
        other, _ = FLOOR[name]
        assert other < height or (other == height and floor.startswith("*")), (
            f"{module} ({floor}) imports {name} ({FLOOR[name][1]})"
        )


def test_modules_of_a_floor_do_not_import_each_other_in_circles():
    waiting = {module: imported(module) & set(FLOOR) for module in FLOOR}
    while free := {module for module, needs in waiting.items() if not needs & set(waiting)}:
        waiting = {module: needs for module, needs in waiting.items() if module not in free}
    assert not waiting


def test_no_module_is_as_general_as_utils():
    assert not {"utils", "helpers", "common", "misc", "manager"} & set(FLOOR)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=True, encoding="utf-8"
    )


def test_help_loads_no_model_library():
    code = (
        "import sys\nfrom podcast.cli import main\nsys.argv = ['podcast', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    loaded = {name.split(".")[0] for name in run("-c", code).stderr.split()}
    assert not loaded & MODEL_LIBRARIES


def test_help_answers_in_under_half_a_second():
    """Where numpy takes a quarter of that to be imported: machines differ, and are busy.

    It does nothing but work, so the processor's time is what people wait.
    """
    assert work("-m", "podcast", "--help") < 4 * max(0.125, work("-c", "import numpy"))


def work(*arguments: str) -> float:
    """Seconds of the processor that a run of Python takes at best."""
    times = []
    for _ in range(5):
        before = os.times()
        run(*arguments)
        after = os.times()
        user = after.children_user - before.children_user
        times.append(user + after.children_system - before.children_system)
    return min(times)
