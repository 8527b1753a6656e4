import { plainText } from "@cossistant/core/markup/plainText"
import type { Conversation, Item } from "../inbox/nouns.ts"
import { visitorName } from "../inbox/visitorName.ts"
import { alertSettings } from "./alertSettings.ts"
import { chime } from "./chime.ts"
import { type Locks, makeOneTab } from "./oneTab.ts"
import { missed, setMissed } from "./pageTitle.ts"

/** Milliseconds for which a claimed message stays claimed: longer than the slowest tab takes to hear of it. */
const CLAIM_LASTS = 30_000

const isInSight = () => document.visibilityState === "visible"

/**
 * Asks for attention when a visitor writes while this tab is hidden: count and dot in every hidden tab, sound and
 * desktop notification in one tab of the browser. `onOpen` is called when a notification is pressed.
 */
export const startAlerts = (onOpen: (conversationId: string) => void) => {
  // Pages without https have no locks; then every hidden tab speaks for itself.
  const locks: Locks | null = navigator.locks ?? null
  const tabs = locks && makeOneTab(locks, () => new Promise((resolve) => setTimeout(resolve, CLAIM_LASTS)))
  const look = () => {
    tabs?.setInSight(isInSight())
    if (isInSight()) setMissed(0)
  }
  look()
  document.addEventListener("visibilitychange", look)

  const notify = (item: Item, conversation: Conversation | null) => {
    if (!alertSettings().desktop || !("Notification" in window) || Notification.permission !== "granted") return
    const notification = new Notification(conversation ? visitorName(conversation.visitor) : "New message", {
      body: plainText(item.text ?? "").slice(0, 140) || "Sent a file",
      tag: item.conversationId,
      silent: true
    })
    notification.onclick = () => {
      window.focus()
      onOpen(item.conversationId)
      notification.close()
    }
  }
  return {
    alert: async (item: Item, conversation: Conversation | null): Promise<void> => {
      if (isInSight()) return
      setMissed(missed() + 1)
      if (tabs !== null && !(await tabs.claim(item.id))) return
      if (alertSettings().sound) chime()
      notify(item, conversation)
    },
    stop: () => {
      document.removeEventListener("visibilitychange", look)
      tabs?.setInSight(false)
      setMissed(0)
    }
  }
}
