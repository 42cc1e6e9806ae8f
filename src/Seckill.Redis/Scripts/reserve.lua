-- ARGV: epoch, then id, buyer, quantity for each wish.
local code = status(tonumber(ARGV[1]))
if code ~= OK then return refuse(code) end

local version, starts, ends, limit, price = string.match(c, '^(%d+)|(%d+)|(%d+)|(%d+)|([^|]*)|')
starts, ends, limit = tonumber(starts), tonumber(ends), tonumber(limit)

local n = math.floor((#ARGV - 1) / 3)
local ids, buyers, listed = {}, {}, {}
for i = 1, n do
  ids[i] = ARGV[i * 3 - 1]
  local b = ARGV[i * 3]
  if not listed[b] then
    listed[b] = true
    buyers[#buyers + 1] = b
  end
end
local recs = redis.call('HMGET', KEYS[2], unpack(ids))
loadHeld(buyers)
redis.call('LLEN', KEYS[4])

local gate = 0
if st == S_CLOSED or now >= ends then gate = -5
elseif st == S_PAUSED then gate = -4
elseif now < starts then gate = -3
end

-- Numbers are turned into text as rarely as can be: it is the dearest thing that this script does.
local tail = string.format('|%d|', now) .. price .. string.format('|%d|', limit)
local out, fresh, written, line, units = { OK, '' }, {}, {}, {}, {}
local first, taken = sq, 0
for i = 1, n do
  local id, b, qs = ids[i], ARGV[i * 3], ARGV[i * 3 + 1]
  local q = tonumber(qs)
  local rec = recs[i] or fresh[id]
  if rec then
    out[i + 2] = rec
  elseif gate ~= 0 then
    out[i + 2] = gate
  elseif held[b] + q > limit then
    out[i + 2] = -2
  elseif av < q then
    out[i + 2] = -1
  else
    sq = sq + 1
    av = av - q
    rs = rs + q
    held[b] = held[b] + q
    rec = 'R|' .. qs .. string.format('|%d', sq) .. tail .. b
    fresh[id] = rec
    taken = taken + 1
    line[taken] = id
    written[taken * 2 - 1] = id
    written[taken * 2] = rec
    units[taken * 2 - 1] = b
    units[taken * 2] = held[b] == q and qs or string.format('%d', held[b])
    out[i + 2] = sq
  end
end

if sq > first then
  redis.call('HSET', KEYS[2], unpack(written))
  redis.call('HSET', KEYS[3], unpack(units))
  redis.call('RPUSH', KEYS[4], unpack(line))
  save()
  if first == 0 then
    local keep = string.match(c, '|(%d+)$')
    for k = 1, 4 do redis.call('PEXPIRE', KEYS[k], keep) end
  end
end
out[2] = view()
return out
