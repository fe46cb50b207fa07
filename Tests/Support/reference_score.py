#!/usr/bin/env python3
"""An independent second implementation of the scoring methods wd-1 and wd-2, and a lint of the self-tests.

    reference_score.py QUESTIONNAIRE EXAMPLE              print what the example's `expect` should be, as JSON
    reference_score.py --check  QUESTIONNAIRE EXAMPLE...  compare; exit 1 on any difference
    reference_score.py --check  FOLDER...                 lint everything below, compare every example
    reference_score.py --lint   FOLDER|QUESTIONNAIRE...   lint only; exit 1 on any mistake
    reference_score.py --record FOLDER [ID...]            (re)write the `expect:` block of the examples, of these
                                                          self-tests only or of all; every other byte stays

A folder stands for every `questionnaire.yaml` below it with the `examples/*.yaml` beside it, earlier versions too
(which are frozen: checked, never recorded), and for the rules files of the `rules` folder beside it. Needs PyYAML.
The product never computes an `expect`; this never reads the product.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from reference import rules
from reference.examples import computed, differences, record
from reference.lint import Lint
from reference.lint_replaces import check_replaces
from reference.reading import Mistake, load

Pair = tuple[Path, Path]  # an example and the questionnaire that it answers


def below(folder: Path) -> tuple[list[Path], list[Pair]]:
    """(questionnaires, examples) of a folder."""
    questionnaires = sorted(folder.rglob("questionnaire.yaml"))
    examples = [(file, one) for one in questionnaires for file in sorted(one.parent.glob("examples/*.yaml"))]
    return questionnaires, examples


def current(folder: Path, names: list[str]) -> tuple[list[Path], list[Pair]]:
    """(questionnaires, examples) of the versions in use; of the named self-tests only, if any are named."""
    found, pairs = below(folder)
    in_use = [one for one in found if one.parent.parent.name != "versions"]
    wanted = [one for one in in_use if not names or one.parent.name in names]
    for name in names:
        if name not in [one.parent.name for one in wanted]:
            raise Mistake(f"{folder}: no self-test {name}")
    return wanted, [(example, one) for example, one in pairs if one in wanted]


def given(paths: list[Path]) -> tuple[list[Path], list[Pair]]:
    """(questionnaires, examples) that folders stand for, or one questionnaire followed by its examples."""
    for path in paths:
        if not path.exists():
            raise Mistake(f"{path}: not found")
    if paths[0].is_dir():
        found = [below(path) for path in paths]
        return [one for some, _ in found for one in some], [pair for _, some in found for pair in some]
    return paths[:1], [(example, paths[0]) for example in paths[1:]]


def lint(path: Path) -> list[str]:
    """What is wrong with a questionnaire; prints what could be better."""
    try:
        questionnaire = load(path)
        found = Lint(questionnaire, rules.beside(path))
        if "replaces" in questionnaire and not found.problems:
            check_replaces(found, questionnaire, path.parent / "versions")
    except Mistake as mistake:
        return [f"{path}: {mistake}"]
    for note in found.notes:
        print(f"{path}: note: {note}", file=sys.stderr)
    return [f"{path}: {problem}" for problem in found.problems]


def lint_rules(paths: list[Path]) -> list[str]:
    """What is wrong with the rules files beside the given folders."""
    failures = []
    for folder in sorted({path.resolve().parent / "rules" for path in paths if path.is_dir()}):
        try:
            failures += [f"{folder.name}/{problem}" for problem in rules.check_files(folder)]
        except Mistake as mistake:
            failures.append(f"{folder.name}/{mistake}")
    return failures


def run(mode: str | None, examples: list[Pair], broken: set[Path]) -> list[str]:
    """Scores every example of a sound questionnaire, and checks, records or prints the result; what went wrong."""
    failures = []
    questionnaires: dict[Path, dict[str, Any]] = {}
    for example, owner in examples:
        if owner in broken:
            print(f"{example}: not scored, its questionnaire is not sound", file=sys.stderr)
            continue
        try:
            if owner not in questionnaires:
                questionnaires[owner] = load(owner)
            document, expect = computed(example, questionnaires[owner])
            if mode == "record":
                if record(example, expect):
                    print(f"{example}: recorded")
            elif mode == "check":
                failures += [f"{example}: {one}" for one in differences(document.get("expect"), expect)]
            else:
                print(json.dumps(expect, ensure_ascii=False, indent=2))
        except Mistake as mistake:
            failures.append(f"{example}: {mistake}")
    return failures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    group = parser.add_mutually_exclusive_group()
    for mode, text in (
        ("check", "lint, and compare every expect with the computed one"),
        ("lint", "lint only"),
        ("record", "rewrite the expect block of the examples"),
    ):
        group.add_argument(f"--{mode}", dest="mode", action="store_const", const=mode, help=text)
    parser.add_argument("paths", nargs="+", metavar="PATH")
    options = parser.parse_args()
    paths = [Path(path) for path in options.paths]

    if options.mode == "record":
        questionnaires, examples = current(paths[0], options.paths[1:])
    else:
        questionnaires, examples = given(paths)
    unsound = {path: problems for path in questionnaires if (problems := lint(path))}
    failures = [problem for problems in unsound.values() for problem in problems]
    if options.mode in ("check", "lint"):
        failures += lint_rules(paths)
    if options.mode != "lint":
        failures += run(options.mode, examples, set(unsound))
    for failure in failures:
        print(failure, file=sys.stderr)
    if options.mode:
        print(f"{len(questionnaires)} questionnaires, {len(examples)} examples, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Mistake as mistake:
        sys.exit(f"error: {mistake}")
