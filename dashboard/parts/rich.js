// Shows HTML that the server has escaped, brings the chosen passage into view, and reports clicks on passages and inner links.
// No foreign markup reaches this file: the templates escape every text before it is sent (dashboard/markup/templates.py).
const shown = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(".rich")
  if (!root) {
    root = document.createElement("div")
    root.className = "rich"
    parentElement.appendChild(root)
  }
  const before = shown.get(root)
  const hadFocus = root.contains(document.activeElement)
  if (before?.html !== data.html) root.innerHTML = data.html
  const chosen = root.querySelector("#chosen, #start")
  const isNew = before?.html !== data.html || before?.focus !== data.focus
  if (isNew) showHere(root)
  if (data.near && (isNew || before?.near !== data.near)) besideMark(root, data.near)
  // New markup takes the keyboard's place with it: give it back to what was chosen.
  if (isNew && hadFocus) (chosen ?? root.querySelector(".here [data-cite], .evidence, a"))?.focus({ preventScroll: true })
  else if (isNew) takeFocus(root)
  // Streamlit is still laying the page out: wait two frames, or the target moves away again.
  if (chosen && isNew) requestAnimationFrame(() => requestAnimationFrame(() => bring(chosen)))
  shown.set(root, { html: data.html, focus: data.focus, near: data.near })

  const choose = (event) => {
    const citing = event.target.closest("[data-citing]")
    if (citing) return import(new URL("../../citing.js", new URL(citing.dataset.citing, location))).then((script) => script.openCiting(citing.dataset.citing))
    const passage = event.target.closest("[data-cite]")
    if (passage) return setTriggerValue("cite", passage.dataset.cite)
    const link = event.target.closest("a[data-page]")
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.button)
    if (link && plain) {
      event.preventDefault()
      // Streamlit follows its own history: a new entry and the event of the back button open the page without a reload.
      history.pushState({}, "", link.getAttribute("href"))
      dispatchEvent(new PopStateEvent("popstate", { state: {} }))
    }
  }
  root.onclick = choose
  root.onkeydown = (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target.matches("[data-cite]")) {
      event.preventDefault()
      const at = root.querySelector("[data-order]")?.dataset.at
      if (at && event.target.dataset.ids?.split(" ").includes(at)) setTriggerValue("cite", at)
      else choose(event)
    }
    if (event.key === "j" || event.key === "k") move(root, event.key === "j" ? 1 : -1)
  }
}

// Brings the chosen entry of a list into view inside the list, without moving the page.
function showHere(root) {
  const here = root.querySelector(".scroll-box .here")
  const box = here?.closest(".scroll-box")
  if (box) requestAnimationFrame(() => (box.scrollTop = here.offsetTop - (box.clientHeight - here.offsetHeight) / 2))
}

function move(root, step) {
  const ordered = root.querySelector("[data-order]")
  if (ordered) return moveInOrder(root, ordered, step)
  const passages = [...root.querySelectorAll("[data-cite]")]
  const at = passages.indexOf(document.activeElement)
  const next = passages[Math.min(passages.length - 1, Math.max(0, at + step))]
  next?.focus()
  next?.scrollIntoView({ block: "center" })
}

// Passages overlap: each is one step, with all of its pieces marked, even where another one lies inside it.
function moveInOrder(root, ordered, step) {
  const ids = ordered.dataset.order.split(" ")
  const focused = document.activeElement?.dataset?.ids?.split(" ") ?? []
  const from = focused.length && !focused.includes(ordered.dataset.at) ? focused[0] : ordered.dataset.at
  const id = ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(from) + step))]
  ordered.dataset.at = id
  root.querySelectorAll("mark.at").forEach((piece) => piece.classList.remove("at"))
  const pieces = root.querySelectorAll(`mark[data-ids~="${CSS.escape(id)}"]`)
  pieces.forEach((piece) => piece.classList.add("at"))
  pieces[0]?.focus({ preventScroll: true })
  pieces[0]?.scrollIntoView({ block: "center" })
}
