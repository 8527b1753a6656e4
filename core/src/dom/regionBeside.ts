/**
 * What is said of `element` while it stands and of its own end: a region that is heard and not seen, put beside it once
 * and kept there as long as their parent. Words that come with a region, or go with it, aren't heard.
 */
export const regionBeside = (element: Element): HTMLElement => {
  const parent = element.parentElement ?? element
  const found = parent.querySelector<HTMLElement>(":scope > [data-said]")
  if (found) return found
  const region = element.ownerDocument.createElement("span")
  region.className = "co-hidden"
  region.dataset["said"] = ""
  region.setAttribute("role", "status")
  return parent.appendChild(region)
}
