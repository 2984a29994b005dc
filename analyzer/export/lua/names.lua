-- What are objects, their attributes and methods called? OBIS names come from the rules of dissectors/cosem, read at the
-- first look-up: the rule that covers the fewest codes wins, and its name has places to fill in.
local names = {}
dlmscope.names = names
local GROUPS = { A = 1, B = 2, C = 3, D = 4, E = 5, F = 6 }
local NONE, MOST_KNOWN = {}, 65536
local by_c, cells, sets -- rules by pack and value of C; cells by table and value; sets of values by their text
local known, kept = {}, 0

-- The values of "0-3,7,255" as a set, and how many they are; all 256 for "*".
local function set_of(text)
  local found = sets[text]
  if not found then
    found = { size = 0 }
    for first, last in (text == "*" and "0-255" or text):gmatch("(%d+)%-?(%d*)") do
      for value = tonumber(first), tonumber(last ~= "" and last or first) do
        if not found[value] then found[value], found.size = true, found.size + 1 end
      end
    end
    sets[text] = found
  end
  return found
end

local function parts_of(line)
  local parts = {}
  for part in (line .. "\t"):gmatch("([^\t]*)\t") do parts[#parts + 1] = part end
  return parts
end

local function load_rules()
  by_c, cells, sets = {}, {}, {}
  for line in OBIS_RULES:gmatch("[^\n]+") do
    local parts = parts_of(line)
    local rule = { classes = parts[8] ~= "*" and set_of(parts[8]), name = parts[9], short = parts[10], size = 1 }
    for group = 1, 6 do
      rule[group] = set_of(parts[group + 1])
      rule.size = rule.size * rule[group].size
    end
    local pack = by_c[parts[1]]
    if not pack then
      pack = {}
      by_c[parts[1]] = pack
    end
    for value = 0, 255 do
      if rule[3][value] then
        pack[value] = pack[value] or {}
        table.insert(pack[value], rule)
      end
    end
  end
  for line in OBIS_CELLS:gmatch("[^\n]+") do
    local parts = parts_of(line)
    local cell = { parts[3], parts[4], parts[5], parts[6], integral = parts[7] == "1" }
    cells[parts[1]] = cells[parts[1]] or {}
    for value in pairs(set_of(parts[2])) do
      if value ~= "size" then cells[parts[1]][value] = cell end
    end
  end
end

local function covers(rule, code)
  for group = 1, 6 do
    if not rule[group][code[group]] then return false end
  end
  return true
end

local function find(pack, code, class_id)
  local best, best_rank
  for _, rule in ipairs((by_c[pack] or NONE)[code[3]] or NONE) do
    if covers(rule, code) and not (class_id and rule.classes and not rule.classes[class_id]) then
      local monitor = not class_id and rule.classes and rule.classes.size == 1 and rule.classes[OBIS_FACTS.monitor]
      local rank = (monitor and 2 ^ 50 or 0) + rule.size
      if not best or rank < best_rank then best, best_rank = rule, rank end
    end
  end
  return best
end

local render

local function cell_text(name, code, value, short, integral)
  local cell = cells[name] and cells[name][value]
  if not cell then return tostring(value) end
  local text = cell[(integral and 2 or 0) + (short and 1 or 0) + 1]
  return text:find("{", 1, true) and render(text, code) or text
end

local function inline(choices, value)
  for choice in choices:gmatch("[^;]+") do
    local values, text = choice:match("^([^=]*)=(.*)$")
    if values and set_of(values)[value] then return (text:gsub("#", tostring(value))) end
  end
  return tostring(value)
end

-- A rule's name with its places filled in; parts that come out empty go, commas and all.
function render(template, code, short, integral)
  local text = template:gsub("{([A-F])([^}]*)}", function(group, rest)
    local value, kind = code[GROUPS[group]], rest:sub(1, 1)
    if kind == "" then return tostring(value) end
    if kind == "+" or kind == "-" then return tostring(value + tonumber(rest)) end
    if kind == "?" then return (value == 0 or value == 255) and "" or (rest:sub(2):gsub("#", tostring(value))) end
    if rest:find("=", 1, true) then return inline(rest:sub(2), value) end
    return cell_text(rest:sub(2), code, value, short, integral)
  end)
  local parts = {}
  text = text:gsub("^[ ,]+", ""):gsub("[ ,]+$", ""):gsub("%s*,%s+", "\0"):gsub("%s+,%s*", "\0")
  for part in text:gmatch("[^%z]+") do parts[#parts + 1] = part end
  return (table.concat(parts, ", "):gsub("%s%s+", " "))
end

local function named(code, rule)
  local measured = code[1] == OBIS_FACTS.electricity and rule.name:find("{C:elec_C}", 1, true)
  local processing = measured and cells.elec_D[code[4]]
  local integral = processing and processing.integral
  local short = render(rule.short, code, true, integral)
  if measured and short:sub(-6) == " total" then
    local quantity = cell_text("elec_C", code, code[3], true, integral) .. " total"
    if short:sub(-#quantity) ~= quantity then short = short:sub(1, -7) end
  end
  local medium = cells.A_medium[code[1]]
  if medium and code[1] ~= OBIS_FACTS.abstract and code[1] ~= OBIS_FACTS.electricity then short = medium[2] .. " " .. short end
  if code[2] >= OBIS_FACTS.first_channel and code[2] <= OBIS_FACTS.last_channel and not rule.name:find("{B", 1, true) then
    short = short .. ", channel " .. code[2]
  end
  return short:sub(1, 1):upper() .. short:sub(2)
end

local function described(class_id, raw)
  if not by_c then load_rules() end
  local code = { byte(raw, 1, 6) }
  local country = code[3] == OBIS_FACTS.country_specific and OBIS_FACTS.countries[code[4]]
  local rule
  for _, pack in ipairs(OBIS_FACTS.packs) do rule = rule or find(pack, code, class_id) end
  rule = rule or (country and find(country, code, class_id)) or find("", code, class_id) or find("", code, nil)
  return rule and named(code, rule) or false
end

-- The name of an object, nil where the rules give none; `class_id` may be nil.
function names.object(class_id, raw)
  if #raw ~= 6 or OBIS_RULES == "" then return nil end
  local key = (class_id or "") .. raw
  local found = known[key]
  if found == nil then
    if kept >= MOST_KNOWN then known, kept = {}, 0 end
    found = described(class_id, raw)
    known[key], kept = found, kept + 1
  end
  return found or nil
end

-- The names of an object's class, and of the attribute or method that is meant; nil where they are not known.
function names.member(object)
  local class = CLASSES[object.class_id]
  if not class then return nil, nil end
  local members = object.method and class.methods or class.attributes
  local member = members and members[object.number]
  return class.name, member and member.name
end

-- An object as it stands in the list; made once.
function names.short(object)
  local text = object.short
  if not text then
    local name = names.object(object.class_id, object.name)
    local _, member = names.member(object)
    text = dlmscope.forms.obis(object.name) .. (name and " " .. name or "") .. (member and ", " .. member or "")
    object.short = text
  end
  return text
end
