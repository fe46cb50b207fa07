"""The working calendar, day by day, against the `chinesecalendar` package."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
import yaml

CALENDAR = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "Questionnaires" / "station" / "calendar.yaml").read_text())


@pytest.mark.parametrize("year", sorted(CALENDAR["years"]))
def test_every_day_is_as_the_notice_says(year):
    plan = CALENDAR["years"][year]
    holidays = {holiday["from"] + timedelta(days=offset) for holiday in plan["holidays"]
                for offset in range((holiday["to"] - holiday["from"]).days + 1)}
    made_up = set(plan.get("makeupWorkdays", []))
    day, wrong = date(year, 1, 1), []
    while day.year == year:
        works = day in made_up or (day.weekday() < 5 and day not in holidays)
        if works != chinese_calendar.is_workday(day):
            wrong.append(day.isoformat())
        day += timedelta(days=1)
    assert not wrong
