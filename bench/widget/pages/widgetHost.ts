import type { SupportHandle } from "@cossistant/types"
import { type Host, messages, until } from "./Host.ts"
import type { Network } from "./network.ts"

/** A host of the widget; `mount` draws it with a renderer and gives its handle. */
export const widgetHost = ({ conversationId, count, server }: Network, mount: (root: HTMLElement) => () => SupportHandle): Host => {
  let handle: () => SupportHandle = () => {
    throw new Error("not launched")
  }
  const newest = messages(count).at(-1)?.text.split("**")[0] ?? ""
  const shows = (text: string) => until(() =>
    [...document.querySelectorAll(".co-bubble")].findLast((words) => words.textContent?.startsWith(text)))
  return {
    launch: async () => {
      const root = document.createElement("div")
      document.body.append(root)
      handle = mount(root)
      await until(() => document.querySelector(".co-launcher"))
    },
    open: async () => {
      handle().startConversation()
      await until(() => document.activeElement instanceof HTMLTextAreaElement)
    },
    load: async () => {
      handle().openConversation(conversationId)
      await shows(newest)
      handle().goHome()
      await until(() => document.querySelector(".co-home"))
    },
    show: async () => {
      handle().openConversation(conversationId)
      await shows(newest)
    },
    append: async (text) => {
      server.say(conversationId, text)
      await shows(text)
    }
  }
}
