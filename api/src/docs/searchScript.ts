/**
 * The field in the header where scripts run: what is found stands below it while one writes, arrows choose, Enter goes there.
 * A combobox with a list (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/), whose focus stays in the field. It continues
 * `pageScript`, whose `told` speaks to those who can't see.
 */
export const searchScript = `
const form = document.querySelector(".search")
const field = form.elements.q
const make = (name, attributes, ...children) => {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}
const choices = make("div", { role: "listbox", id: "found", "aria-label": "Found in the documentation" })
const note = make("p", { class: "note" })
const found = make("div", { class: "found", hidden: "" }, choices, note)
form.append(found)
form.querySelector("kbd").hidden = false
for (const [key, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list" })) field.setAttribute(key, value)
const known = new Map()
let asking
let shown = ""
let options = []
let active = -1
const written = () => field.value.trim().replace(/\\s+/g, " ")
const pieces = (all) => all.map(({ isMarked, text }) => isMarked ? make("mark", {}, text) : text)
const choose = (index) => {
  options[active]?.setAttribute("aria-selected", "false")
  active = index
  const option = options[active]
  option?.setAttribute("aria-selected", "true")
  if (option) field.setAttribute("aria-activedescendant", option.id)
  else field.removeAttribute("aria-activedescendant")
}
const step = (by) => {
  choose((active + by + options.length) % options.length)
  if (active === 0) found.scrollTop = 0
  else options[active].scrollIntoView({ block: "nearest", behavior: "instant" })
}
const open = (words) => {
  found.hidden = false
  field.setAttribute("aria-expanded", String(options.length > 0))
  note.textContent = words
  note.hidden = words === ""
}
const close = () => {
  asking?.abort()
  found.hidden = true
  shown = ""
  field.setAttribute("aria-expanded", "false")
  choose(-1)
  told.textContent = ""
}
const option = (attributes, ...children) => {
  const made = make("a", { role: "option", id: "found-" + options.length, "aria-selected": "false", tabindex: "-1", ...attributes }, ...children)
  options.push(made)
  return made
}
const show = (asked, { pages, total }) => {
  options = []
  const groups = pages.map(({ hits, label, section }, at) => make("div", { role: "group", "aria-labelledby": "found-in-" + at },
    make("div", { role: "presentation", id: "found-in-" + at, class: "in" }, section + " › " + label),
    ...hits.map(({ excerpt, title, url }) => option({ href: url }, make("b", {}, ...pieces(title)), make("span", {}, ...pieces(excerpt))))))
  const count = options.length
  const more = total > count ? [option({ href: form.action + "?q=" + encodeURIComponent(asked), class: "more" }, "All " + total + " places")] : []
  choices.replaceChildren(...groups, ...more)
  shown = asked
  active = -1
  open(total === 0 ? "Nothing found. Try fewer words, or how a name begins." : "")
  choose(total === 0 ? -1 : 0)
  found.scrollTop = 0
  told.textContent = total === 0 ? "Nothing found" : total === 1 ? "One place found" : total + " places found"
}
const look = async () => {
  const asked = written()
  if (asked.length < 2) return close()
  if (asked === shown) return open(note.textContent)
  asking?.abort()
  const mine = asking = new AbortController()
  try {
    if (!known.has(asked)) {
      const answer = await fetch(form.action + ".json?q=" + encodeURIComponent(asked), { signal: mine.signal })
      if (!answer.ok) throw new Error(String(answer.status))
      known.set(asked, await answer.json())
    }
    if (!mine.signal.aborted) show(asked, known.get(asked))
  } catch ({ message }) {
    if (mine.signal.aborted) return
    options = []
    choices.replaceChildren()
    choose(-1)
    open(message === "429" ? "Too many searches at once. Enter tries again in a minute." : "The server can't be reached. Enter tries again.")
    told.textContent = note.textContent
  }
}
field.addEventListener("input", look)
field.addEventListener("focus", look)
field.addEventListener("keydown", (event) => {
  if (event.isComposing) return
  const isOpen = !found.hidden && options.length > 0
  if (event.key === "Escape") {
    event.preventDefault()
    if (!found.hidden) close()
    else if (field.value !== "") field.value = ""
    else field.blur()
  } else if (isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault()
    step(event.key === "ArrowDown" ? 1 : -1)
  } else if (event.key === "ArrowDown" && found.hidden) look()
  else if (event.key === "Enter" && isOpen && active >= 0 && shown === written()) {
    // Of words whose answer isn't there yet, the form asks for a page.
    event.preventDefault()
    options[active].dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey }))
  }
})
form.addEventListener("submit", (event) => { if (written() === "") event.preventDefault() })
form.addEventListener("focusout", ({ relatedTarget }) => { if (!form.contains(relatedTarget)) close() })
// A press on the list doesn't take the focus out of the field.
found.addEventListener("mousedown", (event) => event.preventDefault())
found.addEventListener("mousemove", ({ target }) => {
  const over = options.indexOf(target.closest("[role=option]"))
  if (over >= 0 && over !== active) choose(over)
})
choices.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !event.target.closest("[role=option]")) return
  // The place may be on this very page.
  field.blur()
})
addEventListener("keydown", (event) => {
  const isCombination = event.ctrlKey || event.metaKey
  const isWriting = event.target.closest?.("input, textarea, select, [contenteditable]")
  const isAsked = event.key === "/" ? !isCombination && !event.altKey && !isWriting : isCombination && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k"
  if (!isAsked || event.defaultPrevented) return
  event.preventDefault()
  field.focus()
  field.select()
})
`
