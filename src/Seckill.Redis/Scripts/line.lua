-- ARGV: number after which to begin, take. Replies the epoch, the number of the last entry looked at, 1 at the end of the line,
-- then id and record of each unresolved entry. Every number enters the line once and leaves it at the head only, so the length tells where a number is.
if not whole then return { 0, 0, 1 } end

local length = redis.call('LLEN', KEYS[4])
local gone = sq - length
local from = math.max(0, tonumber(ARGV[1]) - gone)
local ids = redis.call('LRANGE', KEYS[4], from, from + tonumber(ARGV[2]) - 1)
local upto = from + #ids
local out = { ep, gone + upto, upto >= length and 1 or 0 }
if #ids == 0 then return out end

local recs = redis.call('HMGET', KEYS[2], unpack(ids))
for i = 1, #ids do
  if recs[i] and string.sub(recs[i], 1, 1) == 'R' then
    out[#out + 1] = ids[i]
    out[#out + 1] = recs[i]
  end
end
return out
