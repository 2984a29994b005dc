-- How are the BER elements of an association read (ACSE)?
local SIGNED_CONTENT = FLAGS.SIGNED_CONTENT
local UNKNOWN = { kind = "rest", name = "unknown-member", field = "unknown_member" }

-- Start and end of the content behind the headers of an element, and a fault; nil where they do not fit.
local function headers(element, r, at, to)
  local data, tags, stop, fault, i, inner = r.data, element.tags or {}, to, nil, 1, false
  while i <= #tags do
    if at >= stop or byte(data, at + 1) ~= tags[i] then return nil end
    at = at + 1
    local short = false -- old writers leave out the octet with the tag's number
    if tags[i] % 32 == 31 then
      i = i + 1
      short = at >= stop or byte(data, at + 1) ~= tags[i]
      if not short then at = at + 1 end
    end
    i = i + 1
    local size, before = nil, at
    size, at = length_at(data, at, stop)
    if size < 0 or (short and at > before + 1) then return nil end
    if at + size > stop then
      fault = fault or format("%s: %d bytes announced, %d left", element.name, size, stop - at)
    else
      if inner and at + size < stop then
        fault = fault or format("%s: %d bytes announced, %d filled", element.name, stop - at, size)
      end
      stop = at + size
    end
    inner = true
  end
  return at, stop, fault
end

local function ber(content)
  return function(element, r, from, to)
    local at, stop, fault = headers(element, r, from, to)
    if not at then return stop_at(r, element, from, to, element.name .. " does not start as it should", from) end
    local node = content(element, r, from, at, stop)
    if fault then
      mark(r, node, fault, from)
      r.failed = true
    end
    return node
  end
end

READ["ber-octets"] = ber(function(element, r, from, at, stop)
  return node_of(element, from, stop, sub(r.data, at + 1, stop))
end)

READ["ber-integer"] = ber(function(element, r, from, at, stop)
  local convert = element.flags == SIGNED_CONTENT and signed_at or number_at
  return node_of(element, from, stop, convert(r.data, at, stop - at))
end)

READ["ber-bits"] = ber(function(element, r, from, at, stop)
  local unused = at < stop and byte(r.data, at + 1) or 8
  local count = 8 * (stop - at - 1) - unused
  if unused > 7 or count < 0 then return stop_at(r, element, from, stop, "bit string too short", at) end
  return node_of(element, from, stop, bit_text(r.data, at + 1, count))
end)

READ["ber-members"] = ber(function(element, r, from, at, stop)
  local children = {}
  while at < stop do
    local id = element.table and element.table[byte(r.data, at + 1)]
    local child
    if id then
      child = read(r, ELEMENTS[id], at, stop)
      if r.failed and child.to < stop then r.failed = false end
    else
      local size, behind = length_at(r.data, at + 1, stop)
      local next_at = size >= 0 and behind + size <= stop and behind + size or stop
      child = mark(r, node_of(UNKNOWN, at, next_at, sub(r.data, at + 1, next_at)),
        format("%s has no member %02X", element.name, byte(r.data, at + 1)), at)
    end
    children[#children + 1] = child
    at = math.max(child.to, at + 1)
  end
  return node_of(element, from, stop, nil, children)
end)

READ["ber-choice"] = ber(function(element, r, from, at, stop)
  local id = at < stop and element.table[byte(r.data, at + 1)]
  if not id then return stop_at(r, element, from, stop, element.name .. ": no known alternative", at) end
  local children = { read(r, ELEMENTS[id], at, stop) }
  return node_of(element, from, fill(r, children, children[1].to, stop), nil, children)
end)

READ["ber-content"] = ber(function(element, r, from, at, stop)
  if not enter(r) then
    r.depth = r.depth - 1
    return stop_at(r, element, from, stop, "nested too deeply", from)
  end
  local children = { read(r, child_of(element), at, stop) }
  r.depth = r.depth - 1
  return node_of(element, from, fill(r, children, children[1].to, stop), nil, children)
end)
