"""What became of the questions and choices of the version before."""

from pathlib import Path
from typing import Any

from .reading import load
from .wording import Findings

REPLACES_KEYS = {"version", "renamed", "removed", "choices"}


def check_replaces(found: Findings, new: dict[str, Any], versions: Path) -> None:
    """Every question and choice of the version before is still there or named under `replaces`."""
    replaces = new["replaces"]
    if not found.keys(replaces, "replaces", REPLACES_KEYS, {"version"}):
        return
    previous = versions / str(replaces["version"]) / "questionnaire.yaml"
    if not previous.exists():
        found.problem("replaces", f"there is no version {replaces['version']!r}")
        return
    old = load(previous)
    renamed, removed, moved = (replaces.get(key) or {} for key in ("renamed", "removed", "choices"))
    maps = [renamed, removed, moved, *(moved.values() if isinstance(moved, dict) else [])]
    if not all(isinstance(value, dict) for value in maps):
        found.problem("replaces", "renamed, removed and choices are not mappings")
        return
    before, after = ({q["id"]: q for d in one["dimensions"] for q in d["questions"]} for one in (old, new))
    for where, names in (("renamed", renamed), ("removed", removed), ("choices", moved)):
        for name in names:
            if name not in before and not (where == "choices" and name in renamed.values()):
                found.problem(f"replaces.{where}", f"{name} was no question of {old['version']}")
    for name, reason in removed.items():
        found.text(reason, f"replaces.removed.{name}")
    for name, question in before.items():
        kept = name in after and after[name]["kind"] == question["kind"]
        if kept + (name in renamed) + (name in removed) > 1:
            found.problem("replaces", f"{name} is both kept and renamed or removed")
        target = after.get(str(renamed.get(name, name)))
        if name in removed:
            continue
        if target is None:
            found.problem("replaces", f"{name} is gone, but neither renamed nor removed")
        elif target["kind"] != question["kind"]:
            found.problem("replaces", f"{name} was of kind {question['kind']}, {target['id']} is {target['kind']}")
        else:
            offered = {choice["id"] for choice in target.get("choices", [])}
            mapped = moved.get(name, moved.get(target["id"], {}))
            for choice in (choice["id"] for choice in question.get("choices", [])):
                if choice not in offered and str(mapped.get(choice)) not in offered:
                    where = f"replaces.choices.{name}"
                    found.problem(where, f"{choice} is gone and not mapped to a choice of {target['id']}")
