// While a page arrives, what would still be pushed away is not shown: arrive.css hides it for as long as the page is marked so.
// First header, title and filters come to rest, then all else. Nothing is hidden where this script does not run.
const root = document.documentElement
const EVERY_MS = 40
const LONGEST_MS = 6_000
const BLOCKS = '[data-testid="stElementContainer"], [data-testid="stLayoutWrapper"]'
const HEAD = ".st-key-header, .st-key-head, .st-key-under-head"
const STAGES = {
  frame: { within: HEAD, unfinished: '[data-testid="stSkeleton"]' },
  rest: { within: ".stMain", unfinished: '[data-testid="stSkeleton"], .stVegaLiteChart:not(:has(svg.marks))' },
}
const began = performance.now()
const waiting = Object.keys(STAGES)
let before = ""

// Where everything stands, or nothing as long as something is on its way: a drawing is there before it has its size.
function look({ within, unfinished }) {
  const parts = [...document.querySelectorAll(within)]
  const isRun = document.querySelector('.stApp[data-test-script-state="notRunning"] .footer')
  if (!isRun || parts.some((part) => part.querySelector(unfinished))) return ""
  const boxes = parts.flatMap((part) => [part, ...part.querySelectorAll(BLOCKS)]).map((block) => block.getBoundingClientRect())
  return boxes.map((box) => `${box.x} ${box.y} ${box.height}`).join()
}

function tick() {
  const now = look(STAGES[waiting[0]])
  if (now && now === before) waiting.shift()
  before = now
  if (!waiting.length || performance.now() - began > LONGEST_MS) {
    delete root.dataset.arriving
    return
  }
  root.dataset.arriving = waiting[0]
  setTimeout(tick, EVERY_MS)
}

tick()
