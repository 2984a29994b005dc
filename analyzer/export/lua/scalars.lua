-- How are numbers, octets, texts and times read?
local OPTIONAL_TIME = FLAGS.OPTIONAL_TIME

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
  if form then
    mark(r, node, element.name .. " written in the " .. form .. " form", at)
    node.tolerated, r.tolerated = true, r.tolerated + 1
  end
  return node
end
