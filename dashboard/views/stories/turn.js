// The arrow keys go from step to step of a story, and the mark that a step speaks of is ringed in its chart.
const SHEET = '[class*="st-key-evidence-box-"] .evidence'
const OWN_ARROWS =
  'input, textarea, select, canvas, [contenteditable="true"], [role="slider"], [role="grid"], [role="listbox"], [data-testid="stButtonGroup"]'
let stop = () => {}
let shown = null

export default function ({ data }) {
  stop()
  if (shown !== null && shown !== data.step) document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 })
  shown = data.step
  let frame = 0
  const ring = () => {
    for (const mark of document.querySelectorAll(".st-key-story-chart svg.marks [role=graphics-symbol]"))
      mark.toggleAttribute("data-told", data.ring !== "" && mark.getAttribute("aria-label") === data.ring)
  }
  // A chart is drawn later than its text, and anew for another window.
  const drawn = new MutationObserver(() => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(ring)
  })
  drawn.observe(document.body, { childList: true, subtree: true })
  addEventListener("keydown", turned)
  addEventListener("click", letGo)
  ring()
  stop = () => {
    drawn.disconnect()
    removeEventListener("keydown", turned)
    removeEventListener("click", letGo)
  }
  return () => stop()
}

// The evidence of the ringed mark takes the keyboard only from who does not hold it.
function letGo(event) {
  event.target.closest?.(".story-mark a")?.blur()
}

function turned(event) {
  const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key]
  const isOther = event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey
  // Where evidence is open the arrows belong to it.
  if (!way || isOther || event.target.closest?.(OWN_ARROWS) || document.querySelector(SHEET)) return
  document.querySelector(`.story-turn a[rel=${way}]`)?.click()
}
