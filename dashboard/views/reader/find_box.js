// The bar above a text: Enter finds, Enter again goes on, Shift and Enter goes back, "/" leads to the box from anywhere.
// The server says which of the found words is the current one; the text, which does not change with it, is marked here.
let trigger = () => {}
let current = { words: "", hit: 0, count: 0, page: 0, pages: 0 }

export default function ({ data, parentElement, setTriggerValue }) {
  const bar = parentElement.querySelector(".find-bar")
  const box = bar.querySelector(".find-words")
  trigger = setTriggerValue
  if (document.activeElement !== box || !current.words) box.value = data.words
  const isNew = data.hit !== current.hit || data.words !== current.words
  current = data
  bar.querySelector(".find-said").textContent = data.said
  bar.querySelectorAll(".find-step").forEach((button) => (button.disabled = !data.count))
  bar.querySelector(".page-form").hidden = !data.pages
  const number = bar.querySelector(".page-number")
  number.max = data.pages
  if (document.activeElement !== number) number.value = data.page
  bar.querySelector(".page-count").textContent = `of ${data.pages}`
  bar.querySelectorAll(".page-step").forEach((button) => {
    const page = data.page + Number(button.dataset.step)
    button.disabled = page < 1 || page > data.pages
  })
  if (isNew) showHit(0)
  listen(bar, box, number)
}

function listen(bar, box, number) {
  const find = (step) => {
    if (box.value.trim() !== current.words) trigger("find", box.value)
    else if (current.count) trigger("step", step)
  }
  bar.querySelector(".find-form").onsubmit = (event) => {
    event.preventDefault()
    find(1)
  }
  box.onkeydown = (event) => {
    if (event.key === "Enter") {
      event.preventDefault()
      find(event.shiftKey ? -1 : 1)
    }
    if (event.key === "Escape" && current.words) trigger("find", "")
    // Keys of the page are letters here.
    event.stopPropagation()
  }
  // The cross that browsers draw in a search box.
  box.oninput = () => !box.value && current.words && trigger("find", "")
  bar.querySelectorAll(".find-step").forEach((button) => (button.onclick = () => trigger("step", Number(button.dataset.step))))
  bar.querySelector(".page-form").onsubmit = (event) => {
    event.preventDefault()
    if (number.value) trigger("page", Number(number.value))
  }
  bar.querySelectorAll(".page-step").forEach(
    (button) => (button.onclick = () => trigger("page", current.page + Number(button.dataset.step))),
  )
}

// Another portion of the text may still be on its way.
function showHit(tries) {
  const wanted = current.hit
  const article = document.querySelector("article.document")
  const pieces = article?.dataset.words === current.words ? article.querySelectorAll(`[data-hit="${wanted}"]`) : []
  document.querySelectorAll("mark.at-hit").forEach((piece) => piece.classList.remove("at-hit"))
  if (!wanted) return
  if (!pieces.length) {
    if (tries < 60) setTimeout(() => wanted === current.hit && showHit(tries + 1), 50)
    return
  }
  pieces.forEach((piece) => piece.classList.add("at-hit"))
  // After the frames in which new markup brings its own place into view.
  setTimeout(() => bring(pieces[0]), 60)
}

if (!window.panmunjomFindsBySlash) {
  window.panmunjomFindsBySlash = true
  addEventListener("keydown", (event) => {
    const box = document.querySelector(".find-words")
    if (!box || event.key !== "/" || event.target.matches("input, textarea, [contenteditable]")) return
    event.preventDefault()
    box.focus()
    box.select()
  })
}
