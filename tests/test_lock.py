"""One build at a time: what keeps others out, and what does not."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from podcast.errors import WorkspaceError
from podcast.lock import only_one
from tests.fakes import new_show
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from podcast.workspace import Workspace

_AT_WORK = "another `podcast build` is at work here; wait until it is done."
_HOLD = """
import sys, time
from pathlib import Path
from podcast.lock import only_one
from podcast.workspace import Workspace
with only_one(Workspace(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    return new_show(tmp_path)


@pytest.fixture
def without_locks(monkeypatch) -> None:
    """A drive that has no locks, as far as the system's answer goes."""

    def refused(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", refused)


def is_refused(workspace: Workspace) -> bool:
    told = ""
    try:
        with only_one(workspace):
            pass
    except WorkspaceError as fault:
        told = str(fault)
    assert told in {"", f"{workspace.root}: {_AT_WORK}"}
    return bool(told)


def test_a_program_that_is_killed_keeps_nobody_out(workspace) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, workspace.root], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        assert is_refused(workspace)
        holder.kill()
        holder.wait(PATIENCE)
    assert not is_refused(workspace)


@pytest.mark.usefixtures("without_locks")
def test_on_a_drive_without_locks_one_is_kept_out_as_well(workspace) -> None:
    with only_one(workspace):
        assert is_refused(workspace)
    assert not is_refused(workspace)
    assert not workspace.holder.exists()


@pytest.mark.usefixtures("without_locks")
@pytest.mark.parametrize("holder", ["gone", "another since"])
def test_there_a_process_that_is_gone_keeps_nobody_out(workspace, holder) -> None:
    """Neither where its number is free nor where another has it, as after a restart."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait(PATIENCE)
    number = ended.pid if holder == "gone" else os.getpid()
    with only_one(workspace):
        told = workspace.holder.read_text("utf-8").splitlines()
    assert told[:2] == [str(os.getpid()), socket.gethostname()]
    workspace.holder.write_text(f"{number}\n{told[1]}\n{int(told[2]) + 1}\n", "utf-8")
    assert not is_refused(workspace)


@pytest.mark.usefixtures("without_locks")
def test_there_a_build_on_another_machine_keeps_others_out(workspace) -> None:
    workspace.holder.write_text(f"{os.getpid()}\nkontoret\n1\n", "utf-8")
    assert is_refused(workspace)
