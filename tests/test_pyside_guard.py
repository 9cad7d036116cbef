"""Guards the pin of PySide6: 6.12.0 drops references of None and True and kills the process."""

import subprocess
import sys

PROGRAM = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Bell(QObject):
    rung = Signal(object)

app = QCoreApplication([])
bell = Bell()
heard = []
bell.rung.connect(heard.append)
def ring():
    for _ in range(200):
        bell.setObjectName("x")
        bell.rung.emit(True)
ring()
heard.clear()
before = sys.getrefcount(None), sys.getrefcount(True)
ring()
heard.clear()
after = sys.getrefcount(None), sys.getrefcount(True)
print(after[0] - before[0], after[1] - before[1])
"""


def test_calls_and_emits_keep_the_references_of_none_and_true() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=True
    )
    none, true = (int(word) for word in run.stdout.split())
    assert abs(none) < 20, f"200 calls changed the reference count of None by {none}"
    assert abs(true) < 20, f"200 emits changed the reference count of True by {true}"
