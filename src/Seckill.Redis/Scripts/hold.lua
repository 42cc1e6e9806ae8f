-- Shuts the gate before a rebuild. What is there stays, so that surviving reservations can be read.
if not whole then return refuse(NOT_LOADED) end

local out = { OK, '', 1 }
if st ~= S_LOADING then
  st = S_LOADING
  redis.call('HSET', KEYS[1], 'st', st)
  save()
  out[3] = 0
end
out[2] = view()
return out
