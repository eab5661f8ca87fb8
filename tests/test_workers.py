"""Workers: the same bytes for any number of them; one that dies takes one clipping with it, and none is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

import copydesk
from copydesk.model import Failure, Page
from copydesk.night import crew
from copydesk.night import work as night_work
from copydesk.night.intake import FileTask, Intake, Taken
from copydesk.night.signing import Signed
from copydesk.store.catalogue import read_catalogue
from copydesk.store.quarantine import Quarantine
from copydesk.workers import Death, Pool
from folders import HEADINGS, lay, paragraph, written

pytestmark = pytest.mark.skipif(os.name != "posix", reason="ends processes by signals")


@dataclass(frozen=True)
class Tricks:
    """Work for the tests: it doubles numbers, and does as it is told."""

    def take(self, task: object) -> object:
        if task == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if task == "exit":
            os._exit(7)
        if task == "sleep":
            time.sleep(60)
        if task == "print":
            print("to standard output")
            return "printed"
        return task * 2  # type: ignore[operator]


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))


def work() -> Tricks:
    import test_workers

    return test_workers.Tricks()


def test_results_of_many_tasks() -> None:
    with Pool(work(), 2) as pool:
        tickets = [pool.submit(number) for number in range(200)]
        assert [pool.result(ticket) for ticket in tickets] == [2 * number for number in range(200)]


def test_a_large_task_with_a_large_result() -> None:
    with Pool(work(), 1) as pool:
        assert pool.result(pool.submit(b"x" * 5_000_000)) == b"x" * 10_000_000


def test_what_a_library_prints_is_no_result() -> None:
    with Pool(work(), 1) as pool:
        assert pool.result(pool.submit("print")) == "printed"


def test_a_death_takes_one_task_with_it() -> None:
    with Pool(work(), 1) as pool:
        tickets = [pool.submit(task) for task in (1, "die", 2, "exit", 3)]
        one, killed, two, ended, three = [pool.result(ticket) for ticket in tickets]
    assert (one, two, three) == (2, 4, 6)
    assert isinstance(killed, Death) and "SIGKILL" in killed.detail
    assert isinstance(ended, Death) and "status 7" in ended.detail


def test_what_takes_too_long_is_ended() -> None:
    with Pool(work(), 1, time_limit=1.5) as pool:
        slow, fast = pool.submit("sleep"), pool.submit(1)
        found = pool.result(slow)
        assert isinstance(found, Death) and found.error == "TimeLimit"
        assert pool.result(fast) == 2


def test_leaving_does_not_wait_for_what_is_out() -> None:
    began = time.monotonic()
    with Pool(work(), 2) as pool:
        for _ in range(9):
            pool.submit("sleep")
        time.sleep(0.5)
    assert time.monotonic() - began < 20


def test_no_worker_outlives_a_run_that_was_killed(tmp_path: Path) -> None:
    code = (
        "import sys, time, test_workers; from copydesk.workers import Pool\n"
        "pool = Pool(test_workers.Tricks(), 2); pool.result(pool.submit(1)); pool.result(pool.submit(1))\n"
        "print(*[process.pid for process in pool._processes], flush=True); time.sleep(60)"
    )
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=here)
    assert run.stdout
    workers = [int(pid) for pid in run.stdout.readline().split()]
    run.kill()
    run.communicate()
    assert workers and until_gone(workers)


def until_gone(pids: list[int]) -> bool:
    """Whether all processes end within some seconds."""
    for _ in range(100):
        if not any(is_running(pid) for pid in pids):
            return True
        time.sleep(0.1)
    return False


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except OSError:
        return Path("/proc").exists() is False


# Nights


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of files and a container, and no run that is too small for workers."""
    monkeypatch.setattr(crew, "POOL_BYTES", 0)
    texts = [
        "\n\n".join([paragraph(n % 3, n % 6, n % 4), HEADINGS[n % 3], paragraph((n + 1) % 3, n % 5, n % 2)])
        for n in range(30)
    ]
    rows = [json.dumps({"id": f"r{n}", "text": text}) for n, text in enumerate(texts)]
    lay(tmp_path / "raw", {f"{n % 4}/{n:02}.txt": text for n, text in enumerate(texts)})
    lay(
        tmp_path / "raw",
        {"1/rows.jsonl": "\n".join([*rows[:20], "{broken", *rows[20:]]), "9.bin": "\0" * 999},
    )
    return tmp_path


def test_any_number_of_workers_writes_the_same(many: Path) -> None:
    reports = [copydesk.run(many / "raw", many / f"clean{number}", workers=number) for number in (1, 2, 3)]
    assert reports[0] == reports[1] == reports[2]
    assert written(many / "clean1") == written(many / "clean2") == written(many / "clean3")
    assert len(written(many / "clean1")) == 61


class DeadlyIntake(Intake):
    """One clipping kills whoever cleans it."""

    def take(self, task: FileTask | Page) -> Taken | Signed | Failure:
        if isinstance(task, FileTask) and task.source.path == "2/06.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().take(task)


def test_a_clipping_that_ends_its_worker_is_quarantined_and_tried_again(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import test_workers

    with monkeypatch.context() as patched:
        patched.setattr(night_work, "Intake", test_workers.DeadlyIntake)
        for night in range(6):
            report = copydesk.run(many / "raw", many / "clean", workers=2)
            (failure,) = [one for one in report.failures if one.stage == "clean"]
            assert failure.source.path == "2/06.txt" and "SIGKILL" in failure.detail
            with read_catalogue(many / "clean") as catalogue:
                (case,) = Quarantine(catalogue).cases("2/06.txt")
                assert case.times == 1 + min(night, 3), "three more nights, and then no more"
    (many / "raw/2/06.txt").write_text("Rain.")
    assert copydesk.run(many / "raw", many / "clean", workers=2).written == 1
