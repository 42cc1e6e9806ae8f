-- ARGV: id, buyer, quantity, price, limit for each order. Any epoch: the ledger has decided.
local code = status(0)
if code ~= OK then return refuse(code) end

local n = math.floor(#ARGV / 5)
local ids = {}
for i = 1, n do ids[i] = ARGV[i * 5 - 4] end
local recs = redis.call('HMGET', KEYS[2], unpack(ids))
redis.call('LLEN', KEYS[4])

local unknown = {}
for i = 1, n do
  if not recs[i] then unknown[#unknown + 1] = ARGV[i * 5 - 3] end
end
loadHeld(unknown)

local out, fresh, written, changed = { OK, '' }, {}, {}, false
for i = 1, n do
  local id = ids[i]
  local rec = fresh[id] or recs[i]
  if rec then
    local state, q, buyer, tail = parse(rec)
    if state == 'C' then
      out[i + 2] = 1
    elseif state == 'X' then
      out[i + 2] = 2
    else
      fresh[id] = 'C' .. tail
      rs = rs - q
      cf = cf + q
      en = en + 1
      out[i + 2] = 0
    end
  else
    -- Redis lost this one: take it up, even below zero, so that nobody else gets its units.
    local b, q = ARGV[i * 5 - 3], tonumber(ARGV[i * 5 - 2])
    fresh[id] = string.format('C|%d|0|%d|', q, now) .. ARGV[i * 5 - 1] .. '|' .. ARGV[i * 5] .. '|' .. b
    changeHeld(b, q)
    av = av - q
    cf = cf + q
    out[i + 2] = 0
  end
  if out[i + 2] == 0 then
    written[#written + 1] = id
    written[#written + 1] = fresh[id]
    changed = true
  end
end

if changed then
  redis.call('HSET', KEYS[2], unpack(written))
  saveHeld()
  save()
  trimLine(n)
end
out[2] = view()
return out
