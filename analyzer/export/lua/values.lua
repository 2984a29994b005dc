-- What does a value say: a quantity with its unit, a date, the name of a code? By what classes declare and answers taught.
local values = {}
dlmscope.values = values
local MOST_OBJECTS, MOST_FACTS, PLAIN_SCALER, EXACT = 65536, 64, 18, 2 ^ 53
local NUMBERS = { ["unsigned"] = true, ["integer"] = true, ["enumerated"] = true }
local facts, count = {}, 0

function values.reset() facts, count = {}, 0 end

-- What the class declares of the attribute that an object's reference names, false where nothing; looked up once.
local function attribute_of(object)
  local found = object.declared
  if found == nil then
    local class = not object.method and CLASSES[object.class_id]
    found = class and class.attributes and class.attributes[object.number] or false
    object.declared = found
  end
  return found
end

-- Whether an answer about this object teaches a scaler and a unit.
function values.teaches(object)
  local attribute = attribute_of(object)
  return attribute and attribute.scaler
end

-- Whether a value of this object may have a reading other than itself.
function values.wants(object)
  local attribute = attribute_of(object)
  return attribute and (attribute.form or attribute.codes or (attribute.scaled and count > 0))
end

local function key_of(place, object) return place .. "|" .. object.class_id .. object.name end

-- Take what an answer in packet `frame` teaches: a structure of a scaler and a unit.
function values.learn(places, object, data, frame)
  local parts = data.children
  if not parts or #parts ~= 2 then return end
  local scaler, unit = parts[1].value, parts[2].value
  if not NUMBERS[parts[1].spec.kind] or not NUMBERS[parts[2].spec.kind] or not scaler or not unit then return end
  for _, place in ipairs(places) do
    local key = key_of(place, object)
    local list = facts[key]
    if not list and count < MOST_OBJECTS then
      list, count = {}, count + 1
      facts[key] = list
    end
    local last = list and list[#list]
    if list and #list < MOST_FACTS and not (last and last[2] == scaler and last[3] == unit) then
      list[#list + 1] = { frame, scaler, unit }
    end
  end
end

-- The last fact before a packet, else the first after it.
local function fact_for(places, object, frame)
  for _, place in ipairs(places) do
    local list = facts[key_of(place, object)]
    if list then
      local found = list[1]
      for _, each in ipairs(list) do
        if each[1] <= frame then found = each end
      end
      return found
    end
  end
end

local function digits(value, scaler)
  local whole = format("%.0f", math.abs(value))
  local sign = value < 0 and "-" or ""
  if scaler == 0 then return sign .. whole end
  if scaler > PLAIN_SCALER or scaler < -PLAIN_SCALER then return format("%s%se%+d", sign, whole, scaler) end
  if scaler > 0 then return value == 0 and "0" or sign .. whole .. ("0"):rep(scaler) end
  whole = ("0"):rep(1 - scaler - #whole) .. whole
  return sign .. whole:sub(1, scaler - 1) .. "." .. whole:sub(scaler)
end

-- The reading of a Data node that is the value of `object`, nil where the bare value is all there is.
function values.text(places, object, data, frame)
  local attribute, value, spec = attribute_of(object), data.value, data.spec
  if not attribute or value == nil then return nil end
  if attribute.scaled and NUMBERS[spec.kind] and value == value and value < EXACT and value > -EXACT then
    local fact = fact_for(places, object, frame)
    if not fact then return nil end
    local unit = UNITS[fact[3]] or "unit " .. fact[3]
    return digits(value, fact[2]) .. (unit ~= "" and " " .. unit or "")
  end
  if attribute.form and spec.kind == "octet-string" then
    local text = dlmscope.forms.show(attribute.form, value)
    return text ~= hex_of(value) and text or nil
  end
  return attribute.codes and NUMBERS[spec.kind] and attribute.codes[value] or nil
end

-- The one Data that an answer of a plan carries behind its fixed part, nil where it carries none.
function values.data(plan, data)
  local rests = plan.answers and plan.rests
  if not rests or rests[byte(data, plan.behind + 1)] ~= true then return nil end
  local node, notes = dlmscope.decode("data", data, plan.behind + 1)
  return notes == 0 and node or nil
end
