"""The command line. Each command loads what it needs when it runs, so that help is instant."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from podcast import __version__
from podcast.errors import PodcastError, printable

if TYPE_CHECKING:
    from podcast.building import Built
    from podcast.episode import SpeakerBounds
    from podcast.workspace import Workspace

app = typer.Typer(
    name="podcast",
    help="From a recording of a panel or a podcast to a written documentation, a page and a feed.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
models_app = typer.Typer(
    help="Which speech models are on this machine, and which would be used.",
    invoke_without_command=True,
)
app.add_typer(models_app, name="models")
voices_app = typer.Typer(
    help="Whose voices are remembered on this machine, and how to forget one.",
    invoke_without_command=True,
)
app.add_typer(voices_app, name="voices")

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        metavar="DIR",
        help="The folder that holds episodes/; else the nearest one from here upwards.",
    ),
]
NowOption = Annotated[
    str,
    typer.Option(
        "--now",
        metavar="MOMENT",
        help="Act as if it were this moment, such as 2026-05-04T06:00, by the show's time zone; "
        "to rehearse in a copy of the show, since what a build publishes counts as published.",
    ),
]
EpisodeArgument = Annotated[
    str, typer.Argument(metavar="EPISODE", help="The episode's slug, as `podcast status` has it.")
]


class Form(StrEnum):
    """The forms in which an episode can be had as a file."""

    txt = "txt"
    md = "md"
    vtt = "vtt"
    srt = "srt"
    json = "json"
    html = "html"
    rttm = "rttm"
    docx = "docx"
    pdf = "pdf"


_NOT_TEXT = {Form.docx, Form.pdf}


class SurveyForm(StrEnum):
    """How `podcast status` and `podcast check` tell what they found."""

    table = "table"
    json = "json"


def main() -> None:
    """Run a command; a fault that the user can mend is one sentence and an exit status."""
    try:
        app()
    except PodcastError as fault:
        typer.echo(f"podcast: {printable(str(fault))}", err=True)
        sys.exit(fault.exit_status)
    except KeyboardInterrupt:
        sys.exit(130)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer's way of calling
    if wanted:
        typer.echo(f"panelpodd {__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Tell the version."),
    ] = False,
) -> None:
    """From a recording of a panel or a podcast to a written documentation, a page and a feed."""


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the new show.")],
) -> None:
    """Make a new show: episodes/show.toml with every setting explained."""
    from podcast.initialise import initialise

    workspace = initialise(folder)
    typer.echo(f"{workspace.show}: open it and say what the show is called.")
    typer.echo(f"Then drop a recording into {workspace.episodes} and run `podcast build`.")


@app.command()
def build(
    episodes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[EPISODE]...", help="Only these, by slug; else all."),
    ] = None,
    *,
    workspace: WorkspaceOption = None,
    accept_change: Annotated[
        bool,
        typer.Option(
            "--accept-change",
            help="Let listeners see a changed date or address, or lose an episode.",
        ),
    ] = False,
    now: NowOption = "",
    speakers: Annotated[
        str,
        typer.Option(
            "--speakers",
            metavar="N",
            help="How many speak, 3 or 2..5; written into episode.toml.",
        ),
    ] = "",
) -> None:
    """Do everything that is new or stale, from recordings to the feed."""
    from podcast.building import build as build_show
    from podcast.building import local_engines
    from podcast.console import ConsoleReport, show_built

    report = ConsoleReport()
    place = _workspace(workspace)
    built = build_show(
        place,
        local_engines(),
        report,
        _moment(now, place),
        frozenset(episodes or ()),
        accept_change=accept_change,
        speakers=_bounds(speakers) if speakers else None,
    )
    show_built(built, worked=report.steps > 0)
    raise typer.Exit(0 if built.is_whole else 1)


@app.command()
def watch(*, workspace: WorkspaceOption = None) -> None:
    """Build whenever a recording lands in episodes/, or a text or a setting changes there."""
    import signal
    from contextlib import suppress
    from threading import Event

    from podcast.building import build as build_show
    from podcast.building import local_engines
    from podcast.console import ConsoleReport, show_built, show_fault
    from podcast.watching import Watch

    place = _workspace(workspace)

    def build_all() -> Built:
        report = ConsoleReport()
        built = build_show(place, local_engines(), report, datetime.now(UTC))
        show_built(built, worked=report.steps > 0)
        return built

    # Whatever ends a service, ends it as Ctrl-C does, also where a script started it aside.
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, signal.default_int_handler)
    typer.echo(f"{place.episodes}: what lands here is built, until you press Ctrl-C.")
    with suppress(KeyboardInterrupt):
        Watch(place, build_all, show_fault, Event()).run()
    typer.echo("Stopped.")


def _bounds(speakers: str) -> SpeakerBounds:
    from podcast.episode import parse_speakers

    try:
        return parse_speakers(speakers)
    except ValueError as fault:
        raise PodcastError(f"--speakers {speakers}: {fault}.") from None


@app.command()
def status(
    *,
    form: Annotated[
        SurveyForm, typer.Option("--format", help="`json` for other programs.")
    ] = SurveyForm.table,
    workspace: WorkspaceOption = None,
    now: NowOption = "",
) -> None:
    """Show where each episode stands, how sure its text is, and why anything is to be done."""
    from podcast.console import show_status
    from podcast.job import read_show
    from podcast.speech_models import choose
    from podcast.status import as_json, survey

    place = _workspace(workspace)
    rows = survey(place, read_show(place), choose, _moment(now, place))
    if form is SurveyForm.json:
        sys.stdout.buffer.write(as_json(rows).encode())
    else:
        show_status(rows)


@app.command()
def check(
    *,
    form: Annotated[
        SurveyForm, typer.Option("--format", help="`json` for other programs.")
    ] = SurveyForm.table,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with status 1 for warnings as well.")
    ] = False,
    sound: Annotated[
        bool, typer.Option("--sound", help="Read and measure every sound file as well; takes long.")
    ] = False,
    workspace: WorkspaceOption = None,
    now: NowOption = "",
) -> None:
    """Check feed/ as it lies there: feed, pages, captions, sound, pictures; docs/check.md."""
    from podcast.checking import check as check_feed
    from podcast.checking import kept_editions
    from podcast.console import ConsoleReport, show_checked
    from podcast.job import read_show
    from podcast.sound_looking import Look

    place = _workspace(workspace)
    show = read_show(place)
    look = Look.WHOLE if sound else Look.HEAD
    report = None if form is SurveyForm.json else ConsoleReport()
    moment = _moment(now, place)
    checked = check_feed(place, show, kept_editions(place, show), moment, look, report)
    if form is SurveyForm.json:
        sys.stdout.buffer.write(checked.as_json().encode())
    else:
        show_checked(checked)
    raise typer.Exit(0 if checked.is_clean(strict=strict) else 1)


@app.command()
def name(
    episode: EpisodeArgument,
    *,
    accept: Annotated[bool, typer.Option("--accept", help="Take every name proposed.")] = False,
    voice: Annotated[
        list[str] | None,
        typer.Option("--voice", metavar="N=NAME", help="Whose voice it is; may be repeated."),
    ] = None,
    role: Annotated[
        list[str] | None,
        typer.Option("--role", metavar="N=ROLE", help="The role of who is named so."),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Say whose the voices are: accept the names proposed, or give others."""
    from podcast.asking import ask_names
    from podcast.name_giving import chosen, give, nameless

    place = _workspace(workspace)
    found = nameless(place, episode)
    if accept or voice or role:
        given = chosen(found, voice or (), role or (), accept_all=accept)
    elif sys.stdin.isatty():
        given = ask_names(found, input, typer.echo)
    else:
        raise PodcastError(
            f"{found.job.slug}: nobody can be asked here; add --accept for the names proposed, "
            'or --voice 2="…".'
        )
    for sentence in give(place, found, given):
        typer.echo(printable(sentence))
    if given:
        typer.echo(f"Run `podcast build {found.job.slug}` to put the names into the text.")


@app.command()
def export(
    episode: EpisodeArgument,
    *,
    to: Annotated[Form, typer.Option("--to", help="The form.")],
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Else to standard output.")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the documentation of an episode as a file."""
    from podcast.export import export as export_episode
    from podcast.workspace import write

    if to in _NOT_TEXT and not output and sys.stdout.isatty():
        raise PodcastError(f"a {to.value} is no text to show here; name a file with --output.")
    content = export_episode(_workspace(workspace), episode, to.value)
    if output:
        write(output, content)
    else:
        sys.stdout.buffer.write(content)


@app.command("import")
def import_(
    feed: Annotated[
        str,
        typer.Argument(metavar="FEED", help="The web address of a podcast's feed, or its file."),
    ],
    *,
    sound: Annotated[
        Path | None,
        typer.Option(
            "--sound", metavar="DIR", help="A folder with its recordings, to be looked in first."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read the feed, and tell only what would be done.")
    ] = False,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Fetch from hosts of your own network, too."),
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Take over a podcast that exists, with its guids, dates, texts and sound."""
    from podcast.console import ConsoleReport, show_imported
    from podcast.fetch import Web
    from podcast.importing import Wish, import_feed
    from podcast.workspace import Workspace

    place = Workspace(workspace.resolve()) if workspace else _workspace(None)
    wish = Wish(feed, sound, Web(allow_private=allow_private), dry_run)
    imported = import_feed(place, wish, ConsoleReport(), datetime.now(UTC))
    show_imported(imported)
    raise typer.Exit(1 if imported.silent and not dry_run else 0)


@app.command()
def serve(
    *,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")
    ] = 8000,
    workspace: WorkspaceOption = None,
) -> None:
    """Preview feed/ in the browser of this machine."""
    from podcast.serve import serve as serve_folder

    def announce(address: str) -> None:
        typer.echo(f"{address} shows feed/ until you press Ctrl-C.")

    serve_folder(_workspace(workspace).feed, port, announce)


@app.command()
def review(
    episode: Annotated[
        str, typer.Argument(metavar="EPISODE", help="Its page is opened; else the list of all.")
    ] = "",
    *,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Only print the address, to be opened by hand.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Name the voices, correct the text and approve it, in the browser of this machine."""
    import webbrowser

    from podcast.review.server import review as review_show

    def announce(address: str) -> None:
        typer.echo(f"{address}\nis the review page, for one browser, until you press Ctrl-C.")
        if not no_browser:
            webbrowser.open(address)

    review_show(_workspace(workspace), episode, port, announce)


@models_app.callback()
def models(context: typer.Context, *, workspace: WorkspaceOption = None) -> None:
    """Show which speech models are on this machine, and which would be used."""
    if context.invoked_subcommand is None:
        from podcast.console import show_models
        from podcast.speech_models import overview

        show_models(overview(*_wanted_model(workspace)))


@models_app.command()
def pull(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `podcast models` lists it.")],
) -> None:
    """Fetch a speech model from its hub; only this and `podcast import` use the network."""
    from podcast.speech_models import pull as pull_model

    model = pull_model(name)
    typer.echo(f"{model.name}: fetched; the next build uses the best model on this machine.")


@voices_app.callback()
def voices(context: typer.Context, *, workspace: WorkspaceOption = None) -> None:
    """Show whose voices are remembered on this machine."""
    if context.invoked_subcommand is None:
        from podcast.console import show_profiles
        from podcast.voice_memory import remembered

        show_profiles(remembered(_workspace(workspace)))


@voices_app.command()
def forget(
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help="As `podcast voices` lists it.")
    ],
    *,
    workspace: WorkspaceOption = None,
) -> None:
    """Delete what is remembered of a voice, and `remember` from each episode.toml that says so."""
    from podcast.console import show_forgotten
    from podcast.voice_memory import forget as forget_voice

    show_forgotten(forget_voice(_workspace(workspace), " ".join(name)))


@app.command()
def doctor(*, workspace: WorkspaceOption = None) -> None:
    """Tell whether this machine is ready."""
    from podcast.console import show_checks
    from podcast.doctor import examine

    checks = examine(workspace or Path.cwd(), *_wanted_model(workspace))
    show_checks(checks)
    raise typer.Exit(0 if all(check.ok for check in checks) else 1)


def _moment(now: str, workspace: Workspace) -> datetime:
    """The one clock of a command: this moment, or the one that the user rehearses."""
    from podcast.job import read_show
    from podcast.zone_time import parse_moment

    try:
        return parse_moment(now, read_show(workspace).zone) if now else datetime.now(UTC)
    except ValueError as fault:
        raise PodcastError(f"--now {now}: {fault}.") from None


def _wanted_model(folder: Path | None) -> tuple[str, str]:
    """The speech model and language of the show here, or what a new show would have."""
    from podcast.errors import WorkspaceError
    from podcast.job import read_show

    try:
        show = read_show(_workspace(folder))
    except WorkspaceError:
        if folder:
            raise
        return "auto", "sv"
    return show.model, show.language


def _workspace(folder: Path | None) -> Workspace:
    from podcast.workspace import Workspace

    return Workspace.at(folder) if folder else Workspace.find(Path.cwd())
