-- What are objects called?
local names = {}
dlmscope.names = names
function names.object() return nil end
function names.member() return nil, nil end
function names.short(object)
  local text = object.short
  if not text then
    text = dlmscope.forms.obis(object.name)
    object.short = text
  end
  return text
end
