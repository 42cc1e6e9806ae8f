-- 6 seen version, 7 duration in ms, 8 whether a cooling lease is taken over
local v = redis.call('GET', KEYS[1])
if v then
  local state = string.sub(v, 17, 17)
  -- What is no number is not an entry, and no failure either.
  local version = tonumber(string.sub(v, 1, 16))
  if (state == 'V' or state == 'N') and version and version > tonumber(ARGV[6]) then return { 1, v } end
end
local lease = redis.call('GET', KEYS[2])
if lease and lease ~= ARGV[1] then
  local cooling = string.sub(lease, 1, 1) == '-'
  if not (cooling and ARGV[8] == '1') then return { cooling and 3 or 2, redis.call('PTTL', KEYS[2]) } end
end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[7])
return { 0 }
