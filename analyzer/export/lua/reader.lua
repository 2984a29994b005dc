-- How is ELEMENTS interpreted? Bytes (a Lua string) become nodes, as dissectors/core does it. A node is a table:
--   element, spec  rows of ELEMENTS: as declared, and the chosen alternative;  from, to  0-based, half-open
--   value, children, note.  Reading never errors: what is wrong is a note, and `failed` stops the siblings.
-- The files after this one see its locals, and are blocks of their own.
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

local function bytes_of(hex)
  return (hex:gsub("%x%x", function(pair) return char(tonumber(pair, 16)) end))
end

local function hex_of(text)
  return (text:gsub(".", function(c) return format("%02x", byte(c)) end))
end

local function number_at(data, at, size)
  if size == 1 then return byte(data, at + 1) end
  if size == 2 then
    local high, low = byte(data, at + 1, at + 2)
    return high * 256 + low
  end
  local value = 0
  for i = at + 1, at + size do value = value * 256 + byte(data, i) end
  return value
end

local function signed_at(data, at, size)
  local value = number_at(data, at, size)
  if size > 0 and byte(data, at + 1) >= 128 then value = value - 256 ^ size end
  return value
end

local function bit_text(data, at, count)
  local bits = {}
  for i = 0, count - 1 do
    bits[#bits + 1] = bit_of(byte(data, at + floor(i / 8) + 1), 2 ^ (7 - i % 8)) and "1" or "0"
  end
  return table.concat(bits)
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

-- Decode data[from, to) as the root of that name. Returns the node, how many notes it has, and how many of them tell of
-- tolerated forms.
function dlmscope.decode(root, data, from, to)
  local r = { data = data, failed = false, notes = 0, tolerated = 0, depth = 0, budget = MAX_NODES, anchor = 0 }
  from, to = from or 0, to or #data
  local node = read(r, ELEMENTS[ROOTS[root]], from, to)
  if node.to < to and not node.note and not r.failed then
    mark(r, node, format("%d bytes follow %s", to - node.to, node.element.name), node.to)
  end
  return node, r.notes, r.tolerated
end
dlmscope.bits_of = bits_of
