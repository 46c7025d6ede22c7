"""What a server process has used, as Linux counts it: processor time and memory."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path


def cpu_seconds(pid: int) -> float:
    """Processor time of a process, all its threads together, those that have ended too."""
    # The clock of another process, as clock_getcpuclockid(3) names it: /proc counts in hundredths of a second.
    return time.clock_gettime((~pid << 3) | 2)


def memory_mb(pid: int, name: str = "VmRSS") -> float:
    """Memory that a process holds in MB (10^6 bytes); `VmHWM` is the most it ever held."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(rf"^{name}:\s+(\d+) kB", status, re.MULTILINE)
    assert found
    return int(found[1]) * 1024 / 1e6


def hardware() -> str:
    """Processor and number of cores."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = re.search(r"^model name\s*:\s*(.+)$", info, re.MULTILINE)
    return f"{os.cpu_count()} cores, {model[1].strip() if model else 'processor not named'}"
