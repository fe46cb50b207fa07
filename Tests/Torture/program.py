"""The program under torture: where it is, how its commands run, and a server that can be killed and started again."""

import functools
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Of this process: several may run at once.
WORK = ROOT / ".build" / "torture" / str(os.getpid())


def find_program():
    """What CLOUDSTATION_PROGRAM names, else the release build, else the debug build."""
    named = os.environ.get("CLOUDSTATION_PROGRAM")
    if named:
        return Path(named).resolve()
    for kind in ("release", "debug"):
        found = ROOT / ".build" / kind / "cloudstation"
        if found.exists():
            return found
    raise SystemExit("There is no program: build it, or name one in CLOUDSTATION_PROGRAM.")


PROGRAM = find_program()
# Only bars of time ask.
IS_RELEASE = "release" in PROGRAM.parts or os.environ.get("CLOUDSTATION_PROGRAM_IS") == "release"


def environment(**settings):
    """This process's environment with only the given settings of the station."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CLOUDSTATION_")}
    return clean | {f"CLOUDSTATION_{name}": str(value) for name, value in settings.items()}


def command(*arguments, check=True, timeout=120, **settings):
    """Runs one command of the program to its end."""
    done = subprocess.run([str(PROGRAM), *map(str, arguments)], cwd=ROOT, env=environment(**settings), text=True,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout)
    if check and done.returncode != 0:
        raise RuntimeError(f"cloudstation {' '.join(map(str, arguments))} ended with {done.returncode}:\n{done.stderr}")
    return done


@functools.cache
def has_command(name):
    """Whether the program knows a command."""
    return any(line.startswith(f"  {name} ") for line in command("--help").stdout.splitlines())


def own_verdict(folder):
    """What the station's own examiners say of the store in a data folder, as far as this program has them."""
    wrong = []
    deep = command("doctor", "--deep", "--data", folder, check=False)
    # 64: an option it does not know.
    if deep.returncode not in (0, 64):
        wrong.append(f"doctor --deep: {deep.stdout}{deep.stderr}")
    if has_command("verify-audit"):
        audit = command("verify-audit", "--data", folder, check=False)
        wrong += [f"verify-audit: {audit.stdout}{audit.stderr}"] if audit.returncode != 0 else []
    return wrong


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class NotReady(Exception):
    """The server ended, or did not answer in time, instead of becoming ready."""


class Server:
    """`cloudstation serve` on a port of its own; `prefix` runs it under a tracer."""

    def __init__(self, folder, *options, port=None, prefix=(), **settings):
        self.folder = Path(folder)
        self.port = port or free_port()
        self.prefix = [str(part) for part in prefix]
        self.options = [str(option) for option in options] or ["--data", str(self.folder / "data")]
        mail = self.folder / "mail"
        mail.mkdir(parents=True, exist_ok=True)
        self.settings = {"MAIL_URL": f"{mail.as_uri()}/", "ALLOWED_NETWORKS": "127.0.0.0/8"} | settings
        self.log = self.folder / "server.log"
        self.process = None

    def launch(self):
        """Starts the process and does not wait."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [*self.prefix, str(PROGRAM), "serve", "--port", str(self.port), *self.options], cwd=ROOT,
                env=environment(**self.settings), stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def start(self, within=30):
        """Starts and waits until `/readyz` answers 200; gives the seconds since the program was called."""
        began = time.monotonic()
        self.launch()
        self.wait_ready(within)
        return time.monotonic() - began

    def wait_ready(self, within=30):
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            if self.is_ready():
                return
            if self.process.poll() is not None:
                raise NotReady(f"ended with {self.process.returncode}:\n{self.tail()}")
            time.sleep(0.003)
        raise NotReady(f"not ready within {within} s:\n{self.tail()}")

    def is_ready(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as link:
                link.sendall(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                return link.recv(15).startswith(b"HTTP/1.1 200")
        except OSError:
            return False

    def kill(self):
        """The hard way: nothing is flushed, nobody says goodbye."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def terminate(self, within=30):
        """Asks it to end; gives its exit code (None: it did not listen and was killed) and the seconds it took."""
        began = time.monotonic()
        self.process.terminate()
        try:
            code = self.process.wait(timeout=within)
        except subprocess.TimeoutExpired:
            self.kill()
            code = None
        return code, time.monotonic() - began

    def end(self):
        """Leaves no process behind."""
        if self.process and self.process.poll() is None:
            self.kill()

    def tail(self, lines=12):
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])


def sweep(is_good):
    """Removes what ended runs left behind, and what this one leaves if nobody needs to look at it."""
    for folder in WORK.parent.glob("*"):
        is_own = folder == WORK
        if (is_own and is_good) or not (is_own or Path(f"/proc/{folder.name}").exists()):
            shutil.rmtree(folder, ignore_errors=True)


def fresh_folder(name):
    """An empty folder for one run of one bar."""
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
