"""Reads a store beside or after the station, without the station's code: SQLite by sqlite3, PostgreSQL by psql."""

import hashlib
import json
import os
import sqlite3
import subprocess


class SQLiteStore:
    """A store's file. Its write-ahead log is recovered on opening, as by anybody who opens it."""

    def __init__(self, path):
        self.path = path

    def rows(self, statement):
        with self._open() as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(statement)]

    def execute(self, *statements):
        """For preparing a store that no station has open."""
        with self._open() as database:
            for statement in statements:
                database.execute(statement)

    def content(self):
        """A digest of every row of every table, whatever page it lies on."""
        digest = hashlib.sha256()
        with self._open() as database:
            tables = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
            for name, statement in tables.fetchall():
                digest.update(f"{name} {statement}".encode())
                if not statement.startswith("CREATE VIRTUAL"):
                    for row in database.execute(f"SELECT * FROM {name} ORDER BY 1, 2"):
                        digest.update(repr(row).encode())
        return digest.hexdigest()

    def copy(self, path):
        """The same store in another file."""
        with self._open() as database, Closing(sqlite3.connect(path)) as other:
            database.backup(other)
            other.execute("PRAGMA journal_mode = WAL")
        return SQLiteStore(path)

    def damage(self, *statements):
        """What a store that loses things would look like: past the triggers, by an enemy with the file in hand."""
        with self._open() as database:
            for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                database.execute(f"DROP TRIGGER {trigger}")
            for statement in statements:
                if database.execute(statement).rowcount < 1:
                    raise AssertionError(f"the damage did nothing: {statement}")

    def problems(self):
        """What the engine itself finds wrong."""
        with self._open() as database:
            found = [row[0] for row in database.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
            return found + [f"foreign key: {row}" for row in database.execute("PRAGMA foreign_key_check").fetchall()]

    def _open(self):
        return Closing(sqlite3.connect(self.path, timeout=30))


class Closing:
    """A connection whose `with` commits and closes."""

    def __init__(self, connection):
        self.connection = connection

    def __enter__(self):
        return self.connection

    def __exit__(self, kind, *_):
        if kind is None:
            self.connection.commit()
        self.connection.close()


class PostgresStore:
    """A database behind an address that psql takes."""

    def __init__(self, url):
        self.url = url

    def rows(self, statement):
        return [json.loads(line) for line in self.run(f"SELECT row_to_json(r) FROM ({statement}) r").splitlines()]

    def execute(self, *statements):
        self.run("; ".join(statements))

    def run(self, statement):
        done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement, self.url],
                              capture_output=True, text=True, timeout=300, env=os.environ | {"PGTZ": "UTC"})
        if done.returncode != 0:
            raise RuntimeError(f"psql: {done.stderr.strip()}")
        return done.stdout

    def damage(self, *statements):
        """As for SQLite; the tables are the role's own, so it may switch their triggers off."""
        for table in ("ticket_events", "audit"):
            self.run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        self.execute(*statements)

    def problems(self):
        return []
