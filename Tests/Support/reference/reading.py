"""Reading YAML strictly: no repeated keys, `yes` and `no` are words."""

import re
from pathlib import Path
from typing import Any

import yaml

UNKNOWN, NOT_APPLICABLE, NOT_RATED = "unknown", "not-applicable", "not-rated"
FIRST_METHOD, SECOND_METHOD = "wd-1", "wd-2"
UNSCORED_KINDS = ("destinations", "text", "file")
REPOSITORY = Path(__file__).resolve().parents[3]


class Mistake(Exception):
    """A questionnaire or an example that cannot be scored, in words for its author."""


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML whose `yes` and `no` are words, and whose mappings may not repeat a key."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, (str, int, float)):
                raise Mistake(f"line {key_node.start_mark.line + 1}: {key!r} cannot be a key")
            if key in seen:
                raise Mistake(f"line {key_node.start_mark.line + 1}: key {key!r} given twice")
            seen.add(key)
        return super().construct_mapping(node, deep)


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))


def parse(text: str) -> dict[str, Any]:
    try:
        document = yaml.load(text, Loader)
    except (ValueError, yaml.YAMLError) as error:
        raise Mistake(f"cannot be read: {error}") from error
    if not isinstance(document, dict):
        raise Mistake("is not a mapping")
    return document


def load(path: Path) -> dict[str, Any]:
    try:
        return parse(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Mistake(f"cannot be read: {error}") from error
