-- How are octets written: hex, OBIS code, object identifier, characters, dates and times?
local forms = {}
dlmscope.forms = forms
local CLOCK = CLOCK_WORDS -- { months = { [0xFD] = "dst-end", … }, days = …, unspecified = 0xFF }
local UNSPECIFIED, NO_YEAR, NO_DEVIATION = CLOCK.not_specified, CLOCK.no_year, CLOCK.no_deviation

local function two(value, special)
  if value == UNSPECIFIED then return "*" end
  return special and special[value] or format("%02d", value)
end

local function date(raw)
  local year = number_at(raw, 0, 2)
  return format("%s-%s-%s", year == NO_YEAR and "*" or format("%04d", year), two(byte(raw, 3), CLOCK.months), two(byte(raw, 4), CLOCK.days))
end

local function time(raw, at)
  local h, m, s, hundredths = byte(raw, at + 1, at + 4)
  return format("%s:%s:%s.%s", two(h), two(m), two(s), two(hundredths))
end

local function date_time(raw)
  local deviation, offset = signed_at(raw, 9, 2), ""
  if deviation ~= NO_DEVIATION then
    local minutes = math.abs(deviation)
    offset = format("%s%02d:%02d", deviation > 0 and "-" or "+", floor(minutes / 60), minutes % 60)
  end
  return date(raw) .. "T" .. time(raw, 5) .. offset
end

local function oid(raw)
  if raw == "" or byte(raw, #raw) > 127 then return hex_of(raw) end
  local first = math.min(floor(byte(raw, 1) / 40), 2)
  local arcs, number = { first }, 0
  for at = 1, #raw do
    number = number * 128 + byte(raw, at) % 128
    if byte(raw, at) < 128 then
      arcs[#arcs + 1] = format("%.0f", number)
      number = 0
    end
  end
  arcs[2] = format("%.0f", tonumber(arcs[2]) - 40 * first)
  return table.concat(arcs, ".")
end

-- Length of the UTF-8 sequence that starts at `at`, 0 where none does: shortest forms only, no surrogates.
local function sequence(raw, at)
  local a, b, c, d = byte(raw, at, at + 3)
  local function follows(x) return x and x >= 0x80 and x < 0xC0 end
  if a < 0x80 then return 1 end
  if a >= 0xC2 and a < 0xE0 then return follows(b) and 2 or 0 end
  if a >= 0xE0 and a < 0xF0 then
    local shortest, surrogate = a ~= 0xE0 or (b and b >= 0xA0), a == 0xED and b and b >= 0xA0
    return follows(b) and follows(c) and shortest and not surrogate and 3 or 0
  end
  if a >= 0xF0 and a < 0xF5 then
    local fits = (a ~= 0xF0 or (b and b >= 0x90)) and (a ~= 0xF4 or (b and b < 0x90))
    return follows(b) and follows(c) and follows(d) and fits and 4 or 0
  end
  return 0
end

local function text(raw)
  if not raw:find("[%c\128-\255]") then return raw end
  local parts, at = {}, 1
  while at <= #raw do
    local size = sequence(raw, at)
    local c = sub(raw, at, at + math.max(size, 1) - 1)
    if size == 0 or c == "\0" then c = format("\\x%02x", byte(c)) end -- a zero would end the text
    parts[#parts + 1] = c
    at = at + math.max(size, 1)
  end
  return table.concat(parts)
end

function forms.obis(raw)
  if #raw ~= 6 then return hex_of(raw) end
  return format("%d-%d:%d.%d.%d*%d", byte(raw, 1, 6))
end

local SHOW = { obis = forms.obis, oid = oid, text = text }
local TIMES = { ["date-time"] = { 12, date_time }, date = { 5, date }, time = { 4, function(raw) return time(raw, 0) end } }

-- The text of octets in a form; hex for forms of no text of their own and for octets of another size.
function forms.show(form, raw)
  local times = TIMES[form]
  if times then return #raw == times[1] and times[2](raw) or hex_of(raw) end
  return (SHOW[form] or hex_of)(raw)
end
