-- Which service is an APDU, and which objects does it name? Read from fixed offsets (SERVICES, made from the head plans).
--   A plan: { name, family, sender, answers, asks, kind, invoke, invoke_size, invoke_mask, class_at, … }
--   An object: { class_id, name (6 bytes), number, method, key }, or { short_name }.
local services = {}
dlmscope.services = services
local DESCRIPTOR_SIZE, MOST_KNOWN = FACTS.descriptor_size, 65536
local NONE = {}
services.NONE = NONE -- no objects: shared, never changed
local known, kept = {}, 0

-- The name of a message's innermost readable service.
function services.name(m) return m.service or m.plan.name end

-- Something worth telling about a message; severity and title stand in FINDINGS under `code`.
function services.finding(m, code, text)
  if not m.findings then m.findings = {} end
  m.findings[#m.findings + 1] = { code, text }
end

-- The plan of an APDU by its first two bytes; nil where they name none.
function services.plan(data, at)
  local row = SERVICES[byte(data, at + 1)]
  local choices = row and row.choices
  if not choices then return row end
  return choices[byte(data, at + 2)]
end

-- The first node of that name at or below `node`.
local function find(node, name)
  if node.element.name == name or node.spec.name == name then return node end
  for _, child in ipairs(node.children or NONE) do
    local found = find(child, name)
    if found then return found end
  end
end
services.find = find

function services.child(node, name)
  for _, child in ipairs(node.children or NONE) do
    if child.element.name == name or child.spec.name == name then return child end
  end
end

local function described(key, method)
  local number = byte(key, DESCRIPTOR_SIZE)
  if number > 127 then number = number - 256 end
  return { class_id = number_at(key, 0, 2), name = sub(key, 3, 8), number = number, method = method, key = key }
end

local function gather(node, found)
  local children = node.children
  if not children then
    if node.spec.name == FACTS.variable_name and node.value then found[#found + 1] = { short_name = node.value } end
    return
  end
  if #children == 3 and children[1].element.name == FACTS.class_id and children[3].value then
    local method = children[3].element.name == FACTS.method_id
    local key = char(floor(children[1].value / 256), children[1].value % 256) .. children[2].value
    found[#found + 1] = described(key .. char(children[3].value % 256), method)
    return
  end
  for _, child in ipairs(children) do gather(child, found) end
end

-- The objects in the order the APDU names them. The list of one object is shared: it is never changed.
function services.objects(data, plan)
  local at = plan.class_at
  if at then
    local key = sub(data, at + 1, at + DESCRIPTOR_SIZE)
    local of = plan.method and key .. "m" or key
    local found = known[of]
    if not found then
      if #key < DESCRIPTOR_SIZE then return NONE end
      found = { described(key, plan.method) }
      if kept < MOST_KNOWN then known[of], kept = found, kept + 1 end
    end
    return found
  end
  if not plan.listed then return NONE end
  local found = {}
  gather(dlmscope.decode("apdu", data), found)
  return found
end
