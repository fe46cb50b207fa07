#!/usr/bin/env python3
"""An independent second implementation of scoring method wd-1, and a lint of the questionnaires.

    reference_score.py QUESTIONNAIRE EXAMPLE         print what the example's `expect` should be, as JSON
    reference_score.py --write [QUESTIONNAIRE] EXAMPLE|FOLDER...   rewrite the `expect:` block in place
    reference_score.py --check FILE|FOLDER...        lint questionnaires, compare examples; exit 1 on any difference
    reference_score.py --lint  FILE|FOLDER...        lint questionnaires only; exit 1 on any mistake

A folder stands for every `questionnaire.yaml` and `examples/*.yaml` below it. An example given without its
questionnaire belongs to the `questionnaire.yaml` beside its `examples` folder. Needs PyYAML.

The product never computes an `expect`; this file never reads the product.
"""

import argparse
import datetime
import json
import math
import re
import sys
from pathlib import Path

import yaml

METHOD = "wd-1"
KINDS = ("single", "multiple", "number", "percent", "yes-no")
GRADES = "ABCDE"
GRADE_FLOORS = ((6.5, "E"), (5.0, "D"), (3.5, "C"), (2.0, "B"))
AVAILABILITY = 0.66
WARNING_SCORE = 5.0
ADVICE_RISK = 4
UNKNOWN, NOT_APPLICABLE, NOT_RATED = "unknown", "not-applicable", "not-rated"


class Mistake(Exception):
    """A questionnaire or an example that cannot be scored, in words for its author."""


# --- Reading ---------------------------------------------------------------------------------------------------------


class Loader(yaml.SafeLoader):
    """YAML whose `yes` and `no` are words, and whose mappings may not repeat a key."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise Mistake(f"line {key_node.start_mark.line + 1}: key {key!r} given twice")
            seen.add(key)
        return super().construct_mapping(node, deep)


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))


def load(path):
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Mistake(f"cannot be read: {error}") from error
    if not isinstance(document, dict):
        raise Mistake("is not a mapping")
    return document


# --- One answer ------------------------------------------------------------------------------------------------------


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def on_curve(curve, value):
    """The risk of a value: piecewise linear, constant beyond both ends."""
    if value <= curve[0][0]:
        return curve[0][1]
    for (x0, y0), (x1, y1) in zip(curve, curve[1:]):
        if value <= x1:
            return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
    return curve[-1][1]


def matches(finding, value):
    return value >= finding["atLeast"] if "atLeast" in finding else value <= finding["atMost"]


def read_answer(question, value):
    """(risk, the choices or findings that fire). Risk is None when the question does not apply."""
    name, kind = question["id"], question["kind"]
    if value == NOT_APPLICABLE:
        if not question.get("notApplicable", False):
            raise Mistake(f"{name}: “not applicable” is not offered")
        return None, []
    if value == UNKNOWN:
        if "unknown" not in question:
            raise Mistake(f"{name}: “unknown” is not offered")
        return question["unknown"], []
    if kind == "yes-no":
        value = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        if value not in ("yes", "no"):
            raise Mistake(f"{name}: {value!r} is neither yes nor no")
        return question[value]["risk"], [question[value]]
    if kind in ("number", "percent"):
        low, high = (0, 100) if kind == "percent" else (question["min"], question["max"])
        if not is_number(value) or not low <= value <= high:
            raise Mistake(f"{name}: {value!r} is not a number from {low} to {high}")
        if question.get("integer", False) and value != int(value):
            raise Mistake(f"{name}: {value!r} is not a whole number")
        return on_curve(question["curve"], value), [f for f in question.get("findings", []) if matches(f, value)]
    choices = {choice["id"]: choice for choice in question["choices"]}
    chosen = value if kind == "multiple" else [value]
    if not isinstance(chosen, list) or not chosen or len(set(map(str, chosen))) != len(chosen):
        raise Mistake(f"{name}: {value!r} is not a list of different choices")
    for one in chosen:
        if one not in choices:
            raise Mistake(f"{name}: no choice {one!r}")
    if kind == "single":
        return choices[value]["risk"], [choices[value]]
    if len(chosen) > 1 and any(choices[one].get("exclusive", False) for one in chosen):
        raise Mistake(f"{name}: an exclusive choice stands beside others")
    if question["combine"] == "worst":
        picked = [choice for key, choice in choices.items() if key in chosen]
        return max(choice["risk"] for choice in picked), picked
    whole = sum(choice.get("weight", 1) for choice in choices.values())
    have = sum(choices[one].get("weight", 1) for one in chosen)
    return 10 * (1 - have / whole), [choice for key, choice in choices.items() if key not in chosen]


# --- Method wd-1 -----------------------------------------------------------------------------------------------------


def worst_dominates(pairs):
    """The worst-dominates mean of (risk, weight) pairs; None of an empty list."""
    whole = sum(weight for _, weight in pairs)
    if whole == 0:
        return None
    log_mean = sum(weight * math.log((10 - risk) / 10 * 9 + 1) for risk, weight in pairs) / whole
    return (10 - math.exp(log_mean)) / 9 * 10


def issued(value):
    """Rounded half up to one decimal, as every issued value is."""
    return math.floor(value * 10 + 0.5 + 1e-9) / 10


def grade_of(score):
    return next((grade for floor, grade in GRADE_FLOORS if score >= floor), "A")


def score(questionnaire, answers):
    """What an example's `expect` holds for these answers."""
    known = {q["id"] for d in questionnaire["dimensions"] for q in d["questions"]}
    for name in answers:
        if name not in known:
            raise Mistake(f"answers: no question {name!r}")

    answered_count = applicable_count = 0
    applicable_weight = rated_weight = 0
    provisional, lows, highs = [], [], []
    shown, red_lines, alarming = {}, [], []

    for dimension in questionnaire["dimensions"]:
        weight = dimension.get("weight", 1)
        answered, missing, fired = [], [], []
        for question in dimension["questions"]:
            question_weight = question.get("weight", 1)
            if question["id"] not in answers:
                missing.append(question_weight)
                continue
            risk, effects = read_answer(question, answers[question["id"]])
            if risk is not None:
                answered.append((risk, question_weight))
                fired += [effect["redLine"] for effect in effects if "redLine" in effect]
        answered_count += len(answered)
        applicable_count += len(answered) + len(missing)
        red_lines += fired

        here = sum(w for _, w in answered) + sum(missing)
        if here == 0:
            shown[dimension["id"]] = NOT_APPLICABLE
            continue
        applicable_weight += weight
        lows.append((worst_dominates(answered + [(0, w) for w in missing]), weight))
        highs.append((worst_dominates(answered + [(10, w) for w in missing]), weight))
        value = worst_dominates(answered)
        if value is not None:
            provisional.append((value, weight))
        if sum(w for _, w in answered) / here < AVAILABILITY:
            shown[dimension["id"]] = NOT_RATED
            continue
        rated_weight += weight
        shown[dimension["id"]] = issued(value)
        if issued(value) >= WARNING_SCORE and not fired:
            alarming.append((value, dimension["id"]))

    rated = applicable_weight > 0 and rated_weight / applicable_weight >= AVAILABILITY
    overall = issued(worst_dominates(provisional)) if rated else NOT_RATED
    grade = max([grade_of(overall)] + [line["cap"] for line in red_lines]) if rated else NOT_RATED
    # Scores that differ by less than 1e-9 are one score; sorting is stable, so ties keep the questionnaire's order.
    alarming.sort(key=lambda pair: -round(pair[0], 9))
    return {
        "score": overall,
        "grade": grade,
        "interval": [issued(worst_dominates(lows)), issued(worst_dominates(highs))] if lows else NOT_RATED,
        "completeness": (200 * answered_count + applicable_count) // (2 * applicable_count) if applicable_count else 100,
        "dimensions": shown,
        "redLines": [line["id"] for line in red_lines],
        "warnings": [f"red-line:{line['id']}" for line in red_lines] + [f"dimension:{name}" for _, name in alarming],
    }


# --- Lint ------------------------------------------------------------------------------------------------------------

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
TIGHT = re.compile(f"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]")
IDENTIFIER = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
OFFICIALESE = ("予以受理", "相关部门", "尽快", "操作成功", "系统异常", "非法输入", "无权限", "智能推荐", "特此告知", "敬请谅解", "贵司", "依法依规")
SENTENCE_HAN = 25

TEST_KEYS = {"id", "version", "method", "title", "purpose", "minutes", "papers", "dimensions"}
DIMENSION_KEYS = {"id", "title", "chartLabel", "weight", "matter", "questions"}
QUESTION_KEYS = {"id", "text", "help", "why", "basis", "weight", "notApplicable", "unknown", "kind"}
KIND_KEYS = {
    "single": {"choices"},
    "multiple": {"choices", "combine"},
    "number": {"unit", "min", "max", "integer", "curve", "findings"},
    "percent": {"curve", "findings"},
    "yes-no": {"yes", "no"},
}
BASIS_KEYS = {"rule", "number", "date", "reviewBy", "status"}
RED_LINE_KEYS = {"id", "cap", "title", "meaning", "matter", "dangerToPersons"}


def han_count(text):
    return len(re.findall(f"[{HAN}]", text))


class Lint:
    """Collects `problems` (the contract is broken) and `notes` (the wording could be better)."""

    def __init__(self, questionnaire, matters=None):
        self.problems, self.notes = [], []
        self.matters, self.ids, self.red_lines, self.kinds = matters, set(), [], set()
        self.test(questionnaire)

    def problem(self, where, message):
        self.problems.append(f"{where}: {message}")

    def keys(self, value, where, allowed, required):
        """Whether `value` is a mapping with the required keys; unknown keys are reported."""
        if not isinstance(value, dict):
            self.problem(where, "is not a mapping")
            return False
        for key in value:
            if key not in allowed:
                self.problem(where, f"unknown key {key!r}")
        missing = [key for key in sorted(required) if key not in value]
        if missing:
            self.problem(where, f"missing {', '.join(missing)}")
        return not missing

    def identifier(self, value, where):
        if not isinstance(value, str) or not IDENTIFIER.match(value):
            self.problem(where, f"id {value!r} is not lower-case ASCII with hyphens")

    def chinese(self, text, where):
        for hit in TIGHT.findall(text):
            self.problem(where, f"no space between Han and digits or Latin: {hit}")
        if re.search("[\"']", text):
            self.problem(where, "straight quotes; use “ ”")
        if "你" in text:
            self.problem(where, "你; say 您")
        if re.search(f"[{HAN}][,;:?!]|[{HAN}]\\.(\\s|$)", text):
            self.problem(where, "Latin punctuation after Han")
        for word in OFFICIALESE:
            if word in text:
                self.problem(where, f"officialese: {word}")
        titles_of_rules = where.endswith(".rule")  # as long as their authors made them
        for sentence in [] if titles_of_rules else re.split("[。；？！：\n]", text):
            if han_count(sentence) > SENTENCE_HAN:
                self.notes.append(f"{where}: {han_count(sentence)} Han in a sentence: {sentence.strip()}")

    def text(self, value, where):
        if not isinstance(value, dict) or list(value) != ["zh-Hans", "en"]:
            self.problem(where, "is not a map of zh-Hans and en, in that order")
            return
        for language, words in value.items():
            if not isinstance(words, str) or not words.strip():
                self.problem(f"{where}.{language}", "is empty")
                return
        self.chinese(value["zh-Hans"], where)
        if not re.search(f"[{HAN}]", value["zh-Hans"]) and len(value["zh-Hans"]) > 6:
            self.problem(where, "zh-Hans has no Han")
        if re.search(f"[{HAN}，。；：？！]", value["en"]):
            self.problem(where, "en has Han or Chinese punctuation")

    def matter(self, value, where):
        if not isinstance(value, str) or not re.match(r"^[A-Z]{2}\d{2}$", value):
            self.problem(where, f"matter {value!r} is not a code")
        elif self.matters is not None and value not in self.matters:
            self.problem(where, f"matter {value} is not in the catalogue")

    def positive(self, value, where, least=0):
        if not is_number(value) or value <= least:
            self.problem(where, f"{value!r} is not a number above {least}")

    def risk(self, value, where):
        if not is_number(value) or not 0 <= value <= 10:
            self.problem(where, f"risk {value!r} is not from 0 to 10")
            return 0
        return value

    def test(self, q):
        if not self.keys(q, "questionnaire", TEST_KEYS, TEST_KEYS):
            return
        self.identifier(q["id"], "questionnaire")
        if not isinstance(q["version"], str):
            self.problem("version", "is not text; quote it")
        if q["method"] != METHOD:
            self.problem("method", f"is {q['method']!r}, not {METHOD}")
        self.text(q["title"], "title")
        self.text(q["purpose"], "purpose")
        self.positive(q["minutes"], "minutes")
        for number, paper in enumerate(q["papers"] or [], 1):
            self.text(paper, f"papers[{number}]")
        if not isinstance(q["dimensions"], list) or len(q["dimensions"]) != 6:
            self.problem("dimensions", "are not exactly 6")
        names = [d.get("id") for d in q["dimensions"] if isinstance(d, dict)]
        if len(set(names)) != len(names):
            self.problem("dimensions", "two share an id")
        for dimension in q["dimensions"]:
            self.dimension(dimension)
        for kind in KINDS:
            if kind not in self.kinds:
                self.problem("questionnaire", f"has no question of kind {kind}")
        if not 2 <= len(self.red_lines) <= 4:
            self.problem("questionnaire", f"has {len(self.red_lines)} red lines, not 2 to 4")
        if len(set(self.red_lines)) != len(self.red_lines):
            self.problem("questionnaire", "two red lines share an id")

    def dimension(self, d):
        where = d.get("id", "dimension") if isinstance(d, dict) else "dimension"
        if not self.keys(d, where, DIMENSION_KEYS, DIMENSION_KEYS - {"weight"}):
            return
        self.identifier(d["id"], where)
        self.text(d["title"], f"{where}.title")
        self.text(d["chartLabel"], f"{where}.chartLabel")
        label = d["chartLabel"] if isinstance(d["chartLabel"], dict) else {}
        chinese = label.get("zh-Hans", "")
        if han_count(chinese) + 0.6 * (len(chinese) - han_count(chinese)) > 6 + 1e-9:
            self.problem(f"{where}.chartLabel", "zh-Hans is wider than 6 Han")
        if len(label.get("en", "")) > 12:
            self.problem(f"{where}.chartLabel", "en is longer than 12 characters")
        self.positive(d.get("weight", 1), f"{where}.weight")
        self.matter(d["matter"], where)
        if not isinstance(d["questions"], list) or len(d["questions"]) < 4:
            self.problem(where, "has fewer than 4 questions")
        for question in d["questions"] or []:
            self.question(question, where)

    def question(self, q, dimension):
        where = f"{dimension}/{q.get('id') if isinstance(q, dict) else '?'}"
        kind = q.get("kind") if isinstance(q, dict) else None
        if kind not in KINDS:
            self.problem(where, f"kind {kind!r} is none of {', '.join(KINDS)}")
            return
        optional = {"help", "weight", "notApplicable", "unknown", "integer", "findings"}
        allowed = QUESTION_KEYS | KIND_KEYS[kind]
        if not self.keys(q, where, allowed, allowed - optional):
            return
        self.kinds.add(kind)
        self.identifier(q["id"], where)
        if q["id"] in self.ids:
            self.problem(where, "id used twice in the questionnaire")
        self.ids.add(q["id"])
        for key in ("text", "help", "why"):
            if key in q:
                self.text(q[key], f"{where}.{key}")
        self.basis(q["basis"], where)
        self.positive(q.get("weight", 1), f"{where}.weight")
        if not isinstance(q.get("notApplicable", False), bool):
            self.problem(where, "notApplicable is neither true nor false")
        if "unknown" in q:
            self.risk(q["unknown"], f"{where}.unknown")
        if kind == "yes-no":
            for side in ("yes", "no"):
                if self.keys(q[side], f"{where}.{side}", {"risk", "advice", "redLine"}, {"risk"}):
                    self.effects(q[side], f"{where}.{side}", self.risk(q[side]["risk"], f"{where}.{side}") >= ADVICE_RISK)
        elif kind in ("number", "percent"):
            self.measured(q, where)
        else:
            self.choices(q, where)

    def choices(self, q, where):
        combine = q.get("combine")
        if q["kind"] == "multiple" and combine not in ("worst", "coverage"):
            self.problem(where, f"combine {combine!r} is neither worst nor coverage")
            return
        coverage = combine == "coverage"
        if not isinstance(q["choices"], list) or len(q["choices"]) < 2:
            self.problem(where, "has fewer than 2 choices")
            return
        allowed = {"id", "label", "advice", "redLine"} | ({"weight"} if coverage else {"risk"})
        allowed |= {"exclusive"} if combine else set()
        seen = set()
        for choice in q["choices"]:
            here = f"{where}.{choice.get('id') if isinstance(choice, dict) else '?'}"
            if not self.keys(choice, here, allowed, {"id", "label"} | (set() if coverage else {"risk"})):
                continue
            self.identifier(choice["id"], here)
            if choice["id"] in seen or choice["id"] in (UNKNOWN, NOT_APPLICABLE):
                self.problem(here, "id used twice, or reserved")
            seen.add(choice["id"])
            self.text(choice["label"], f"{here}.label")
            exclusive = choice.get("exclusive", False)
            if not isinstance(exclusive, bool):
                self.problem(here, "exclusive is neither true nor false")
            if coverage:
                weight = choice.get("weight", 1)
                if exclusive and (weight != 0 or "redLine" in choice):
                    self.problem(here, "an exclusive choice of a coverage question has weight 0 and no red line")
                if not exclusive:
                    self.positive(weight, f"{here}.weight")
                self.effects(choice, here, not exclusive)
            else:
                self.effects(choice, here, self.risk(choice["risk"], here) >= ADVICE_RISK)

    def measured(self, q, where):
        if q["kind"] == "number":
            self.text(q["unit"], f"{where}.unit")
            if not is_number(q["min"]) or not is_number(q["max"]) or q["min"] >= q["max"]:
                self.problem(where, "min is not below max")
                return
        low, high = (q["min"], q["max"]) if q["kind"] == "number" else (0, 100)
        integer = q.get("integer", False)
        if not isinstance(integer, bool):
            self.problem(where, "integer is neither true nor false")
        curve = q["curve"]
        if not isinstance(curve, list) or len(curve) < 2 or not all(
            isinstance(p, list) and len(p) == 2 and is_number(p[0]) and is_number(p[1]) and 0 <= p[1] <= 10 for p in curve
        ):
            self.problem(where, "curve is not two or more [value, risk 0…10] points")
            return
        steps = list(zip(curve, curve[1:]))
        if any(b[0] <= a[0] for a, b in steps):
            self.problem(where, "curve values do not strictly increase")
            return
        if any(b[1] < a[1] for a, b in steps) and any(b[1] > a[1] for a, b in steps):
            self.problem(where, "curve is not monotone")
            return
        findings = q.get("findings", [])
        for number, finding in enumerate(findings, 1):
            here = f"{where}.findings[{number}]"
            if not self.keys(finding, here, {"atLeast", "atMost", "advice", "redLine"}, {"advice"}):
                continue
            bounds = [finding[key] for key in ("atLeast", "atMost") if key in finding]
            if len(bounds) != 1 or not is_number(bounds[0]):
                self.problem(here, "needs one number, atLeast or atMost")
                return
            self.effects(finding, here, True)
        bare = self.uncovered(curve, findings, low, high, integer)
        if bare is not None:
            self.problem(where, f"{bare:g} has risk {on_curve(curve, bare):.1f} but no finding with advice")

    @staticmethod
    def uncovered(curve, findings, low, high, integer):
        """A value in range whose risk asks for advice and that no finding covers; None when there is none."""
        crossings = [
            x0 + (x1 - x0) * (ADVICE_RISK - y0) / (y1 - y0)
            for (x0, y0), (x1, y1) in zip(curve, curve[1:])
            if min(y0, y1) <= ADVICE_RISK <= max(y0, y1) and y0 != y1
        ]
        edges = [low, high] + [p[0] for p in curve] + crossings
        edges += [f[key] for f in findings for key in ("atLeast", "atMost") if key in f]
        step = 1 if integer else (high - low) * 1e-6
        near = [math.floor(e) if integer else e for e in edges]
        for value in sorted({n + k * step for n in near for k in (-1, 0, 1)}):
            if low <= value <= high and on_curve(curve, value) >= ADVICE_RISK and not any(matches(f, value) for f in findings):
                return value
        return None

    def effects(self, value, where, needs_advice):
        if "advice" in value:
            if self.keys(value["advice"], f"{where}.advice", {"text", "matter"}, {"text"}):
                self.text(value["advice"]["text"], f"{where}.advice")
                if "matter" in value["advice"]:
                    self.matter(value["advice"]["matter"], f"{where}.advice")
        elif needs_advice:
            self.problem(where, "needs advice")
        if "redLine" not in value:
            return
        line = value["redLine"]
        if not self.keys(line, f"{where}.redLine", RED_LINE_KEYS, RED_LINE_KEYS - {"dangerToPersons"}):
            return
        self.identifier(line["id"], f"{where}.redLine")
        self.red_lines.append(line["id"])
        if line["cap"] not in tuple("BCDE"):
            self.problem(f"{where}.redLine", f"cap {line['cap']!r} is none of B, C, D, E")
        self.text(line["title"], f"{where}.redLine.title")
        self.text(line["meaning"], f"{where}.redLine.meaning")
        self.matter(line["matter"], f"{where}.redLine")
        if not isinstance(line.get("dangerToPersons", False), bool):
            self.problem(f"{where}.redLine", "dangerToPersons is neither true nor false")

    def basis(self, entries, where):
        if not isinstance(entries, list) or not entries:
            self.problem(where, "has no basis")
            return
        for number, entry in enumerate(entries, 1):
            here = f"{where}.basis[{number}]"
            if not self.keys(entry, here, BASIS_KEYS, BASIS_KEYS - {"date"}):
                continue
            self.text(entry["rule"], f"{here}.rule")
            if not isinstance(entry["number"], str) or not entry["number"].strip():
                self.problem(here, "number is not text")
            else:
                self.chinese(entry["number"], f"{here}.number")
            for key in ("date", "reviewBy"):
                if key in entry and not isinstance(entry[key], datetime.date):
                    self.problem(here, f"{key} is not a date")
            if "date" not in entry:
                self.notes.append(f"{here}: no date")
            if entry["status"] not in ("confirmed", "to-be-confirmed"):
                self.problem(here, f"status {entry['status']!r} is neither confirmed nor to-be-confirmed")


# --- Files -----------------------------------------------------------------------------------------------------------


def files_below(paths):
    """(questionnaires, examples) that the given files and folders stand for."""
    questionnaires, examples = [], []
    for path in map(Path, paths):
        if not path.exists():
            raise SystemExit(f"{path}: not found")
        found = sorted(path.rglob("questionnaire.yaml")) + sorted(path.rglob("examples/*.yaml")) if path.is_dir() else [path]
        for file in found:
            if file.name == "questionnaire.yaml" or (file.parent.name != "examples" and "dimensions" in load(file)):
                questionnaires.append(file)
            elif path.is_file() or (file.parent.parent / "questionnaire.yaml").exists():
                examples.append(file)
    return questionnaires, examples


def questionnaire_of(example, given):
    return given[0] if len(given) == 1 and example.parent.name != "examples" else example.parent.parent / "questionnaire.yaml"


def catalogue_beside(questionnaire):
    """The matter codes of the station's catalogue, when it is there to be compared with."""
    for folder in questionnaire.resolve().parents:
        catalogue = folder / "station" / "matters.yaml"
        if catalogue.exists():
            return {matter["code"] for matter in load(catalogue)["matters"]}
    return None


def as_yaml(expect):
    """The `expect:` block in the format of the examples."""
    plain = lambda value: f"{value:.1f}" if is_number(value) else value
    interval = expect["interval"]
    lines = [
        "expect:",
        f"  score: {plain(expect['score'])}",
        f"  grade: {expect['grade']}",
        f"  interval: {interval if isinstance(interval, str) else '[' + ', '.join(map(plain, interval)) + ']'}",
        f"  completeness: {expect['completeness']}",
        "  dimensions:",
        *(f"    {name}: {plain(value)}" for name, value in expect["dimensions"].items()),
        f"  redLines: [{', '.join(expect['redLines'])}]",
    ]
    if not expect["warnings"]:
        return "\n".join(lines + ["  warnings: []"]) + "\n"
    return "\n".join(lines + ["  warnings:"] + [f'    - "{warning}"' for warning in expect["warnings"]]) + "\n"


def rewrite(example, expect):
    """Puts the block in the place of the old one, or at the end; every other line stays as it is."""
    lines = example.read_text(encoding="utf-8").splitlines(keepends=True)
    start = next((i for i, line in enumerate(lines) if line.startswith("expect:")), len(lines))
    end = min(start + 1, len(lines))
    while end < len(lines) and (lines[end][:1] in " \t" and lines[end].strip()):
        end += 1
    if start == len(lines) and lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    example.write_text("".join(lines[:start] + [as_yaml(expect)] + lines[end:]), encoding="utf-8")


def differences(expected, computed):
    if not isinstance(expected, dict):
        return ["no expect"]
    return [
        f"{key}: expected {json.dumps(expected.get(key), ensure_ascii=False)}, computed {json.dumps(computed.get(key), ensure_ascii=False)}"
        for key in sorted(set(expected) | set(computed))
        if expected.get(key) != computed.get(key)
    ]


def expected_of(example, questionnaire):
    document = load(example)
    for key in document:
        if key not in ("title", "answers", "expect"):
            raise Mistake(f"unknown key {key!r}")
    title = document.get("title")
    if not isinstance(title, dict) or list(title) != ["zh-Hans", "en"]:
        raise Mistake("title is not a map of zh-Hans and en")
    return document, score(questionnaire, document.get("answers") or {})


def lint(path, failures):
    checked = Lint(load(path), catalogue_beside(path))
    for note in checked.notes:
        print(f"{path}: note: {note}", file=sys.stderr)
    failures += [f"{path}: {problem}" for problem in checked.problems]
    return not checked.problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--write", action="store_true", help="rewrite the expect block of the examples in place")
    mode.add_argument("--check", action="store_true", help="lint, and compare every expect with the computed one")
    mode.add_argument("--lint", action="store_true", help="lint the questionnaires only")
    parser.add_argument("paths", nargs="+", metavar="FILE|FOLDER")
    options = parser.parse_args()

    questionnaires, examples = files_below(options.paths)
    if len(options.paths) == 2 and len(questionnaires) == 1 and len(examples) == 1 and not Path(options.paths[0]).is_dir():
        owner = lambda example: questionnaires[0]
    else:
        owner = lambda example: questionnaire_of(example, questionnaires)
    failures = []
    if options.lint or options.check:
        for path in dict.fromkeys(questionnaires + ([owner(e) for e in examples] if options.check else [])):
            try:
                lint(path, failures)
            except Mistake as mistake:
                failures.append(f"{path}: {mistake}")
    for example in [] if options.lint else examples:
        try:
            document, computed = expected_of(example, load(owner(example)))
        except (Mistake, KeyError, TypeError) as mistake:
            failures.append(f"{example}: {'questionnaire lacks ' if isinstance(mistake, KeyError) else ''}{mistake}")
            continue
        if options.write:
            rewrite(example, computed)
        elif options.check:
            failures += [f"{example}: {difference}" for difference in differences(document.get("expect"), computed)]
        else:
            print(json.dumps(computed, ensure_ascii=False, indent=2))
    for failure in failures:
        print(failure, file=sys.stderr)
    if options.check or options.lint:
        print(f"{len(questionnaires)} questionnaires, {len(examples)} examples, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Mistake as mistake:
        sys.exit(f"error: {mistake}")
