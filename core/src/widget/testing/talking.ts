import { conversationView } from "../conversationView.ts"
import { type FakeTab, makeFakeBrowser } from "./FakeBrowser.ts"

/** The words in sight. */
export const said = (tab: FakeTab) => conversationView(tab.widget.get()).items.map(({ text }) => text)
/** The words in sight, and what became of them. */
export const deliveries = (tab: FakeTab) => conversationView(tab.widget.get()).rows.flatMap((row) =>
  row._tag === "Messages" ? row.messages.map(({ delivery, text }) => `${text}: ${delivery._tag}`) : [])
/** The conversation in sight. */
export const shown = (tab: FakeTab) => conversationView(tab.widget.get()).id
/** Writes in the conversation in sight, and sends it. */
export const write = (tab: FakeTab, text: string) => {
  tab.widget.setDraft(shown(tab), text)
  tab.widget.sendMessage(shown(tab))
}

/** A visitor with one conversation, its widget started. */
export const talking = async () => {
  const browser = makeFakeBrowser()
  const tab = browser.open()
  await tab.start()
  tab.widget.startConversation("hello")
  await browser.clock.settle()
  return { ...browser, tab, id: shown(tab) }
}
