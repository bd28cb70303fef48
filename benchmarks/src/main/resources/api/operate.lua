-- wrk: operate_monitor, a new group each time; refused answers are counted.
local form = os.getenv("IPLIVE_FORM")
local number = tonumber(os.getenv("IPLIVE_AFTER"))

function request()
  number = number + 1
  return wrk.format("POST", "/operate_monitor",
    {["Content-Type"] = "application/x-www-form-urlencoded"}, form .. "&group_id=" .. number)
end

bad = 0
good = 0
function response(status, headers, body)
  if string.find(body, '"code":1000', 1, true) then
    good = good + 1
  else
    bad = bad + 1
  end
end

local threads = {}
function setup(thread)
  table.insert(threads, thread)
end

function done(summary, latency, requests)
  local thread = threads[1]
  io.write(string.format('{"good":%d,"bad":%d,"errors":%d,"micros":%d,"p50_us":%d,"p99_us":%d,"max_us":%d}\n',
    thread:get("good"), thread:get("bad"),
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    summary.duration, latency:percentile(50), latency:percentile(99), latency.max))
end
