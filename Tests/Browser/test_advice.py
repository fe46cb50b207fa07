"""What a company does about its profile: it asks an expert and takes its question back, it plans, it is warned."""

import base64
import datetime

import icalendar
import pytest

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
PHONE = {"viewport": {"width": 390, "height": 844}}
DESK = {"viewport": {"width": 1440, "height": 900}}


def profile_with_red_line(person):
    """Opens the company's newest profile that crosses a red line."""
    person.open("/")
    for href in person.page.eval_on_selector_all("a[href^='/profiles/']", "links => links.map(link => link.getAttribute('href'))"):
        person.open(href)
        if person.page.locator(".red-line").count():
            return href
    raise AssertionError("no profile with a red line")


def ask(person, question):
    person.page.check("input[name=purpose] >> nth=1")
    person.page.fill("#question", question)
    person.page.check("input[name=expert]")
    person.page.check("input[name=consent]")
    person.page.click("button:has-text('发给专家')")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_company_asks_sees_the_answer_and_the_look_and_takes_it_back(visit, scripts):
    company = visit("company", java_script_enabled=scripts, **PHONE)
    profile_with_red_line(company)
    company.page.click(".red-line a:has-text('请专家看看')")
    company.sees("您只共享这一题", "没有别的", "红线").never_sees("改为共享整份画像？")
    if scripts:
        company.accessible().picture("ask-expert-phone")
    shared = company.page.inner_text(".extract")

    # Nothing is ticked; without consent nothing is sent, and what was typed stays.
    assert company.page.locator("form input:checked").count() == 0
    company.page.fill("#question", "还能不能继续派人？")
    company.page.click("button:has-text('发给专家')")
    company.sees("请选一个目的", "请选一位专家", "请先勾选同意")
    assert company.page.input_value("#question") == "还能不能继续派人？"
    ask(company, "还能不能继续派人？")
    company.sees("已发给专家", "等专家回复", "还没有人查看过")
    thread = company.page.url.removeprefix(company.url).split("?")[0]

    expert = visit("expert", java_script_enabled=scripts, **DESK)
    expert.sees("企业咨询", "等您回复", "商量怎么整改")
    if scripts:
        expert.accessible().picture("expert-home")
    expert.open(thread).sees("还能不能继续派人？")
    assert expert.page.inner_text(".extract") == shared, "the expert sees what the company was shown, and nothing else"
    if scripts:
        expert.accessible().picture("expert-thread")

    # An opinion without a conclusion comes back; one that is not shown is the expert's own note.
    expert.page.fill("#steps", "先停派")
    expert.page.click("button:has-text('保存意见')")
    expert.sees("请写明结论")
    assert expert.page.input_value("#steps") == "先停派"
    expert.page.fill("#conclusion", "不建议继续派人")
    expert.page.click("button:has-text('保存意见')")
    expert.sees("自己的记录，企业看不到")
    company.open(thread).sees("还没有回复")
    expert.page.click("a:has-text('填入表单，给企业看')")
    assert expert.page.input_value("#conclusion") == "不建议继续派人"
    expert.page.fill("#articles", "对外劳务合作管理条例 第八条")
    expert.page.check("input[name=show]")
    expert.page.click("button:has-text('保存意见')")

    company.open(thread).sees("参考意见 · 法律专家小询", "不建议继续派人", "第八条", "专家已回复")
    company.never_sees("自己的记录")
    assert company.page.locator(".looks li").count() >= 4, "each opening is a look"
    if scripts:
        company.accessible().picture("consultation-phone")

    # Two at once: the expert writes on a page that the company has answered meanwhile; his text is kept.
    expert.page.click("summary:has-text('只发一条消息')")
    expert.page.fill("#text", "请补充合同")
    company.page.fill("#text", "我再补充一点")
    company.page.click("button:has-text('发送')")
    expert.page.click("button:has-text('发送')")
    expert.sees("刚才对方有了新的内容", "我再补充一点")
    assert expert.page.input_value("#text") == "请补充合同"

    company.page.click("summary:has-text('撤回共享')")
    company.page.click("main button:has-text('撤回')")
    company.sees("已撤回", "不建议继续派人")
    answer = expert.page.goto(expert.url + thread)
    assert answer.status == 404
    expert.never_sees("还能不能继续派人？", "第八条")
    expert.open("/consultations").never_sees(thread)


def test_an_expert_takes_a_shared_file_while_it_is_shared_and_the_company_sees_it(visit):
    company = visit("company2", java_script_enabled=False, **PHONE)
    file = {"name": "应急预案.png", "mimeType": "image/png", "buffer": PIXEL}
    company.open("/self-tests/staff/questions/responsible-head").page.check("input[value=nobody]")
    company.page.click("button[value=next]")
    company.open("/self-tests/staff/questions/plan-coverage").page.fill("#number", "50")
    company.page.click("button[value=next]")
    company.open("/self-tests/staff/questions/plan-file").page.set_input_files("#file", file)
    company.page.click("button[value=upload]")
    company.sees("应急预案.png").open("/self-tests/staff/review").sees("不论是否勾选：有人员处于危险时").page.check("input[name=keep]")
    company.page.click("button:has-text('提交并生成画像')")
    company.page.click("main .button-row a:has-text('请专家看看')")
    company.sees("和您交的文件", "应急预案.png")
    ask(company, "预案够不够？")
    thread = company.page.url.removeprefix(company.url).split("?")[0]

    expert = visit("expert", java_script_enabled=False, **DESK)
    expert.open(thread).sees("应急预案.png", "每次下载文件都会记录")
    address = expert.page.get_attribute("a:has-text('应急预案.png')", "href")
    got = expert.context.request.get(expert.url + address)
    assert got.status == 200 and got.body() == PIXEL
    assert got.headers["content-disposition"].startswith("attachment;")
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-security-policy"] == "default-src 'none'; sandbox"
    company.open(thread).sees("下载了“应急预案.png”")
    for account in ["liaison", "manager", "company", "economic-crime"]:
        other = visit(account)
        assert other.context.request.get(other.url + address).status == 404, account
    assert expert.context.request.get(expert.url + "/evidence/" + address.rsplit("/", 1)[1]).status == 404
    company.page.click("summary:has-text('撤回共享')")
    company.page.click("main button:has-text('撤回')")
    assert expert.context.request.get(expert.url + address).status == 404


def test_officers_do_not_see_threads(visit):
    company = visit("company", **DESK)
    company.open("/consultations")
    thread = company.page.get_attribute("a[href^='/consultations/']", "href")
    for account in ["liaison", "manager", "company2", "economic-crime"]:
        other = visit(account)
        assert other.page.goto(other.url + thread).status == 404, account


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_plan_is_ticked_taken_back_changed_removed_and_brought_back(visit, scripts):
    company = visit("company", java_script_enabled=scripts, **PHONE)
    company.sees("整改计划", "看整个计划")
    company.open("/plan").sees("已完成 1/")
    if scripts:
        company.sees("已超期 3 天", "还剩 5 天", "未定期限").accessible().picture("plan-phone")
    done = company.page.locator("li[data-done]").count()
    first = company.page.locator(".plan__item:not([data-done])").first
    name = first.get_attribute("id")
    first.locator("button:has-text('完成了')").click()
    assert company.page.locator("li[data-done]").count() == done + 1
    company.page.locator(f"[id='{name}'] button:has-text('撤销完成')").click()
    assert company.page.locator("li[data-done]").count() == done

    company.page.locator(f"[id='{name}'] summary").click()
    company.page.fill(f"[id='owner-{name}']", "财务部 小赵")
    company.page.fill(f"[id='due-{name}']", "2030-01-31")
    company.page.locator(f"[id='{name}'] button:text-is('保存')").click()
    company.sees("负责人：财务部 小赵", "2030年1月31日")

    total = company.page.locator(".plan__item").count()
    company.page.locator(f"[id='{name}'] summary").click()
    company.page.locator(f"[id='{name}'] button:has-text('移出计划')").click()
    assert company.page.locator(".plan__item").count() == total - 1
    company.sees("已移出")
    company.page.click("button:has-text('放回计划')")
    assert company.page.locator(".plan__item").count() == total
    company.sees("财务部 小赵")


def test_recommendations_go_into_the_plan_once(visit):
    company = visit("company", **DESK)
    profile_with_red_line(company)
    before = company.open("/plan").page.locator(".plan__item").count()
    for _ in range(2):
        profile_with_red_line(company)
        if company.page.locator("button:has-text('把前几条建议都加入计划')").count():
            company.page.click("button:has-text('把前几条建议都加入计划')")
    company.open("/plan").accessible().picture("plan-desktop")
    assert before <= company.page.locator(".plan__item").count() <= before + 5
    profile_with_red_line(company)
    company.sees("已在整改计划中").accessible().picture("profile-advice")


def test_the_plan_on_paper_and_in_a_calendar(visit):
    company = visit("company", **DESK)
    company.open("/plan/print").sees("整改计划", "负责人", "未完成", "已完成").accessible()
    company.page.emulate_media(media="print")
    company.picture("plan-paper")
    assert not company.page.locator(".nav").is_visible()
    answer = company.context.request.get(company.url + "/plan/calendar.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(answer.body())
    events = calendar.walk("VEVENT")
    assert events, "the demonstration's plan has days"
    for event in events:
        start, end = event.decoded("dtstart"), event.decoded("dtend")
        assert isinstance(start, datetime.date) and end - start == datetime.timedelta(days=1)
        assert str(event["uid"]).endswith("@cloudstation") and str(event["summary"])
        assert not event.errors
    assert calendar.errors == []
    assert all(len(line) <= 75 for line in answer.body().split(b"\r\n"))


def test_a_warning_says_why_whither_and_by_when_before_anybody_presses(visit):
    company = visit("company2", **PHONE)
    company.open("/self-tests/tax").sees("人员有危险", "您同意后，才会转为诉求")
    other = visit("company", **PHONE)
    profile_with_red_line(other)
    other.sees("诉求")


def test_english_reads_whole(visit):
    company = visit("company", **DESK)
    company.open("/reading/language?to=en&back=/plan").sees("Action plan", "done", "Print version").accessible()
    company.open("/consultations").sees("Expert consultations").accessible()
    company.page.click("main a.task-list__name >> nth=0")
    company.sees("Who has looked").accessible().picture("consultation-english")
    profile_with_red_line(company)
    company.page.click("main .button-row a:has-text('Ask an expert')")
    company.sees("You share the whole profile", "What do you want to know?").accessible()
    company.open("/reading/language?to=zh-Hans&back=/")
