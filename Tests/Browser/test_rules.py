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
    admin.sees("there is no unit “foreign-affair”", "第 5 行").accessible()
    assert page.input_value("#note") == "护照和签证先给外办"
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


def test_an_absence_brings_the_work_to_the_deputy_and_is_taken_back(visit):
    officer = visit("entry-exit", viewport={"width": 390, "height": 844}).open("/team")
    page = officer.page
    today = page.get_attribute("#from", "min")
    page.fill("#from", today)
    page.fill("#to", today)
    page.click("form[action='/team/absences'] button")
    officer.sees("请选谁替班").accessible()
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
