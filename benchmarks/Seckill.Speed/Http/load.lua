-- wrk script. Arguments: file of tokens, name of the run, expected status, text that the expected body holds,
-- milliseconds that a connection rests after each answer (0: none).
-- What a thread sets by thread:set is a global of that thread; a local of the same name in this file would hide it.
local threads = {}

function setup(thread)
  thread:set('tid', #threads)
  threads[#threads + 1] = thread
end

local heads, at, serial, run = {}, 0, 0, ''
local wantedStatus, wantedText
local find, body = string.find, '{"quantity":1}'

function init(args)
  run, wantedStatus, wantedText = args[2] .. '-' .. tid .. '-', tonumber(args[3]), args[4]
  for token in io.lines(args[1]) do
    heads[#heads + 1] = table.concat({
      'POST ', wrk.path, ' HTTP/1.1\r\nHost: ', wrk.headers['Host'],
      '\r\nAuthorization: Bearer ', token,
      '\r\nContent-Type: application/json\r\nContent-Length: ', #body,
      '\r\nIdempotency-Key: ' })
  end
  -- The threads walk through all buyers, half a round apart.
  at = math.floor(#heads / 2) * tid
  good, bad, first = 0, 0, ''

  local rest = tonumber(args[5])
  if rest > 0 then
    -- Whole milliseconds only, so the fraction is a matter of chance.
    delay = function() return math.floor(rest + math.random()) end
  end
end

function request()
  at = at % #heads + 1
  serial = serial + 1
  return heads[at] .. run .. serial .. '\r\n\r\n' .. body
end

function response(status, headers, answer)
  if status == wantedStatus and find(answer, wantedText, 1, true) then
    good = good + 1
  else
    bad = bad + 1
    if bad == 1 then first = status .. ' ' .. string.gsub(string.sub(answer, 1, 200), '[%c"\\]', ' ') end
  end
end

function done(summary, latency)
  local allGood, allBad, example = 0, 0, ''
  for _, thread in ipairs(threads) do
    allGood = allGood + thread:get('good')
    allBad = allBad + thread:get('bad')
    if example == '' then example = thread:get('first') end
  end
  local broken = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format(
    'summary {"good":%d,"bad":%d,"example":"%s","broken":%d,"microseconds":%d,"p50":%d,"p99":%d}\n',
    allGood, allBad, example, broken, summary.duration, latency:percentile(50), latency:percentile(99)))
end
