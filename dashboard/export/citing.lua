-- Sets citations in styles: `pandoc -f csljson -t citing.lua -M styles=NAME=FILE,…`. CSL-JSON in, JSON out:
-- {style: [{id, entry, cited}]}, where a text is a list of runs {text, italic, url}. `entry` stands in a list of references, `cited` in the text or as a note.
-- `locator`, with its word before it, is the place that a citation names.

local function run(runs, text, italic, url)
  local last = runs[#runs]
  if last and last.italic == italic and last.url == url then
    last.text = last.text .. text
  else
    runs[#runs + 1] = {text = text, italic = italic, url = url}
  end
end

local function walk(runs, inlines, italic, url)
  for _, one in ipairs(inlines) do
    if one.t == "Str" then run(runs, one.text, italic, url)
    elseif one.t == "Space" or one.t == "SoftBreak" or one.t == "LineBreak" then run(runs, " ", italic, url)
    elseif one.t == "Emph" then walk(runs, one.content, not italic, url)
    elseif one.t == "Link" then walk(runs, one.content, italic, one.target)
    elseif one.t == "Quoted" then
      local signs = one.quotetype == "DoubleQuote" and {"“", "”"} or {"‘", "’"}
      run(runs, signs[1], italic, url)
      walk(runs, one.content, italic, url)
      run(runs, signs[2], italic, url)
    elseif one.t == "Note" then walk(runs, pandoc.utils.blocks_to_inlines(one.content), italic, url)
    elseif one.content then walk(runs, one.content, italic, url)
    elseif one.text then run(runs, one.text, italic, url)
    end
  end
  return runs
end

local function said(value)
  return value and pandoc.utils.stringify(value) or ""
end

-- A document that cites each item once, a paragraph each.
local function citing(references)
  local blocks = pandoc.List()
  for _, item in ipairs(references) do
    local id, locator = said(item.id), said(item.locator)
    local suffix = locator ~= "" and pandoc.Inlines(", {" .. locator .. "}") or pandoc.Inlines({})
    local citation = pandoc.Citation(id, "NormalCitation", {}, suffix)
    blocks:insert(pandoc.Para({pandoc.Cite({pandoc.Str("@" .. id)}, {citation})}))
  end
  return blocks
end

local function set(doc, file)
  local meta = {csl = file, references = doc.meta.references, lang = "en-US", ["link-citations"] = false}
  local done = pandoc.utils.citeproc(pandoc.Pandoc(citing(doc.meta.references), meta))
  local entries, made = {}, pandoc.List()
  for _, block in ipairs(done.blocks) do
    if block.t == "Div" then
      for _, entry in ipairs(block.content) do
        entries[entry.identifier:sub(5)] = walk({}, pandoc.utils.blocks_to_inlines(entry.content), false)
      end
    end
  end
  for at, item in ipairs(doc.meta.references) do
    local cited = walk({}, done.blocks[at].content, false)
    made:insert({id = said(item.id), entry = entries[said(item.id)] or {}, cited = cited})
  end
  return made
end

function Writer(doc)
  local made = {}
  for name, file in said(doc.meta.styles):gmatch("([^=,]+)=([^,]+)") do
    made[name] = set(doc, file)
  end
  return pandoc.json.encode(made)
end
