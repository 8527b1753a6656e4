/**
 * Keeps a full-screen panel above a phone's on-screen keyboard, which covers the page without resizing it: the panel's
 * height follows the visual viewport (https://drafts.csswg.org/cssom-view/#visualViewport). Gives back how to stop.
 */
export const fitKeyboard = (panel: HTMLElement): () => void => {
  const viewport = window.visualViewport
  if (!viewport) return () => {}
  const fit = () => {
    // A pinch zoom shrinks the visual viewport too, and must not shrink the panel.
    const isCovered = viewport.scale === 1 && viewport.height < window.innerHeight - 1
    // Nothing where nothing is covered, or each opening would be laid out twice.
    panel.style.setProperty("--co-viewport", isCovered ? `${viewport.height}px` : "")
    panel.style.setProperty("--co-viewport-top", isCovered ? `${viewport.offsetTop}px` : "")
  }
  const stopped = new AbortController()
  for (const type of ["resize", "scroll"]) viewport.addEventListener(type, fit, stopped)
  fit()
  return () => stopped.abort()
}
