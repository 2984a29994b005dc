-- Interprets ELEMENTS: bytes (a Lua string) to nodes, as dissectors/core does. A node is a table:
--   element, spec  rows of ELEMENTS: as declared, and the chosen alternative;  from, to  0-based, half-open
--   value, children, note.  Reading never errors: what is wrong is a note, and `failed` stops the siblings.
local AUTHENTICATED = 0x10
local LENGTH_OF_REST, OPTIONAL_TIME, SIGNED_CONTENT, ANCHOR = 4, 2, 8, 16
local MAX_DEPTH, MAX_NODES = 64, 65536
local HUGE = 2 ^ 48
local byte, sub, char, format, floor = string.byte, string.sub, string.char, string.format, math.floor

local READ = {}
local dlmscope = { READ = READ }

local function bit_of(value, mask) -- whether a single-bit mask is set
  return floor(value / mask) % 2 == 1
end

local function bits_of(value, shift, width)
  return floor(value / 2 ^ shift) % 2 ^ width
end

local function number_at(data, at, size)
  local value = 0
  for i = at + 1, at + size do value = value * 256 + byte(data, i) end
  return value
end

local function signed_at(data, at, size)
  local value = number_at(data, at, size)
  if size > 0 and byte(data, at + 1) >= 128 then value = value - 256 ^ size end
  return value
end

local function node_of(element, from, to, value, children)
  return { element = element, spec = element, from = from, to = to, value = value, children = children }
end

local function mark(r, node, reason, at)
  if not node.note then r.notes = r.notes + 1 end
  node.note, node.note_at = reason, at
  return node
end

local function stop_at(r, element, from, to, reason, at)
  r.failed = true
  return mark(r, node_of(element, from, to < from and from or to), reason, at)
end

local function short_of(r, element, from, to, wanted)
  return stop_at(r, element, from, to, format("%s wants %d bytes, %d left", element.name, wanted, to - from), from)
end

-- Length or count at `at`: number (-1 where it is cut short) and the position behind it.
local function length_at(data, at, to)
  if at >= to then return -1, at end
  local first = byte(data, at + 1)
  at = at + 1
  if first < 0x80 then return first, at end
  local size = first - 0x80
  if size == 0 or size > 8 or at + size > to then return -1, at end
  for i = at + 1, at + size - 6 do -- beyond what a double counts exactly there is only "too large"
    if byte(data, i) > 0 then return HUGE, at + size end
  end
  return number_at(data, at + math.max(0, size - 6), math.min(size, 6)), at + size
end

local function read(r, element, at, to)
  return READ[element.kind](element, r, at, to)
end

local function child_of(element) return ELEMENTS[element.child] end

local function adopt(element, node, from)
  if node.element == node.spec then
    node.element, node.from = element, from
    return node
  end
  local outer = node_of(element, from, node.to, nil, { node })
  outer.spec = node.element
  return outer
end

local function enter(r)
  r.depth = r.depth + 1
  return r.depth <= MAX_DEPTH
end

local TRAILING = { kind = "rest", name = "trailing-bytes", field = "trailing_bytes" }
local UNKNOWN = { kind = "rest", name = "unknown-member", field = "unknown_member" }
local CONTENTS = { kind = "sequence-of", name = "contents", field = "contents" }

local function fill(r, children, at, to)
  local failed = r.failed
  r.failed = false
  if at < to then
    local node = node_of(TRAILING, at, to, sub(r.data, at + 1, to))
    if not failed then mark(r, node, format("%d bytes left over", to - at), at) end
    children[#children + 1] = node
  end
  return to
end

-- scalars ----------------------------------------------------------------------------------------

local function fixed(convert)
  return function(element, r, at, to)
    local stop = at + element.size
    if stop > to then return short_of(r, element, at, to, element.size) end
    return node_of(element, at, stop, convert(r.data, at, element.size))
  end
end

local function octets_at(data, at, size) return sub(data, at + 1, at + size) end

READ["unsigned"] = fixed(number_at)
READ["enumerated"] = READ["unsigned"]
READ["bits"] = READ["unsigned"]
READ["integer"] = fixed(signed_at)
READ["octets"] = fixed(octets_at)
READ["boolean"] = fixed(function(data, at) return byte(data, at + 1) ~= 0 end)

READ["float"] = fixed(function(data, at, size)
  local exponent_bits, fraction_bits = 8, 23
  if size == 8 then exponent_bits, fraction_bits = 11, 52 end
  local value = number_at(data, at, size == 8 and 2 or 2)
  local sign = value >= 0x8000 and -1 or 1
  value = value % 0x8000
  local kept = 15 - exponent_bits
  local exponent, fraction = floor(value / 2 ^ kept), value % 2 ^ kept
  for i = at + 3, at + size do fraction = fraction * 256 + byte(data, i) end
  local bias = 2 ^ (exponent_bits - 1) - 1
  if exponent == 2 ^ exponent_bits - 1 then return fraction == 0 and sign * math.huge or 0 / 0 end
  if exponent == 0 then return sign * fraction * 2 ^ (1 - bias - fraction_bits) end
  return sign * (1 + fraction / 2 ^ fraction_bits) * 2 ^ (exponent - bias)
end)

READ["octet-string"] = function(element, r, at, to)
  local size, start = length_at(r.data, at, to)
  if size < 0 or start + size > to then return short_of(r, element, at, to, (size < 0 and 1 or size) + start - at) end
  return node_of(element, at, start + size, sub(r.data, start + 1, start + size))
end

local function bit_text(data, at, count)
  local bits = {}
  for i = 0, count - 1 do
    bits[#bits + 1] = bit_of(byte(data, at + floor(i / 8) + 1), 2 ^ (7 - i % 8)) and "1" or "0"
  end
  return table.concat(bits)
end

READ["bit-string"] = function(element, r, at, to)
  local count, start = length_at(r.data, at, to)
  local size = floor((count + 7) / 8)
  if count < 0 or start + size > to then return short_of(r, element, at, to, (count < 0 and 1 or size) + start - at) end
  return node_of(element, at, start + size, bit_text(r.data, start, count))
end

READ["null"] = function(element, r, at) return node_of(element, at, at) end

READ["rest"] = function(element, r, at, to)
  local stop = math.max(at, to - (element.size or 0))
  return node_of(element, at, stop, sub(r.data, at + 1, stop))
end

READ["timestamp"] = function(element, r, at, to)
  local data, start, form = r.data, at, nil
  if at >= to then return short_of(r, element, at, to, 1) end
  local first, second, third = byte(data, at + 1), byte(data, at + 2), byte(data, at + 3)
  local optional = element.flags == OPTIONAL_TIME
  if first == 0x09 and to - at >= 14 and second == 12 and (third == 0x07 or third == 0x08 or third == 0xFF) then
    form, start = "tagged", at + 1
  elseif optional and first == 1 and at + 1 < to then
    start = at + 1
  elseif optional and first ~= 0 then
    form = "bare"
  end
  local size, behind = length_at(data, start, to)
  if size < 0 or behind + size > to then return short_of(r, element, at, to, (size < 0 and 1 or size) + behind - at) end
  local node = node_of(element, at, behind + size, sub(data, behind + 1, behind + size))
  if form then mark(r, node, element.name .. " written in the " .. form .. " form", at) end
  return node
end

-- constructed ------------------------------------------------------------------------------------

READ["sequence"] = function(element, r, from, to)
  local children, at = {}, from
  for _, id in ipairs(element.children) do
    local each = ELEMENTS[id]
    local node = read(r, each, at, to)
    children[#children + 1] = node
    at = node.to
    if r.failed then break end
    if each.flags == ANCHOR then
      r.anchor = node.from
    elseif each.flags == LENGTH_OF_REST then
      if at + node.value <= to then
        to = at + node.value
      else
        mark(r, node, format("%d bytes announced, %d left", node.value, to - at), node.from)
      end
    end
  end
  return node_of(element, from, at, nil, children)
end

READ["choice"] = function(element, r, at, to)
  if at >= to then return short_of(r, element, at, to, 1) end
  local tag = byte(r.data, at + 1)
  local id = element.table[tag]
  if not id then return stop_at(r, element, at, to, format("%02X is no alternative of %s", tag, element.name), at) end
  local chosen = ELEMENTS[id]
  return adopt(element, read(r, chosen, chosen.tags and at or at + 1, to), at)
end

READ["sequence-of"] = function(element, r, from, to)
  local count, at = length_at(r.data, from, to)
  if count < 0 then return short_of(r, element, from, to, 1) end
  local children = {}
  local node = node_of(element, from, at, count, children)
  if count > to - at then mark(r, node, format("%d elements announced, %d bytes left", count, to - at), from) end
  if not enter(r) or r.budget < math.min(count, to - at) then
    r.depth = r.depth - 1
    return stop_at(r, element, from, to, "nested too deeply or too many", from)
  end
  local each = child_of(element)
  for _ = 1, count do
    if at >= to then
      r.failed = true
      mark(r, node, format("%d of %d elements", #children, count), from)
      break
    end
    local child = read(r, each, at, to)
    children[#children + 1] = child
    at = child.to
    if r.failed then break end
  end
  r.budget = r.budget - #children
  r.depth = r.depth - 1
  node.to = at
  return node
end

READ["optional"] = function(element, r, at, to)
  if at >= to then return short_of(r, element, at, to, 1) end
  local flag = byte(r.data, at + 1)
  if flag == 0 then return node_of(element, at, at + 1, element.default) end
  if flag ~= 1 then
    return stop_at(r, element, at, to, format("%s: %02X is neither 00 nor 01", element.name, flag), at)
  end
  return adopt(element, read(r, child_of(element), at + 1, to), at)
end
READ["default"] = READ["optional"]

READ["container"] = function(element, r, from, to)
  local size, at = length_at(r.data, from, to)
  if size < 0 then return short_of(r, element, from, to, 1) end
  local stop = math.min(at + size, to)
  if not enter(r) then
    r.depth = r.depth - 1
    return stop_at(r, element, from, to, "nested too deeply", from)
  end
  local children = { read(r, child_of(element), at, stop) }
  r.depth = r.depth - 1
  local node = node_of(element, from, fill(r, children, children[1].to, stop), nil, children)
  if at + size > to then
    r.failed = true
    mark(r, node, format("%d bytes announced, %d left", size, to - at), from)
  end
  return node
end

READ["ciphered"] = function(element, r, from, to)
  local parts = element.children
  local children = { read(r, ELEMENTS[parts[1]], from, to) }
  if not r.failed then children[2] = read(r, ELEMENTS[parts[2]], children[1].to, to) end
  if r.failed then return node_of(element, from, children[#children].to, nil, children) end
  local at, tag = children[2].to, ELEMENTS[parts[4]]
  local tag_size = bit_of(children[1].value, AUTHENTICATED) and tag.size or 0
  if to - at < tag_size then
    children[3] = short_of(r, tag, at, to, tag_size)
    return node_of(element, from, to, nil, children)
  end
  children[3] = node_of(ELEMENTS[parts[3]], at, to - tag_size, sub(r.data, at + 1, to - tag_size))
  if tag_size > 0 then children[4] = node_of(tag, to - tag_size, to, sub(r.data, to - tag_size + 1, to)) end
  return node_of(element, from, to, nil, children)
end

-- compact array ----------------------------------------------------------------------------------

READ["type-description"] = function(element, r, from, to)
  if from >= to then return short_of(r, element, from, to, 1) end
  local id = child_of(element).table[byte(r.data, from + 1)]
  local chosen = id and ELEMENTS[id]
  if not chosen or chosen.kind == "compact-array" then
    return stop_at(r, element, from, to, format("%02X describes no type", byte(r.data, from + 1)), from)
  end
  local at, value = from + 1, nil
  if chosen.name == "array" then
    if at + 2 > to then return short_of(r, element, from, to, 3) end
    value, at = number_at(r.data, at, 2), at + 2
  elseif chosen.name == "structure" then
    value, at = length_at(r.data, at, to)
    if value < 0 or value > to - at then return stop_at(r, element, from, to, "structure too large", from) end
  end
  local node = node_of(element, from, at, value)
  node.spec = chosen
  if not value then return node end
  node.children = {}
  if not enter(r) then
    r.depth = r.depth - 1
    return stop_at(r, element, from, to, "type description nested too deeply", from)
  end
  for _ = 1, chosen.name == "structure" and value or 1 do
    local each = READ["type-description"](element, r, at, to)
    node.children[#node.children + 1] = each
    at = each.to
    if r.failed then break end
  end
  r.depth = r.depth - 1
  node.to = at
  return node
end

local function described(description, r, from, to)
  local field, chosen = child_of(description.element), description.spec
  r.budget = r.budget - 1
  if r.budget < 0 then return stop_at(r, field, from, to, "too many elements", from) end
  if not description.children then
    local node = read(r, chosen, from, to)
    node.element = field
    return node
  end
  local children, at = {}, from
  local node = node_of(field, from, from, description.value, children)
  node.spec = chosen
  for _ = 1, chosen.name == "array" and description.value or 1 do
    for _, inner in ipairs(description.children) do
      local each = described(inner, r, at, to)
      children[#children + 1] = each
      at = each.to
      node.to = at
      if r.failed then return node end
    end
  end
  node.to = at
  return node
end

READ["compact-array"] = function(element, r, from, to)
  local description = read(r, ELEMENTS[element.children[1]], from, to)
  if r.failed then return node_of(element, from, description.to, nil, { description }) end
  local size, at = length_at(r.data, description.to, to)
  if size < 0 then
    r.failed = true
    return mark(r, node_of(element, from, to, nil, { description }), "contents length missing", description.to)
  end
  local stop, items = math.min(at + size, to), {}
  local contents = node_of(CONTENTS, description.to, stop, nil, items)
  while at < stop do
    local each = described(description, r, at, stop)
    items[#items + 1] = each
    if r.failed or each.to == at then break end
    at = each.to
  end
  if r.failed then
    r.failed = false
    mark(r, contents, format("contents end inside element %d", #items), at)
  elseif at < stop then
    items[#items] = mark(r, node_of(TRAILING, at, stop, sub(r.data, at + 1, stop)), "elements of no size", at)
  end
  local node = node_of(element, from, stop, nil, { description, contents })
  if stop - contents.from < size then
    r.failed = true
    mark(r, node, format("%d bytes announced", size), description.to)
  end
  return node
end

-- BER --------------------------------------------------------------------------------------------

-- Start and end of the content behind the headers of an element, and a fault; nil where they do not fit.
local function headers(element, r, at, to)
  local data, tags, stop, fault, i = r.data, element.tags or {}, to, nil, 1
  while i <= #tags do
    if at >= stop or byte(data, at + 1) ~= tags[i] then return nil end
    at = at + 1
    if tags[i] % 32 == 31 then
      i = i + 1
      if at < stop and byte(data, at + 1) == tags[i] then at = at + 1 end
    end
    i = i + 1
    local size
    size, at = length_at(data, at, stop)
    if size < 0 then return nil end
    if at + size > stop then
      fault = fault or format("%s: %d bytes announced, %d left", element.name, size, stop - at)
    else
      stop = at + size
    end
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

-- frames -----------------------------------------------------------------------------------------

local function xor16(a, b)
  local result, bit = 0, 1
  for _ = 1, 16 do
    if a % 2 ~= b % 2 then result = result + bit end
    a, b, bit = floor(a / 2), floor(b / 2), bit * 2
  end
  return result
end

local CRC = {}
for i = 0, 255 do
  local crc = i
  for _ = 1, 8 do
    if crc % 2 == 1 then crc = xor16(floor(crc / 2), 0x8408) else crc = floor(crc / 2) end
  end
  CRC[i] = crc
end

local CHECKS = {
  fcs16 = { size = 2, compute = function(data, from, to)
    local crc = 0xFFFF
    for i = from + 1, to do crc = xor16(floor(crc / 256), CRC[xor16(crc % 256, byte(data, i))]) end
    crc = 0xFFFF - crc
    return crc % 256 * 256 + floor(crc / 256)
  end },
  sum8 = { size = 1, compute = function(data, from, to)
    local sum = 0
    for i = from + 1, to do sum = (sum + byte(data, i)) % 256 end
    return sum
  end },
}

READ["check"] = function(element, r, at, to)
  local check = CHECKS[element.form]
  if at + check.size > to then return short_of(r, element, at, to, check.size) end
  local value = number_at(r.data, at, check.size)
  local node = node_of(element, at, at + check.size, value)
  local expected = check.compute(r.data, r.anchor, at)
  if value ~= expected then mark(r, node, format("%s is %04X, should be %04X", element.name, value, expected), at) end
  if check.size == 2 then node.value = value % 256 * 256 + floor(value / 256) end
  return node
end

READ["address"] = function(element, r, from, to)
  local at = from
  while at < to and at - from < 4 and byte(r.data, at + 1) % 2 == 0 do at = at + 1 end
  local size = at - from + 1
  if at >= to or size > 4 then return stop_at(r, element, from, to, "address does not end within 4 bytes", from) end
  local parts = {}
  for i = 1, size do parts[i] = floor(byte(r.data, from + i) / 2) end
  local upper, lower = parts[1], parts[2]
  if size == 4 then upper, lower = parts[1] * 128 + parts[2], parts[3] * 128 + parts[4] end
  local node = node_of(element, from, from + size, upper)
  node.lower = lower
  return node
end

local function row_of(element, value)
  for _, row in ipairs(element.patterns) do
    local fits = true
    for bit = 0, 7 do
      if bit_of(row.mask, 2 ^ bit) and bit_of(row.bits, 2 ^ bit) ~= bit_of(value, 2 ^ bit) then fits = false end
    end
    if fits then return row end
  end
end

READ["pattern"] = function(element, r, at, to)
  if at >= to then return short_of(r, element, at, to, 1) end
  local node = node_of(element, at, at + 1, byte(r.data, at + 1))
  node.row = row_of(element, node.value)
  if not node.row then mark(r, node, format("%02X is no %s", node.value, element.name), at) end
  return node
end

READ["hdlc-frame"] = function(element, r, from, to)
  local at = byte(r.data, from + 1) == 0x7E and from + 1 or from
  local part = {}
  for i, id in ipairs(element.children) do part[i] = ELEMENTS[id] end
  r.anchor = at
  local children = {}
  local node = node_of(element, from, to, nil, children)
  children[1] = read(r, part[1], at, to)
  if r.failed then return node end
  local stop = at + children[1].value % 2048
  if stop > to then
    mark(r, children[1], format("%d bytes announced, %d left", stop - at, to - at), at)
    stop = to
  end
  at = children[1].to
  local body = math.max(at, stop - 2)
  for i = 2, 4 do
    children[i] = read(r, part[i], at, body)
    at = children[i].to
    if r.failed then return node end
  end
  if at < body then
    children[5] = read(r, part[5], at, body)
    if not r.failed then
      local row = children[4].row
      local id = row and part[6].table[row.bits]
      local information = read(r, id and ELEMENTS[id] or child_of(part[6]), children[5].to, body)
      information.element = part[6]
      children[6] = information
      fill(r, children, information.to, body)
    end
  end
  r.failed = false
  children[#children + 1] = read(r, part[7], body, stop)
  node.to = stop < to and byte(r.data, stop + 1) == 0x7E and stop + 1 or stop
  return node
end

-- Decode data[from, to) as the root of that name. Returns the node and how many notes it has.
function dlmscope.decode(root, data, from, to)
  local r = { data = data, failed = false, notes = 0, depth = 0, budget = MAX_NODES, anchor = 0 }
  from, to = from or 0, to or #data
  local node = read(r, ELEMENTS[ROOTS[root]], from, to)
  if node.to < to and not node.note and not r.failed then
    mark(r, node, format("%d bytes follow %s", to - node.to, node.element.name), node.to)
  end
  return node, r.notes
end
dlmscope.bits_of = bits_of
