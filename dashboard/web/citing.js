// How to cite: fetches the page that says it, shows its article with one style at a time, and copies as plain or rich text.
// Fetched when it is first needed: what is part of a component is sent again with every change of it. The page is ours and escaped by its template.
await styled()
const STYLE_KEPT = "panmunjom-style"

// The sheet comes with the script, once a page: what imports it waits until all looks as it should.
function styled() {
  const sheet = document.createElement("link")
  sheet.rel = "stylesheet"
  sheet.href = new URL("citing.css", import.meta.url)
  document.head.append(sheet)
  return new Promise((done) => (sheet.onload = sheet.onerror = done))
}

export async function showCiting(into, address) {
  if (into.dataset.shown === address) return
  into.dataset.shown = address
  try {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(answer.status)
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const article = document.importNode(page.querySelector("article.citing"), true)
    if (into.dataset.shown !== address) return
    into.replaceChildren(article)
    dressCiting(article)
  } catch {
    delete into.dataset.shown
    into.replaceChildren(textElement("p", "The citation cannot be made now; try again in a moment.", "citing-said"))
  }
}

function textElement(tag, text, className) {
  const element = document.createElement(tag)
  element.textContent = text
  if (className) element.className = className
  return element
}

// One style at a time, the one that the reader chose last, with buttons that copy it.
function dressCiting(article) {
  const styles = [...article.querySelectorAll(".citing-style")]
  const choice = document.createElement("div")
  choice.className = "citing-styles"
  choice.setAttribute("role", "group")
  choice.setAttribute("aria-label", "Style")
  const choose = (name) => {
    styles.forEach((style) => style.classList.toggle("is-chosen", style.dataset.style === name))
    for (const button of choice.children) button.setAttribute("aria-pressed", button.dataset.style === name)
  }
  for (const style of styles) {
    const button = pill(style.dataset.name, () => {
      remember(style.dataset.style)
      choose(style.dataset.style)
    })
    button.dataset.style = style.dataset.style
    choice.append(button)
    style.append(copyButtons(style))
  }
  article.querySelector(".citing-of").after(choice)
  article.classList.add("citing-chosen")
  const kept = remembered()
  choose(styles.some((style) => style.dataset.style === kept) ? kept : styles[0].dataset.style)
}

function remember(name) {
  try {
    localStorage.setItem(STYLE_KEPT, name)
  } catch {
    // A browser may keep nothing; the first style is then shown.
  }
}

function remembered() {
  try {
    return localStorage.getItem(STYLE_KEPT)
  } catch {
    return null
  }
}

function pill(text, act) {
  const button = textElement("button", text, "pill")
  button.type = "button"
  button.addEventListener("click", act)
  return button
}

function copyButtons(style) {
  const entry = style.querySelector(".citing-entry")
  const cited = style.querySelector(".citing-cited")
  const row = document.createElement("div")
  row.className = "citing-buttons"
  const said = textElement("span", "", "citing-said")
  said.setAttribute("role", "status")
  row.append(
    pill("Copy", () => copyText(entry.textContent, said)),
    pill("Copy with formatting", () => copyRich(entry, said)),
    pill(style.dataset.beside === "Note" ? "Copy note" : "Copy in-text citation", () => copyRich(cited, said)),
    said,
  )
  return row
}

export async function copyText(text, said) {
  const done = await tried(() => navigator.clipboard.writeText(text))
  tellCopied(said, done || copiedBySelection(text))
}

async function copyRich(element, said) {
  const copied = element.cloneNode(true)
  const plain = element.textContent
  const item = () =>
    new ClipboardItem({
      "text/html": new Blob([copied.innerHTML], { type: "text/html" }),
      "text/plain": new Blob([plain], { type: "text/plain" }),
    })
  const done = await tried(() => navigator.clipboard.write([item()]))
  tellCopied(said, done || copiedBySelection(plain, copied.innerHTML))
}

async function tried(act) {
  try {
    await act()
    return true
  } catch {
    return false
  }
}

// Where a page is not served over TLS a browser has no clipboard but this one.
function copiedBySelection(plain, html) {
  const put = (event) => {
    event.preventDefault()
    event.clipboardData.setData("text/plain", plain)
    if (html) event.clipboardData.setData("text/html", html)
  }
  document.addEventListener("copy", put, { once: true })
  const done = document.execCommand("copy")
  document.removeEventListener("copy", put)
  return done
}

function tellCopied(said, done) {
  said.textContent = done ? "Copied" : "Select the text and copy it by hand"
  clearTimeout(said.timer)
  said.timer = setTimeout(() => (said.textContent = ""), 3000)
}

// A dialog over the page, for what stands in the evidence. Escape closes it and nothing else.
export function openCiting(address) {
  const dialog = document.createElement("dialog")
  dialog.className = "citing-dialog"
  dialog.setAttribute("aria-label", "How to cite")
  const top = document.createElement("div")
  top.className = "citing-top"
  top.append(textElement("h2", "How to cite"), pill("Close", () => dialog.close()))
  const body = textElement("div", "Setting the citation …", "citing-body")
  dialog.append(top, body)
  dialog.addEventListener("close", () => dialog.remove())
  dialog.addEventListener("keydown", (event) => event.stopPropagation())
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close())
  document.body.append(dialog)
  dialog.showModal()
  showCiting(body, address)
}
