// Shows HTML that the server has escaped, brings the chosen passage into view, and reports clicks on passages and inner links.
// No foreign markup reaches this file: dashboard/text.py escapes every source text before it is sent.
const shown = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(".rich")
  if (!root) {
    root = document.createElement("div")
    root.className = "rich"
    parentElement.appendChild(root)
  }
  const before = shown.get(root)
  if (before?.html !== data.html) root.innerHTML = data.html
  const chosen = root.querySelector("#chosen")
  if (chosen && (before?.html !== data.html || before?.focus !== data.focus)) {
    // Streamlit is still laying the page out: wait two frames, or the target moves away again.
    requestAnimationFrame(() => requestAnimationFrame(() => chosen.scrollIntoView({ block: "center" })))
  }
  shown.set(root, { html: data.html, focus: data.focus })

  const choose = (event) => {
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
    if (event.key === "Enter" || event.key === " ") {
      if (event.target.matches("[data-cite]")) {
        event.preventDefault()
        choose(event)
      }
    }
    if (event.key === "j" || event.key === "k") move(root, event.key === "j" ? 1 : -1)
  }
}

function move(root, step) {
  const passages = [...root.querySelectorAll("[data-cite]")]
  const at = passages.indexOf(document.activeElement)
  const next = passages[Math.min(passages.length - 1, Math.max(0, at + step))]
  next?.focus()
  next?.scrollIntoView({ block: "center" })
}
