"""python -m tests.adapters.cluster JSON [FILE]: runs commands on a Ray cluster of their own; once FILE exists, a worker is
killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from cleanup.cli.app import run


def kill_worker(when: Path) -> None:
    """Kills one process of ours that does work, as soon as the file is there."""
    while not when.exists():
        time.sleep(0.02)
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [(int(pid), int(above), command) for pid, above, command in (line.split(None, 2) for line in listed.splitlines())]
    ours = {os.getpid()}
    for _ in range(4):
        ours |= {pid for pid, above, _ in rows if above in ours}
    victim = next(pid for pid, _, command in rows if pid in ours and command.startswith("ray::UDFActor"))
    os.kill(victim, signal.SIGKILL)
    print("killed a worker", flush=True)


def main(commands: list[list[str]], when: str | None = None) -> int:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    import ray

    ray.init(num_cpus=2, object_store_memory=200_000_000, include_dashboard=False, log_to_driver=False)
    if when:
        threading.Thread(target=kill_worker, args=(Path(when),), daemon=True).start()
    return max(run(command) for command in commands)


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1]), *sys.argv[2:]))
