"""The published JSON Schemas accept every self-test, rules file and example, and refuse planted mistakes."""

import copy
import datetime
import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

CONTENT = Path(__file__).resolve().parents[2] / "Questionnaires"
TEMPLATE = CONTENT / "template" / "questionnaire.yaml"


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Reads YAML as the product does, through libyaml, but `yes` and `no` are words."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if first not in "yYnNoO"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_text(value):
    """The document with dates as text: in JSON there are no others."""
    if isinstance(value, dict):
        return {key: as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_text(one) for one in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def load(path):
    return as_text(yaml.load(path.read_text(encoding="utf-8"), Loader))


def validator(name):
    schema = json.loads((CONTENT / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def mistakes(name, document):
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(document)]


def files(*patterns):
    found = [path for pattern in patterns for path in sorted(CONTENT.glob(pattern))]
    return pytest.mark.parametrize("path", found, ids=lambda path: str(path.relative_to(CONTENT)))


@files("template/questionnaire.yaml", "self-tests/*/questionnaire.yaml", "self-tests/*/versions/*/questionnaire.yaml")
def test_every_questionnaire_is_what_the_schema_says(path):
    assert mistakes("questionnaire", load(path)) == []


@files("rules/*.yaml")
def test_every_rules_file_is_what_the_schema_says(path):
    assert mistakes("rules", load(path)) == []


@files("template/examples/*.yaml", "self-tests/*/examples/*.yaml", "self-tests/*/versions/*/examples/*.yaml")
def test_every_example_is_what_the_schema_says(path):
    assert mistakes("example", load(path)) == []


def of_kind(document, kind):
    return next(q for d in document["dimensions"] for q in d["questions"] if q["kind"] == kind)


def question(document, name):
    return next(q for d in document["dimensions"] for q in d["questions"] if q["id"] == name)


def without_chinese(document):
    del of_kind(document, "single")["text"]["zh-Hans"]


def bare_text(document):
    document["title"] = "自测"


def unknown_is_no_risk(document):
    of_kind(document, "percent")["unknown"] = "unknown"


def extra_key(document):
    of_kind(document, "single")["colour"] = "red"


def key_of_another_kind(document):
    of_kind(document, "text")["weight"] = 1


def advice_without_meaning(document):
    del of_kind(document, "yes-no")["no"]["advice"]["meaning"]


def choice_advice_without_meaning(document):
    del question(document, "responsible-person")["choices"][2]["advice"]["meaning"]


def bad_answer_without_advice(document):
    del question(document, "responsible-person")["choices"][2]["advice"]


def wrong_kind(document):
    of_kind(document, "percent")["kind"] = "slider"


def kind_without_its_keys(document):
    of_kind(document, "percent")["kind"] = "number"


def condition_without_question(document):
    del question(document, "last-drill")["visibleWhen"]["question"]


def condition_with_two_tests(document):
    question(document, "last-drill")["visibleWhen"]["atLeast"] = 1


def reserved_choice(document):
    of_kind(document, "single")["choices"][0]["id"] = "unknown"


def matter_in_words(document):
    document["dimensions"][0]["matter"] = "outbound filing"


def factor_outside_coincide(document):
    of_kind(document, "single")["factor"] = "exposure"


def coincide_without_factor(document):
    del question(document, "alert-level")["factor"]


def five_dimensions(document):
    del document["dimensions"][5]


def first_method_for_second_edition(document):
    document["method"] = "wd-1"


def rule_in_place(document):
    of_kind(document, "single")["basis"] = [{"rule": {"zh-Hans": "护照法", "en": "Passport Law"}, "number": "第 5 条"}]


PLANTED = [
    without_chinese, bare_text, unknown_is_no_risk, extra_key, key_of_another_kind, advice_without_meaning,
    choice_advice_without_meaning, bad_answer_without_advice, wrong_kind, kind_without_its_keys,
    condition_without_question, condition_with_two_tests, reserved_choice, matter_in_words, factor_outside_coincide,
    coincide_without_factor, five_dimensions, first_method_for_second_edition, rule_in_place,
]  # fmt: skip


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_mistake_is_refused(plant):
    document = load(TEMPLATE)
    before = copy.deepcopy(document)
    plant(document)
    assert document != before
    assert mistakes("questionnaire", document)


@pytest.mark.parametrize(
    "key, value",
    [("reviewBy", "31 March 2027"), ("status", "sure"), ("id", "NDRC 11"), ("link", "nowhere")],
)
def test_a_planted_mistake_in_a_rules_file_is_refused(key, value):
    document = load(CONTENT / "rules" / "tax.yaml")
    document["rules"][0][key] = value
    assert mistakes("rules", document)


@pytest.mark.parametrize(
    "key, value",
    [
        ("submittedOn", "22.11.2026"),
        ("title", {"en": "A company"}),
        ("answers", {"where": [{"country": "Vietnam", "staff": 3}]}),
        ("answers", {"where": [{"country": "VNM", "revenueShare": 140}]}),
        ("expect", {"score": 11}),
        ("score", 3.0),
    ],
)
def test_a_planted_mistake_in_an_example_is_refused(key, value):
    document = load(CONTENT / "template" / "examples" / "first.yaml")
    document[key] = value
    assert mistakes("example", document)
