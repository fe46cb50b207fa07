"""What questionnaires refer to: the registry of rules (Questionnaires/rules) and the catalogue of matters."""

import datetime
import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .reading import load
from .wording import Findings

ENTRY_KEYS = {"rule", "number", "date", "reviewBy", "status"}


@dataclass(frozen=True)
class Registry:
    """Matter codes, rule ids and self-tests; None where there is nothing to compare with."""

    matters: frozenset[str] | None = None
    rules: frozenset[str] | None = None
    tests: frozenset[str] | None = None


def beside(questionnaire: Path) -> Registry:
    """The catalogue and the rules of the nearest folder above that has them, and the self-tests beside it."""
    return registry(questionnaire.resolve().parent)


@functools.cache
def registry(start: Path) -> Registry:
    matters, rules = None, None
    for folder in (start, *start.parents):
        catalogue = folder / "station" / "matters.yaml"
        if matters is None and catalogue.exists():
            matters = frozenset(matter["code"] for matter in load(catalogue)["matters"])
        files = sorted((folder / "rules").glob("*.yaml"))
        if rules is None and files:
            entries = [rule for file in files for rule in load(file).get("rules") or []]
            rules = frozenset(str(rule.get("id")) for rule in entries if isinstance(rule, dict))
    tests_folder = start.parents[2] if start.parent.name == "versions" else start.parent
    tests = frozenset(test.parent.name for test in tests_folder.glob("*/questionnaire.yaml"))
    return Registry(matters, rules, tests)


def check_rule(entry: Any, where: str, found: Findings, extra: set[str]) -> None:
    """One rule with number, dates and status: of a rules file, or inside a first-edition question."""
    if not found.keys(entry, where, ENTRY_KEYS | extra, (ENTRY_KEYS | extra) - {"date"}):
        return
    found.text(entry["rule"], f"{where}.rule")
    if not isinstance(entry["number"], str) or not entry["number"].strip():
        found.problem(where, "number is not text")
    else:
        found.chinese(entry["number"], f"{where}.number")
    for key in ("date", "reviewBy"):
        if key in entry and not isinstance(entry[key], datetime.date):
            found.problem(where, f"{key} is not a date")
    if "date" not in entry:
        found.note(where, "no date")
    if entry["status"] not in ("confirmed", "to-be-confirmed"):
        found.problem(where, f"status {entry['status']!r} is neither confirmed nor to-be-confirmed")


def check_files(folder: Path) -> list[str]:
    """What is wrong with the rules files of a folder; an id may stand only once in all of them."""
    found, ids = Findings(), []
    for file in sorted(folder.glob("*.yaml")):
        document = load(file)
        if not found.keys(document, file.name, {"rules"}, {"rules"}):
            continue
        for number, entry in enumerate(found.items(document["rules"], f"{file.name}: rules"), 1):
            name = entry.get("id") if isinstance(entry, dict) else None
            where = f"{file.name}: {name or number}"
            found.identifier(name, where)
            ids.append(name)
            check_rule(entry, where, found, {"id", "link"})
            if isinstance(entry, dict) and "link" in entry:
                found.text(entry["link"], f"{where}.link")
    found.unique(ids, "rules", "rules")
    return found.problems
