-- Reads the numbers of the bucket.
if not whole then return refuse(NOT_LOADED) end
return { OK, view() }
