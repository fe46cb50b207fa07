"""Answering a self-test: every kind of question on a phone, with scripts and without."""

import socket
import struct
import urllib.parse
import zlib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

PHONE = {"viewport": {"width": 390, "height": 844}}
TAX = "/self-tests/tax/questions/"
STAFF = "/self-tests/staff/questions/"
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


def png(name="证书.png", side=8):
    """A small sound picture, as Playwright takes files."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    rows = b"".join(b"\0" + bytes([40, 90, 160]) * side for _ in range(side))
    content = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
               + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return {"name": name, "mimeType": "image/png", "buffer": content}


def someone(visit, scripts, account="company2"):
    return visit(account, java_script_enabled=scripts, **PHONE)


def go_on(person):
    person.page.click("button.button[value=next]")
    return person


def fits(person):
    wide = person.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{person.page.url} scrolls sideways by {wide} px"
    return person


def look(person, name, scripts):
    """Axe needs scripts of its own in the page; what it sees is the same without ours."""
    if scripts:
        person.accessible()
    return fits(person).picture(f"question-{name}-{'scripts' if scripts else 'plain'}") if scripts else \
        person.picture(f"question-{name}-plain")


def choose(person, path, *values):
    """Answers a question of choices and goes on."""
    person.open(path)
    for box in person.page.locator("input[type=checkbox]").all():
        box.uncheck()
    for value in values:
        person.page.check(f"input[value='{value}']")
    return go_on(person)


@SCRIPTS
def test_advice_appears_with_its_answer_and_follow_ups_come_and_go(visit, scripts):
    person = someone(visit, scripts)
    person.open(TAX + "money-before-filing")
    assert person.page.locator(".tip:visible").count() == 0
    person.page.check("input[value='paid-first']")
    assert person.page.locator(".tip:visible").count() == 1
    assert person.page.locator(".tip:visible .tip__word").inner_text() in ("提示", "注意", "危险")
    look(person, "tip", scripts)
    person.page.check("input[value='filed-first']")
    assert person.page.locator(".tip:visible").count() == 0

    # Its follow-ups go and come back, the answers with them; each change is said once.
    choose(person, TAX + "money-before-filing", "filed-first")
    choose(person, TAX + "papers-complete", "ndrc", "mofcom")
    choose(person, TAX + "money-before-filing", "not-applicable").sees("根据您的回答，少了")
    look(person, "fewer", scripts)
    person.open("/self-tests/tax/review").sees("另有 1 个回答").never_sees("papers-complete")
    choose(person, TAX + "money-before-filing", "filed-first").sees("多了")
    assert person.page.locator("input[value='ndrc']").is_checked()
    assert person.page.locator("input[value='mofcom']").is_checked()
    person.sees("本部分第 2 题")


@SCRIPTS
def test_a_number_keeps_what_was_typed_and_advice_follows(visit, scripts):
    person = someone(visit, scripts)
    choose(person, TAX + "money-before-filing", "filed-first")
    person.open(TAX + "preliminary-cost-share")
    person.page.fill("#number", "140")
    go_on(person).sees("请填 0 到 100 之间的数")
    assert person.page.input_value("#number") == "140"
    look(person, "percent-error", scripts)
    person.page.fill("#number", "１５％")
    if scripts:
        person.page.wait_for_selector(".tips .tip:visible")
    go_on(person)
    if scripts:
        person.open(TAX + "preliminary-cost-share")
        assert person.page.input_value("#number") == "15"
        assert person.page.locator(".tips .tip:visible").count() == 1
    else:
        person.sees("关于上一题")
        person.picture("question-earlier-plain")


def beijing():
    """The station's day, wherever the test runs: in the evening of Greenwich it is already tomorrow in Beijing."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


@SCRIPTS
def test_dates_are_picked_or_typed_and_said_in_words(visit, scripts):
    person = someone(visit, scripts)
    choose(person, STAFF + "responsible-head", "head-only")
    choose(person, STAFF + "drill-held", "yes")
    today = beijing()

    def sees_days(words, day):
        """The days to or from `day` in words; midnight may have passed since the test began."""
        said = {words.format(abs((now - day).days)) for now in (today, beijing())}
        assert any(text in person.text() for text in said), f"none of {said} is on {person.page.url}"

    ago, ahead = today - timedelta(days=100), today + timedelta(days=20)
    person.open(STAFF + "last-drill-date")
    assert person.page.get_attribute("#day", "type") == "date"
    person.page.fill("#day", ahead.isoformat())
    go_on(person).sees("这个日期还没有到，请核对")
    assert person.page.input_value("#day") == ahead.isoformat()
    look(person, "date-error", scripts)
    person.page.fill("#day", ago.isoformat())
    if scripts:
        sees_days("距今 {} 天", ago)
    go_on(person).open(STAFF + "last-drill-date")
    sees_days(f"{ago.year}年{ago.month}月{ago.day}日，距今 {{}} 天", ago)
    look(person, "date", scripts)
    person.open(STAFF + "earliest-passport-expiry")
    person.page.fill("#day", ahead.isoformat())
    go_on(person).open(STAFF + "earliest-passport-expiry")
    sees_days("还剩 {} 天", ahead)
    assert person.page.locator(".tips .tip:visible").count() == 1
    person.page.check("input[value='unknown']")
    go_on(person).open(STAFF + "earliest-passport-expiry")
    assert person.page.is_checked("input[value='unknown']")


@SCRIPTS
def test_the_table_of_countries_tells_errors_at_the_row(visit, scripts):
    person = someone(visit, scripts)
    person.open(TAX + "destinations").sees("选填", "合计")
    look(person, "table-empty", scripts)
    person.page.fill("#country-1", "越南")
    person.page.fill("#revenueShare-1", "70")
    person.page.fill("#country-2", "亚特兰蒂斯")
    person.page.fill("#revenueShare-2", "一半")
    if scripts:
        person.sees("合计 70%")
    person.page.click("button:has-text('再加一行')")
    assert person.page.input_value("#country-2") == "亚特兰蒂斯"
    assert person.page.input_value("#revenueShare-2") == "一半"
    person.page.fill("#country-3", "usa")
    person.page.fill("#revenueShare-3", "50")
    go_on(person).sees("没有“亚特兰蒂斯”这个国家（地区）")
    assert person.page.input_value("#country-3") == "美利坚合众国"
    assert person.page.get_attribute("#country-2", "aria-invalid") == "true"
    look(person, "table-error", scripts)
    person.page.fill("#country-2", "Germany")
    go_on(person).sees("第 2 行：营业收入占比请填数字")
    person.page.fill("#revenueShare-2", "5")
    go_on(person).sees("占比合计 125%，不能超过 100%")
    look(person, "table-sum", scripts)
    person.page.fill("#revenueShare-3", "20")
    go_on(person)
    assert "/questions/staff-days" in person.page.url
    person.open(TAX + "destinations").sees("合计 95%")
    person.page.click("button[aria-label='删去第 2 行']")
    assert person.page.input_value("#country-2") == "美利坚合众国"
    person.open("/self-tests/tax/review").sees("越南（70%）；美利坚合众国（20%）")


def test_the_table_has_room_for_thirty_rows(visit):
    person = someone(visit, False)
    person.open(STAFF + "staff-destinations?rows=30").sees("最多 30 行")
    assert person.page.locator("[name^='country-']").count() == 30
    assert person.page.locator("button:has-text('再加一行')").count() == 0


@SCRIPTS
def test_a_text_is_kept_whole_and_its_limit_said(visit, scripts):
    person = someone(visit, scripts)
    person.open(TAX + "other-worries").sees("选填", "最多 500 字")
    long = "汇款\n" * 200
    person.page.fill("#text", long)
    if scripts:
        person.sees("现在 600 字")
    go_on(person).sees("最多 500 字")
    assert person.page.input_value("#text") == long
    look(person, "text-error", scripts)
    person.page.fill("#text", "越南的退税还没有到账。")
    go_on(person).open("/self-tests/tax/review").sees("越南的退税还没有到账。")


@SCRIPTS
def test_evidence_is_taken_listed_and_removed_and_bad_files_are_refused_in_words(visit, scripts, tmp_path):
    person = someone(visit, scripts)
    choose(person, TAX + "money-before-filing", "filed-first")
    choose(person, TAX + "papers-complete", "ndrc")
    person.open(TAX + "filing-evidence").sees("每个最大 20 MB", "最多 5 个", "选填")
    for _ in range(person.page.locator("button[name=remove]").count()):
        person.page.locator("button[name=remove]").first.click()
        person.page.click("button[name=confirm]")
    look(person, "evidence-empty", scripts)
    person.page.click("button:has-text('上传')")
    person.sees("请选择文件")
    person.page.set_input_files("#file", png())
    person.page.click("button:has-text('上传')")
    person.sees("证书.png", "PNG")
    look(person, "evidence", scripts)
    with person.page.expect_download() as download:
        person.page.click("a.files__name")
    assert download.value.suggested_filename == "证书.png"

    hostile = {
        "page.pdf": (b"<html><script>alert(1)</script></html>", "这是网页。请上传 PDF、PNG 或 JPEG"),
        "run.png": (b"MZ" + bytes(200), "这是程序。请上传 PDF、PNG 或 JPEG"),
        "cut.png": (png()["buffer"][:60], "这个 PNG 打不开"),
        "tail.png": (png()["buffer"] + b"PK\x03\x04" + bytes(60), "请重新导出"),
        "empty.pdf": (b"", "这个文件是空的"),
    }
    for name, (content, words) in hostile.items():
        person.page.set_input_files("#file", {"name": name, "mimeType": "application/pdf", "buffer": content})
        person.page.click("button:has-text('上传')")
        person.sees(words, "证书.png")
    look(person, "evidence-error", scripts)

    # 50 MB are refused without being kept; the page comes again with the files that were there.
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-1.7\n" + bytes(50 * 1024 * 1024))
    person.page.set_input_files("#file", large)
    person.page.click("button:has-text('上传')")
    person.sees("文件超过 20 MB，请分开上传", "证书.png")
    look(person, "evidence-large", scripts)
    person.open("/self-tests/tax/review").sees("1 个文件")

    person.open(TAX + "filing-evidence")
    person.page.click("button[name=remove]")
    person.sees("确定删去“证书.png”？")
    look(person, "evidence-remove", scripts)
    person.page.click("a:has-text('不删')")
    person.sees("证书.png").never_sees("确定删去")
    person.page.click("button[name=remove]")
    person.page.click("button[name=confirm]")
    person.never_sees("证书.png")


def test_nobody_else_reads_evidence_before_it_is_shared(visit, station):
    owner = someone(visit, True)
    choose(owner, TAX + "money-before-filing", "filed-first")
    choose(owner, TAX + "papers-complete", "ndrc")
    owner.open(TAX + "filing-evidence")
    owner.page.set_input_files("#file", png("只给自己.png"))
    owner.page.click("button:has-text('上传')")
    address = owner.page.get_attribute("a.files__name", "href")
    reply = owner.page.request.get(station.url + address)
    assert reply.status == 200 and reply.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["content-disposition"].startswith("attachment;")
    for account in ("company", "liaison", "expert"):
        other = visit(account)
        assert other.page.request.get(station.url + address).status == 404, account


def test_fifty_megabytes_are_refused_by_their_announced_length(visit, station):
    person = someone(visit, True)
    choose(person, TAX + "money-before-filing", "filed-first")
    choose(person, TAX + "papers-complete", "ndrc")
    cookie = "; ".join(f"{item['name']}={item['value']}" for item in person.context.cookies())
    address = urllib.parse.urlsplit(station.url)
    for path in (TAX + "filing-evidence", "/api/v1" + TAX + "filing-evidence/evidence"):
        with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
            connection.sendall((
                f"POST {path} HTTP/1.1\r\nHost: {address.netloc}\r\nCookie: {cookie}\r\n"
                "Sec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 52428800\r\n\r\n--b\r\n").encode())
            # The answer is there although 50 MB less a few bytes were never sent.
            assert connection.recv(4096).startswith(b"HTTP/1.1 413")


@SCRIPTS
def test_a_first_look_leads_to_a_self_test(visit, scripts):
    person = someone(visit, scripts)
    for path in ("/", "/self-tests"):
        person.open(path).sees("先用 5 分钟看看该测哪一项")
    look(person, "first-look-card", scripts)
    person.page.click(".first-look a.button")
    person.sees("不出画像", "三个部分")
    look(person, "first-look-start", scripts)
    for _ in range(40):
        person.open("/self-tests/first-look")
        start = person.page.locator("main a.button").first
        if "核对" in start.inner_text() or "review" in start.get_attribute("href"):
            break
        start.click()
        boxes = person.page.locator("input[type=radio][name=answer]")
        boxes.nth(boxes.count() - 1 if boxes.count() > 2 else 0).check()
        go_on(person)
    person.open("/self-tests/first-look/review").sees("看结果").never_sees("转为诉求")
    look(person, "first-look-review", scripts)
    person.page.check("input[name=keep]")
    person.page.click("button:has-text('看结果')")
    person.sees("建议先做", "不是体检画像")
    look(person, "first-look-result", scripts)
    person.page.locator("main a.button", has_text="开始").first.click()
    assert "/self-tests/" in person.page.url
    person.open("/").sees("先用 5 分钟看看该测哪一项", "看上次的结果")
    company = visit("company")
    company.open("/self-tests").never_sees("先用 5 分钟").sees("不知道先测哪一份？").picture("first-look-quiet")


@pytest.mark.parametrize("name,path", [
    ("choice", TAX + "money-before-filing"), ("number", TAX + "staff-days"), ("table", STAFF + "staff-destinations"),
    ("date", STAFF + "earliest-passport-expiry"), ("evidence", TAX + "filing-evidence"), ("text", TAX + "other-worries"),
    ("start", "/self-tests/first-look"), ("tests", "/self-tests"),
])
def test_every_look_fits(visit, name, path):
    looks = {
        "desktop": ({"viewport": {"width": 1440, "height": 900}}, ""),
        "dark": ({"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}, ""),
        "largest": (PHONE, "/reading/size?to=largest&back=/"),
        "english": (PHONE, "/reading/language?to=en&back=/"),
        "narrow": ({"viewport": {"width": 320, "height": 640}}, ""),
    }
    for kind, (options, setting) in looks.items():
        person = visit("company2", **options)
        if setting:
            person.open(setting)
        choose(person, TAX + "money-before-filing", "filed-first")
        choose(person, TAX + "papers-complete", "ndrc")
        choose(person, STAFF + "responsible-head", "head-only")
        fits(person.open(path).accessible()).picture(f"look-{name}-{kind}")
        if setting:
            person.open("/reading/language?to=zh-Hans&back=/")
