"""A company books, has its papers checked, comes; the site's officer sees who comes; rules approve and people look."""

import base64
import re

import pytest

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
PHONE = {"viewport": {"width": 390, "height": 844}}
DESK = {"viewport": {"width": 1440, "height": 900}}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_company_books_moves_and_cancels_and_the_clerk_sees_it(visit, scripts):
    company = visit("company2", java_script_enabled=scripts, **PHONE)
    company.open("/").sees("预约和预审")
    company.page.click("a:has-text('预约和预审')")
    company.page.click("a:has-text('预约到窗口')")
    company.sees("约哪件事", "商务签注")
    company.page.click("a:has-text('往来港澳商务签注')")
    company.sees("去哪个网点", "助企云站服务大厅", "出入境办证大厅")
    if scripts:
        company.accessible().picture("visit-site-phone")
    company.page.click("a:has-text('助企云站服务大厅')")
    company.sees("哪一天")
    if scripts:
        company.accessible().picture("visit-time-phone")
    # Nothing is chosen for anybody: pressing without a time stays here.
    assert company.page.locator("input[name=start]:checked").count() == 0
    company.page.locator("input[name=start]").last.check(force=True)
    company.page.fill("#note", "两个人一起来")
    company.page.click("button:has-text('预约')")
    company.sees("已预约", "两个人一起来", "加到日历", "开始预审材料")
    if scripts:
        company.accessible().picture("visit-booked-phone")
    address = company.page.url.removeprefix(company.url).split("?")[0]

    company.page.click("a:has-text('改时间')")
    company.page.click("a:has-text('看更晚的日期')")
    company.page.locator(".days__day").last.click()
    company.page.locator("input[name=start]").first.check(force=True)
    company.page.click("button:has-text('改到这个时间')")
    company.sees("时间已改")
    day = company.page.inner_text("h1")

    clerk = visit("liaison", java_script_enabled=scripts, **DESK)
    clerk.open(address).sees("两个人一起来", day)
    clerk.page.click("a:has-text('预约和预审')")
    clerk.sees("待到")
    if scripts:
        clerk.accessible().picture("visit-day")

    company.page.click("summary:has-text('取消')")
    company.page.click("button:has-text('确定取消')")
    company.sees("已取消")


def test_papers_are_checked_one_by_one_until_one_visit_is_enough(visit):
    company = visit("company2", **PHONE)
    company.open("/appointments/new?matter=EE17")
    company.context.request.post(company.url + "/pre-reviews", form={"matter": "EE17"}, headers={"Origin": company.url})
    company.open("/appointments")
    company.page.click("a:has-text('出入境记录查询')")
    company.sees("还差 2 份，共 2 份")
    company.accessible().picture("papers-phone")
    company.page.locator("button:has-text('已备好')").first.click()
    company.sees("还差 1 份")
    company.page.locator("summary:has-text('上传')").last.click()
    company.page.locator("input[type=file]").last.set_input_files(
        {"name": "委托书.png", "mimeType": "image/png", "buffer": PIXEL})
    company.page.locator("button[data-busy]:has-text('上传')").last.click()
    company.sees("委托书.png", "都标好了，还没交")
    company.page.click("button:has-text('交审')")
    company.sees("已交，正在看")

    officer = visit("entry-exit", **DESK)
    officer.open("/pre-reviews")
    officer.page.locator("a.task-list__name:has-text('出入境记录查询')").first.click()
    officer.sees("委托书.png")
    officer.page.locator("input[name='verdict-0'][value=fine]").check(force=True)
    officer.page.locator("input[name='verdict-1'][value=mend]").check(force=True)
    officer.page.click("button:has-text('提交结论')")
    officer.page.wait_for_selector("#errors")
    officer.accessible().picture("papers-officer")
    officer.page.fill("#reason-1", "没有签名")
    officer.page.click("button:has-text('提交结论')")
    officer.sees("有 1 份要补正")

    company.open("/").sees("有 1 份要补正")
    company.open("/appointments")
    company.page.click("a:has-text('出入境记录查询')")
    company.sees("没有签名")
    company.page.locator("button:has-text('已备好')").last.click()
    company.page.click("button:has-text('交审')")
    officer.page.reload()
    officer.page.locator("input[name='verdict-1'][value=fine]").check(force=True)
    officer.page.click("button:has-text('提交结论')")
    officer.sees("只跑一次")
    company.page.reload()
    company.sees("材料齐了，只跑一次就行").accessible().picture("papers-complete-phone")

    # What is left is a lookup, so a rule answers at once and says why.
    company.open("/tickets/new?matter=EE17")
    company.page.fill("#title", "查询本人出入境记录")
    company.page.fill("#body", "投标用")
    company.page.click("form[action='/tickets'] button:has-text('提交')")
    company.sees("按规则批准", "材料已由人员逐项看过").accessible().picture("approved-phone")


def test_a_drawn_approval_is_looked_at_and_a_rule_switched_off(visit):
    clerk = visit("liaison", **DESK)
    clerk.open("/approvals").sees("待复核", "A01", "抽查 20%")
    clerk.accessible().picture("approvals")
    clerk.page.locator("input[name=finding][value=wrong]").first.check(force=True)
    clerk.page.locator("button:has-text('提交复核')").first.click()
    clerk.page.wait_for_selector("#errors")
    clerk.page.locator("input[name=comment]").first.fill("委托书没有签名")
    clerk.page.locator("button:has-text('提交复核')").first.click()
    clerk.sees("没有待复核的", "批错了", "委托书没有签名")
    admin = visit("admin", **PHONE)
    admin.open("/approvals")
    admin.page.locator("summary:has-text('停用')").first.click()
    admin.page.locator("input[name=reason]").first.fill("复核有误，先停")
    admin.page.locator("button:has-text('停用')").first.click()
    admin.sees("复核有误，先停", "停用").accessible().picture("approvals-phone")


@pytest.mark.parametrize("look", ["dark", "large", "english", "paper"])
def test_the_pages_stand_in_every_look(visit, look):
    options = {"color_scheme": "dark"} if look == "dark" else {}
    clerk = visit("liaison", **DESK, **options)
    company = visit("company", **PHONE, **options)
    if look == "large":
        for person in (clerk, company):
            person.open("/reading/size?to=largest&back=%2F")
    if look == "english":
        for person in (clerk, company):
            person.open("/reading/language?to=en&back=%2F")
    clerk.open("/appointments/day")
    if look == "paper":
        clerk.page.emulate_media(media="print")
    else:
        clerk.accessible()
    clerk.picture(f"visit-day-{look}")
    for path, name in [("/appointments", "visits"), ("/appointments/new?matter=EE02&site=service-centre", "visit-time")]:
        company.open(path)
        if look != "paper":
            company.accessible()
        company.picture(f"{name}-{look}")
        assert company.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} scrolls sideways"
    link = company.open("/appointments").page.locator("a[href^='/pre-reviews/']").first
    link.click()
    if look != "paper":
        company.accessible()
    company.picture(f"papers-{look}")
    assert not re.search(r"\b[a-z]+(-[a-z]+)*\.[a-z-]+\b", company.text()) or look == "english", "a key shows as itself"
