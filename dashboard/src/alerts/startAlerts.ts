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
 * Asks for attention when a visitor writes while all tabs of the site are hidden: count and dot in each until one is looked at,
 * sound and desktop notification in one tab of the browser. `onOpen` is called when a notification is pressed.
 */
export const startAlerts = (websiteId: string, onOpen: (conversationId: string, isTest: boolean) => void) => {
  // Pages without https have no locks; then every hidden tab speaks for itself.
  const locks: Locks | null = navigator.locks ?? null
  const tabs = locks && makeOneTab(locks, websiteId, () => new Promise((resolve) => setTimeout(resolve, CLAIM_LASTS)))
  const looked = new BroadcastChannel(`cossistant.looked.${websiteId}`)
  looked.onmessage = () => setMissed(0)
  const look = () => {
    tabs?.setInSight(isInSight())
    if (!isInSight()) return
    setMissed(0)
    looked.postMessage(null)
  }
  look()
  document.addEventListener("visibilitychange", look)

  const notify = (item: Item, conversation: Conversation) => {
    if (!alertSettings().desktop || !("Notification" in window) || Notification.permission !== "granted") return
    const notification = new Notification(visitorName(conversation.visitor), {
      body: plainText(item.text ?? "").slice(0, 140) || "Sent a file",
      tag: item.conversationId,
      silent: true
    })
    notification.onclick = () => {
      window.focus()
      onOpen(item.conversationId, conversation.isTest)
      notification.close()
    }
  }
  return {
    alert: async (item: Item, conversation: Conversation): Promise<void> => {
      if (isInSight()) return
      const turn = tabs === null ? "mine" : await tabs.claim(item.id)
      if (turn === "seen") return
      setMissed(missed() + 1)
      if (turn === "other") return
      if (alertSettings().sound) void chime()
      notify(item, conversation)
    },
    stop: () => {
      document.removeEventListener("visibilitychange", look)
      tabs?.setInSight(false)
      looked.close()
      setMissed(0)
    }
  }
}
