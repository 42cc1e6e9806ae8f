-- Head of every guarded effect; the effect's own text stands between this and the foot.
-- KEYS: 1 what is recorded of the saga, 2 … the effect's own. ARGV: 1 step, 2 operation (a, u, d), 3 keep in ms, 4 … the effect's own.
-- A record is: o and a value, f and a reason, or t for a tombstone. A script is not rolled back: an effect checks before it writes.
local function ok(value) return 'o', value end
local function fail(reason) return 'f', reason end
local function retry(reason) return 'r', reason end

local function record(text)
  redis.call('HSET', KEYS[1], ARGV[1] .. '/' .. ARGV[2], text)
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end

local function guarded(effect)
  local recorded = redis.call('HGET', KEYS[1], ARGV[1] .. '/' .. ARGV[2])
  if recorded == 't' then return { 3, 'o', '' } end
  if recorded then return { 2, string.sub(recorded, 1, 1), string.sub(recorded, 2) } end
  if ARGV[2] == 'u' then
    local action = redis.call('HGET', KEYS[1], ARGV[1] .. '/a')
    if not action or string.sub(action, 1, 1) ~= 'o' then
      record('t')
      return { 3, 'o', '' }
    end
  end
  if ARGV[2] == 'a' and redis.call('HEXISTS', KEYS[1], ARGV[1] .. '/u') == 1 then return { 4, 'f', 'undone before it came' } end
  local keys, values = {}, {}
  for i = 2, #KEYS do keys[i - 1] = KEYS[i] end
  for i = 4, #ARGV do values[i - 3] = ARGV[i] end
  local outcome, text = effect(keys, values)
  outcome = outcome or 'o'
  if outcome ~= 'o' and outcome ~= 'f' and outcome ~= 'r' then error('an effect returns ok(...), fail(...) or retry(...)') end
  text = text and tostring(text) or ''
  -- An undo that failed is tried again, once somebody has mended what it failed for.
  if outcome == 'o' or (outcome == 'f' and ARGV[2] ~= 'u') then record(outcome .. text) end
  return { 1, outcome, text }
end

