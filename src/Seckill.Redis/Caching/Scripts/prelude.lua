-- Shared head of every cache script. KEYS: 1 value (or tag), 2 lease, 3 sequence, 4 log; one hash slot.
-- ARGV: 1 operation, 2 partition, 3 channel, 4 log length, 5 key (or tag, or text), 6 … the script's own.
-- A value is: version (16 digits), state (1), written at in ms (13 digits), source version (19 digits), body.
-- A script is not rolled back: what is outdated is deleted first, so that a server out of memory forgets rather than lies.
local NO_SOURCE = '0000000000000000000'

local function now()
  local t = redis.call('TIME')
  return string.format('%013.0f', t[1] * 1000 + math.floor(t[2] / 1000))
end

local function tell(kind, sequence)
  local text = kind .. ARGV[1] .. ARGV[2] .. '|' .. sequence .. '|' .. ARGV[5]
  redis.call('PUBLISH', ARGV[3], text)
  return text
end

-- Takes the next sequence, which is also the version of the change, and records it.
local function record(kind)
  local s = redis.call('INCR', KEYS[3])
  if s < 1000000000000000 then
    -- The first one, or the server has lost the last: begin later than any that can have been issued.
    local t = redis.call('TIME')
    s = t[1] * 1000000 + t[2]
    redis.call('SET', KEYS[3], string.format('%.0f', s))
    redis.call('DEL', KEYS[4])
  end
  local version = string.format('%016.0f', s)
  redis.call('RPUSH', KEYS[4], tell(kind, version))
  if s % 64 == 0 then redis.call('LTRIM', KEYS[4], -ARGV[4], -1) end
  return version
end

local function outdated(source)
  if source == NO_SOURCE then return false end
  local stored = redis.call('GETRANGE', KEYS[1], 30, 48)
  return stored and string.match(stored, '^%d+$') and string.len(stored) == 19 and stored > source
end

local function write(kind, state, source, keep, body)
  redis.call('DEL', KEYS[1], KEYS[2])
  local version = record(kind)
  redis.call('SET', KEYS[1], version .. state .. now() .. source .. body, 'PX', keep)
  return version
end
