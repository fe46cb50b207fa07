"""Every page for every person: phone and desktop, light and dark, large print, English, without scripts."""

import pytest

COMPANY = ["/", "/self-tests", "/self-tests/staff", "/tickets", "/tickets/new", "/tickets/new?matter=EE02",
           "/tickets/batch", "/appointments", "/appointments/new", "/plan", "/plan/print", "/consultations", "/me",
           "/me/notices", "/inbox", "/notifications", "/help", "/privacy"]
PAGES = {
    "company": COMPANY,
    "liaison": ["/desk", "/desk?tab=all", "/desk?tab=overdue", "/tickets", "/tickets/new?matter=EE02", "/notifications",
                "/notifications/replays", "/inbox", "/mails", "/appointments/day", "/pre-reviews", "/approvals", "/calls",
                "/retiming", "/mentions", "/texts", "/officers/manager"],
    "entry-exit": ["/legs", "/team", "/me", "/appointments/day", "/pre-reviews", "/mentions"],
    "manager": ["/summary", "/tickets", "/team?unit=entry-exit", "/routing", "/approvals", "/calls", "/retiming"],
    "auditor": ["/tickets"],
    "admin": ["/routing", "/routing/new", "/routing/1", "/routing/1/trial", "/notifications", "/notices",
              "/notices/ticket-answered.company"],
    "expert": ["/consultations", "/me"],
}
LOOKS = {
    "phone": {"viewport": {"width": 390, "height": 844}},
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
}


def has_no_sideways_scroll(person):
    wide = person.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{person.page.url} scrolls sideways by {wide} px"


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("account", PAGES)
def test_pages_are_accessible_and_fit(visit, account, look):
    person = visit(account, **LOOKS[look])
    for index, path in enumerate(PAGES[account]):
        person.open(path).accessible().picture(f"{account}-{index}-{look}")
        has_no_sideways_scroll(person)


@pytest.mark.parametrize("size", ["large", "largest"])
def test_large_print_cuts_nothing(visit, size):
    person = visit("company", viewport={"width": 390, "height": 844})
    person.open(f"/reading/size?to={size}&back=/")
    for index, path in enumerate(COMPANY):
        person.open(path).accessible().picture(f"company-{index}-{size}")
        has_no_sideways_scroll(person)
    person.open("/reading/size?to=large&contrast=high&back=/").accessible().picture("company-contrast")


def test_the_smallest_phone_does_not_scroll_sideways(visit):
    person = visit("company", viewport={"width": 320, "height": 640})
    for path in COMPANY:
        person.open(path)
        has_no_sideways_scroll(person)


def test_english_is_complete(visit):
    person = visit("company", viewport={"width": 1440, "height": 900})
    person.open("/reading/language?to=en&back=/").sees("Waiting for you", "Self-tests").picture("company-english")
    for path in COMPANY:
        person.open(path).accessible()
        assert person.page.get_attribute("html", "lang") == "en"
    person.open("/reading/language?to=zh-Hans&back=/").sees("需要您处理")


def test_a_newcomer_gets_a_way_in_and_no_dead_end(visit):
    person = visit(None)
    person.open("/tickets")
    assert "/sign-in?back=" in person.page.url
    person.sees("登录", "演示账号").accessible().picture("sign-in")
    person.page.fill("#account", "company")
    person.page.fill("#password", "wrong password")
    person.page.click("main button.button--wide")
    person.sees("账号或密码不对").accessible()
    assert person.page.input_value("#account") == "company"
    person.page.fill("#password", "demo-station-2026")
    person.page.click("main button.button--wide")
    person.page.wait_for_url("**/tickets")
    person.open("/tickets/2026-999999-9").sees("没有找到，或您不能查看").accessible()


def test_a_need_is_filed_without_scripts(visit):
    person = visit("company", java_script_enabled=False, viewport={"width": 390, "height": 844})
    person.open("/tickets/new").sees("今天就要出发", "要办什么事").picture("filing-which")
    person.page.fill("#q", "护照")
    person.page.click("form.search button")
    person.page.click("a.task-list__name >> nth=0")
    person.page.fill("#title", "")
    person.page.fill("#body", "总经理护照快到期")
    person.page.click("button:has-text('提交')")
    person.sees("请填写一句话说明")
    assert person.page.input_value("#body") == "总经理护照快到期"
    person.page.fill("#title", "护照换发")
    person.page.click("button:has-text('提交')")
    person.sees("已提交，编号", "受理", "前受理").picture("filed")
    person.page.click("summary:has-text('撤回诉求')")
    person.page.click("button:has-text('撤回诉求')")
    person.sees("已撤回")


def test_an_answer_saves_itself_while_it_is_given(visit):
    person = visit("company2", viewport={"width": 390, "height": 844})
    person.open("/self-tests/supply-chain")
    person.page.click("main a:text-is('开始')")
    person.page.wait_for_selector("[data-autosave-status]", state="attached")
    address = person.page.url
    if person.page.locator("#number").count():
        person.page.fill("#number", "30")
    else:
        person.page.locator("label.choice input").first.check()
    person.page.wait_for_selector("text=已保存")
    person.open("/self-tests/supply-chain").sees("已答 1 题")
    person.page.goto(address)
    assert person.page.locator("input:checked").count() + (
        1 if person.page.locator("#number").count() and person.page.input_value("#number") else 0) >= 1


def test_a_profile_prints(visit):
    person = visit("company", viewport={"width": 1440, "height": 900})
    person.open("/")
    person.page.click("a:has-text('查看体检画像') >> nth=0")
    person.page.emulate_media(media="print")
    person.accessible().picture("profile-print")
    assert not person.page.is_visible(".nav")


def test_typed_text_outlives_the_other_form_and_a_sign_in_that_ran_out(visit):
    person = visit("liaison", viewport={"width": 1440, "height": 900})
    person.page.click("a.queue__number >> nth=0")
    ticket = person.page.url
    person.page.fill("#reply-text", "请带护照原件到窗口")
    person.page.fill("#note-text", "已电话核实")
    person.page.click("button:has-text('保存内部记录')")
    person.sees("已电话核实")
    kept = "document.querySelector('#reply-text').value === '请带护照原件到窗口'"
    person.page.wait_for_function(kept)
    assert person.page.input_value("#note-text") == ""
    person.context.clear_cookies()
    person.page.click(".writing__box--reply button:has-text('发送')")
    person.sees("请先登录").accessible()
    person.page.click("main a.button")
    person.page.fill("#account", "liaison")
    person.page.fill("#password", "demo-station-2026")
    person.page.click("main button.button--wide")
    person.page.wait_for_url(ticket)
    person.page.wait_for_function(kept)
