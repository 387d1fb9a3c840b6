"""How fast, small and smooth the window is: `python -m tests.bench.window [NAME…]`, its names those of `PARTS`.

Each part runs in a process of its own, on a data folder of its own, on the platform that QT_QPA_PLATFORM names
(offscreen if none is; under Xvfb say xcb). Times depend on the machine: the load is printed before each part.
"""

import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from kdstudio.gui.main_window import MainWindow

# Nothing of Qt at the top: the window's worker imports this module, as it imports the program's entry.

STARTS = 7
REDRAWS = 5000
EPOCHS = 30
RUNS = 1000
WARM_UP_SECONDS = 3.0
AFTER_SECONDS = 6.0
VERY_LATE_SECONDS = 0.05
TABS = ("result", "soft-labels", "curves", "dark-knowledge", "log", "details")
PAGES = ("distil", "runs", "export", "learn", "settings", "home", "run")

# What a person starts, but that it says when it has painted, and ends.
STARTED = """
import sys, time
from PySide6.QtCore import QTimer
from kdstudio.gui import app
from kdstudio.gui.main_window import MainWindow

class Watched(MainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.say)  # when all of it is on the platform

    def say(self):
        print(time.monotonic(), time.process_time(), flush=True)
        self.close()

app.MainWindow = Watched
sys.exit(app.main())
"""


def paint() -> None:
    """From the birth of the process to its first painted window, with ten runs on Home."""
    from tests.gui import scenes

    for number in range(10):
        scenes.finished(f"run-{number}", scenes.Scene(epochs=3))
    _start()  # compiles, and warms up the caches of the disk
    times, computed = zip(*(_start() for _ in range(STARTS)), strict=True)
    _say("process start to first painted window", statistics.median(times), 0.7, "s")
    print(f"  from {min(times):.3f} to {max(times):.3f} s; of these, {statistics.median(computed):.3f} s computed")


def _start() -> tuple[float, float]:
    """Return how long a start took and, of that, how long the process computed, in seconds."""
    # Not the kernel's time of birth that psutil has: it is off by up to a second. The compiled modules are kept, as a
    # user's Python does, but not beside the sources.
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    variables["PYTHONPYCACHEPREFIX"] = os.environ["KDSTUDIO_HOME"] + "/compiled"
    born = time.monotonic()
    done = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=True, env=variables)
    painted, computed = done.stdout.split()[:2]
    return float(painted) - born, float(computed)


def memory() -> None:
    """Resident memory with a finished run shown at each of its tabs, then with all pages made."""
    from tests.gui import scenes

    scenes.finished()
    window = _window()
    print(f"  on Home: {_resident_mb():.0f} MB")
    for tab in TABS:
        window.session.open_run("emoji-s-n", tab)
        _settle()
        print(f"  {tab}: {_resident_mb():.0f} MB")
    _say("a finished run, all its tabs visited", _resident_mb(), 220, "MB")
    for page in PAGES:
        window.show_page(page)
        _settle()
    print(f"  all pages made: {_resident_mb():.0f} MB")
    window.close()


def late() -> None:
    """How late the window's events are through a whole run of the sample, in its own worker, from first start on."""
    from kdstudio.gui import app

    window = _window(is_loaded=False)
    run_id: str | None = None
    metronome = Metronome(lambda: _phase(window, run_id))
    app.get_ready(window)
    _settle(WARM_UP_SECONDS)
    run_id = window.session.start_sample()
    peak = 0.0
    while not window.session.live(run_id).is_over():
        _settle(0.5)
        peak = max(peak, _resident_mb())
    _settle(AFTER_SECONDS)
    metronome.stop()
    live = window.session.live(run_id)
    print(f"  the run: {live.state}, {(live.ended_at or 0) - live.started_at:.0f} s")
    _say("the window with a live run, at its peak", peak, 220, "MB")
    metronome.report()
    window.close()


def _phase(window: "MainWindow", run_id: str | None) -> str:
    if run_id is None:
        return "before"
    live = window.session.live(run_id)
    if live.is_over():
        return "after"
    if live.network_now is not None:
        return f"training the {live.network_now}"
    return "measuring" if live.networks["student"].epochs else "preparing"


class Late(NamedTuple):
    """A beat: how late, in which phase, and what its thread did meanwhile, all in seconds; where it was then."""

    seconds: float
    phase: str
    computed: float
    queued: float
    stacks: list[str]


class Metronome:
    """Beats 60 times a second in the window's thread; another thread looks where that one is when it is very late."""

    def __init__(self, phase: Callable[[], str]) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.beats: list[Late] = []
        self._phase = phase
        self._stacks: list[str] = []
        self._thread = threading.main_thread().ident
        self._over = threading.Event()
        self._timer = QTimer(interval=round(1000 / 60))
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._interval = self._timer.interval() / 1000
        self._timer.timeout.connect(self._beat)
        self._last, self._at_last = time.perf_counter(), _used()
        self._timer.start()
        self._witness = threading.Thread(target=self._look, daemon=True)
        self._witness.start()

    def stop(self) -> None:
        self._timer.stop()
        self._over.set()
        self._witness.join()

    def report(self) -> None:
        """Print the lateness of all beats, and what the worst ones came from."""
        found = sorted(beat.seconds for beat in self.beats)
        _say("lateness of an event, p99", 1000 * found[int(0.99 * len(found))], 16, "ms")
        _say("lateness of an event, worst", 1000 * found[-1], 100, "ms")
        for phase in dict.fromkeys(beat.phase for beat in self.beats):
            own = sorted(beat.seconds for beat in self.beats if beat.phase == phase)
            figures = (own[len(own) // 2], own[int(0.99 * len(own))], own[-1])
            words = ", ".join(f"{1000 * value:.1f}" for value in figures)
            print(f"  {phase}: {len(own)} beats, p50, p99, worst: {words} ms")
        for beat in sorted(self.beats, key=lambda beat: -beat.seconds)[:10]:
            print(
                f"  {1000 * beat.seconds:.0f} ms late, {beat.phase}: computed {1000 * beat.computed:.0f} ms, "
                f"waited for a core {1000 * beat.queued:.0f} ms"
            )
            for stack, count in Counter(beat.stacks).most_common(3):
                print(f"    {count} of {len(beat.stacks)}: {stack}")

    def _beat(self) -> None:
        now, used = time.perf_counter(), _used()
        since = (used[0] - self._at_last[0], used[1] - self._at_last[1])
        self.beats.append(Late(max(0.0, now - self._last - self._interval), self._phase(), *since, self._stacks))
        self._stacks = []
        self._last, self._at_last = now, used

    def _look(self) -> None:
        while not self._over.wait(0.01):
            if time.perf_counter() - self._last - self._interval > VERY_LATE_SECONDS / 2:
                self._stacks.append(_where(sys._current_frames()[self._thread or 0]))


def _used() -> tuple[float, float]:
    """Return how long this thread has computed and has waited for a core, in seconds (Linux; else no waiting)."""
    try:
        computed, queued = Path("/proc/thread-self/schedstat").read_text().split()[:2]
    except OSError:
        return time.thread_time(), 0.0
    return int(computed) / 1e9, int(queued) / 1e9


def _where(frame: FrameType | None) -> str:
    """Return the innermost lines of a stack, the outer ones first."""
    lines = []
    while frame is not None and len(lines) < 9:
        lines.append(f"{Path(frame.f_code.co_filename).stem}:{frame.f_lineno} {frame.f_code.co_name}")
        frame = frame.f_back
    return " > ".join(reversed(lines))


def journal() -> None:
    """A run with 1,000 epochs of 100 classes, opened for the first time and again, until its charts are painted."""
    from tests.gui import scenes

    for name in ("long", "longer"):
        scenes.finished(name, scenes.Scene(classes=100, epochs=1000))
    window = _window()
    for words, name in (("first run that is opened", "long"), ("another one", "longer")):
        began = time.perf_counter()
        window.session.open_run(name, "soft-labels")
        page: Any = window.page("run")
        _until_painted(page.stack.currentWidget().bars.viewport())
        _say(f"1,000 epochs, 100 classes, soft labels, {words}", time.perf_counter() - began, 1.0, "s")
        _settle()
        for tab in ("curves", "result", "dark-knowledge"):
            began = time.perf_counter()
            window.session.open_run(name, tab)
            _until_painted(page.stack.currentWidget())
            print(f"  then {tab}: {time.perf_counter() - began:.2f} s")
            _settle()
    window.close()


def runs() -> None:
    """The Runs page with 1,000 runs, for the first time and after one of them has changed."""
    from kdstudio.core import jobs, paths
    from kdstudio.core import runs as run_folders
    from tests.core import replays

    for number in range(RUNS):
        folder = paths.runs_folder() / f"run-{number:04d}"
        folder.mkdir(parents=True)
        jobs.write(replays.distillation(), folder / jobs.JOB_FILE)
        replays.write(folder, replays.whole_run())
    run_folders.all_runs()
    window = _window()
    for words in ("page made", "page shown again"):
        window.show_page("home")
        _settle()
        began = time.perf_counter()
        window.show_page("runs")
        page: Any = window.page("runs")
        _until_painted(page.view.viewport())
        _say(f"1,000 runs, {words}", 1000 * (time.perf_counter() - began), 200, "ms")
    began = time.perf_counter()
    window.session.change_about(window.session.rows()[0].id, name="seen")
    _until_painted(page.view.viewport())
    _say("1,000 runs, one has changed", 1000 * (time.perf_counter() - began), 200, "ms")
    window.close()


def redraws() -> None:
    """What 5,000 redraws of a live run's charts cost in memory and in references to None (Python 3.11)."""
    from kdstudio.core import events
    from kdstudio.core import journal as journals
    from kdstudio.core.events import Entry
    from tests.gui import scenes

    story = scenes.running(scene=scenes.Scene(epochs=EPOCHS), until=EPOCHS)
    with journals.lock_of(story.folder):
        window = _window()
        run_id = story.folder.name
        live = window.session.live(run_id)
        epochs, files = dict(live.networks["student"].epochs), dict(live.networks["student"].soft_labels)
        first: tuple[float, int] | None = None
        times: dict[str, list[float]] = {"soft-labels": [], "curves": []}
        for number in range(REDRAWS):
            epoch = number % EPOCHS
            tab = "curves" if number // EPOCHS % 2 else "soft-labels"
            if epoch == 0:
                window.session.open_run(run_id, tab)
                started = events.NetworkStarted(network="student", from_epoch=0, epochs=EPOCHS, batches=scenes.STEPS)
                live.take(Entry(seq=live.seq + 1, at=time.time(), event=started))
            stored = events.SoftLabels(network="student", epoch=epoch + 1, file=files[epoch + 1])
            for event in (stored, epochs[epoch + 1]):
                live.take(Entry(seq=live.seq + 1, at=time.time(), event=event))
            began = time.perf_counter()
            window.session.run_changed.emit(run_id)
            _process_events()
            times[tab].append(time.perf_counter() - began)
            if number % 1000 == 999 or number == REDRAWS // 10:
                print(f"  {number + 1} redraws: {_resident_mb():.1f} MB, {sys.getrefcount(None)} references to None")
            if number == REDRAWS // 10:
                first = (_resident_mb(), sys.getrefcount(None))
        assert first is not None
        grown, lost = _resident_mb() - first[0], first[1] - sys.getrefcount(None)
        print(f"after the first {REDRAWS // 10}: {grown:+.1f} MB, {lost} references to None lost")
        for tab, found in times.items():
            found.sort()
            print(f"  {tab}: p50 {1000 * found[len(found) // 2]:.1f}, worst {1000 * found[-1]:.0f} ms a redraw")
        story.close()
    window.close()


def look() -> None:
    """Another theme with all pages and tabs made."""
    from PySide6.QtWidgets import QApplication

    from kdstudio.gui import theme
    from tests.gui import scenes

    scenes.finished()
    window = _window()
    for page in PAGES:
        window.show_page(page)
        _settle()
    for tab in TABS:
        window.session.open_run("emoji-s-n", tab)
        _settle()
    times = []
    for wish in ("dark", "light") * 3:
        began = time.perf_counter()
        theme.theme().apply(wish)
        _until_painted(window)
        times.append(time.perf_counter() - began)
    _say(f"another theme, {len(QApplication.allWidgets())} widgets", statistics.median(times), 0.3, "s")
    window.close()


PARTS: dict[str, Callable[[], None]] = {
    part.__name__: part for part in (paint, memory, journal, runs, look, redraws, late)
}


def _window(*, is_loaded: bool = True) -> "MainWindow":
    """Return the window, shown and painted, with what it imports a moment later if `is_loaded`."""
    from kdstudio.gui import app

    _keep.append(app.make_application(["kdstudio"]))
    window = app.open_window()
    window.show()
    _until_painted(window)
    if is_loaded:
        app.load_pages()
        window.page("runs")  # as `app.get_ready` does
    _settle()
    return window


_keep: list[object] = []


def _settle(seconds: float = 0.5) -> None:
    """Let the window live for so long, in an event loop as the program's own."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def _process_events() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _until_painted(widget: Any) -> None:
    """Process events until a widget is painted, and all that is painted with it is on the platform."""
    from PySide6.QtCore import QEvent, QObject

    class Eye(QObject):
        saw = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
            self.saw = self.saw or event.type() == QEvent.Type.Paint
            return False

    eye = Eye()
    widget.installEventFilter(eye)
    until = time.perf_counter() + 60
    while not eye.saw:
        _process_events()
        assert time.perf_counter() < until, "never painted"
    widget.removeEventFilter(eye)


def _resident_mb() -> float:
    import psutil

    return float(psutil.Process().memory_info().rss) / 1e6


def _say(what: str, figure: float, limit: float, unit: str) -> None:
    digits = 2 if unit == "s" else 0
    verdict = "" if figure < limit else " MISSED"
    print(f"{what}: {figure:.{digits}f} {unit} (limit {limit:g} {unit}){verdict}", flush=True)


def _part(name: str) -> None:
    """Measure one part on a data folder of its own."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="kdstudio-window-") as home:
        os.environ["KDSTUDIO_HOME"] = home
        PARTS[name]()


def main() -> None:
    """Print the figures of the parts named, or of all, beside their limits."""
    for name in sys.argv[1:] or PARTS:
        load = f", load {os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else ""
        print(f"{name}: {PARTS[name].__doc__}{load}", flush=True)
        process = multiprocessing.get_context("spawn").Process(target=_part, args=(name,))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
