"""Collecting what is wrong with a file, and the checks that hold for every text, id and number."""

import re
from typing import Any

from .answers import is_number

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
TIGHT = re.compile(f"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]")
IDENTIFIER = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
OFFICIALESE = "予以受理 相关部门 尽快 操作成功 系统异常 非法输入 无权限 智能推荐 特此告知 敬请谅解 贵司 依法依规".split()
SENTENCE_HAN = 25


def han_count(text: str) -> int:
    return len(re.findall(f"[{HAN}]", text))


class Findings:
    """`problems` (the contract is broken) and `notes` (the content or the wording could be better)."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.notes: list[str] = []

    def problem(self, where: str, message: str) -> None:
        self.problems.append(f"{where}: {message}")

    def note(self, where: str, message: str) -> None:
        self.notes.append(f"{where}: {message}")

    def keys(self, value: Any, where: str, allowed: set[str], required: set[str]) -> bool:
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

    def items(self, value: Any, where: str, least: int = 1) -> list[Any]:
        """The list; empty, and reported, when it is none or too short."""
        if not isinstance(value, list) or len(value) < least:
            self.problem(where, f"is not a list of {least} or more")
            return []
        return value

    def identifier(self, value: Any, where: str) -> bool:
        if isinstance(value, str) and IDENTIFIER.match(value):
            return True
        self.problem(where, f"id {value!r} is not lower-case ASCII with hyphens")
        return False

    def unique(self, values: list[Any], where: str, what: str) -> None:
        for value in sorted({str(value) for value in values if values.count(value) > 1}):
            self.problem(where, f"two {what} have the id {value}")

    def boolean(self, mapping: dict[str, Any], key: str, where: str) -> None:
        if not isinstance(mapping.get(key, False), bool):
            self.problem(where, f"{key} is neither true nor false")

    def chinese(self, text: str, where: str) -> None:
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
                self.note(where, f"{han_count(sentence)} Han in a sentence: {sentence.strip()}")

    def text(self, value: Any, where: str) -> None:
        if not isinstance(value, dict) or list(value) != ["zh-Hans", "en"]:
            comma = isinstance(value, dict) and None in value.values()
            hint = "; inside { } a text with a comma needs quotes" if comma else ""
            self.problem(where, f"is not a map of zh-Hans and en, in that order{hint}")
            return
        for language, words in value.items():
            if not isinstance(words, str) or not words.strip():
                self.problem(f"{where}.{language}", "is empty, or no text")
                return
        self.chinese(value["zh-Hans"], where)
        if not re.search(f"[{HAN}]", value["zh-Hans"]) and len(value["zh-Hans"]) > 6:
            self.problem(where, "zh-Hans has no Han")
        if re.search(f"[{HAN}，。；：？！]", value["en"]):
            self.problem(where, "en has Han or Chinese punctuation")

    def positive(self, value: Any, where: str) -> None:
        if not is_number(value) or value <= 0:
            self.problem(where, f"{value!r} is not a number above 0")

    def risk(self, value: Any, where: str) -> float:
        if not is_number(value) or not 0 <= value <= 10:
            self.problem(where, f"risk {value!r} is not from 0 to 10")
            return 0
        return value
