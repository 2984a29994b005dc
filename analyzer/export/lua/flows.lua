-- Which conversation does a packet belong to, and which way does it go? Without texts for every packet: they are slow.
local flows = {}
dlmscope.flows = flows
local MOST = 65536
local buckets, count = {}, 0

function flows.reset() buckets, count = {}, 0 end

local function place(address, port)
  local host = tostring(address)
  return (host:find(":", 1, true) and "[" .. host .. "]" or host) .. ":" .. port, host
end

local function opened(source, destination, from, to)
  local a, host_a = place(source, from)
  local b, host_b = place(destination, to)
  return { conversations = {}, stream_count = 0, places = from > 0 and { a, b, host_a, host_b } or { "serial" } }
end

-- Entries of one pair of ports: the first is compared as it is, many are found by their addresses' texts.
local function entry_of(key, source, destination)
  local bucket = buckets[key]
  if not bucket then return nil end
  if bucket.source == source and bucket.destination == destination then return bucket end
  return bucket.others and bucket.others[tostring(source) .. "|" .. tostring(destination)]
end

local function keep(key, source, destination, flow, direction)
  local entry = { source = source, destination = destination, flow = flow, direction = direction }
  local bucket = buckets[key]
  if not bucket then
    buckets[key] = entry
  else
    bucket.others = bucket.others or {}
    bucket.others[tostring(source) .. "|" .. tostring(destination)] = entry
  end
end

-- The flow of a packet, and 0 or 1 for its direction.
function flows.of(pinfo)
  local from, to, kind = pinfo.src_port, pinfo.dst_port, pinfo.port_type
  local key = (kind * 65536 + from) * 65536 + to
  local source, destination = pinfo.src, pinfo.dst
  local entry = entry_of(key, source, destination)
  if entry then return entry.flow, entry.direction end
  if count >= MOST then flows.reset() end
  count = count + 1
  local flow = opened(source, destination, from, to)
  -- A system chooses its own port to call another: from there an answer goes the other way, whatever was seen first.
  local direction = from > 0 and from < FACTS.ephemeral and to >= FACTS.ephemeral and 1 or 0
  keep(key, source, destination, flow, direction)
  if from > 0 then keep((kind * 65536 + to) * 65536 + from, destination, source, flow, 1 - direction) end
  return flow, direction
end
