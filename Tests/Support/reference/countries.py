"""Country exposure: the INFORM 2020 index of the destinations, weighed by revenue share or staff."""

import csv
import functools
from typing import Any

from .reading import REPOSITORY

FOLDER = REPOSITORY / "Questionnaires" / "countries"


def column(file: str, key: str, value: str) -> dict[str, str]:
    with (FOLDER / file).open(encoding="utf-8-sig", newline="") as rows:
        return {row[key].strip(): row[value].strip() for row in csv.DictReader(rows)}


@functools.cache
def known() -> dict[str, str]:
    """English name by ISO 3166 alpha-3 code."""
    return column("country_codes.csv", "iso3", "name_en")


@functools.cache
def inform() -> dict[str, float]:
    """The INFORM Risk 2020 index, 0 (safe) to 10 (worst), by alpha-3 code; a country without one is absent."""
    return {code: float(index) for code, index in column("inform_2020.csv", "ISO3", "INFORM RISK").items() if index}


def risk(question: dict[str, Any], rows: list[dict[str, Any]]) -> float | None:
    """R = Σ e·c / Σ e over the rows whose country has an index; None when nothing is left to weigh."""
    weighed = [(row[question["exposure"]], inform()[row["country"]]) for row in rows if row["country"] in inform()]
    whole = sum(weight for weight, _ in weighed)
    return sum(weight * index for weight, index in weighed) / whole if whole else None
