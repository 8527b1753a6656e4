import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { createText } from "../text/createText.ts"
import { en } from "../text/en.ts"
import { talking } from "../widget/testing/talking.ts"
import { conversation, wantThread } from "./conversation.ts"
import { conversationLifecycle } from "./conversationLifecycle.ts"
import { conversationPreview } from "./conversationPreview.ts"
import { fileUpload } from "./fileUpload.ts"
import { makeCell } from "./cell.ts"
import {
  clearLocalStorageDraftValue, getLocalStorageDraftStorageKey, onLocalStorageDraft, readLocalStorageDraftValue, writeLocalStorageDraftValue
} from "./localStorageDraft.ts"
import { PENDING_CONVERSATION_ID } from "./newIds.ts"
import { supportHandle } from "./supportHandle.ts"
import { navigationActions, supportNavigation } from "./supportNavigation.ts"

afterEach(() => {
  vi.unstubAllGlobals()
})

describe("a draft kept by a host's own field", () => {
  const entries = new Map<string, string>()
  beforeEach(() => {
    entries.clear()
    vi.stubGlobal("window", new EventTarget())
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => entries.get(key) ?? null, setItem: (key: string, value: string) => entries.set(key, value), removeItem: (key: string) => entries.delete(key)
    })
  })

  it("is stored under the documented name, and told to others of the page", () => {
    const heard = vi.fn()
    const other = vi.fn()
    const stop = onLocalStorageDraft("a", heard)
    onLocalStorageDraft("b", other)
    writeLocalStorageDraftValue("a", "hel")
    expect(entries.get("cossistant:draft:a")).toBe("hel")
    expect(readLocalStorageDraftValue("a")).toBe("hel")
    clearLocalStorageDraftValue("a")
    expect(entries.size).toBe(0)
    expect(heard.mock.calls).toEqual([["hel"], [""]])
    expect(other).not.toHaveBeenCalled()
    stop()
    writeLocalStorageDraftValue("a", "more")
    expect(heard).toHaveBeenCalledTimes(2)
  })

  it("is heard of when another tab changes it, or clears everything", () => {
    const heard = vi.fn()
    onLocalStorageDraft("a", heard)
    const tell = (key: string | null, newValue: string | null) => window.dispatchEvent(Object.assign(new Event("storage"), { key, newValue }))
    tell(getLocalStorageDraftStorageKey("a"), "there")
    tell("else", "x")
    tell(null, null)
    expect(heard.mock.calls).toEqual([["there"], [""]])
  })

  it("costs nothing but its keeping where storage is forbidden", () => {
    vi.stubGlobal("localStorage", { getItem: () => { throw new Error("denied") }, setItem: () => { throw new Error("denied") } })
    const heard = vi.fn()
    onLocalStorageDraft("a", heard)
    writeLocalStorageDraftValue("a", "hel")
    expect(readLocalStorageDraftValue("a")).toBe("")
    expect(heard).toHaveBeenCalledWith("hel")
  })
})

describe("the life of a conversation", () => {
  it("tells its first id once, and begins with the one it was given", () => {
    const onCreated = vi.fn()
    const life = conversationLifecycle(undefined, onCreated)
    expect(life.get()).toEqual({ conversationId: PENDING_CONVERSATION_ID, isPending: true, realConversationId: null })
    expect(life.isNewConversation()).toBe(true)
    life.setConversationId("CO1")
    life.setConversationId("CO1")
    life.setConversationId("CO2")
    expect(onCreated.mock.calls).toEqual([["CO1"]])
    expect(life.get()).toEqual({ conversationId: "CO2", isPending: false, realConversationId: "CO2" })
    expect(conversationLifecycle("CO3").isNewConversation()).toBe(false)
  })
})

describe("a preview", () => {
  const text = createText({ locale: "en", languages: [], dictionaries: { en } })

  it("says what was said last, who answers and who writes", async () => {
    const { clock, id, server, tab } = await talking()
    server.say(id, "**Sure**, see [this](https://a.example)")
    await clock.settle()
    server.tell({ _tag: "TypingChanged", conversationId: id, actorType: "user", actorId: "user_ada", isTyping: true, preview: null })
    await clock.settle()
    const look = () => {
      const found = conversation(tab.widget.get(), id).conversation
      if (!found) throw new Error("no conversation")
      return conversationPreview(tab.widget.get(), { conversation: found, includeTimelineItems: true }, text, new Date(clock.now()))
    }
    expect(look()).toMatchObject({
      title: "Sure, see this",
      lastMessage: { content: "Sure, see this", isFromVisitor: false, senderName: "Ada Byron", senderImage: null },
      assignedAgent: { type: "human", name: "Ada Byron", facehashName: "Ada Byron" },
      typing: { isTyping: true, label: expect.stringContaining("Ada"), primaryParticipant: { id: "user_ada", type: "team_member" } }
    })
    server.update(id, { title: "Links" })
    await Promise.all([wantThread(tab.widget, id), clock.advance(7_000)])
    expect(look()).toMatchObject({ title: "Links", typing: { isTyping: false, label: null, participants: [] } })
  })

  it("has an agent to show for a conversation nobody answered, and for a site without any", async () => {
    const { clock, id, server, tab } = await talking()
    const found = conversation(tab.widget.get(), id).conversation
    if (!found) throw new Error("no conversation")
    const look = () => conversationPreview(tab.widget.get(), { conversation: found }, text, new Date(clock.now())).assignedAgent
    expect(look()).toMatchObject({ type: "human", name: "Ada Byron" })
    tab.widget.send({ _tag: "WebsiteLoaded", website: { ...server.website, availableHumanAgents: [] } })
    expect(look()).toEqual({ type: "fallback", name: "Support team", image: null })
  })
})

describe("useFileUpload", () => {
  it("shows the bytes gone out, and why it failed", async () => {
    const { clock, id, tab } = await talking()
    const requests: Array<{ upload: { onprogress?: (event: object) => void }; status: number; onload?: () => void; onerror?: () => void }> = []
    vi.stubGlobal("XMLHttpRequest", class {
      readonly upload = {}
      status = 200
      open() {}
      setRequestHeader() {}
      abort() {}
      send() {
        requests.push(this)
      }
    })
    const upload = fileUpload(tab.widget)
    const parts = upload.uploadFiles([new File(["12345"], "a.txt", { type: "text/plain" })], id)
    await clock.settle()
    requests[0]?.upload.onprogress?.({ lengthComputable: true, loaded: 2, total: 5 })
    expect(upload.get()).toEqual({ isUploading: true, progress: 40, error: null })
    requests[0]?.onload?.()
    await clock.settle()
    expect(await parts).toMatchObject([{ type: "file", filename: "a.txt" }])
    expect(upload.get()).toEqual({ isUploading: false, progress: 100, error: null })
    const lost = upload.uploadFiles([new File(["1"], "b.txt", { type: "text/plain" })], id)
    const failed = expect(lost).rejects.toMatchObject({ code: "UPLOAD_FAILED" })
    await clock.settle()
    requests[1]?.onerror?.()
    await failed
    expect(upload.get()).toMatchObject({ isUploading: false, error: { code: "UPLOAD_FAILED" } })
    upload.reset()
    expect(upload.get()).toEqual({ isUploading: false, progress: 0, error: null })
    await expect(fileUpload(null).uploadFiles([], id)).rejects.toMatchObject({ code: "NOT_CONFIGURED" })
  })
})

describe("moving the widget from outside", () => {
  it("goes to pages and conversations, and back", async () => {
    const { id, tab } = await talking()
    const { close, goHome, navigate, openConversation } = supportHandle(tab.widget)
    close()
    goHome()
    navigate({ page: "HELP", params: { article: 1 } })
    expect(supportNavigation(tab.widget.get())).toMatchObject({ page: "HELP", params: { article: 1 }, canGoBack: true, previousPages: [{ page: "HOME" }] })
    openConversation(id)
    expect(tab.widget.get().launcher.isOpen).toBe(true)
    const actions = navigationActions(tab.widget)
    actions.goBack()
    expect(supportNavigation(tab.widget.get()).page).toBe("HELP")
    actions.replace({ page: "ARTICLES" })
    expect(supportNavigation(tab.widget.get())).toMatchObject({ page: "ARTICLES", previousPages: [{ page: "HOME" }] })
  })

  it.each([
    ["one that begins", "__pending__", undefined], ["one that begins with a message", "__pending__", "Hi"],
    ["an id of the host's own", "CO1234567892345678", "Hi"], ["one that is there already", null, "Hi"]
  ])("leaves no way back from a conversation that replaces a page: %s", async (_which, given, initialMessage) => {
    const { id, tab } = await talking()
    const { navigate, replace } = navigationActions(tab.widget)
    supportHandle(tab.widget).goHome()
    navigate({ page: "HELP" })
    replace({ page: "CONVERSATION", params: { conversationId: given ?? id, initialMessage } })
    const { page, previousPages } = supportNavigation(tab.widget.get())
    expect([page, previousPages]).toEqual(["CONVERSATION", [{ page: "HOME" }]])
  })
})

describe("a cell", () => {
  it("tells of changes only", () => {
    const cell = makeCell(1)
    const heard = vi.fn()
    const stop = cell.subscribe(heard)
    cell.set(1)
    cell.set(2)
    stop()
    cell.set(3)
    expect(heard).toHaveBeenCalledTimes(1)
    expect(cell.get()).toBe(3)
  })
})
