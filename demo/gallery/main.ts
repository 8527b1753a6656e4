import type { SupportHandle } from "@cossistant/types"
import "@cossistant/react/styles.css"
import "./gallery.css"
import { makeFakeServer } from "../../core/src/suite/FakeServer.ts"
import { FakeUpload } from "../../core/src/suite/FakeUpload.ts"
import { type GalleryState, states } from "./states.ts"

/*
 * One state of the widget on an empty page: /?state=home&scheme=dark&dir=rtl&with=solid (React unless said otherwise).
 * Sets `data-ready` when there is nothing left to wait for.
 */
const asked = new URLSearchParams(location.search)
const state: GalleryState | undefined = states[asked.get("state") ?? "home"]
if (state === undefined) throw new Error("There is no such state.")
document.documentElement.dataset["states"] = Object.keys(states).join(" ")
document.documentElement.dir = asked.get("dir") ?? "ltr"
document.documentElement.dataset["colorScheme"] = asked.get("scheme") ?? "light"

const publicKey = state.page?.publicKey ?? "pk_test_gallery"
const server = makeFakeServer()
const conversationId = state.before?.(server) ?? ""
FakeUpload.held = []
// A state is shown anew: nothing is left of the one that this tab showed before, not even its page.
for (const storage of [localStorage, sessionStorage]) storage.clear()
Object.assign(window, { fetch: server.fetch, WebSocket: undefined, XMLHttpRequest: FakeUpload })
if (state.isKnown) localStorage.setItem(`cossistant:1:${publicKey}:visitor`, JSON.stringify({ secret: "vs_secret", visitorId: server.visitor.id }))

const { mount } = await (asked.get("with") === "solid" ? import("./solidStage.tsx") : import("./reactStage.tsx"))
const standing = new Promise<SupportHandle>((onReady) => mount(document.body.appendChild(document.createElement("div")), {
  publicKey, page: state.page ?? {}, locale: asked.get("locale") ?? state.page?.locale, onReady
}))

const until = <Found>(look: () => Found | null | undefined | false): Promise<Found> => new Promise((resolve) => {
  const again = () => {
    const found = look()
    if (found) resolve(found)
    else requestAnimationFrame(again)
  }
  again()
})

const shown = {
  launcher: () => document.querySelector(".co-launcher"),
  home: () => document.querySelector(".co-panel"),
  history: () => document.querySelector("[data-page=CONVERSATION_HISTORY] .co-card, [data-page=CONVERSATION_HISTORY] .co-list"),
  articles: () => document.querySelector("[data-page=ARTICLES]"),
  card: () => document.querySelector("[data-slot=conversation-page]"),
  conversation: () => document.querySelector(".co-message"),
  new: () => document.querySelector("textarea")
}

const play = async () => {
  const widget = await standing
  const { attaches, clicks = [], show = "home", next, scrollsTo, types } = state
  if (show === "conversation") widget.openConversation(conversationId)
  else if (show === "new") widget.startConversation()
  else if (show !== "launcher") widget.open()
  if (show === "history") widget.navigate({ page: "CONVERSATION_HISTORY" })
  if (show === "card") (await until(() => document.querySelector<HTMLElement>(".co-card button"))).click()
  if (show === "articles") widget.navigate({ page: "ARTICLES" })
  await until(shown[show])
  if (scrollsTo !== undefined) {
    // Again and again: a timeline follows its end until it has seen its reader leave.
    await until(() => {
      const target = document.querySelector(scrollsTo)
      const scroller = target?.closest(".co-scroll")
      if (target && scroller) scroller.scrollTop += target.getBoundingClientRect().top - scroller.getBoundingClientRect().top - scroller.clientHeight / 3
      return document.querySelector(".co-jump")
    })
  }
  if (next) {
    await until(() => server.requests.some(({ tag }) => tag === "sync.subscribe"))
    next(server, conversationId)
  }
  if (types !== undefined) {
    const field = await until(() => document.querySelector("textarea"))
    // A renderer hears of a value only when it was set as a person's typing would.
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field, types.trimEnd())
    field.dispatchEvent(new Event("input", { bubbles: true }))
    if (types.endsWith("\n")) {
      const send = await until(() => document.querySelector<HTMLElement>(".co-send[data-ready]"))
      send.click()
      await until(() => document.querySelector(".co-failed"))
    }
  }
  if (attaches !== undefined) {
    const input = await until(() => document.querySelector<HTMLInputElement>("input[type=file]"))
    const chosen = new DataTransfer()
    for (const file of attaches()) chosen.items.add(file)
    input.files = chosen.files
    input.dispatchEvent(new Event("change", { bubbles: true }))
  }
  for (const each of clicks) (await until(() => document.querySelector<HTMLElement>(each))).click()
  if (state.waitsFor !== undefined) await until(() => document.querySelector(state.waitsFor ?? ""))
  await document.fonts.ready
  document.documentElement.dataset["ready"] = ""
}
void play()
