-- What does a key file say? Tables [[meter]] and [[meter.client]] with texts, whole numbers, lists of texts and comments.
--   keys.parse(text, name) -> entries, or nil and an error that names the line and never a value.
--   An entry: { name, title, sap, addresses, group, fields = { guek = { bytes, … }, … } }.
local keys = {}
dlmscope.keys = keys

local function binary(text)
  local hex = text:gsub("[%s:%-]", "")
  if #hex % 2 == 1 or hex:find("%X") then return nil end
  return bytes_of(hex)
end

local ESCAPES = { b = "\b", t = "\t", n = "\n", f = "\f", r = "\r", ['"'] = '"', ["\\"] = "\\" }

-- A text that starts at `at` of a line: the text and the position behind it.
local function text_at(line, at)
  local quote = line:sub(at, at)
  if line:sub(at, at + 2) == quote:rep(3) then return nil end
  local parts, from = {}, at + 1
  while from <= #line do
    local c = line:sub(from, from)
    if c == quote then return table.concat(parts), from + 1 end
    if c == "\\" and quote == '"' then
      from = from + 1
      c = ESCAPES[line:sub(from, from)]
      if not c then return nil end
    end
    parts[#parts + 1] = c
    from = from + 1
  end
end

local function blank(line, at) return line:find("^%s*$", at) or line:find("^%s*#", at) end

-- A value that starts at `at`: the value and the position behind it; nil where it is none of the subset, and a second
-- nil, true where a list goes on in the next line.
local function value_at(line, at)
  at = line:find("%S", at)
  if not at then return nil end
  local c = line:sub(at, at)
  if c == '"' or c == "'" then return text_at(line, at) end
  if c == "[" then
    local list, comma = {}, true
    at = at + 1
    while true do
      at = line:find("%S", at)
      if not at or line:sub(at, at) == "#" then return nil, true end
      c = line:sub(at, at)
      if c == "]" then return list, at + 1 end
      if c == "," and not comma then
        comma, at = true, at + 1
      elseif (c == '"' or c == "'") and comma then
        local text
        text, at = text_at(line, at)
        if not text then return nil end
        list[#list + 1], comma = text, false
      else
        return nil
      end
    end
  end
  local digits = line:match("^[+-]?%d[%d_]*", at)
  if digits then return tonumber((digits:gsub("_", ""))), at + #digits end
end

-- A comment at the end of a line of a list, taken off before the next line is put behind it.
local function without_comment(line)
  local at, quote = 1, nil
  while at <= #line do
    local c = line:sub(at, at)
    if quote then
      if c == "\\" and quote == '"' then at = at + 1 elseif c == quote then quote = nil end
    elseif c == '"' or c == "'" then
      quote = c
    elseif c == "#" then
      return line:sub(1, at - 1)
    end
    at = at + 1
  end
  return line
end

local function listed(value)
  if type(value) == "table" then return value end
  return { value }
end

local function put(entry, field, key)
  local of = entry.fields[field] or {}
  entry.fields[field] = of
  of[#of + 1] = key
end

-- Take one field into an entry; what is wrong with it, or nil.
local function take(entry, field, value)
  if not KEY_FILE.fields[field] then return "no such field" end
  if field == "sap" then
    if type(value) ~= "number" then return "wants a number" end
    entry.sap = value
    return
  end
  for _, each in ipairs(listed(value)) do
    if type(each) ~= "string" then return "wants text" end
    if each ~= "" then
      if field == "name" then
        entry.name = each
      elseif field == "address" then
        entry.addresses[#entry.addresses + 1] = each
      elseif field == "system_title" then
        entry.title = binary(each)
        if not entry.title or #entry.title ~= 8 then return "wants 8 bytes in hex" end
      elseif KEY_FILE.keys[field] then
        local key = binary(each)
        if not key then return "not hex with an even number of digits" end
        if not KEY_FILE.sizes[#key] then return format("%d bytes, wants 16 or 32", #key) end
        put(entry, field, key)
      elseif field == "password_text" then
        put(entry, "password", each)
      elseif field == "password" then
        local key = binary(each)
        if not key then return "not hex with an even number of digits" end
        put(entry, field, key)
      end
    end
  end
end

function keys.parse(text, name)
  local entries, entry, number, open, meters = {}, nil, 0, nil, 0
  local meter
  local function fault(reason) return nil, format("%s:%d: %s", name, number, reason) end
  for line in (text:gsub("^\239\187\191", "") .. "\n"):gmatch("([^\n]*)\n") do
    number = number + 1
    line = line:gsub("\r$", "")
    if open then
      line = without_comment(open) .. " " .. line
      open = nil
    end
    local head, behind = line:match("^%s*%[%[%s*([%w_.%-]+)%s*%]%]()")
    if head then
      if not blank(line, behind) then return fault("text behind the table") end
      if head == "meter" then
        meters = meters + 1
        meter = { name = "", addresses = {}, fields = {}, group = meters }
        entry = meter
      elseif head == "meter.client" then
        if not meter then return fault("[[meter.client]] stands before any [[meter]]") end
        entry = { name = meter.name, addresses = meter.addresses, fields = {}, group = meters, client = true }
      else
        return fault("no such table; wants [[meter]] or [[meter.client]]")
      end
      entries[#entries + 1] = entry
    elseif not blank(line, 1) then
      local field, start = line:match('^%s*"?([%w_%-]+)"?%s*=()')
      if not field then return fault("wants NAME = VALUE, [[meter]] or [[meter.client]]") end
      if not entry then return fault(field .. ": stands before any [[meter]]") end
      local value, stop = value_at(line, start)
      if value == nil and stop == true then
        open = line
      elseif value == nil or not blank(line, stop) then
        return fault(field .. ": wants a text, a whole number or a list of texts in one line each")
      else
        local wrong = take(entry, field, value)
        if wrong then return fault(field .. ": " .. wrong) end
      end
    end
  end
  if open then return fault("a list that does not end") end
  for at, each in ipairs(entries) do
    if each.client and not each.sap then return nil, format("%s: entry %d: sap is missing", name, at) end
  end
  return entries
end

-- The entries of single-meter settings: texts in hex by name; what is wrong, or nil.
function keys.single(settings, client_title)
  local entry = { name = "preferences", addresses = {}, fields = {}, group = "preferences" }
  for field, value in pairs(settings) do
    local wrong = take(entry, field, value)
    if wrong then return nil, field .. ": " .. wrong end
  end
  local client = { name = "preferences", addresses = {}, fields = {}, group = "preferences", any_sap = true }
  local wrong = take(client, "system_title", client_title or "")
  if wrong then return nil, "client_title: " .. wrong end
  return { entry, client }
end
