"""A company fills a self-test as a spreadsheet: download, fill, import with mistakes, mend, review."""

import csv
import http.client
import io
import json
import time
import urllib.parse
import zipfile

import pytest

from stations import PASSWORD

PHONE = {"viewport": {"width": 390, "height": 844}}


def download(person, path, label):
    person.open(path)
    person.page.locator("#offline > summary").click()
    with person.page.expect_download() as started:
        person.page.get_by_role("link", name=label).click()
    return started.value.path().read_bytes()


def rows_of(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def filled(rows, answers):
    """The sheet with `answers` in the column of answers; the rest as it was downloaded."""
    head = next(row for row in rows if "题号" in row)
    at_id, at_answer = head.index("题号"), head.index("回答")
    for row in rows:
        if len(row) > at_answer and row[at_id] in answers:
            row[at_answer] = answers[row[at_id]]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return ("\ufeff" + text.getvalue()).encode()


def cell_of(rows, question):
    head = next(row for row in rows if "题号" in row)
    number = next(index for index, row in enumerate(rows, 1) if row and row[0] == question)
    return "ABCDEFGH"[head.index("回答")] + str(number)


def choose(person, data, name="tax.csv"):
    if person.page.locator("#offline[open]").count() == 0:
        person.page.locator("#offline > summary").click()
    person.page.set_input_files("#sheet", {"name": name, "mimeType": "text/csv", "buffer": data})
    person.page.get_by_role("button", name="读取并核对").click()


def test_a_sheet_is_downloaded_filled_and_imported(visit):
    person = visit("company2", **PHONE)
    rows = rows_of(download(person, "/self-tests/tax", "下载 CSV 表格"))
    answers = {"money-before-filing": "preliminary-only", "staff-days": "１９０", "site-months": "5.5",
               "papers-issued": "2025年3月12日", "agent-signs": "不清楚"}
    mistakes = {"preliminary-cost-share": "140", "residence-certificate": "有时候办", "reclaim-deadline": "明年"}
    choose(person, filled(rows, answers | mistakes))
    person.sees("读到 8 题的回答", "3 处要改", "140", "有时候办", "明年", *(cell_of(rows, one) for one in mistakes))
    person.accessible().picture("offline-preview")
    person.page.get_by_role("button", name="导入到草稿").click()
    person.page.wait_for_url("**/review")
    person.sees("190", "没有“有时候办”这个选项")
    person.open("/self-tests/tax/questions/staff-days")
    assert person.page.input_value("#number") == "190"


def test_nothing_is_stored_before_the_button(visit):
    person = visit("company2")
    rows = rows_of(download(person, "/self-tests/supply-chain", "下载 CSV 表格"))
    first = next(row[0] for row in rows[3:] if row and row[0])
    choose(person, filled(rows, {first: "不清楚"}))
    person.sees("还没有保存")
    person.open("/self-tests/supply-chain").sees("开始前请知悉")


def test_what_was_answered_comes_out_and_goes_in_again_unchanged(visit):
    person = visit("company")
    person.open("/self-tests")
    links = person.page.locator("a[href^='/self-tests/']").evaluate_all("all => all.map(one => one.pathname)")
    for path in sorted({"/".join(link.split("/")[:3]) for link in links}):
        person.open(path)
        person.page.locator("#offline > summary").click()
        if person.page.get_by_role("link", name="导出我的回答（CSV）").count() == 0:
            continue
        with person.page.expect_download() as started:
            person.page.get_by_role("link", name="导出我的回答（CSV）").click()
        choose(person, started.value.path().read_bytes())
        person.sees("与草稿相同，没有变化")
        return
    raise AssertionError("the demonstration's company has no draft")


def test_a_foreign_file_is_told_plainly_and_the_page_stays(visit):
    person = visit("company2")
    person.open("/self-tests/staff")
    choose(person, "姓名,电话\n小王,123\n".encode(), "people.csv")
    person.sees("这个文件不是自测表格").accessible()
    assert person.page.title().startswith("错误：")
    choose(person, b"%PDF-1.7\n", "a.pdf")
    person.sees("这不是 XLSX 或 CSV 文件")


def test_the_import_works_without_scripts_and_in_english(visit):
    person = visit("company2", java_script_enabled=False)
    person.open("/reading/language?to=en&back=%2Fself-tests%2Fstaff")
    person.page.locator("#offline > summary").click()
    person.page.set_input_files("#sheet", {
        "name": "s.csv", "mimeType": "text/csv", "buffer": b"Question ID,Answer\nnonsense,1\n"})
    person.page.get_by_role("button", name="Read and check").click()
    person.sees("A2", "There is no question “nonsense”")


def workbook(sheet, strings="<sst/>"):
    """A workbook put together by hand."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        archive.writestr("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                         '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                         'officeDocument" Target="xl/workbook.xml"/></Relationships>')
        archive.writestr("xl/workbook.xml", '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
                         'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
                         '<sheet name="a" sheetId="1" r:id="s"/></sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", '<Relationships '
                         'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" '
                         'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
                         'Target="worksheets/sheet1.xml"/></Relationships>')
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return data.getvalue()


HOSTILE = {
    "bomb": (lambda: workbook(b"<worksheet>" + b" " * (200 << 20) + b"</worksheet>"), 422, "文件太大"),
    "entities": (lambda: workbook('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'),
                 422, "为安全起见不读"),
    "truncated": (lambda: workbook("<worksheet/>")[:200], 422, "不完整"),
    "fifty megabytes": (lambda: b"a" * (50 << 20), 413, "文件太大。最多 5 MB"),
    "not a sheet": (lambda: b"\x00\x01\x02\x03", 422, "这不是 XLSX 或 CSV 文件"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason_and_the_station_lives(station, name):
    make, status, words = HOSTILE[name]
    token = station.call("POST", "/session", body={"account": "company2", "password": PASSWORD})["token"]
    connection = http.client.HTTPConnection("127.0.0.1", urllib.parse.urlsplit(station.url).port, timeout=30)
    began = time.monotonic()
    try:
        connection.request("POST", "/api/v1/self-tests/tax/draft/import", make(),
                           {"Authorization": f"Bearer {token}", "Accept-Language": "zh-CN"})
    except (BrokenPipeError, ConnectionResetError):
        pass  # The answer came before the whole file was sent.
    answer = connection.getresponse()
    detail = json.load(answer)["detail"]
    if "XLSX" in detail and "读不了" in detail:
        pytest.skip("the program was built without the trait Spreadsheets")
    assert (answer.status, words in detail) == (status, True), detail
    assert time.monotonic() - began < 20
    assert station.call("GET", "/self-tests/tax/draft", token)["version"] >= 0
