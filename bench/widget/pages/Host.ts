/** What a page of the bench can do with its chat, whoever draws it. Times are milliseconds. */
export interface Host {
  /** Puts the chat on the page; resolves when its launcher is in the document. */
  readonly launch: () => Promise<void>
  /** Opens a new conversation; resolves when its text field has the keyboard. */
  readonly open: () => Promise<void>
  /** Has all code and all `messages` at hand, and shows something else. */
  readonly load: () => Promise<void>
  /** Opens the conversation of `messages`; resolves when its newest message is in the document. */
  readonly show: () => Promise<void>
  /** One more message comes; resolves when it is in the document. */
  readonly append: (text: string) => Promise<void>
}

/** A conversation as both sides begin with it: every third message is the visitor's. */
export const messages = (count: number): ReadonlyArray<{ readonly text: string; readonly isMine: boolean }> =>
  Array.from({ length: count }, (_, n) => ({
    text: `Message ${n + 1}: the parcel of order ${4711 + n} left us on Monday, and the carrier says it comes tomorrow${n % 7 === 0 ? ", between 9 and 12. **Please** leave word with a neighbour if you are out" : ""}.`,
    isMine: n % 3 === 0
  }))

/** Waits until `look` finds something in the document, looking after each change and each move of the focus. */
export const until = <Found>(look: () => Found | null | undefined): Promise<Found> =>
  new Promise((resolve) => {
    const found = look()
    if (found) return resolve(found)
    const again = () => {
      const found = look()
      if (!found) return
      observer.disconnect()
      removeEventListener("focusin", again)
      resolve(found)
    }
    const observer = new MutationObserver(again)
    addEventListener("focusin", again)
    observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true })
  })
