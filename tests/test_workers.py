"""Workers: the same bytes for any number of them; one that dies takes one clipping with it, and none is left behind."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import copydesk
from copydesk.errors import RunError
from copydesk.model import Failure, Page, Source
from copydesk.night import crew
from copydesk.night import work as night_work
from copydesk.night.intake import FileTask, Intake, Taken
from copydesk.night.signing import Signed
from copydesk.settings import Settings
from copydesk.store.catalogue import read_catalogue
from copydesk.store.quarantine import Quarantine
from copydesk.workers import Death, Limits, Pool, can_fork, open_pool, worker
from copydesk.workers.frames import receive, send
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
        if task == "spin":
            while True:
                pass
        if task == "eat":
            return len(b"x" * 900_000_000)
        if task == "grow":
            return len(b"x" * 260_000_000)
        if task == "fail":
            raise RunError("as told")
        if task == "many":
            return iter((1, 2, 3))
        if task == "many and die":
            return self._many_and_die()
        if task == "print":
            print("to standard output")
            return "printed"
        if task == "pid":
            return os.getpid()
        return task * 2  # type: ignore[operator]

    def _many_and_die(self) -> Iterator[object]:
        yield 1
        yield self.take("die")

    def allowance(self, task: object) -> float:
        return 0.0


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))


def work() -> Tricks:
    import test_workers

    return test_workers.Tricks()


LIMITS = Limits(cpu_seconds=1.0, memory_mib=400)


@pytest.fixture(params=["spawned", "forked"])
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    """A pool of one process, of each kind."""
    is_small = request.param == "forked"
    if is_small and not can_fork():
        pytest.skip("processes are not copied here")
    with open_pool(work(), 1, LIMITS, is_small) as pool:
        yield pool


def test_results_of_many_tasks() -> None:
    with open_pool(work(), 2, LIMITS) as pool:
        tickets = [pool.submit(number) for number in range(200)]
        assert [pool.result(ticket) for ticket in tickets] == [2 * number for number in range(200)]


def test_a_large_task_with_a_large_result(pool: Pool) -> None:
    assert pool.result(pool.submit(b"x" * 5_000_000)) == b"x" * 10_000_000


def test_what_a_library_prints_is_no_result(pool: Pool) -> None:
    assert pool.result(pool.submit("print")) == "printed"


def test_a_death_takes_one_task_with_it(pool: Pool) -> None:
    tickets = [pool.submit(task) for task in (1, "die", 2, "exit", 3)]
    one, killed, two, ended, three = [pool.result(ticket) for ticket in tickets]
    assert (one, two, three) == (2, 4, 6)
    assert isinstance(killed, Death) and "SIGKILL" in killed.detail
    assert isinstance(ended, Death) and "status 7" in ended.detail


@pytest.mark.parametrize(("task", "error"), [("spin", "CpuLimit"), ("eat", "MemoryLimit")])
def test_what_takes_too_much_is_ended(task: str, error: str, pool: Pool) -> None:
    if error == "MemoryLimit" and sys.platform != "linux":
        pytest.skip("no other system holds a process to so much memory")
    greedy, modest = pool.submit(task), pool.submit(1)
    found = pool.result(greedy)
    assert isinstance(found, Death) and found.error == error and "max_" in found.detail
    assert pool.result(modest) == 2


def test_what_waits_too_long_is_ended(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "WALL_PER_CPU", 1.5)
    slow, fast = pool.submit("sleep"), pool.submit(1)
    found = pool.result(slow)
    assert isinstance(found, Death) and found.error == "TimeLimit"
    assert pool.result(fast) == 2


def test_limits_count_anew_for_each_task(pool: Pool) -> None:
    """Two tasks that take more than half of the memory each; the process that has grown is replaced."""
    first, *_, second = [pool.result(pool.submit(task)) for task in ("pid", "grow", "grow", "grow", "pid")]
    assert first != second


def test_an_error_of_the_work_is_raised_where_its_result_is_asked_for(pool: Pool) -> None:
    with pytest.raises(RunError, match="as told"):
        pool.result(pool.submit("fail"))
    assert pool.result(pool.submit(1)) == 2


def test_a_task_with_many_results(pool: Pool) -> None:
    assert list(pool.stream("many")) == [1, 2, 3]
    first, death = pool.stream("many and die")
    assert first == 1 and isinstance(death, Death)
    assert next(iter(pool.stream("many"))) == 1
    assert list(pool.stream("many")) == [1, 2, 3]


def test_leaving_does_not_wait_for_what_is_out() -> None:
    began = time.monotonic()
    with open_pool(work(), 2, LIMITS) as pool:
        for _ in range(9):
            pool.submit("sleep")
        time.sleep(0.5)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("is_small", [False, True])
def test_no_worker_outlives_a_run_that_was_killed(is_small: bool) -> None:
    code = (
        "import sys, time, test_workers; from copydesk.workers import Limits, open_pool\n"
        f"with open_pool(test_workers.Tricks(), 2, Limits(), {is_small}) as pool:\n"
        "    print(pool.result(pool.submit('pid')), next(pool.stream('pid')), flush=True); time.sleep(60)"
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

    def take(self, task: object) -> Taken | Signed | Failure | Iterator[Page | Failure]:
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


def test_records_come_over_the_pipe_as_they_were() -> None:
    document = copydesk.clean((Path(__file__).parent.parent / "raw/000_c0438ccbdf627916.txt").read_bytes())
    sent = [document, Settings(keep=("x",)), re.compile("a+"), Source("a\udcff")]
    pipe = io.BytesIO()
    send(pipe, sent)
    pipe.seek(0)
    assert receive(pipe) == sent
