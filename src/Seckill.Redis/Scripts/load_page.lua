-- ARGV: epoch, then id, buyer, quantity, price, limit for each live order. Known ids are passed over.
if not whole or ep ~= tonumber(ARGV[1]) then return { 1 } end
if redis.call('HGET', KEYS[1], 'ld') ~= '1' then return { 0 } end

local n = math.floor((#ARGV - 1) / 5)
local ids, buyers = {}, {}
for i = 1, n do
  ids[i] = ARGV[i * 5 - 3]
  buyers[i] = ARGV[i * 5 - 2]
end
if n == 0 then return { 0 } end
local recs = redis.call('HMGET', KEYS[2], unpack(ids))
loadHeld(buyers)

local written, seen = {}, {}
for i = 1, n do
  local id = ids[i]
  if not recs[i] and not seen[id] then
    seen[id] = true
    local q = tonumber(ARGV[i * 5 - 1])
    written[#written + 1] = id
    written[#written + 1] = string.format('C|%d|0|%d|', q, now) .. ARGV[i * 5] .. '|' .. ARGV[i * 5 + 1] .. '|' .. buyers[i]
    changeHeld(buyers[i], q)
    cf = cf + q
  end
end
if #written > 0 then
  redis.call('HSET', KEYS[2], unpack(written))
  saveHeld()
  save()
end
return { 0 }
