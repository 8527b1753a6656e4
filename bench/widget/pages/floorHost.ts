import { type Host, messages } from "./Host.ts"
import type { Network } from "./network.ts"

/** The least a chat can be: plain elements, all of them in the document. No state, no network, no language, no reuse. */
export const makeHost = ({ count }: Network): Host => {
  const panel = document.createElement("div")
  const log = document.createElement("div")
  const field = document.createElement("textarea")
  panel.className = "floor-panel"
  log.className = "floor-log"
  panel.append(log, field)
  const row = ({ isMine, text }: { readonly text: string; readonly isMine: boolean }) => {
    const group = document.createElement("div")
    const bubble = document.createElement("div")
    const time = document.createElement("time")
    group.className = isMine ? "floor-row floor-mine" : "floor-row"
    bubble.className = "floor-bubble"
    bubble.textContent = text
    time.textContent = "12:30"
    group.append(bubble, time)
    return group
  }
  return {
    launch: async () => {
      const button = document.createElement("button")
      button.className = "floor-launcher"
      button.textContent = "Chat"
      document.body.append(button)
    },
    open: async () => {
      document.body.append(panel)
      field.focus()
    },
    load: async () => {},
    show: async () => {
      const rows = document.createDocumentFragment()
      rows.append(...messages(count).map(row))
      log.append(rows)
      document.body.append(panel)
      log.scrollTop = log.scrollHeight
      field.focus()
    },
    append: async (text) => {
      log.append(row({ text, isMine: false }))
      log.scrollTop = log.scrollHeight
    }
  }
}
