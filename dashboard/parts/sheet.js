// The sheet of evidence beside its mark: the mark is ringed, the sheet keeps off it, Escape closes it.
// Joined to rich.js, because a component of Streamlit is one script.
const SHEET = '[class*="st-key-evidence-box-"]'
const PANEL = '[class*="st-key-panel-"]'

function besideMark(root, label) {
  const sheet = root.closest(SHEET)
  const panel = root.closest(PANEL)
  if (!sheet || !panel || !label) return
  sheet.scrollTop = 0
  let tries = 0
  const look = () => {
    if (!root.isConnected) return
    const marks = [...panel.querySelectorAll("svg.marks [role=graphics-symbol]")]
    const found = marks.filter((mark) => mark.getAttribute("aria-label") === label)
    document.querySelectorAll("svg.marks [data-open]").forEach((mark) => mark.removeAttribute("data-open"))
    found.forEach((mark) => mark.setAttribute("data-open", ""))
    if (found.length) keepOff(sheet, found[0])
    // An address may name a mark before its chart is drawn.
    else if (tries++ < 50) setTimeout(look, 100)
  }
  look()
}

function keepOff(sheet, mark) {
  const box = mark.getBoundingClientRect()
  const own = sheet.getBoundingClientRect()
  if (own.width < innerWidth * 0.9) {
    if (box.right > innerWidth - own.width) sheet.dataset.side = "left"
    if (box.left < own.width) delete sheet.dataset.side
  } else if (box.bottom > own.top - 12) {
    document.querySelector('[data-testid="stMain"]')?.scrollBy({ top: box.bottom - own.top + 40 })
  }
}

function closeByEscape(event) {
  const sheet = document.querySelector(`${SHEET}:has(.evidence)`)
  if (event.key !== "Escape" || !sheet || document.querySelector('[aria-expanded="true"]')) return
  const list = sheet.closest(PANEL)?.querySelector('[class*="st-key-list-"] input')
  sheet.querySelector('[class*="st-key-close-"] button')?.click()
  list?.focus({ preventScroll: true })
}

// One listener however often the script is run.
if (!window.panmunjomClosesByEscape) {
  window.panmunjomClosesByEscape = true
  addEventListener("keydown", closeByEscape)
}

