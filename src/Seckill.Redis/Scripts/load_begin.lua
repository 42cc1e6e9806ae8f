-- ARGV: epoch, final gate state, settings text, total, committed, adjustment number, milliseconds to keep.
-- Replies 0 done, 1 superseded.
local epoch = tonumber(ARGV[1])
local current = ep or 0
if current > epoch then return { 1 } end
if current == epoch and whole then return { 0 } end

redis.call('UNLINK', KEYS[2], KEYS[3], KEYS[4])
redis.call('HSET', KEYS[1], 'ep', epoch, 'rev', 0, 'st', S_LOADING, 'fs', ARGV[2], 'c', ARGV[3],
  'av', tonumber(ARGV[4]) - tonumber(ARGV[5]), 'rs', 0, 'cf', 0, 'sq', 0, 'en', 0,
  'aj', ARGV[6], 'ajr', 1, 'tot', ARGV[4], 'cm', ARGV[5], 'ld', 1)
redis.call('PEXPIRE', KEYS[1], ARGV[7])
return { 0 }
