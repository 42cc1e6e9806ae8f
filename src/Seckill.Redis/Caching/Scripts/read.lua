-- 6 the place after which to read
local last = redis.call('LINDEX', KEYS[4], -1)
if not last then return {} end
local count = tonumber(string.match(last, '|(%d+)|')) - tonumber(ARGV[6])
if count <= 0 then return {} end
-- Not that many are left; the oldest shows that the place is no longer reached.
if count > redis.call('LLEN', KEYS[4]) then return redis.call('LRANGE', KEYS[4], 0, 0) end
return redis.call('LRANGE', KEYS[4], string.format('%.0f', -count), -1)
