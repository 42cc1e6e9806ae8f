-- ARGV: skip, take. Replies how many entries were looked at, then id and record of each unresolved one.
local ids = redis.call('LRANGE', KEYS[4], tonumber(ARGV[1]), tonumber(ARGV[1]) + tonumber(ARGV[2]) - 1)
if #ids == 0 then return { 0 } end
local recs = redis.call('HMGET', KEYS[2], unpack(ids))
local out = { #ids }
for i = 1, #ids do
  if recs[i] and string.sub(recs[i], 1, 1) == 'R' then
    out[#out + 1] = ids[i]
    out[#out + 1] = recs[i]
  end
end
return out
