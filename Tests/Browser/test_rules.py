"""The rules of routing from a first draft to the way back, and a unit's team on a day somebody is away."""

RULE = """rules:
  - id: R00
    when: { textAny: [护照, 签证] }
    lead: foreign-affairs
    reason: { zh-Hans: 先给外办看。, en: Foreign Affairs first. }
"""


def publish(page, reason):
    page.fill("#reason", reason)
    page.click("form[action$='/publications'] button")


def test_a_rule_is_drafted_tried_published_and_taken_back(visit):
    admin = visit("admin", viewport={"width": 1440, "height": 900}).open("/routing/new")
    page = admin.page
    source = page.input_value("#source")
    page.fill("#note", "护照和签证先给外办")
    page.fill("#source", source.replace("rules:\n", RULE.replace("foreign-affairs", "foreign-affair"), 1))
    page.click("form[action='/routing'] button")
    admin.sees("没有“foreign-affair”这个单位", "第 5 行").accessible()
    assert page.input_value("#note") == "护照和签证先给外办"
    page.fill("#source", source.replace("rules:\n", RULE.replace("lead: foreign", "lead: @foreign"), 1))
    page.click("form[action='/routing'] button")
    admin.sees("这个符号不能作一段文字的开头", "遇到“@”", "第 5 行").accessible().picture("rules-broken")
    assert "lead: @foreign-affairs" in page.input_value("#source")
    page.fill("#source", source.replace("rules:\n", RULE, 1))
    page.click("form[action='/routing'] button")
    admin.sees("每件诉求都有单位接").accessible()
    page.click("text=试算：会改变什么")
    # The page looks again by itself until the run is done.
    page.wait_for_selector("text=从哪个单位到哪个单位")
    admin.sees("出入境 → 外办").accessible().picture("rules-trial")
    publish(page, "试算看过了")
    admin.sees("已启用")
    admin.open("/routing").sees("现在按第 2 版").open("/routing/1")
    publish(page, "先恢复")
    admin.open("/routing").sees("现在按第 1 版").accessible().picture("rules")


def test_a_company_says_which_country_it_is_about(visit):
    """On a phone: one field, two more behind a fold, and a mistake opens the fold with what was typed."""
    company = visit("company", viewport={"width": 390, "height": 844}).open("/tickets/new?matter=TX05")
    page = company.page
    company.accessible().picture("filing-countries")
    page.fill("#title", "境外所得的税怎么抵")
    page.fill("#body", "请告诉我们要带哪些材料。")
    page.fill("#country-1", "泰国")
    page.click("summary:has-text('还涉及别的国家')")
    page.fill("#country-2", "亚特兰蒂斯")
    page.click("form[action='/tickets'] button.button")
    company.sees("没有找到“亚特兰蒂斯”这个国家（地区）").accessible().picture("filing-countries-error")
    assert page.input_value("#country-1") == "泰国" and page.is_visible("#country-2")
    page.fill("#country-2", "越南")
    page.click("form[action='/tickets'] button.button")
    company.sees("泰国、越南").accessible().picture("ticket-countries")
    number = page.url.split("/")[-1].split("?")[0]
    visit("liaison", viewport={"width": 1440, "height": 900}).open("/tickets/" + number).sees(
        "泰国、越南").picture("ticket-countries-desk")


def test_an_absence_brings_the_work_to_the_deputy_and_is_taken_back(visit):
    officer = visit("entry-exit", viewport={"width": 390, "height": 844}).open("/team")
    page = officer.page
    today = page.get_attribute("#from", "min")
    page.fill("#from", today)
    page.fill("#to", today)
    page.click("form[action='/team/absences'] button")
    officer.sees("请选谁替班").accessible().picture("team-error")
    assert page.input_value("#from") == today
    page.select_option("#deputy", label="出入境民警小入")
    page.click("form[action='/team/absences'] button")
    officer.sees("由出入境民警小入替班").accessible().picture("team-away")
    page.click("button[aria-label^='撤销']")
    officer.sees("已撤销。")
    page.click("button:has-text('恢复')")
    officer.sees("由出入境民警小入替班")
    page.click("button[aria-label^='撤销']")
    officer.sees("已撤销。")
