-- The least that a batch of wishes can cost: dedupe and decrement. KEYS: 1 state, 2 records. ARGV: id, quantity for each wish.
local n = #ARGV / 2
local ids = {}
for i = 1, n do ids[i] = ARGV[i * 2 - 1] end
local recs = redis.call('HMGET', KEYS[2], unpack(ids))
local av = tonumber(redis.call('HGET', KEYS[1], 'av'))

local out, written, taken = {}, {}, 0
for i = 1, n do
  local q = tonumber(ARGV[i * 2])
  if recs[i] then
    out[i] = 0
  elseif av - taken < q then
    out[i] = -1
  else
    taken = taken + q
    written[#written + 1] = ids[i]
    written[#written + 1] = q
    out[i] = q
  end
end
if taken > 0 then
  redis.call('HSET', KEYS[2], unpack(written))
  redis.call('HINCRBY', KEYS[1], 'av', -taken)
end
return out
