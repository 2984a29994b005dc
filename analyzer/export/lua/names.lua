-- What are objects called?
local names = {}
dlmscope.names = names
function names.object() return nil end
function names.member() return nil, nil end
function names.short(object) return dlmscope.forms.obis(object.name) end
