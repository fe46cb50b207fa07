"""The private PostgreSQL cluster that Tests/Support/with-postgres runs beside us: databases, stops and starts."""

import glob
import os
import pwd
import shutil
import subprocess
from urllib.parse import urlsplit, urlunsplit

from program import ROOT, command
from store import PostgresStore

SCRIPT = ROOT / "Tests" / "Support" / "with-postgres"


def is_here():
    return "CLOUDSTATION_TEST_DATABASE" in os.environ


def can_be_made():
    found = shutil.which("pg_ctl") or glob.glob("/usr/lib/postgresql/*/bin/initdb")
    return SCRIPT.exists() and bool(found)


def missing():
    """Why D6 cannot be tried, or None."""
    if not is_here():
        return "there is no PostgreSQL server (apt-get install postgresql)"
    said = command("migrate", "--dry-run", "--database", address(), check=False)
    return f"the program cannot use PostgreSQL: {said.stderr.strip()}" if said.returncode != 0 else None


def address(database=None):
    whole = os.environ["CLOUDSTATION_TEST_DATABASE"]
    return urlunsplit(urlsplit(whole)._replace(path=f"/{database}")) if database else whole


def create(name, template=None):
    """A fresh database, or a copy of one that nobody is connected to; its address."""
    own = PostgresStore(address())
    own.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    own.run(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
    return address(name)


def control(*words):
    """pg_ctl, as the user whose cluster it is."""
    user = os.environ.get("CLOUDSTATION_TEST_POSTGRES_USER", pwd.getpwuid(os.geteuid()).pw_name)
    as_owner = [] if pwd.getpwuid(os.geteuid()).pw_name == user else ["runuser", "-u", user, "--"]
    data = os.environ["CLOUDSTATION_TEST_POSTGRES_DATA"]
    log = os.path.join(os.path.dirname(data), "run", "log")
    subprocess.run([*as_owner, os.path.join(os.environ["CLOUDSTATION_TEST_POSTGRES_BIN"], "pg_ctl"), "-D", data, "-l",
                    log, "-w", "-t", "60", *words], check=True, cwd="/", stdout=subprocess.DEVNULL)


def crash():
    """The server ends without a word and without writing anything down, as when the power fails."""
    control("stop", "-m", "immediate")


def start():
    control("start")


def terminate_all(name):
    """Ends every connection to a database; gives how many there were."""
    return int(PostgresStore(address()).run(
        "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity "
        f"WHERE datname = '{name}' AND pid <> pg_backend_pid()").strip())
