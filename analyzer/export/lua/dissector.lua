-- The Wireshark face: protocol, fields, and the tree; nothing here where there is no Wireshark (tests load the rest alone).

local protocol = Proto("dlmscope", "DLMS/COSEM (dlmscope)")
local fields, MAKE = {}, {
  number = function(f) return f.size > 4 and ProtoField.uint64 or ProtoField.uint32 end,
  signed = function(f) return f.size > 4 and ProtoField.int64 or ProtoField.int32 end,
  float = function() return ProtoField.double end,
  boolean = function() return ProtoField.bool end,
  bytes = function() return ProtoField.bytes end,
}
for _, f in ipairs(FIELDS) do
  local make = MAKE[f.type] and MAKE[f.type](f) or ProtoField.string
  fields[f.field] = make("dlmscope." .. f.field, f.title)
end
fields.service = ProtoField.string("dlmscope.service", "service")
protocol.fields = fields
local malformed = ProtoExpert.new("dlmscope.malformed", "malformed", expert.group.MALFORMED, expert.severity.WARN)
protocol.experts = { malformed }

local TYPES = {}
for _, f in ipairs(FIELDS) do TYPES[f.field] = f.type end

local function hex_of(text)
  return (text:gsub(".", function(c) return string.format("%02x", c:byte()) end))
end

local FORMS = {
  obis = function(v) return #v == 6 and string.format("%d-%d:%d.%d.%d*%d", v:byte(1, 6)) or hex_of(v) end,
  text = function(v) return (v:gsub("[%c\128-\255]", function(c) return string.format("\\x%02x", c:byte()) end)) end,
}

local function named(spec, value)
  local names = spec.names and NAMES[spec.names]
  return names and names[value]
end

-- Add one node: its field where it has one, its name where it only holds others.
local function add(tree, tvb, node)
  local spec = node.spec
  local range = tvb(node.from, math.max(0, node.to - node.from))
  local field, item = fields[spec.field], nil
  if node.children or not field or node.value == nil then
    local name = node.element.name
    if spec ~= node.element then name = name .. ": " .. spec.name end
    item = tree:add(range, name)
  else
    local kind, value = TYPES[spec.field], node.value
    if kind == "number" or kind == "signed" then
      if type(value) == "number" and math.abs(value) < 2 ^ 31 then
        item = tree:add(fields[spec.field], range, value)
      elseif (spec.size or 0) <= 8 and node.to > node.from and spec.size then
        item = tree:add(fields[spec.field], tvb(node.to - spec.size, spec.size))
      else
        item = tree:add(range, spec.name)
      end
      local name = named(spec, value)
      if name then item:append_text(" (" .. name .. ")") end
    elseif kind == "bytes" then
      local size = #value
      item = tree:add(field, tvb(node.to - size, size))
    elseif kind == "boolean" or kind == "float" then
      item = tree:add(field, range, value)
    elseif kind == "address" then
      item = tree:add(field, range, node.lower and value .. "/" .. node.lower or tostring(value))
    else
      item = tree:add(field, range, (FORMS[spec.form] or hex_of)(value))
    end
  end
  local members = spec.members or (node.row and node.row.members)
  if node.row then item:append_text(" (" .. node.row.name .. ")") end
  for _, member in ipairs(members or {}) do
    local part = dlmscope.bits_of(node.value or 0, member.shift, member.width)
    local names = member.names and NAMES[member.names]
    local sub_item = item:add(fields[member.field], range, part)
    if names and names[part] then sub_item:append_text(" (" .. names[part] .. ")") end
  end
  for _, child in ipairs(node.children or {}) do add(item, tvb, child) end
  if node.note then item:add_tvb_expert_info(malformed, range, node.note) end
end

local function service_of(node)
  while node.spec.kind == "choice" and node.children do node = node.children[1] end
  return node.spec.name
end

local gate
local function visible(tree)
  gate = gate or Dissector.get("dlmscope")
  return tree.visible or tree:referenced(gate)
end

local function apdu(tvb, pinfo, tree, data, from, to)
  local node, notes = dlmscope.decode("apdu", data, from, to)
  local service = service_of(node)
  pinfo.cols.info:append((pinfo.private.dlmscope and ", " or "") .. service)
  pinfo.private.dlmscope = "1"
  if notes > 0 or visible(tree) then
    tree:add(fields.service, tvb(from, to - from), service)
    add(tree, tvb, node)
  end
end

local LLC = { ["\230\230\0"] = true, ["\230\231\0"] = true }

local function frame(root, payload_of)
  return function(tvb, pinfo, tree)
    pinfo.cols.protocol = "DLMS"
    local data = tvb:raw()
    local node, notes = dlmscope.decode(root, data)
    local item = tree:add(protocol, tvb(0, node.to))
    if notes > 0 or visible(tree) then add(item, tvb, node) end
    local from, to = payload_of(node, data)
    if from and from < to then apdu(tvb, pinfo, item, data, from, to) end
    return node.to
  end
end

local wrapper = frame("wrapper", function(node)
  local payload = node.children and node.children[5]
  if payload then return payload.from, payload.to end
end)

local hdlc = frame("hdlc", function(node, data)
  local information = node.children and node.children[6]
  if not information or information.element.name ~= "information" or information.children then return end
  local from = information.from
  if not LLC[data:sub(from + 1, from + 3)] then return end
  if math.floor(node.children[1].value / 2048) % 2 == 1 then return end
  return from + 3, information.to
end)

local function wrapper_length(tvb, _, offset)
  return tvb(offset + 6, 2):uint() + 8
end

local function hdlc_frames(tvb, pinfo, tree)
  local offset = 0
  while offset + 9 <= tvb:len() and tvb(offset, 1):uint() == 0x7E do
    local size = tvb(offset + 1, 2):uint() % 2048 + 2
    if offset + size > tvb:len() then
      pinfo.desegment_offset, pinfo.desegment_len = offset, offset + size - tvb:len()
      return tvb:len()
    end
    hdlc(tvb(offset, size):tvb(), pinfo, tree)
    offset = offset + size
  end
  return offset
end

function protocol.dissector(tvb, pinfo, tree)
  if tvb:len() < 2 then return 0 end
  pinfo.cols.info = ""
  local first = tvb(0, 1):uint()
  if first == 0x7E then return hdlc_frames(tvb, pinfo, tree) end
  if tvb:len() >= 8 and tvb(0, 2):uint() == 1 then
    if pinfo.port_type == 3 then return wrapper(tvb, pinfo, tree) end
    dissect_tcp_pdus(tvb, tree, 8, wrapper_length, wrapper)
    return tvb:len()
  end
  local item = tree:add(protocol, tvb())
  pinfo.cols.protocol = "DLMS"
  apdu(tvb, pinfo, item, tvb:raw(), 0, tvb:len())
  return tvb:len()
end

-- Traffic on any port: one whole frame, or a wrapper whose APDU decodes without a fault.
local function heuristic(tvb, pinfo, tree)
  local size = tvb:len()
  if size < 9 then return false end
  local data = tvb:raw()
  if data:byte(1) == 0x7E then
    local length = (data:byte(2) % 8) * 256 + data:byte(3)
    if math.floor(data:byte(2) / 16) ~= 10 or length < 7 or length + 2 > size then return false end
    local _, notes = dlmscope.decode("hdlc", data, 0, length + 2)
    if notes > 0 then return false end
  elseif data:sub(1, 2) == "\0\1" then
    local length = data:byte(7) * 256 + data:byte(8)
    if length < 2 or length + 8 > size then return false end
    local _, notes = dlmscope.decode("apdu", data, 8, length + 8)
    if notes > 0 then return false end
  else
    return false
  end
  pinfo.conversation = protocol
  protocol.dissector(tvb, pinfo, tree)
  return true
end

for _, transport in ipairs({ "tcp", "udp" }) do
  DissectorTable.get(transport .. ".port"):add(FACTS.port, protocol)
  protocol:register_heuristic(transport, heuristic)
end
DissectorTable.get("wtap_encap"):add(wtap.USER0, protocol)
