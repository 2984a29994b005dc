-- How are frames read: checksums, HDLC addresses, control fields?
local POLYNOMIAL = 0x8408 -- of the check sequence, bits reversed (ISO/IEC 13239)
local LENGTH_BITS = 2 ^ FACTS.hdlc_length_bits
-- Exclusive or of two 16-bit numbers: an operator from Lua 5.3 on, a function of 5.2, else bit by bit.
local function xor_bits(a, b)
  local result, bit = 0, 1
  for _ = 1, 16 do
    if a % 2 ~= b % 2 then result = result + bit end
    a, b, bit = floor(a / 2), floor(b / 2), bit * 2
  end
  return result
end

local chunk = load and load("return function(a, b) return a ~ b end")
local library = rawget(_G, "bit32")
local xor16 = chunk and chunk() or library and library.bxor or xor_bits

local CRC = {}
for i = 0, 255 do
  local crc = i
  for _ = 1, 8 do
    crc = crc % 2 == 1 and xor16(floor(crc / 2), POLYNOMIAL) or floor(crc / 2)
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

-- Whether data[from, to) ends in its right check sequence.
function dlmscope.checks(data, from, to)
  return to - from > 2 and CHECKS.fcs16.compute(data, from, to - 2) == number_at(data, to - 2, 2)
end

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
  if size == 3 then mark(r, node, "address of 3 bytes", from) end
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
  local at = byte(r.data, from + 1) == FACTS.hdlc_flag and from + 1 or from
  local part = {}
  for i, id in ipairs(element.children) do part[i] = ELEMENTS[id] end
  r.anchor = at
  local children = {}
  local node = node_of(element, from, to, nil, children)
  children[1] = read(r, part[1], at, to)
  if r.failed then return node end
  local stop = at + children[1].value % LENGTH_BITS
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
  node.to = stop < to and byte(r.data, stop + 1) == FACTS.hdlc_flag and stop + 1 or stop
  return node
end
