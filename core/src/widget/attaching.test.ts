import { describe, expect, it } from "vitest"
import { conversationView } from "./conversationView.ts"
import { makeFakeBrowser } from "./testing/FakeBrowser.ts"
import { deliveries, said, talking, write } from "./testing/talking.ts"

const file = (name: string, size: number, type = "text/plain") => new File([new Uint8Array(size)], name, { type })

/** A conversation whose uploads go out only when told: each entry of `uploads` is one on its way. */
const attaching = async () => {
  const browser = await talking()
  await browser.clock.advance(1_000)
  const uploads: Array<{ readonly progress: (part: number) => void; readonly arrive: () => void; readonly break: () => void }> = []
  browser.setUpload((_grant, _file, progress) => new Promise((resolve, reject) => {
    uploads.push({ progress, arrive: resolve, break: () => reject(new Error("cut")) })
  }))
  const { clock, id, tab } = browser
  const attach = async (...names: ReadonlyArray<string>) => {
    tab.widget.addFiles(id, names.map((name) => file(name, 5)))
    await clock.settle()
  }
  return { ...browser, attach, uploads, view: () => conversationView(tab.widget.get()) }
}

/** A conversation of one message. */
const writing = async () => {
  const browser = await talking()
  await browser.clock.advance(1_000)
  return { ...browser, view: () => conversationView(browser.tab.widget.get()) }
}

describe("attachments", () => {
  it("are uploaded while the message is written, and go with it", async () => {
    const { clock, id, server, tab, view } = await writing()
    tab.widget.addFiles(id, [file("notes.txt", 5, "")])
    expect(view().composer).toMatchObject({ canSubmit: true, files: [{ name: "notes.txt", upload: { _tag: "Uploading" } }] })
    await clock.settle()
    expect(view().composer).toMatchObject({ canSubmit: true, files: [{ upload: { _tag: "Ready" } }] })
    tab.widget.sendMessage(id)
    await clock.settle()
    expect(server.calledWith("conversations.send").at(-1)).toMatchObject({ text: "", files: ["key-notes.txt"] })
    expect(view().rows.at(-1)).toMatchObject({ messages: [{}, { text: null, files: [{ url: "/files/key-notes.txt" }] }] })
    expect(view().composer.files).toEqual([])
  })

  it("make a visitor when they come first", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    tab.widget.startConversation()
    await clock.settle()
    tab.widget.addFiles(conversationView(tab.widget.get()).id, [file("notes.txt", 5)])
    await clock.advance(1_000)
    expect(server.calledWith("visitors.start")).toHaveLength(1)
    expect(conversationView(tab.widget.get()).composer.files).toMatchObject([{ upload: { _tag: "Ready" } }])
  })

  it("are refused before anything is sent when they are too large, too many, empty or of another type", async () => {
    const { clock, id, server, tab, view } = await writing()
    tab.widget.addFiles(id, [file("big.txt", 5 * 1024 * 1024 + 1), file("empty.txt", 0), file("run.exe", 5, "application/x-msdownload"), file("fourth.txt", 5)])
    await clock.settle()
    expect(view().composer.files.map(({ upload }) => upload._tag === "Failed" && upload.problem._tag === "FileRefused" && upload.problem.reason))
      .toEqual(["too_large", "empty", "type_not_allowed"])
    expect(view().composer.problem).toEqual({ _tag: "TooManyFiles", limit: 3 })
    expect(server.calledWith("uploads.grant")).toHaveLength(0)
  })

  it("can be tried again or taken out, and the words stay", async () => {
    const { clock, id, server, tab, view } = await writing()
    server.fault("uploads.claim", { _tag: "FileRefused", reason: "quota" }, { _tag: "FileRefused", reason: "quota" })
    tab.widget.setDraft(id, "see attached")
    tab.widget.addFiles(id, [file("a.txt", 5), file("b.txt", 5)])
    await clock.settle()
    const [a, b] = view().composer.files
    expect(a?.upload).toEqual({ _tag: "Failed", problem: { _tag: "FileRefused", reason: "quota", limitBytes: null } })
    tab.widget.retryFile(id, a?.key ?? "")
    tab.widget.removeFile(id, b?.key ?? "")
    await clock.settle()
    expect(view().composer).toMatchObject({ text: "see attached", files: [{ name: "a.txt", upload: { _tag: "Ready" } }] })
  })
})

describe("sending while a file still uploads", () => {
  it("shows the message as on its way, with how much of its files, and sends it when they are there", async () => {
    const { attach, clock, id, server, tab, uploads, view } = await attaching()
    await attach("a.txt", "b.txt")
    write(tab, "see attached")
    expect(view().composer).toMatchObject({ text: "", files: [] })
    uploads[0]?.progress(0.5)
    expect(view().rows.at(-1)).toMatchObject({ messages: [{}, {
      text: "see attached", delivery: { _tag: "Sending", progress: 0.25 }, files: [{ filename: "a.txt" }, { filename: "b.txt" }]
    }] })
    uploads[0]?.arrive()
    await clock.settle()
    expect(server.items(id)).toHaveLength(1)
    uploads[1]?.arrive()
    await clock.settle()
    expect(server.calledWith("conversations.send").at(-1)).toMatchObject({ text: "see attached", files: ["key-a.txt", "key-b.txt"] })
    expect(deliveries(tab)).toEqual(["hello: Sent", "see attached: Sent"])
  })

  it("keeps later messages behind it", async () => {
    const { attach, clock, id, server, tab, uploads } = await attaching()
    await attach("a.txt")
    write(tab, "first")
    write(tab, "second")
    await clock.settle()
    expect(said(tab)).toEqual(["hello", "first", "second"])
    uploads[0]?.arrive()
    await clock.settle()
    expect(server.items(id).map(({ text }) => text)).toEqual(["hello", "first", "second"])
  })

  it("gives words and files back when one of them can't be uploaded, ahead of what was written since", async () => {
    const { attach, clock, id, server, tab, uploads, view } = await attaching()
    await attach("a.txt", "b.txt")
    write(tab, "see attached")
    tab.widget.setDraft(id, "and another thing")
    uploads[0]?.arrive()
    uploads[1]?.break()
    await clock.settle()
    expect(said(tab)).toEqual(["hello"])
    expect(view().composer).toMatchObject({
      text: "see attached\nand another thing",
      files: [{ name: "a.txt", upload: { _tag: "Ready" } }, { name: "b.txt", upload: { _tag: "Failed", problem: { _tag: "UploadFailed" } } }]
    })
    tab.widget.retryFile(id, view().composer.files[1]?.key ?? "")
    await clock.settle()
    uploads[2]?.arrive()
    await clock.settle()
    tab.widget.sendMessage(id)
    await clock.settle()
    expect(server.calledWith("conversations.send").at(-1)).toMatchObject({ files: ["key-a.txt", "key-b.txt"] })
  })

  it("keeps the welcome lines for what is sent first, when the very first message comes back", async () => {
    const { clock, open, server, setUpload } = makeFakeBrowser()
    const breaks: Array<() => void> = []
    setUpload(() => new Promise((_, reject) => breaks.push(() => reject(new Error("cut")))))
    const tab = open()
    tab.widget.configure("provider").set({ defaultMessages: [{ content: "Welcome", senderType: "team_member" }] })
    await tab.start()
    tab.widget.startConversation()
    await clock.settle()
    const { id } = conversationView(tab.widget.get())
    tab.widget.addFiles(id, [file("a.txt", 5)])
    await clock.advance(1_000)
    write(tab, "with a file")
    write(tab, "without")
    breaks[0]?.()
    await clock.settle()
    expect(server.items(id).map(({ text }) => text)).toEqual(["Welcome", "without"])
    expect(conversationView(tab.widget.get()).composer.text).toBe("with a file")
  })

  it("says what to do about a file that failed before, and keeps the words", async () => {
    const { attach, clock, id, server, tab, uploads, view } = await attaching()
    await attach("a.txt")
    uploads[0]?.break()
    await clock.settle()
    write(tab, "see attached")
    expect(view().composer).toMatchObject({ text: "see attached", canSubmit: false, problem: { _tag: "FileFailed" } })
    tab.widget.removeFile(id, view().composer.files[0]?.key ?? "")
    expect(view().composer).toMatchObject({ text: "see attached", canSubmit: true, problem: null })
    tab.widget.sendMessage(id)
    await clock.settle()
    expect(server.items(id).map(({ text }) => text)).toEqual(["hello", "see attached"])
  })

  it("can be taken back", async () => {
    const { attach, clock, id, server, tab, uploads, view } = await attaching()
    await attach("a.txt")
    write(tab, "never mind")
    tab.widget.discardMessage(view().items.at(-1)?.id ?? "")
    uploads[0]?.arrive()
    await clock.settle()
    expect(said(tab)).toEqual(["hello"])
    expect(server.items(id)).toHaveLength(1)
  })

  it("gives the words back after a reload, and says that a file didn't arrive (P5)", async () => {
    const { attach, clock, id, open, server, session, setUpload, tab, uploads } = await attaching()
    await attach("a.txt", "b.txt")
    write(tab, "see attached")
    uploads[0]?.arrive()
    await clock.settle()
    tab.leave()
    setUpload(async (_grant, _file, onProgress) => onProgress(1))
    const again = open({ session: session() })
    await again.start()
    again.widget.openConversation(id)
    await clock.advance(1_000)
    expect(conversationView(again.widget.get()).composer).toMatchObject({
      text: "see attached", problem: { _tag: "FileNotReady" }, files: [{ name: "a.txt", upload: { _tag: "Ready" } }]
    })
    again.widget.sendMessage(id)
    await clock.settle()
    expect(server.calledWith("conversations.send").at(-1)).toMatchObject({ text: "see attached", files: ["key-a.txt"] })
  })

  it("uploads again for the new visitor when the old one has ended", async () => {
    const { clock, open, server, setUpload } = makeFakeBrowser()
    const uploads: Array<() => void> = []
    setUpload(() => new Promise((resolve) => uploads.push(() => resolve())))
    const { secret, visitor } = server.enroll()
    const tab = open()
    tab.platform.storage("local")?.setItem("cossistant:1:pk_test_1:visitor", JSON.stringify({ visitorId: visitor.id, secret }))
    await tab.start()
    tab.widget.startConversation()
    await clock.settle()
    const { id } = conversationView(tab.widget.get())
    tab.widget.addFiles(id, [file("a.txt", 5)])
    await clock.settle()
    write(tab, "see attached")
    server.forget(visitor.id)
    tab.widget.setMetadata({ plan: "pro" }).catch(() => {})
    server.reload("identity")
    await clock.advance(60_000)
    uploads.at(-1)?.()
    await clock.advance(1_000)
    expect(uploads).toHaveLength(2)
    expect(server.items(id).map(({ text }) => text)).toEqual(["see attached"])
  })
})
