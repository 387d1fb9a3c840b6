"""The window in a process of its own, as a user starts it: it paints before anything heavy is imported."""

import os
import subprocess
import sys
from pathlib import Path

HEAVY = ("torch", "torchvision", "ultralytics", "onnxruntime", "scipy", "cv2", "pandas", "polars", "matplotlib")
SHOWN = """
import sys
from kdstudio.gui import app
application = app.make_application(["kdstudio"])
window = app.open_window()
window.show()
application.processEvents()
first = sorted(sys.modules)
app.load_pages()
for name in ("distil", "run", "runs", "learn", "settings"):
    window.page(name)
print(" ".join(first), ";", " ".join(sorted(sys.modules)))
window.close()
"""


def test_the_window_paints_and_makes_all_its_pages_without_torch_or_its_like(tmp_path: Path) -> None:
    environment = os.environ | {"KDSTUDIO_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", SHOWN], env=environment, capture_output=True, text=True, check=True)
    first, all_pages = (set(names.split()) for names in done.stdout.split(";"))

    assert first & set(HEAVY) == set()
    assert all_pages & set(HEAVY) == set()
    assert "pyqtgraph" not in first
    assert "pyqtgraph" in all_pages


def test_without_arguments_the_program_opens_the_window(tmp_path: Path) -> None:
    program = (
        "import sys; from PySide6.QtCore import QTimer; from kdstudio.gui import app; made = app.open_window\n"
        "def open_and_close():\n"
        "    window = made()\n"
        "    QTimer.singleShot(300, window.close)\n"
        "    print('opened', flush=True)\n"
        "    return window\n"
        "app.open_window = open_and_close; app.get_ready = lambda window: None\n"
        "from kdstudio.__main__ import main; sys.argv = ['kdstudio']; sys.exit(main())"
    )
    environment = os.environ | {"KDSTUDIO_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60, check=False
    )

    assert (done.returncode, done.stdout.strip()) == (0, "opened")
    assert "Traceback" not in done.stderr
