-- The load of one measurement, for wrk. Arguments: SCENARIO FILE, where FILE holds what the scenario needs:
--   limit   PATH TOKEN...               the same small post again and again
--   file    TOKEN...                    files a ticket with a text of its own each time
--   submit  SELF-TEST BODY TOKEN...     submits the same answers again and again
--   read    TOKEN                       then one path a line: reads one after the other, again and again
--   act     TOKEN NOUN VERSION BODY     then one ticket number a line: acts once on each, until none is left
-- One line each; those with many tokens take them in turn.
-- Prints one JSON line: answers by status, seconds, latency percentiles in milliseconds.

local phrases = {
  "我司在越南设厂，当地税务机关要求补缴预提所得税", "货物在目的港被扣，需要补充原产地证明", "外派员工护照即将到期",
  "海外仓发生盗窃，需要协助报案材料", "客户拖欠货款三个月，怀疑合同诈骗", "申请办理亚太经合组织商务旅行卡",
  "供应商被列入出口管制清单", "外籍专家来华工作许可需要延期", "出口退税函调迟迟没有回复", "境外子公司社保登记有疑问",
  "员工在境外失联，家属着急", "跨境数据传输需要做安全评估", "境外参展人员签证邀请函", "公司域名在境外被仿冒",
}

local threads = {}

function setup(thread)
  thread:set("id", #threads)
  table.insert(threads, thread)
end

function init(args)
  scenario = args[1]
  ok, refused, other = 0, 0, 0
  last = nil
  math.randomseed(4711 + id)
  local lines = {}
  for line in io.lines(args[2]) do table.insert(lines, line) end
  tokens, turn = {}, 0
  -- Each thread has people of its own, so that nobody is in two places at once.
  local function staff(from)
    for index = from + id, #lines, tonumber(args[3]) do table.insert(tokens, "Bearer " .. lines[index]) end
  end
  if scenario == "limit" then
    path = lines[1]
    staff(2)
  elseif scenario == "file" then
    staff(1)
  elseif scenario == "submit" then
    test, body = lines[1], lines[2]
    staff(3)
  elseif scenario == "read" then
    token, place = lines[1], math.random(#lines)
    paths = {}
    for index = 2, #lines do table.insert(paths, lines[index]) end
  else
    token, noun, version, body = lines[1], lines[2], lines[3], lines[4]
    numbers, position = {}, 0
    for index = 5 + id, #lines, tonumber(args[3]) do table.insert(numbers, lines[index]) end
  end
end

local function next_bearer()
  turn = turn % #tokens + 1
  return { ["Authorization"] = tokens[turn] }
end

local function post(path, headers, body)
  headers["Content-Type"] = "application/json"
  return wrk.format("POST", path, headers, body)
end

function request()
  if scenario == "limit" then
    return post(path, next_bearer(), '{"text":"' .. phrases[1] .. phrases[2] .. phrases[3] .. '"}')
  elseif scenario == "file" then
    local text = ""
    for _ = 1, 5 do text = text .. phrases[math.random(#phrases)] .. "，" end
    local title = phrases[math.random(#phrases)]
    return post("/api/v1/tickets", next_bearer(),
      '{"matter":"EE05","title":"' .. title .. '","body":"' .. text .. math.random(1000000) .. '"}')
  end
  if scenario == "read" then
    place = place % #paths + 1
    return wrk.format("GET", paths[place], { ["Authorization"] = "Bearer " .. token })
  end
  if scenario == "submit" then
    return post("/api/v1/self-tests/" .. test .. "/submissions", next_bearer(), body)
  end
  position = position + 1
  local number = numbers[position]
  if number == nil then
    wrk.thread:stop()
    return wrk.format("GET", "/healthz")
  end
  return post("/api/v1/tickets/" .. number .. "/" .. noun,
    { ["Authorization"] = "Bearer " .. token, ["If-Match"] = '"' .. version .. '"' }, body)
end

function response(status, headers, body)
  if status == 201 or status == 200 and scenario == "read" then ok = ok + 1
  elseif status == 503 then refused = refused + 1
  else
    other = other + 1
    last = status .. " " .. body:sub(1, 200)
  end
end

function done(summary, latency, requests)
  local ok, refused, other, last, spent = 0, 0, 0, "", 0
  for _, thread in ipairs(threads) do
    ok, refused, other = ok + thread:get("ok"), refused + thread:get("refused"), other + thread:get("other")
    last = thread:get("last") or last
    if thread:get("position") then spent = spent + thread:get("position") end
  end
  print(string.format(
    '{"ok":%d,"busy":%d,"other":%d,"last":"%s","taken":%d,"seconds":%.4f,"p50ms":%.3f,"p99ms":%.3f,"socketErrors":%d}',
    ok, refused, other, (last:gsub('["\\%c]', " ")), spent, summary.duration / 1e6, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
