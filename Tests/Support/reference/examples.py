"""Worked examples: reading them, comparing their `expect`, and recording it."""

import datetime
import json
from pathlib import Path
from typing import Any

from .answers import is_number
from .method import score
from .reading import SECOND_METHOD, Mistake, load, parse

OPTIONAL = ("borderline", "exposure")


def computed(example: Path, questionnaire: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """(the example, what its `expect` should be)."""
    document = load(example)
    for key in document:
        if key not in ("title", "submittedOn", "answers", "expect"):
            raise Mistake(f"unknown key {key!r}")
    title = document.get("title")
    if not isinstance(title, dict) or list(title) != ["zh-Hans", "en"]:
        raise Mistake("title is not a map of zh-Hans and en")
    day = document.get("submittedOn")
    if day is not None and (not isinstance(day, datetime.date) or isinstance(day, datetime.datetime)):
        raise Mistake(f"submittedOn {day!r} is not a date like 2026-11-22")
    if day is None and questionnaire["method"] == SECOND_METHOD:
        raise Mistake("submittedOn is missing: the day that dates are counted to")
    answers = document.get("answers") or {}
    if not isinstance(answers, dict):
        raise Mistake("answers are not a mapping")
    return document, score(questionnaire, answers, day)


def differences(expected: Any, found: dict[str, Any]) -> list[str]:
    """What `expect` says otherwise; `borderline` and `exposure` may be left out of it."""
    if not isinstance(expected, dict):
        return ["no expect"]
    keys = sorted(set(expected) | {key for key in found if key not in OPTIONAL})
    show = lambda value: json.dumps(value, ensure_ascii=False, default=str)
    return [
        f"{key}: expected {show(expected.get(key))}, computed {show(found.get(key))}"
        for key in keys
        if expected.get(key) != found.get(key)
    ]


def plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.1f}" if is_number(value) else str(value)


def as_yaml(expect: dict[str, Any]) -> str:
    """The `expect:` block in the format of the examples."""
    interval, exposure = expect["interval"], expect.get("exposure")
    lines = [
        "expect:",
        f"  score: {plain(expect['score'])}",
        f"  grade: {expect['grade']}",
        f"  interval: {interval if isinstance(interval, str) else '[' + ', '.join(map(plain, interval)) + ']'}",
        f"  completeness: {expect['completeness']}",
        "  dimensions:",
        *(f"    {name}: {plain(value)}" for name, value in expect["dimensions"].items()),
        f"  redLines: [{', '.join(expect['redLines'])}]",
        "  warnings:" if expect["warnings"] else "  warnings: []",
        *(f'    - "{warning}"' for warning in expect["warnings"]),
    ]
    if "borderline" in expect:
        lines.append(f"  borderline: {plain(expect['borderline'])}")
    if isinstance(exposure, dict):
        lines.append(f"  exposure: {{ {', '.join(f'{key}: {plain(value)}' for key, value in exposure.items())} }}")
    elif exposure is not None:
        lines.append(f"  exposure: {exposure}")
    return "\n".join(lines) + "\n"


def record(example: Path, expect: dict[str, Any]) -> bool:
    """Puts the block in the place of the old one, or at the end; every other byte stays. Whether the file changed."""
    before = example.read_bytes().decode("utf-8")
    lines = before.splitlines(keepends=True)
    start = next((i for i, line in enumerate(lines) if line.startswith("expect:")), len(lines))
    end = min(start + 1, len(lines))
    while end < len(lines) and lines[end][:1] in " \t" and lines[end].strip():
        end += 1
    if start == len(lines) and lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    after = "".join(lines[:start] + [as_yaml(expect)] + lines[end:])
    if parse(after) != parse(before) | {"expect": expect}:
        raise Mistake("the expect block could not be replaced: keep it last, with its lines indented")
    if after != before:
        example.write_bytes(after.encode("utf-8"))
    return after != before
