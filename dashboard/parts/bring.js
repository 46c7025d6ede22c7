// Brings a place of a text into the middle of the window, and keeps it there while the page is still being laid out: typefaces
// that arrive break the lines anew, and a long text moves by pages. Whatever the reader does ends it.
// Joined to the scripts that use it, because a component of Streamlit is one script.
const SETTLING_MS = 4000
const READER_ACTS = ["wheel", "touchstart", "pointerdown", "keydown"]

function bring(element) {
  window.panmunjomStopBringing?.()
  const centre = () => element.isConnected && element.scrollIntoView({ block: "center" })
  const observer = new ResizeObserver(() => requestAnimationFrame(centre))
  const stop = () => {
    observer.disconnect()
    READER_ACTS.forEach((name) => removeEventListener(name, stop, true))
  }
  window.panmunjomStopBringing = stop
  // What is watched is told of once at the beginning, after the first layout.
  observer.observe(element.closest('[data-testid="stMainBlockContainer"]') ?? element.parentElement)
  observer.observe(element.closest("article") ?? element)
  READER_ACTS.forEach((name) => addEventListener(name, stop, { capture: true, passive: true }))
  setTimeout(stop, SETTLING_MS)
}
