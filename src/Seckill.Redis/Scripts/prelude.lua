-- Shared head of every stock script. KEYS: 1 state, 2 records, 3 buyers, 4 line; all in one hash slot.
-- A script is not rolled back: everything is read and checked before the first write, and the records, which are the
-- truth, are written first. A key that is absent, or not whole, is "not loaded" and never zero.
local OK, NOT_LOADED, LOADING, WRONG_EPOCH = 0, 1, 2, 3
local S_LOADING, S_OPEN, S_PAUSED, S_CLOSED = 0, 1, 2, 3

local T = redis.call('TIME')
local now = T[1] * 1000 + math.floor(T[2] / 1000)

local F = redis.call('HMGET', KEYS[1], 'ep', 'rev', 'st', 'av', 'rs', 'cf', 'sq', 'en', 'aj', 'tot', 'c')
local ep, rev, st = tonumber(F[1] or nil), tonumber(F[2] or nil), tonumber(F[3] or nil)
local av, rs, cf = tonumber(F[4] or nil), tonumber(F[5] or nil), tonumber(F[6] or nil)
local sq, en, aj, tot = tonumber(F[7] or nil), tonumber(F[8] or nil), tonumber(F[9] or nil), tonumber(F[10] or nil)
local c = F[11]
local whole = ep and rev and st and av and rs and cf and sq and en and aj and tot and c and true or false
-- One key of the bucket gone is as bad as all: what somebody holds has a record and counts for a buyer, who waits stands in line.
if whole and rs + cf > 0 then
  whole = redis.call('HLEN', KEYS[2]) > 0 and redis.call('HLEN', KEYS[3]) > 0 and (rs == 0 or redis.call('LLEN', KEYS[4]) > 0)
end

local function view()
  return table.concat({ ep, rev, st, av, rs, cf, sq, en, aj, tot, now, c }, '|')
end

local function status(epoch)
  if not whole then return NOT_LOADED end
  if st == S_LOADING then return LOADING end
  if epoch ~= 0 and epoch ~= ep then return WRONG_EPOCH end
  return OK
end

local function refuse(code)
  if whole then return { code, view() } end
  return { code }
end

-- Writes the numbers that every change touches.
local function save()
  rev = rev + 1
  redis.call('HSET', KEYS[1], 'rev', rev, 'av', av, 'rs', rs, 'cf', cf, 'sq', sq, 'en', en)
end

-- state|quantity|sequence|time|price|limit|buyer
local function parse(rec)
  local state, q, seq, at, price, limit, buyer = string.match(rec, '^(%a)|(%d+)|(%d+)|(%d+)|([^|]*)|(%d+)|(.+)$')
  return state, tonumber(q), buyer, string.sub(rec, 2), seq
end

-- Units that buyers hold, read for the ids that need it and written back once for each buyer.
local held, heldList = {}, {}
local function loadHeld(buyers)
  if #buyers == 0 then return end
  local values = redis.call('HMGET', KEYS[3], unpack(buyers))
  for i = 1, #buyers do held[buyers[i]] = tonumber(values[i] or 0) end
end
local function changeHeld(buyer, delta)
  held[buyer] = held[buyer] + delta
  heldList[#heldList + 1] = buyer
end
local function saveHeld()
  local set, del, done = {}, {}, {}
  for i = 1, #heldList do
    local b = heldList[i]
    if not done[b] then
      done[b] = true
      if held[b] > 0 then
        set[#set + 1] = b
        set[#set + 1] = held[b]
      else
        del[#del + 1] = b
      end
    end
  end
  if #set > 0 then redis.call('HSET', KEYS[3], unpack(set)) end
  if #del > 0 then redis.call('HDEL', KEYS[3], unpack(del)) end
end

-- Drops resolved entries from the head of the line. Each entry is dropped once, so the cost stays in proportion to
-- the batch however long the line has become.
local function trimLine(batch)
  local head = redis.call('LRANGE', KEYS[4], 0, batch + 15)
  if #head == 0 then return end
  local recs = redis.call('HMGET', KEYS[2], unpack(head))
  local k = 0
  while k < #head and not (recs[k + 1] and string.sub(recs[k + 1], 1, 1) == 'R') do k = k + 1 end
  -- Popped, not trimmed: a trim walks through the whole of a long line on some servers.
  if k > 0 then redis.call('LPOP', KEYS[4], k) end
end
