// A page on its way to paper: charts are drawn anew at the width of a sheet, because one that is scaled down cannot be read;
// what is folded away in the open evidence is unfolded; date and address are written under it. All of it is undone afterwards.
const SHEET_PX = 680
const PAGE_PX = 880
// Below this a label of 11 pixels is smaller than six points.
const LEAST_SCALE = 0.72
let undo = []

function viewOf(svg) {
  return svg.querySelector("path.background")?.__data__?.context?.dataflow
}

function resize(svg, view, width) {
  view.width(width).run()
  undo.push(() => view.width(view.container()?.clientWidth || width).run())
}

function fit(svg) {
  const height = svg.getBoundingClientRect().height
  const scale = PAGE_PX / height
  if (scale < 1 && scale >= LEAST_SCALE) svg.classList.add("pj-one-page")
  if (scale < LEAST_SCALE) svg.classList.add("pj-long")
  undo.push(() => svg.classList.remove("pj-one-page", "pj-long"))
}

function isDark() {
  const [red, green, blue] = getComputedStyle(document.querySelector(".stApp")).backgroundColor.match(/[\d.]+/g) ?? [255, 255, 255]
  return +red + +green + +blue < 384
}

function prepare() {
  if (undo.length || !document.querySelector(".stApp")) return
  const dark = isDark()
  document.documentElement.classList.toggle("pj-dark", dark)
  undo.push(() => document.documentElement.classList.remove("pj-dark"))
  for (const svg of document.querySelectorAll("svg.marks")) {
    const view = viewOf(svg)
    if (view) resize(svg, view, SHEET_PX)
    fit(svg)
  }
  for (const folded of document.querySelectorAll(".evidence details:not([open])")) {
    folded.open = true
    undo.push(() => (folded.open = false))
  }
  for (const link of document.querySelectorAll('.evidence a[href^="http"]')) {
    // The words of a text fragment say where to look on the screen, and are longer than the address.
    link.dataset.printed = link.href.split("#:~:")[0]
    undo.push(() => delete link.dataset.printed)
  }
  const line = document.createElement("p")
  const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })
  line.className = "printed"
  line.textContent = `${day}. ${location.href}`
  document.querySelector(".footer")?.append(line)
  undo.push(() => line.remove())
}

function restore() {
  const steps = undo
  undo = []
  steps.forEach((step) => step())
}

addEventListener("beforeprint", prepare)
addEventListener("afterprint", restore)
