import { readFileSync } from "node:fs"
import { join } from "node:path"
import { chromium, type Page, type WebSocketRoute } from "playwright-core"
import solid from "vite-plugin-solid"
import { expect, it } from "vitest"
import { makeScriptedServer, type ScriptedServer } from "../../core/src/widget/testing/ScriptedServer.ts"
import { build, packagesBuild } from "../prepare/build.ts"
import { root } from "../root.ts"
import { bundle, type Files, filesOfConversation } from "./measure.ts"
import { packaged } from "./packaged.ts"

/** A name that no developer's machine has: what only they are told isn't loaded. */
const origin = "https://acme.example"
const settings = `{ publicKey: "pk_live_1", apiUrl: "${origin}", sound: false`

const hosts = {
  react: [`import { createElement } from "react"
    import { createRoot } from "react-dom/client"
    import { Support, SupportProvider } from ${packaged.react}
    createRoot(document.body.appendChild(document.createElement("div"))).render(createElement(SupportProvider, ${settings} }, createElement(Support)))`, []],
  solid: [`import { createComponent, render } from "solid-js/web"
    import { Support, SupportProvider } from ${packaged.solid}
    render(() => createComponent(SupportProvider, ${settings}, get children() { return createComponent(Support, {}) } }), document.body)`, [solid()]],
} as const

interface Frame {
  readonly _tag: string
  readonly id: number
  readonly tag: string
  readonly payload: { readonly token: string | null }
  readonly headers: ReadonlyArray<readonly [string, string]>
}

const secretOf = (headers: Frame["headers"]) => headers.find(([name]) => name === "authorization")?.[1].replace("Bearer ", "") ?? null

const exitOf = (server: ScriptedServer, { id, payload, tag }: Frame, secret: string | null) => {
  const answer = server.answer(tag, payload, secret)
  if (answer === "nothing") throw new Error("the server is never away here")
  const exit = "value" in answer ? { _tag: "Success", value: answer.value } : { _tag: "Failure", cause: [{ _tag: "Fail", error: answer.error }] }
  return `${JSON.stringify({ _tag: "Exit", requestId: id, exit }).replace("https://files.example", origin)}\n`
}

const serveSocket = (server: ScriptedServer) => (socket: WebSocketRoute) => {
  const push = (frame: object) => socket.send(`${JSON.stringify(frame)}\n`)
  socket.onMessage((data) => {
    for (const line of String(data).trim().split("\n")) {
      const frame = JSON.parse(line) as Frame // what the client sends
      if (frame._tag === "Ping") push({ _tag: "Pong" })
      if (frame._tag !== "Request") continue
      const secret = secretOf(frame.headers)
      if (frame.tag !== "sync.subscribe") socket.send(exitOf(server, frame, secret))
      else server.subscribe(frame.payload.token, secret, (event) => push({ _tag: "Chunk", requestId: frame.id, values: [event] }))
    }
  })
}

/** Serves the page, its parts and the support server's questions at `origin`; gives the scripts that were loaded. */
const serve = async (page: Page, files: Files, server: ScriptedServer): Promise<ReadonlySet<string>> => {
  const loaded = new Set<string>()
  await page.routeWebSocket(/\/rpc\/widget/, serveSocket(server))
  await page.route("**/*", async (route) => {
    const request = route.request()
    const path = new URL(request.url()).pathname.slice(1)
    const chunk = files.find(({ fileName }) => fileName === path)
    if (chunk?.type === "chunk") {
      loaded.add(path)
      return route.fulfill({ contentType: "text/javascript", body: chunk.code })
    }
    if (request.method() === "PUT") return route.fulfill({ status: 200 })
    if (request.method() === "POST") {
      const secret = (await request.headerValue("authorization"))?.replace("Bearer ", "") ?? null
      return route.fulfill({ body: exitOf(server, request.postDataJSON() as Frame, secret) })
    }
    if (path.startsWith("files/")) return route.fulfill({ status: 204 })
    if (path === "styles.css") return route.fulfill({ contentType: "text/css", body: readFileSync(join(root, "dist/packages/react/dist/styles.css")) })
    const entry = files.find((file) => file.type === "chunk" && file.isEntry)?.fileName
    return route.fulfill({ contentType: "text/html", body: `<!doctype html><html lang="en"><link rel="stylesheet" href="/styles.css"><body><script type="module" src="/${entry}"></script>` })
  })
  return loaded
}

const picture = { name: "kettle.png", mimeType: "image/png", buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64") }

const write = async (page: Page, text: string) => {
  await page.getByRole("textbox", { name: "Message" }).pressSequentially(text)
  await page.keyboard.press("Enter")
  await page.locator("[data-delivery='Sent']").last().waitFor()
}

/** Someone types, which is told again and again: what isn't connected yet misses it, and what isn't told again ends. */
const whileTyping = async (server: ScriptedServer, conversationId: string, seen: () => Promise<void>) => {
  const typing = { _tag: "TypingChanged", conversationId, actorType: "user", actorId: "user_ada", isTyping: true, preview: null }
  const telling = setInterval(() => server.tell(typing as never), 250) // as the wire tells it
  await seen().finally(() => clearInterval(telling))
}

/** Opens, writes, is asked for an address, is answered in words and links, sees who reads and types, begins another, and comes back. */
const converse = async (page: Page, server: ScriptedServer): Promise<void> => {
  await page.goto(origin)
  await page.locator(".co-launcher").click()
  await page.locator("[data-slot='home-page']").waitFor()
  await page.getByRole("button", { name: "Send us a message" }).click()
  await write(page, "My kettle is **cold**.")
  await page.locator(".co-identify").waitFor()
  const [id = ""] = server.conversations.keys()
  await whileTyping(server, id, () => page.locator(".co-typing").waitFor())
  server.say(id, "Try **this**:\nunplug it, and [read](https://acme.example/help).")
  await page.locator(".co-text a").waitFor()
  server.read(id, "user_ada", 99)
  await page.locator(".co-meta", { hasText: "Seen" }).waitFor()
  await page.getByRole("button", { name: "Back" }).click()
  await page.getByRole("button", { name: "Send us a message" }).click()
  await write(page, "And another thing.")
  await page.getByRole("button", { name: "Back" }).click()
  await page.locator(".co-card .co-row").click()
  await page.locator("[data-delivery='Sent']").last().waitFor()
  await page.reload()
  await page.locator(".co-launcher").click()
  await page.locator("[data-delivery='Sent']").last().waitFor()
  await write(page, "Thank you!")
}

/** What only some conversations come to, and can do all the same: an emoji, a picture, a list with code, the list of conversations. */
const goOn = async (page: Page, server: ScriptedServer): Promise<void> => {
  const [first = "", id = ""] = server.conversations.keys()
  await page.getByRole("button", { name: "Insert an emoji" }).click()
  await page.getByRole("button", { name: "👍" }).click()
  await page.locator("input[type='file']").setInputFiles(picture)
  await page.locator(".co-drafts .co-thumb").waitFor({ state: "attached" })
  await write(page, "As you see.")
  await page.locator("a.co-file", { hasText: "kettle.png" }).waitFor()
  server.say(id, "I see:\n\n- unplug it\n\n```ts\nconst kettle = boil()\n```")
  await page.locator(".co-code").waitFor()
  await page.locator(".co-text li").waitFor()
  await page.getByRole("button", { name: "Back" }).click()
  await page.getByRole("button", { name: "1 more conversation" }).click()
  await page.locator("[data-slot='conversation-history-page'] .co-row").nth(1).click()
  await page.locator(`[data-slot='conversation-page'] a[href='${origin}/help']`).waitFor()
  expect(first).not.toBe(id)
}

it.each(["react", "solid"] as const)("the figure of a whole conversation counts the parts that one loads, and no other: %s", async (name) => {
  await build(packagesBuild)
  const [source, plugins] = hosts[name]
  const files = await bundle(source, [], plugins)
  const server = makeScriptedServer(Date.now)
  server.change({ identityVerification: "optional" })
  const browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] })
  try {
    const page = await browser.newPage({ locale: "en-US" })
    page.setDefaultTimeout(20_000)
    const loaded = await serve(page, files, server)
    await converse(page, server)
    expect([...loaded].sort()).toEqual([...filesOfConversation(files)].sort())
    await goOn(page, server)
  } finally {
    await browser.close()
  }
}, 180_000)
