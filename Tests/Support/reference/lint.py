"""Is a questionnaire what the format contract asks for? Both editions: wd-1 and wd-2."""

import re
from typing import Any

from . import lint_answers, lint_second
from .reading import FIRST_METHOD, SECOND_METHOD, UNSCORED_KINDS
from .rules import Registry, check_rule
from .wording import IDENTIFIER, Findings, han_count

TEST_KEYS = {"id", "version", "method", "title", "purpose", "minutes", "papers", "dimensions"}
DIMENSION_KEYS = {"id", "title", "chartLabel", "weight", "matter", "questions"}
SCORED_KEYS = {"weight", "notApplicable", "unknown"}
SECOND_SCORED_KEYS = {"impact", "tips", "factor"}
QUESTION_KEYS = {"id", "text", "help", "why", "basis", "kind"}
SECOND_QUESTION_KEYS = {"example", "visibleWhen"}
KIND_KEYS = {
    "single": {"choices"},
    "multiple": {"choices", "combine"},
    "number": {"unit", "min", "max", "integer", "curve", "findings"},
    "percent": {"curve", "findings"},
    "yes-no": {"yes", "no"},
}
SECOND_KIND_KEYS = KIND_KEYS | {
    "date": {"direction", "curve", "findings"},
    "destinations": {"columns", "exposure"},
    "text": {"maxLength"},
    "file": set(),
}
OPTIONAL = SCORED_KEYS | SECOND_SCORED_KEYS | SECOND_QUESTION_KEYS | {"help", "findings"}
FIRST_LOOK = "first-look"  # the kind of a short overview: each dimension proposes a self-test


class Lint(Findings):
    """Reads one questionnaire and collects what is wrong with it."""

    def __init__(self, questionnaire: dict[str, Any], registry: Registry = Registry()) -> None:
        super().__init__()
        self.registry = registry
        self.second = questionnaire.get("method") == SECOND_METHOD
        self.first_look = self.second and questionnaire.get("kind") == FIRST_LOOK
        self.questions: dict[str, dict[str, Any]] = {}  # well-formed so far, in order
        self.red_lines: list[str] = []
        self.test(questionnaire)

    def matter(self, value: Any, where: str) -> None:
        if not isinstance(value, str) or not re.match(r"^[A-Z]{2}\d{2}$", value):
            self.problem(where, f"matter {value!r} is not a code")
        elif self.registry.matters is not None and value not in self.registry.matters:
            self.problem(where, f"matter {value} is not in the catalogue")

    def test(self, q: dict[str, Any]) -> None:
        more = {"findings"} if self.second else set()
        optional = {"replaces", "kind"} if self.second else set()
        if not self.keys(q, "questionnaire", TEST_KEYS | more | optional, TEST_KEYS | more):
            return
        if "kind" in q and q["kind"] != FIRST_LOOK:
            self.problem("kind", f"is {q['kind']!r}, not {FIRST_LOOK}; leave it out of a self-test")
        self.identifier(q["id"], "questionnaire")
        if not isinstance(q["version"], str):
            self.problem("version", "is not text; quote it")
        if q["method"] not in (FIRST_METHOD, SECOND_METHOD):
            self.problem("method", f"is {q['method']!r}, not {FIRST_METHOD} or {SECOND_METHOD}")
        if self.second and not (isinstance(q["findings"], str) and IDENTIFIER.match(q["findings"])):
            self.problem("findings", f"is {q['findings']!r}, not the id of a lookup table")
        self.text(q["title"], "title")
        self.text(q["purpose"], "purpose")
        self.positive(q["minutes"], "minutes")
        for number, paper in enumerate(self.items(q["papers"] or [], "papers", 0), 1):
            self.text(paper, f"papers[{number}]")
        dimensions = self.items(q["dimensions"], "dimensions")
        if len(dimensions) != 6 and not self.first_look:
            self.problem("dimensions", f"are {len(dimensions)}, not exactly 6")
        for dimension in dimensions:
            self.dimension(dimension)
        self.unique([d.get("id") for d in dimensions if isinstance(d, dict)], "dimensions", "dimensions")
        self.unique(self.red_lines, "questionnaire", "red lines")
        if self.second:
            lint_second.whole(self, q["id"], [d for d in dimensions if isinstance(d, dict)])
            if self.first_look and self.red_lines:
                self.problem("questionnaire", "a first look has no red lines")
        else:
            missing = [kind for kind in KIND_KEYS if kind not in {q["kind"] for q in self.questions.values()}]
            if missing:
                self.problem("questionnaire", f"has no question of kind {', '.join(missing)}")
            if not 2 <= len(self.red_lines) <= 4:
                self.problem("questionnaire", f"has {len(self.red_lines)} red lines, not 2 to 4")

    def dimension(self, d: Any) -> None:
        where = str(d.get("id", "dimension")) if isinstance(d, dict) else "dimension"
        allowed = DIMENSION_KEYS | ({"combine"} if self.second else set())
        proposal = {"proposes", "reason"} if self.first_look else set()
        if not self.keys(d, where, allowed | proposal, DIMENSION_KEYS | proposal):
            return
        if self.first_look:
            self.text(d["reason"], f"{where}.reason")
            if self.registry.tests is not None and str(d["proposes"]) not in self.registry.tests:
                self.problem(where, f"proposes {d['proposes']!r}, which is no self-test")
        self.identifier(d["id"], where)
        self.text(d["title"], f"{where}.title")
        self.text(d["chartLabel"], f"{where}.chartLabel")
        label = d["chartLabel"] if isinstance(d["chartLabel"], dict) else {}
        chinese, english = str(label.get("zh-Hans", "")), str(label.get("en", ""))
        if han_count(chinese) + 0.6 * (len(chinese) - han_count(chinese)) > 6 + 1e-9:
            self.problem(f"{where}.chartLabel", "zh-Hans is wider than 6 Han")
        if len(english) > 12:
            self.problem(f"{where}.chartLabel", "en is longer than 12 characters")
        self.positive(d["weight"], f"{where}.weight")
        self.matter(d["matter"], where)
        if d.get("combine", "coincide") != "coincide":
            self.problem(where, f"combine {d['combine']!r} is not coincide; leave it out for worst-dominates")
        questions = self.items(d["questions"], f"{where}.questions", 1 if self.first_look else 4)
        for question in questions:
            self.question(question, where)
        if self.second:
            lint_second.factors(self, d, [q for q in questions if isinstance(q, dict)])

    def question(self, q: Any, dimension: str) -> None:
        where = f"{dimension}/{q.get('id') if isinstance(q, dict) else '?'}"
        kinds = SECOND_KIND_KEYS if self.second else KIND_KEYS
        kind = q.get("kind") if isinstance(q, dict) else None
        if not isinstance(kind, str) or kind not in kinds:
            self.problem(where, f"kind {kind!r} is none of {', '.join(kinds)}")
            return
        allowed = QUESTION_KEYS | kinds[kind]
        if kind not in UNSCORED_KINDS:
            allowed = allowed | SCORED_KEYS | (SECOND_SCORED_KEYS if self.second else set())
        if self.second:
            allowed = allowed | SECOND_QUESTION_KEYS
        if not self.keys(q, where, allowed, allowed - OPTIONAL):
            return
        if not self.identifier(q["id"], where):
            return
        if q["id"] in self.questions:
            self.problem(where, "id used twice in the questionnaire")
        for key in ("text", "help", "why", "example"):
            if key in q:
                self.text(q[key], f"{where}.{key}")
        for number, entry in enumerate(self.items(q["basis"], f"{where}.basis"), 1):
            here = f"{where}.basis[{number}]"
            lint_second.basis(self, entry, here) if self.second else check_rule(entry, here, self, set())
        self.positive(q.get("weight", 1), f"{where}.weight")
        self.boolean(q, "notApplicable", where)
        if "unknown" in q:
            self.risk(q["unknown"], f"{where}.unknown")
        if lint_answers.check(self, q, where):
            if self.second:
                lint_second.question(self, q, where)
            self.questions[q["id"]] = q
