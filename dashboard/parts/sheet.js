// The sheet of evidence beside the page: the mark is ringed and in view, arrow keys go to the next, Escape closes, a phone draws it up.
// Joined to rich.js, because a component of Streamlit is one script.
const SHEET = '[class*="st-key-evidence-box-"]'
const PANEL = '[class*="st-key-panel-"]'
const MAIN = '[data-testid="stMain"]'
// Where arrow keys have a meaning of their own.
const OWN_ARROWS = 'input, textarea, select, canvas, [contenteditable="true"], [role="slider"], [role="grid"], [data-testid="stButtonGroup"]'
// What Escape and the arrow keys belong to first. The list of the search box is there before it opens.
const OPEN_LIST = '[data-testid="stPopoverBody"], [role="listbox"]:not([popover]), [role="listbox"]:popover-open'

const openSheet = () => [...document.querySelectorAll(SHEET)].findLast((sheet) => sheet.querySelector(".evidence"))

// Rings the marks of this label. A drawing that takes another width is made anew, and its mark is ringed again.
function besideMark(root, label) {
  const panel = root.closest(PANEL)
  if (!panel || !root.closest(SHEET)) return
  root.closest(SHEET).scrollTop = 0
  root.label = label
  root.rings ??= new MutationObserver(() => requestAnimationFrame(() => ring(root, panel)))
  root.rings.observe(panel, { childList: true, subtree: true })
  ring(root, panel)
}

function ring(root, panel) {
  if (!root.isConnected) return root.rings.disconnect()
  const marks = [...panel.querySelectorAll("svg.marks [role=graphics-symbol]")]
  const found = marks.filter((mark) => mark.getAttribute("aria-label") === root.label)
  const ringed = [...document.querySelectorAll("svg.marks [data-open]")]
  if (ringed.length === found.length && ringed.every((mark) => found.includes(mark))) return
  ringed.forEach((mark) => mark.removeAttribute("data-open"))
  found.forEach((mark) => mark.setAttribute("data-open", ""))
  clearTimeout(root.settling)
  // A drawing takes its place in two steps.
  root.settling = setTimeout(() => found[0]?.isConnected && bringIntoView(found[0]), 200)
}

// Scrolls as little as shows the mark: above a sheet at the foot, inside the window.
function bringIntoView(mark) {
  const box = mark.getBoundingClientRect()
  const main = document.querySelector(MAIN)
  const sheet = openSheet()?.getBoundingClientRect()
  if (!main) return
  const top = main.getBoundingClientRect().top + 12
  const bottom = (sheet && sheet.left < box.right ? sheet.top : innerHeight) - 24
  if (box.bottom > bottom) main.scrollBy({ top: box.bottom - bottom })
  else if (box.top < top) main.scrollBy({ top: box.top - top })
}

// Evidence that is opened takes the keyboard with it, unless a reader is typing; a page that opens with it does not.
function takeFocus(root) {
  const evidence = root.querySelector(".evidence")
  const at = document.activeElement
  // A click on a chart gives the focus to what scrolls.
  const isFree = !at || at === document.body || at.matches(MAIN) || at.closest('[data-testid="stPopoverBody"], svg.marks') || !at.isConnected
  if (evidence && root.closest(SHEET) && isFree && navigator.userActivation?.hasBeenActive) evidence.focus({ preventScroll: true })
}

function press(sheet, name) {
  sheet.querySelector(`[class*="st-key-${name}-"] button:not(:disabled)`)?.click()
}

function byKeyboard(event) {
  const sheet = openSheet()
  if (!sheet || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  if (document.querySelector(OPEN_LIST)) return
  if (event.key === "Escape") {
    const list = sheet.closest(PANEL)?.querySelector('[class*="st-key-marks-"] button')
    press(sheet, "close")
    list?.focus({ preventScroll: true })
  }
  const isHere = document.activeElement === document.body || document.activeElement?.closest(`${SHEET}, ${PANEL}`)
  if ((event.key !== "ArrowRight" && event.key !== "ArrowLeft") || !isHere || event.target.closest?.(OWN_ARROWS)) return
  event.preventDefault()
  press(sheet, event.key === "ArrowRight" ? "next" : "previous")
}

// The handle of a sheet at the foot: a click or a key draws it up and down, a finger drags it.
function drawUp(event) {
  const handle = event.target.closest?.(".draw-up")
  const sheet = handle?.closest(SHEET)
  if (!sheet) return
  const from = event.clientY
  const height = sheet.clientHeight
  let moved = 0
  const move = (to) => {
    moved = from - to.clientY
    sheet.style.setProperty("--height", `${Math.min(innerHeight * 0.9, Math.max(80, height + moved))}px`)
  }
  const drop = () => {
    handle.removeEventListener("pointermove", move)
    sheet.style.removeProperty("--height")
    if (Math.abs(moved) < 24) return
    handle.dataset.dragged = ""
    if (moved < -height * 0.6) press(sheet, "close")
    else setTall(sheet, handle, moved > 0)
  }
  handle.setPointerCapture(event.pointerId)
  handle.addEventListener("pointermove", move)
  handle.addEventListener("lostpointercapture", drop, { once: true })
}

function setTall(sheet, handle, isTall) {
  sheet.toggleAttribute("data-tall", isTall)
  handle.setAttribute("aria-expanded", isTall)
}

function clickHandle(event) {
  const handle = event.target.closest?.(".draw-up")
  if (!handle) return
  const sheet = handle.closest(SHEET)
  // The click that ends a drag is none.
  if ("dragged" in handle.dataset) delete handle.dataset.dragged
  else setTall(sheet, handle, !sheet.hasAttribute("data-tall"))
}

// One listener however often the script is run.
if (!window.panmunjomHears) {
  window.panmunjomHears = true
  addEventListener("keydown", byKeyboard)
  addEventListener("pointerdown", drawUp)
  addEventListener("click", clickHandle)
}

