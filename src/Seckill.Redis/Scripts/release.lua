-- ARGV: epoch, then id, quantity and 1 to keep the buyer's limit used (else 0) for each.
local code = status(tonumber(ARGV[1]))
if code ~= OK then return refuse(code) end

local n = math.floor((#ARGV - 1) / 3)
local ids = {}
for i = 1, n do ids[i] = ARGV[i * 3 - 1] end
local recs = redis.call('HMGET', KEYS[2], unpack(ids))
redis.call('LLEN', KEYS[4])

local buyers = {}
for i = 1, n do
  if recs[i] then
    local state, q, buyer = parse(recs[i])
    buyers[#buyers + 1] = buyer
  end
end
loadHeld(buyers)

local out, fresh, written, changed = { OK, '' }, {}, {}, false
for i = 1, n do
  local id = ids[i]
  local rec = fresh[id] or recs[i]
  if not rec then
    -- A confirm may be late: the record that says "released" outlives this call, or that confirm would take the units for good.
    fresh[id] = string.format('X|%d|0|%d|0|0|-', tonumber(ARGV[i * 3]), now)
    written[#written + 1] = id
    written[#written + 1] = fresh[id]
    changed = true
    out[i + 2] = 3
  else
    local state, q, buyer, tail = parse(rec)
    if state == 'X' then
      out[i + 2] = 1
    else
      fresh[id] = 'X' .. tail
      written[#written + 1] = id
      written[#written + 1] = fresh[id]
      changed = true
      av = av + q
      if state == 'R' then
        rs = rs - q
        en = en + 1
      else
        cf = cf - q
      end
      if ARGV[i * 3 + 1] ~= '1' then changeHeld(buyer, -q) end
      out[i + 2] = 0
    end
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
