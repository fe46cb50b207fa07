"""Files, kept texts and names at a ticket, in a browser with and without scripts."""

import base64
import zlib

import pytest
from conftest import eventually

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
SEND = "button:not([name]):not([formaction])"


def picture(size):
    """The picture with a comment of `size` bytes."""
    content = b"tEXtComment\0" + b"x" * size
    chunk = (len(content) - 4).to_bytes(4, "big") + content + zlib.crc32(content).to_bytes(4, "big")
    return PICTURE[:33] + chunk + PICTURE[33:]


def chosen(name, content):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_company_files_with_papers_and_the_officer_saves_them(visit, scripts):
    company = visit("company", viewport={"width": 390, "height": 844}, java_script_enabled=scripts)
    page = company.open("/tickets/new?matter=TX05").page
    page.fill("#title", "退税申报被退回")
    page.fill("#body", "请看附件")
    page.set_input_files("#files", [chosen("网页.pdf", b"<html><script>alert(1)</script>")])
    page.click(f"main form[method=post] {SEND}")
    company.sees("“网页.pdf”：这是网页")
    assert page.input_value("#body") == "请看附件"
    page.set_input_files("#files", [chosen("证书.png", PICTURE), chosen("扫描件.png", picture(900_000))])
    page.click(f"main form[method=post] {SEND}")
    page.wait_for_url("**/tickets/*?new=1")
    company.sees("证书.png", "扫描件.png")
    number = page.url.rsplit("/", 1)[1].split("?")[0]
    company.picture(f"files-company-{scripts}")

    officer = visit("liaison", viewport={"width": 1440, "height": 900}, java_script_enabled=scripts)
    page = officer.open(f"/tickets/{number}").page
    with page.expect_download() as saved:
        page.click("text=证书.png")
    assert saved.value.suggested_filename == "证书.png"
    with open(saved.value.path(), "rb") as file:
        assert file.read() == PICTURE
    # What is written inside stays inside, its file too.
    page.fill("#note-text", "内部看")
    page.click(".writing__box--note summary")
    page.set_input_files("#note-files", [chosen("内部.png", PICTURE)])
    page.click(f".writing__box--note {SEND}")
    officer.sees("内部看", "内部.png")
    company.open(f"/tickets/{number}").never_sees("内部看", "内部.png")


def test_fifty_megabytes_are_refused_in_words_and_nothing_typed_is_lost(visit, tmp_path):
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-1.7\n" + b"\0" * 50_000_000)
    for scripts in (True, False):
        company = visit("company", viewport={"width": 390, "height": 844}, java_script_enabled=scripts)
        page = company.open("/tickets/new?matter=TX05").page
        page.fill("#title", "大文件")
        page.fill("#body", "写了很久的说明")
        page.set_input_files("#files", str(large))
        page.click(f"main form[method=post] {SEND}")
        page.wait_for_selector("text=文件超过 20 MB，请分开上传 >> nth=0", timeout=60_000)
        assert page.input_value("#body") == "写了很久的说明"
        assert page.input_value("#title") == "大文件"


def test_texts_and_names_by_keys_and_without_scripts(visit):
    officer = visit("liaison", viewport={"width": 1440, "height": 900})
    page = officer.open("/desk?tab=all").page
    number = page.get_attribute("[data-queue] > *", "data-number")
    officer.open(f"/tickets/{number}").accessible()
    page.fill("#reply-text", "您好！")
    page.set_input_files("#reply-files", [chosen("证书.png", PICTURE)])
    page.focus("#reply-block")
    page.keyboard.insert_text("转给主办单位了")
    page.keyboard.press("Enter")
    eventually(lambda: _holds(page, number))
    assert page.evaluate("document.activeElement.id") == "reply-text"
    assert page.evaluate("document.getElementById('reply-files').files.length") == 1, "the file is still chosen"
    officer.picture("texts-inserted")

    plain = visit("liaison", viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = plain.open(f"/tickets/{number}").page
    page.fill("#note-text", "写了一半")
    page.fill("#note-block", "请出意见（内部）")
    page.click(".writing__box--note button[name=insert]")
    page.wait_for_url("**inserted=notes**")
    text = page.input_value("#note-text")
    assert text.startswith("写了一半\n") and number in text
    page.fill("#note-mention", "manager")
    page.click(f".writing__box--note {SEND}")
    page.wait_for_url(f"**/tickets/{number}")
    assert page.inner_text("a.mention >> nth=0") == "@值班领导小屏"

    manager = visit("manager", viewport={"width": 1440, "height": 900})
    manager.open("/mentions").accessible().sees(number, "写了一半")
    manager.picture("mentions")


def _holds(page, number):
    text = page.input_value("#reply-text")
    assert text.startswith("您好！\n") and number in text


def test_kept_texts_have_a_page(visit):
    officer = visit("entry-exit", viewport={"width": 390, "height": 844})
    page = officer.open("/texts").accessible().page
    page.fill("#title", "浏览器里写的")
    page.fill("#chinese", "编号 {nummer}")
    page.fill("#english", "No. {number}")
    page.click(f"#form {SEND}")
    officer.sees("没有变量 {nummer}")
    page.fill("#chinese", "编号 {number}")
    page.check("input[name=unit]")
    page.click(f"#form {SEND}")
    page.wait_for_url("**/texts?done=1")
    page.fill("#q", "浏览器里")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    page.click("text=浏览器里写的")
    page.wait_for_url("**/texts/*")
    officer.picture("texts-change")
    page.click("text=删去这一条")
    page.wait_for_url("**/texts?done=1")
    officer.never_sees("浏览器里写的")
