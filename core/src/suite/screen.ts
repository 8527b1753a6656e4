/** What a person finds on the page, by the names a screen reader would say. Hidden things don't count. */
const isShown = (element: Element): boolean => element.closest("[data-state='closed'][role='dialog'], [hidden]") === null

const nameOf = (element: Element): string => {
  const inside = (element.textContent ?? "").replace(/\s+/g, " ").trim()
  return element.getAttribute("aria-label") ?? (inside === "" ? element.getAttribute("title") ?? "" : inside)
}

const matches = (name: string, wanted: string | RegExp): boolean => typeof wanted === "string" ? name === wanted : wanted.test(name)

const find = (selector: string, wanted: string | RegExp): HTMLElement | null =>
  [...document.querySelectorAll<HTMLElement>(selector)].find((element) => isShown(element) && matches(nameOf(element), wanted)) ?? null

/** Waits until `look` gives something, looking again whenever the page changes; rejects after 5 s with what was wanted. */
export const eventually = async <Found>(wanted: string, look: () => Found | null | undefined | false): Promise<Found> => {
  const deadline = Date.now() + 5_000
  for (;;) {
    const found = look()
    if (found !== null && found !== undefined && found !== false) return found
    if (Date.now() > deadline) throw new Error(`Not within 5 s: ${wanted}\n${document.body.textContent}`)
    await new Promise<void>((resolve) => {
      // What isn't in the document, such as a request, changes without a mutation.
      const timer = setTimeout(resolve, 20)
      const observer = new MutationObserver(() => {
        clearTimeout(timer)
        observer.disconnect()
        resolve()
      })
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    })
  }
}

export const button = (name: string | RegExp): Promise<HTMLElement> => eventually(`button ${name}`, () => find("button", name))

export const press = async (name: string | RegExp): Promise<void> => (await button(name)).click()

export const shows = (text: string | RegExp): Promise<boolean> =>
  eventually(`text ${text}`, () => [...document.querySelectorAll(".cossistant *")].some((element) =>
    isShown(element) && element.children.length === 0 && matches((element.textContent ?? "").trim(), text)))

export const isGone = (name: string | RegExp): Promise<boolean> => eventually(`no button ${name}`, () => find("button", name) === null)

export const dialog = (): Promise<HTMLElement> => eventually("an open dialog", () =>
  document.querySelector<HTMLElement>("[role='dialog'][data-state='open']"))

export const field = (): Promise<HTMLTextAreaElement> => eventually("a message field", () =>
  document.querySelector<HTMLTextAreaElement>(".cossistant textarea"))

/** Types into the message field as a person does: the value changes, then the page is told. */
export const type = async (text: string): Promise<HTMLTextAreaElement> => {
  const element = await field()
  // React watches the property on the element itself; the prototype's setter is what a browser's typing amounts to.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value")?.set?.call(element, text)
  element.dispatchEvent(new InputEvent("input", { bubbles: true }))
  return eventually(`the field holding ${text}`, () => element.value === text && element)
}

/** Chooses a file in the picker. */
export const choose = async (file: File): Promise<void> => {
  const input = await eventually("a file input", () => document.querySelector<HTMLInputElement>(".cossistant input[type='file']"))
  Object.defineProperty(input, "files", { value: [file], configurable: true })
  input.dispatchEvent(new Event("change", { bubbles: true }))
}

export const key = (element: HTMLElement, name: string, init: KeyboardEventInit = {}): void =>
  void element.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...init }))
