"""Workbooks of the product opened, filled and saved by a program of others: openpyxl."""

import datetime
import json
import os
import subprocess
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("CLOUDSTATION_PROGRAM") or ROOT / ".build" / "debug" / "cloudstation").resolve()


def run(*arguments, status=0):
    done = subprocess.run([str(PROGRAM), *map(str, arguments)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == status, done.stderr
    return done


@pytest.fixture(scope="module", autouse=True)
def has_workbooks(tmp_path_factory):
    probe = tmp_path_factory.mktemp("probe") / "probe.xlsx"
    done = subprocess.run([str(PROGRAM), "template", "tax", "--format", "xlsx", "--output", str(probe)], cwd=ROOT,
                          capture_output=True, text=True)
    if "without spreadsheets" in done.stderr:
        pytest.skip("the program was built without the trait Spreadsheets")


@pytest.fixture
def template(tmp_path):
    file = tmp_path / "tax.xlsx"
    run("template", "tax", "--output", file)
    return file


def answer_cells(sheet):
    head = next(row for row in sheet.iter_rows() if row[0].value == "题号")
    at = next(cell.column for cell in head if cell.value == "回答")
    return {row[0].value: sheet.cell(row[0].row, at) for row in sheet.iter_rows(min_row=head[0].row + 1) if row[0].value}


def test_the_template_opens_with_three_sheets_lists_and_locked_cells(template):
    book = openpyxl.load_workbook(template)
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == ["答题", "目的地", "说明"]
    sheet = book["答题"]
    cells = answer_cells(sheet)
    assert len(cells) >= 38
    assert sheet.freeze_panes == "A4"
    assert sheet.protection.sheet and not cells["staff-days"].protection.locked
    assert sheet["A4"].protection.locked
    rules = {str(cell): rule for rule in sheet.data_validations.dataValidation for cell in rule.sqref.ranges}
    assert rules[cells["agent-signs"].coordinate].type == "list"
    assert rules[cells["staff-days"].coordinate].type == "decimal"


def test_what_somebody_typed_there_is_scored_by_its_words(template, tmp_path):
    book = openpyxl.load_workbook(template)
    cells = answer_cells(book["答题"])
    cells["staff-days"].value = 190
    cells["papers-issued"].value = datetime.date(2025, 3, 12)
    cells["papers-issued"].number_format = "yyyy/m/d"
    cells["preliminary-cost-share"].value = 0.175
    cells["preliminary-cost-share"].number_format = "0.0%"
    cells["agent-signs"].value = "不清楚"
    book["目的地"]["A5"].value, book["目的地"]["B5"].value = "越南", 35
    file = tmp_path / "filled.xlsx"
    book.save(file)
    result = json.loads(run("score", "tax", file, "--format", "json").stdout)
    assert result["completeness"] > 0

    cells["preliminary-cost-share"].value = 140
    cells["preliminary-cost-share"].number_format = "General"
    book["目的地"]["A6"].value, book["目的地"]["B6"].value = "亚特兰蒂斯", 5
    book.save(file)
    errors = run("score", "tax", file, status=1).stderr
    assert f"答题!{cells['preliminary-cost-share'].coordinate}" in errors
    assert "目的地!A6" in errors
    errors = run("score", "tax", file, "--language", "en", status=1).stderr
    assert "between" in errors or "from" in errors or "to" in errors


def test_many_files_make_one_table_that_opens_clean(template, tmp_path):
    folder = tmp_path / "answers"
    folder.mkdir()
    for index in range(3):
        book = openpyxl.load_workbook(template)
        answer_cells(book["答题"])["staff-days"].value = 10 * index
        book.save(folder / f"{index}.xlsx")
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    table = tmp_path / "result.xlsx"
    run("score", "tax", folder, "--output", table, status=1)
    rows = list(openpyxl.load_workbook(table).active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["0.xlsx", "1.xlsx", "2.xlsx", "broken.xlsx"]
    assert rows[0][0] == "文件" and rows[0][-1] == "问题"
    assert rows[-1][-1] and not rows[1][-1]
