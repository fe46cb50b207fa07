"""A store with companies, accounts and sessions, made once by the program's own commands and copied for each run.

One account is made by command, the others are rows like it: each command reads the whole catalogue, which takes time.
"""

import base64
import csv
import json
import sys
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Support"))
from credit_codes import credit_code  # noqa: E402
from program import Server, command, fresh_folder  # noqa: E402
from store import SQLiteStore  # noqa: E402

PASSWORD = "torture-station-2026"
SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()
COMPANIES = [credit_code(f"91330100MA2TQRT0{number}") for number in range(1, 5)]
# Files nothing; for messages that belong to no ticket.
IDLE = credit_code("91330100MA2TQRT05")
# Login: role, unit, company.
ACCOUNTS = {f"company{number}": ("company", None, code) for number, code in enumerate(COMPANIES, 1)} | {
    "desk": ("liaison", None, None),
    "lead": ("unit", "economic-crime", None),
    "assisting": ("unit", "entry-exit", None),
}


class Prepared:
    """The store to copy, and a session's token for each account; sessions are stored, so they outlive the server."""

    def __init__(self, name="prepared", url=None, store=None):
        self.folder = fresh_folder(name)
        self.options = ("--data", str(self.folder / "data")) + (("--database", url) if url else ())
        store = store or SQLiteStore(self.folder / "data" / "station.sqlite")
        self._import()
        command("user", "add", "desk", "--name", "desk", "--role", "liaison", "--email", "desk@example.org",
                *self.options, PASSWORD=PASSWORD)
        store.execute(*(statement for login in ACCOUNTS if login != "desk" for statement in account(login)))
        server = Server(self.folder, *self.options)
        server.start()
        try:
            self.tokens = {login: self._sign_in(server, login) for login in ACCOUNTS}
        finally:
            server.terminate()

    def _import(self):
        rows = self.folder / "companies.csv"
        with open(rows, "w", newline="", encoding="utf-8") as file:
            table = csv.writer(file)
            table.writerow("code name industry size contactName contactPhone contactEmail language".split())
            for number, code in enumerate([*COMPANIES, IDLE], 1):
                table.writerow([code, f"第{number}公司", "trade", "small", "某人", "13800000000",
                                f"company{number}@example.org", "zh-Hans"])
        command("company", "import", rows, *self.options)

    @staticmethod
    def _sign_in(server, login):
        body = json.dumps({"account": login, "password": PASSWORD}).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{server.port}/api/v1/session", data=body, method="POST")
        return json.load(urllib.request.urlopen(request, timeout=60))["token"]

    def copy(self, folder, receiver_port=None):
        """A copy of the store in `folder`/data, with a webhook of each company if there is a receiver; its path."""
        data = Path(folder) / "data"
        data.mkdir(parents=True, mode=0o700)
        copy = SQLiteStore(self.folder / "data" / "station.sqlite").copy(data / "station.sqlite")
        if receiver_port:
            copy.execute(*endpoints(receiver_port))
        return copy.path


def account(login):
    """Statements that add an account like the desk's, with the same password."""
    role, unit, company = (f"'{value}'" if value else "NULL" for value in ACCOUNTS[login])
    return [
        "INSERT INTO accounts (id, login, display_name, unit, company, email, language, password_hash, is_disabled) "
        f"SELECT 'account-{login}', '{login}', '{login}', {unit}, {company}, '{login}@example.org', language, "
        "password_hash, is_disabled FROM accounts WHERE login = 'desk'",
        f"INSERT INTO account_roles (account, role) VALUES ('account-{login}', {role})",
    ]


def endpoints(port):
    """Statements that give each company a webhook at the receiver."""
    return ["INSERT INTO webhook_endpoints (id, company, url, secret, is_enabled) VALUES "
            f"('endpoint-{number}', '{code}', 'http://127.0.0.1:{port}/{number}', '{SECRET}', 1)"
            for number, code in enumerate(COMPANIES, 1)]
