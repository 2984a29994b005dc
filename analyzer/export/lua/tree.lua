-- How does a decoded node become items of Wireshark's tree? A field where it has a value, its name where it holds others.
local tree = {}
dlmscope.tree = tree
local wire, forms = dlmscope.wire, dlmscope.forms
local fields, types, wide, finding = wire.fields, wire.types, wire.wide, wire.finding
local CHECKS = { fcs = "fcs-wrong", hcs = "hcs-wrong", checksum = "checksum-wrong" }
local NONE = {}
local MOST_ITEMS = 200000 -- of one packet: Wireshark itself gives up at a million
local flat, left = false, MOST_ITEMS

local function name_of(spec, value)
  local names = spec.names and NAMES[spec.names]
  return names and names[value]
end

-- A number with its whole range. Numbers of more than four bytes are read by Wireshark: a Lua number may not hold them.
local function number(parent, field, kind, range, node, tvb, base)
  local spec, value = node.spec, node.value
  local size = spec.size or 0
  if size > 4 then
    local last = tvb(base + node.to - size, size)
    return parent:add(field, range, kind == "signed" and last:int64() or last:uint64())
  end
  if value ~= value or value >= 2 ^ 32 or value < -2 ^ 31 or (kind == "signed" and value >= 2 ^ 31) or value % 1 ~= 0 then
    return parent:add(range, spec.name)
  end
  if wide[spec.field] then value = kind == "signed" and Int64.new(value) or UInt64.new(value) end
  return parent:add(field, range, value)
end

local function leaf(parent, node, range, tvb, base)
  local spec, value = node.spec, node.value
  local field, kind = fields[spec.field], types[spec.field]
  if kind == "number" or kind == "signed" then
    local item = number(parent, field, kind, range, node, tvb, base)
    local name = not flat and name_of(spec, value)
    if name then item:append_text(" (" .. name .. ")") end
    return item
  end
  if kind == "bytes" then -- the item covers the content, not its length
    return parent:add(field, tvb(base + node.to - #value, #value))
  end
  if kind == "boolean" or kind == "float" then return parent:add(field, range, value) end
  if kind == "address" then return parent:add(field, range, node.lower and value .. "/" .. node.lower or tostring(value)) end
  if kind == "bits" then
    local item, said = parent:add(field, range, value), {}
    local names = spec.names and NAMES[spec.names]
    for at = 1, names and not flat and #value or 0 do
      if sub(value, at, at) == "1" then said[#said + 1] = names[at - 1] or tostring(at - 1) end
    end
    if #said > 0 then item:append_text(" (" .. table.concat(said, ", ") .. ")") end
    return item
  end
  local item = parent:add(field, range, forms.show(spec.form, value))
  if spec.form == "obis" and not flat then
    local name = dlmscope.names.object(nil, value)
    if name then item:append_text(" (" .. name .. ")") end
  end
  return item
end

-- Add a node and all below it; its offsets count from `base` of the buffer. Returns the item.
local function add(parent, tvb, node, base)
  left = left - 1
  if left < 0 then return parent end
  local spec, value, children = node.spec, node.value, node.children
  if flat and children and not node.note and not spec.members then -- nothing to show of what only holds others
    for at = 1, #children do add(parent, tvb, children[at], base) end
    return parent
  end
  local range, item = tvb(base + node.from, node.to > node.from and node.to - node.from or 0), nil
  if not children and value ~= nil and fields[spec.field] and not (value == "" and types[spec.field] == "time") then
    item = leaf(parent, node, range, tvb, base)
  else
    item = parent
    if not flat or node.note then
      local name = node.element.name
      if spec ~= node.element then name = name .. ": " .. spec.name end
      item = parent:add(range, name)
    end
  end
  local row = node.row
  if row and not flat then item:append_text(" (" .. row.name .. ")") end
  for _, member in ipairs(spec.members or row and row.members or NONE) do
    local part = bits_of(value or 0, member.shift, member.width)
    local names = member.names and NAMES[member.names]
    local inner = item:add(fields[member.field], range, part)
    if names and names[part] and not flat then inner:append_text(" (" .. names[part] .. ")") end
  end
  if children then
    for at = 1, #children do add(item, tvb, children[at], base) end
  end
  if node.note then
    finding(item, range, node.tolerated and "tolerated-form" or CHECKS[node.element.name] or "malformed", node.note)
  end
  return item
end
tree.add = add

-- Before the first item of a packet.
function tree.begin() left = MOST_ITEMS end

-- Whether there is nobody to look at the tree, only filters that want fields: then texts and items without a field are left out.
function tree.flat(now) flat = now end
