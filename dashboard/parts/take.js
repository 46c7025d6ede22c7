// The menu of a chart: four pages, of which one is shown; files are fetched, so that what takes long can be told; links and citations are copied.
const SLOW_MS = 1000
// A script from a blob has no address of its own; the page says under which path the site is shown.
let base = ""
const citing = () => import(new URL(`${base}/citing.js`, location))

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".take-root")
  if (root.dataset.html === data.html) return
  root.dataset.html = data.html
  base = data.base
  // With the script comes the style; without them the files can still be had.
  citing().finally(() => fill(root)).catch(() => {})
}

function fill(root) {
  root.innerHTML = root.dataset.html
  for (const tab of root.querySelectorAll("[role=tab]")) tab.addEventListener("click", () => turnTo(root, tab))
  root.querySelector("[role=tablist]").addEventListener("keydown", (event) => byArrow(root, event))
  root.querySelector(".take-look").addEventListener("change", () => look(root))
  for (const row of root.querySelectorAll(".take-row")) {
    const link = row.querySelector(".take-link")
    row.querySelector(".take-copy").addEventListener("click", async () => {
      const { copyText } = await citing()
      copyText(link.value, root.querySelector(".take-status"))
    })
    link.addEventListener("focus", (event) => event.target.select())
  }
  root.onclick = (event) => {
    const link = event.target.closest("a[download]")
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault()
      fetchFile(link, root.querySelector(".take-status"))
    }
  }
}

function turnTo(root, chosen) {
  for (const tab of root.querySelectorAll("[role=tab]")) {
    const isChosen = tab === chosen
    tab.setAttribute("aria-selected", isChosen)
    tab.tabIndex = isChosen ? 0 : -1
    root.querySelector(`[data-page-of="${tab.dataset.tab}"]`).hidden = !isChosen
  }
  const into = root.querySelector(".take-citing")
  if (chosen.dataset.tab === "cite") citing().then(({ showCiting }) => showCiting(into, into.dataset.citing))
}

function byArrow(root, event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  event.stopPropagation()
  const tabs = [...root.querySelectorAll("[role=tab]")]
  const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length]
  next.focus()
  turnTo(root, next)
}

// Size and theme of a picture go into the addresses of its files.
function look(root) {
  for (const link of root.querySelectorAll("a[data-choices]")) {
    const address = new URL(link.dataset.plain ?? (link.dataset.plain = link.href))
    for (const name of link.dataset.choices.split(" ").filter(Boolean)) {
      const chosen = root.querySelector(`input[name=${name}]:checked`)
      if (chosen && !("usual" in chosen.dataset)) address.searchParams.set(name, chosen.value)
    }
    link.href = address.pathname + address.search
  }
}

async function fetchFile(link, status) {
  if (link.getAttribute("aria-disabled") === "true") return
  link.setAttribute("aria-disabled", "true")
  const began = performance.now()
  const telling = setInterval(() => {
    const waited = performance.now() - began
    if (waited > SLOW_MS) status.textContent = `Making ${link.textContent} … ${Math.round(waited / 1000)} s`
    status.classList.toggle("is-busy", waited > SLOW_MS)
  }, 250)
  try {
    const answer = await fetch(link.href)
    if (!answer.ok) throw new Error(answer.status)
    const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? ""
    save(await answer.blob(), name)
    status.textContent = name ? `Saved ${name}` : "Saved"
  } catch {
    status.textContent = "The file cannot be made now; try again in a moment."
  } finally {
    clearInterval(telling)
    status.classList.remove("is-busy")
    link.removeAttribute("aria-disabled")
  }
}

function save(content, name) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
