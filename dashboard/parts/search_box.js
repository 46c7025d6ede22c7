// The box in the header: a combobox by the pattern of the ARIA authoring practices. What it shows comes as text, never as markup.
const WAIT_MS = 120
const MOST = 7
const known = new Map()

export default function ({ data, parentElement }) {
  nameNavigation(parentElement.closest(".st-key-header"))
  const form = parentElement.querySelector(".search-form")
  const box = form.box ?? (form.box = makeBox(form))
  // The address is the truth, but only where it changed: a run of the page leaves what is being typed alone.
  form.dataset.base = data.base
  if (form.dataset.asked !== data.asked) {
    form.dataset.asked = data.asked
    box.input.value = data.asked
    box.close()
  }
}

// The links of the header for whoever hears them: a landmark, and which of them is the page that is shown.
function nameNavigation(header) {
  const links = header?.querySelector(".st-key-navigation")
  if (!links) return
  links.role = "navigation"
  links.ariaLabel = "Pages"
  for (const link of links.querySelectorAll("a")) link.toggleAttribute("aria-current", false)
  links.querySelector(".st-key-here a")?.setAttribute("aria-current", "page")
}

function makeBox(form) {
  const input = form.querySelector("input")
  const list = form.querySelector("[role=listbox]")
  const said = form.querySelector("[role=status]")
  const box = { form, input, list, said, at: -1, timer: 0, request: null }
  box.close = () => close(box)
  input.addEventListener("input", () => {
    clearTimeout(box.timer)
    box.timer = setTimeout(() => suggest(box), WAIT_MS)
  })
  input.addEventListener("keydown", (event) => onKey(box, event))
  input.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || close(box))
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    ask(box)
  })
  // The box keeps the focus, so that a touch of an option is no loss of it.
  list.addEventListener("pointerdown", (event) => event.preventDefault())
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]")
    if (option) choose(box, option, event.metaKey || event.ctrlKey)
  })
  addEventListener("resize", () => place(box))
  addEventListener("scroll", () => place(box), true)
  return box
}

async function suggest(box) {
  const asked = box.input.value.slice(0, 200)
  box.request?.abort()
  if (asked.trim().length < 2) return close(box)
  try {
    const found = known.get(asked) ?? (await fetched(box, asked))
    if (box.input.value.slice(0, 200) === asked && document.activeElement === box.input) show(box, found)
  } catch (error) {
    // Without suggestions the box still searches.
    if (error.name !== "AbortError") close(box)
  }
}

async function fetched(box, asked) {
  box.request = new AbortController()
  const answer = await fetch(`${box.form.dataset.base}/search.json?limit=${MOST}&q=${encodeURIComponent(asked)}`, { signal: box.request.signal })
  if (!answer.ok) throw new Error(answer.status)
  const found = await answer.json()
  if (known.size > 200) known.clear()
  known.set(asked, found)
  return found
}

function show(box, found) {
  const options = found.hits.map((hit, place) => option(place, hit.url, hit.is_page, hit.title, about(hit)))
  options.push(option(options.length, found.all, true, `All results for “${found.query}”`, found.meant && `Did you mean ${found.meant}?`))
  box.list.replaceChildren(...options)
  box.at = -1
  box.input.removeAttribute("aria-activedescendant")
  box.input.setAttribute("aria-expanded", "true")
  if (!box.list.matches(":popover-open")) box.list.showPopover()
  place(box)
  const count = found.hits.length
  box.said.textContent = `${count || "No"} suggestion${count === 1 ? "" : "s"}${found.meant ? ` for ${found.meant}` : ""}`
}

function about(hit) {
  return [hit.kind, hit.date, hit.other_name && `another name: ${hit.other_name}`].filter(Boolean).join(" · ")
}

function option(place, url, isPage, title, more) {
  const made = document.createElement("li")
  made.role = "option"
  made.id = `search-option-${place}`
  made.ariaSelected = "false"
  made.dataset.url = url
  made.dataset.page = isPage ? "1" : ""
  for (const [name, text] of [["search-title", title], ["search-about", more]]) {
    if (!text) continue
    const part = document.createElement("span")
    part.className = name
    part.textContent = text
    made.append(part, " ")
  }
  return made
}

function close(box) {
  clearTimeout(box.timer)
  box.request?.abort()
  box.at = -1
  box.input.setAttribute("aria-expanded", "false")
  box.input.removeAttribute("aria-activedescendant")
  if (box.list.matches(":popover-open")) box.list.hidePopover()
  box.list.replaceChildren()
  box.said.textContent = ""
}

function onKey(box, event) {
  if (event.isComposing) return
  const isOpen = box.input.getAttribute("aria-expanded") === "true"
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault()
    if (isOpen) move(box, event.key === "ArrowDown" ? 1 : -1)
    else suggest(box)
  } else if (event.key === "Enter" && isOpen && box.at >= 0) {
    event.preventDefault()
    choose(box, box.list.children[box.at], event.metaKey || event.ctrlKey)
  } else if (event.key === "Escape" && isOpen) {
    // The first Escape is for the list alone: neither the question nor an open sheet goes with it.
    event.preventDefault()
    event.stopPropagation()
    close(box)
  }
}

function move(box, step) {
  const options = [...box.list.children]
  // One place more than there are options: the box itself, where nothing is chosen.
  box.at = ((box.at + 1 + step + options.length + 1) % (options.length + 1)) - 1
  options.forEach((one, place) => (one.ariaSelected = String(place === box.at)))
  const chosen = options[box.at]
  if (!chosen) return box.input.removeAttribute("aria-activedescendant")
  box.input.setAttribute("aria-activedescendant", chosen.id)
  chosen.scrollIntoView({ block: "nearest" })
}

function choose(box, chosen, isApart) {
  const { url, page } = chosen.dataset
  if (isApart) return window.open(url, "_blank", "noopener")
  open(box, url, page === "1")
}

function ask(box) {
  const asked = box.input.value.trim()
  if (asked) open(box, `${box.form.dataset.base}/search?q=${encodeURIComponent(asked)}`, true)
}

function open(box, url, isPage) {
  close(box)
  if (!isPage) return location.assign(url)
  const target = new URL(url, location.href)
  box.form.dataset.asked = box.input.value = target.pathname.endsWith("/search") ? target.searchParams.get("q") : ""
  box.input.blur()
  // Streamlit follows its own history: a new entry and the event of the back button open the page without a reload.
  history.pushState({}, "", url)
  dispatchEvent(new PopStateEvent("popstate", { state: {} }))
}

// The list stands in the browser's top layer, where no bar cuts it off; it follows the box.
function place(box) {
  if (!box.list.matches(":popover-open")) return
  const at = box.input.getBoundingClientRect()
  const width = Math.min(innerWidth - 16, Math.max(at.width, 416))
  const left = Math.max(8, Math.min(at.left, innerWidth - width - 8))
  const height = (window.visualViewport?.height ?? innerHeight) - at.bottom - 12
  Object.assign(box.list.style, {
    left: `${left}px`,
    top: `${at.bottom + 4}px`,
    width: `${width}px`,
    maxHeight: `${Math.max(120, height)}px`,
  })
}
