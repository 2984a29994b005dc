-- How are sequences, choices, lists, optional parts and containers read (A-XDR, IEC 61334-6)?
local LENGTH_OF_REST, ANCHOR, AUTHENTICATED = FLAGS.LENGTH_OF_REST, FLAGS.ANCHOR, FACTS.authenticated

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
