-- How are compact arrays read: a type description, then values without tags?
local LEFT_OVER = { kind = "rest", name = "left-over", field = "left_over" }
local CONTENTS = { kind = "sequence-of", name = "contents", field = "contents" }

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
  local stop, items, beyond = math.min(at + size, to), {}, at + size > to
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
    items[#items] = mark(r, node_of(LEFT_OVER, at, stop, sub(r.data, at + 1, stop)), "elements of no size", at)
  end
  local node = node_of(element, from, stop, nil, { description, contents })
  if beyond then
    r.failed = true
    mark(r, node, format("%d bytes announced", size), description.to)
  end
  return node
end
