// A page on its way to paper: charts are drawn anew at the width of a sheet, because one that is scaled down cannot be read;
// what is folded away in the open evidence is unfolded; date and address are written under it. All of it is undone afterwards.
const SHEET_PX = 680
// What a sheet of Letter holds, the lower of the two, and what stands on the first above its panel, and in a panel around head and drawing.
const PAGE_PX = 925
const TITLE_PX = 215
const AROUND_PX = 80
// Below this a label of 12 pixels is smaller than six points: such a drawing takes as many sheets as it needs.
const LEAST_SCALE = 0.67
const MOST_UNFOLDED = 12
let undo = []

function viewOf(svg) {
  return svg.querySelector("path.background")?.__data__?.context?.dataflow
}

async function draw(svg, isFirst) {
  const view = viewOf(svg)
  if (!view) return
  const before = view.width()
  undo.push(() => view.width(view.container()?.clientWidth || before).run())
  const head = svg.closest('[class*="st-key-panel-"]')?.querySelector('[class*="st-key-head-"]')?.clientHeight ?? 0
  const room = PAGE_PX - AROUND_PX - head
  const first = isFirst ? room - TITLE_PX : room
  // Drawn wider and shown smaller, a high chart keeps the width of the sheet; many are lower where they are wider.
  // What stands first begins under the title, even if it is cut there: else the first sheet would be empty.
  for (const scale of [1, 0.85, LEAST_SCALE]) {
    await view.width(SHEET_PX / scale).runAsync()
    // What stands around a drawing is reckoned rather too high.
    if (+svg.getAttribute("height") * scale <= (isFirst ? first : room) * 1.06) return
  }
  await view.width(SHEET_PX).runAsync()
  cutUp(svg, first)
}

// Shows a drawing that is higher than a sheet as pieces, cut where nothing stands.
function cutUp(svg, first) {
  const [width, height] = ["width", "height"].map((name) => Math.ceil(+svg.getAttribute(name)))
  const taken = takenRows(svg, height)
  let last = svg
  for (let top = 0, room = first; top < height; room = PAGE_PX - AROUND_PX) {
    const bottom = top + room >= height ? height : gapBefore(taken, top + room, top + room * 0.55)
    const piece = svg.cloneNode(true)
    piece.setAttribute("viewBox", `0 ${top} ${width} ${bottom - top}`)
    piece.setAttribute("height", bottom - top)
    piece.classList.add("pj-piece")
    last.after(piece)
    undo.push(() => piece.remove())
    last = piece
    top = bottom
  }
  svg.classList.add("pj-whole")
  undo.push(() => svg.classList.remove("pj-whole"))
}

function takenRows(svg, height) {
  const taken = new Uint8Array(height + 1)
  const own = svg.getBoundingClientRect()
  const scale = height / own.height
  for (const drawn of svg.querySelectorAll("text, path:not(.background), line, rect, image")) {
    const box = drawn.getBoundingClientRect()
    const [top, bottom] = [box.top, box.bottom].map((y) => Math.round((y - own.top) * scale))
    // Bands and lines of the years go through from top to bottom, and may be cut.
    if (box.width && bottom > 0 && bottom - top < 60) taken.fill(1, Math.max(0, top), bottom + 1)
  }
  return taken
}

// The middle of the widest gap that ends before a row; that row where there is none.
function gapBefore(taken, end, start) {
  let [found, widest, wide] = [Math.floor(end), 2, 0]
  for (let row = Math.floor(start); row <= end; row++) {
    wide = taken[row] ? 0 : wide + 1
    if (wide >= widest) [found, widest] = [row - Math.floor(wide / 4), wide]
  }
  return found
}

function isDark() {
  const [red, green, blue] = getComputedStyle(document.querySelector(".stApp")).backgroundColor.match(/[\d.]+/g) ?? [255, 255, 255]
  return +red + +green + +blue < 384
}

function unfold() {
  for (const sheet of document.querySelectorAll('[class*="st-key-evidence-box-"] .evidence')) {
    const folded = [...sheet.querySelectorAll("details:not([open])")]
    // Of many records the names say enough: each may rest on a hundred sources.
    for (const one of folded.length > MOST_UNFOLDED ? [] : folded) {
      one.open = true
      undo.push(() => (one.open = false))
    }
  }
  for (const link of document.querySelectorAll('.evidence a[href^="http"]')) {
    // The words of a text fragment say where to look on the screen, and are longer than the address.
    link.dataset.printed = link.href.split("#:~:")[0]
    undo.push(() => delete link.dataset.printed)
  }
}

function sign() {
  const line = document.createElement("p")
  const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })
  line.className = "printed"
  line.textContent = `${day}. ${location.href}`
  document.querySelector(".footer")?.append(line)
  undo.push(() => line.remove())
}

function prepare() {
  if (undo.length || !document.querySelector(".stApp")) return
  document.documentElement.classList.toggle("pj-dark", isDark())
  undo.push(() => document.documentElement.classList.remove("pj-dark"))
  unfold()
  sign()
  // A browser takes its picture when all that was promised here is done.
  document.querySelectorAll("svg.marks").forEach((svg, number) => draw(svg, !number))
}

function restore() {
  const steps = undo
  undo = []
  steps.reverse().forEach((step) => step())
}

addEventListener("beforeprint", prepare)
addEventListener("afterprint", restore)
