"""E1: hostile addresses and names that change their minds reach nothing, with proxies in the environment."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NAMESPACES = ["unshare", "--user", "--map-root-user", "--mount", "--net"]
SCRIPT = Path(__file__).with_name("hostile_names.py")


def has_namespaces():
    return bool(shutil.which("unshare") and shutil.which("ip")) and subprocess.run(
        [*NAMESPACES, "ip", "link", "set", "lo", "up"], capture_output=True).returncode == 0


def look(folder, *options):
    done = subprocess.run([*NAMESPACES, sys.executable, str(SCRIPT), str(folder), *options], text=True, timeout=400,
                          capture_output=True, env=os.environ | {"PYTHONPATH": str(SCRIPT.parent)})
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.skipif(not has_namespaces(), reason="this machine lets nobody have a network of their own")
def test_no_hostile_address_or_name_draws_a_connection(tmp_path):
    found = look(tmp_path)
    assert found["called"] >= 120 and found["questions"] > 20
    assert found["connections"] == 0
    # Nothing got through by another way either: each has a fault of its own, and none an answer.
    faults = found["faults"]
    assert not {url: fault for url, fault in faults.items() if not fault or fault == "never tried"}, faults
    answered = ("http", "tls", "broken-off", "certificate", "odd-answer")
    assert not {url: fault for url, fault in faults.items() if fault.startswith(answered)}, faults


@pytest.mark.skipif(not has_namespaces(), reason="this machine lets nobody have a network of their own")
def test_the_wire_would_show_it(tmp_path):
    """The control: without the guard the very same addresses are called."""
    assert look(tmp_path, "--open")["connections"] >= 10
