import { button, dialog, eventually, isGone, press, shows } from "@cossistant/core/suite/screen"
import type { SupportHandle } from "@cossistant/types"
import { createSignal, type JSX, Show } from "solid-js"
import { describe, expect, it } from "vitest"
import {
  Button, Header, Support, type SupportHomePageSlotProps, type SupportTriggerSlotProps, Text, useSupportCustomPages, useSupportHandle,
  useSupportNavigation
} from "./index.ts"
import { makePage } from "./primitives/testing/mount.tsx"

const page = makePage()
const open = "Open support chat"
const root = () => eventually("a root", () => document.querySelector<HTMLElement>("[data-slot='root']"))
const slot = (name: string) => eventually(name, () => document.querySelector<HTMLElement>(`[data-slot='${name}']`))
const Help = (props: { readonly params?: unknown }) => (
  <p>Help about {String((props.params as { topic?: string } | undefined)?.topic ?? "everything")}</p>
)
/** A ref that keeps the handle. */
const keepHandle = () => {
  let kept: SupportHandle | undefined
  return {
    ref: (handle: SupportHandle) => {
      kept = handle
    },
    get: () => kept
  }
}

describe("Support's parts", () => {
  it("brings its own provider where there is none, and says which variable the key is missing from", async () => {
    page.draw(() => <Support />)
    await press(open)
    await shows(/COSSISTANT_API_KEY/)
    // The address is missing, too: nobody is sent to their own app for a key.
    await shows(/COSSISTANT_API_URL/)
    expect(document.querySelector(".co-setup a")).toBeNull()
  })

  it("stands in the page's corner with its own launcher, and in the flow of the page with a trigger of the host's", async () => {
    const [isMine, setMine] = createSignal(false)
    page.show(() => <Support class="one" className="two"><Show when={isMine()}><Support.Trigger>Help</Support.Trigger></Show></Support>)
    await button(open)
    expect([(await root()).dataset["pinned"], (await root()).style.position, (await root()).className]).toEqual(["", "", "cossistant one two"])
    setMine(true)
    await button("Help")
    expect([(await root()).dataset["pinned"], (await root()).style.position]).toEqual([undefined, "relative"])
    await isGone(open)
    setMine(false)
    await button(open)
  })

  it("finds its parts in any order, in fragments and in components of the host's own", async () => {
    const handle = keepHandle()
    const Mine = () => <Support.Trigger>{(trigger) => <>{trigger.isOpen ? "Shut" : "Ask"} {trigger.unreadCount}</>}</Support.Trigger>
    page.show(() => (
      <Support ref={handle.ref}>
        <>
          <Support.Page name="HELP" component={Help} />
          <Support.Content class={({ isOpen, mode }) => `mine ${mode} ${isOpen}`} />
        </>
        <Mine />
      </Support>
    ))
    expect(document.querySelectorAll("[data-slot='trigger']")).toHaveLength(1)
    await press("Ask 0")
    expect((await dialog()).className).toContain("mine floating true")
    expect(document.querySelectorAll("[data-slot='content']")).toHaveLength(1)
    handle.get()?.navigate({ page: "HELP", params: { topic: "kettles" } })
    const custom = await slot("help-page")
    expect([custom.dataset["page"], custom.textContent, custom.className]).toEqual(["HELP", "Help about kettles", "co-page co-page-custom co-scroll"])
    expect((await slot("header")).dataset["page"]).toBe("HELP")
  })

  it("marks a trigger of the host's own like the built-in one, drawn by a function, as another element, or around a child", async () => {
    const clicks: Array<string> = []
    const triggers: ReadonlyArray<() => JSX.Element> = [
      () => <Support.Trigger asChild class="theirs">{(trigger) => <button {...trigger.props}>Ask</button>}</Support.Trigger>,
      () => <Support.Trigger as="button" class="theirs">Ask</Support.Trigger>,
      () => <Support.Trigger asChild class="theirs"><button onClick={() => clicks.push("child")}>Ask</button></Support.Trigger>
    ]
    for (const draw of triggers) {
      page.show(() => <Support>{draw()}</Support>)
      const trigger = await button("Ask")
      expect([trigger.dataset["slot"], trigger.dataset["state"], trigger.getAttribute("aria-haspopup"), trigger.getAttribute("aria-expanded")])
        .toEqual(["trigger", "closed", "dialog", "false"])
      trigger.click()
      expect((await dialog()).id).toBe(trigger.getAttribute("aria-controls"))
      expect([trigger.dataset["state"], trigger.className.trim()]).toEqual(["open", "theirs"])
      trigger.click()
      expect(trigger.dataset["state"]).toBe("closed")
    }
    expect(clicks).toEqual(["child", "child"])
  })

  it("opens by one click on a button that a trigger's function gives", async () => {
    page.show(() => <Support><Support.Trigger>{(trigger) => <button onClick={trigger.toggle}>Ask</button>}</Support.Trigger></Support>)
    expect(document.querySelectorAll("button")).toHaveLength(1)
    await press("Ask")
    expect((await dialog()).dataset["state"]).toBe("open")
  })

  it("lets a host build the shell: root, trigger, content, bars, router with its pages", async () => {
    const Home = () => {
      const navigation = useSupportNavigation()
      const pages = useSupportCustomPages()
      return <button onClick={() => navigation.navigate({ page: "HELP" })}>More of {pages()?.length}</button>
    }
    page.show(() => (
      <Support.Root defaultOpen customPages={[{ name: "HOME", component: () => <p>Not this one</p> }]}>
        <Support.Trigger>Ask</Support.Trigger>
        <Support.Content>
          <Support.Footer class="below">Below</Support.Footer>
          <Support.Router>
            <Support.Page name="HOME" component={Home} />
            <Support.Page name="HELP" component={Help} />
          </Support.Router>
          <Support.Header>Above</Support.Header>
        </Support.Content>
      </Support.Root>
    ))
    await press("More of 3")
    expect((await slot("help-page")).textContent).toBe("Help about everything")
    const bars = [...document.querySelectorAll<HTMLElement>("[data-slot='header'], [data-slot='footer']")]
    expect(bars.map(({ className, dataset, style, textContent }) => [dataset["slot"], dataset["page"], style.order, textContent, className])).toEqual([
      ["footer", "HELP", "1", "Below", "co-pinned below"], ["header", "HELP", "-1", "Above", "co-pinned"]
    ])
    expect(document.querySelectorAll("[data-slot='trigger']")).toHaveLength(1)
  })

  it("shows home for a page nobody knows, and the header that a page draws in place of its own", async () => {
    const handle = keepHandle()
    const Own = () => <><Header page="OWN" onGoBack={() => handle.get()?.goHome()}>Mine</Header><p>Page</p></>
    page.show(() => <Support ref={handle.ref} defaultOpen customPages={[{ name: "OWN", component: Own }]} />)
    await slot("home-page")
    handle.get()?.navigate({ page: "NOWHERE" })
    await slot("home-page")
    handle.get()?.navigate({ page: "OWN" })
    await slot("own-page")
    expect([...document.querySelectorAll("[data-slot='header']")].map(({ textContent }) => textContent)).toEqual(["Mine"])
    await press("Back")
    await slot("home-page")
    expect(document.querySelectorAll("[data-slot='header']")).toHaveLength(1)
  })

  it("gives a launcher in its slot the button's attributes, the state and the anchor", async () => {
    const Bubble = (props: SupportTriggerSlotProps) => (
      <button
        ref={props.ref}
        type="button"
        class={props.class}
        title={props.title}
        data-slot={props["data-slot"]}
        data-count={`${props.unreadCount} ${props.isTyping}`}
        aria-haspopup={props["aria-haspopup"]}
        onClick={() => props.toggle()}
      >
        {props.isOpen ? "Close it" : "Chat"}
      </button>
    )
    page.show(() => <Support slots={{ trigger: Bubble }} classNames={{ trigger: "pill" }} slotProps={{ trigger: { class: "mine", title: "Ask" } }} />)
    const trigger = await button("Chat")
    expect([trigger.title, trigger.dataset["slot"], trigger.dataset["count"], trigger.getAttribute("aria-haspopup"), [...trigger.classList].sort()])
      .toEqual(["Ask", "trigger", "0 false", "dialog", ["mine", "pill"]])
    trigger.click()
    await dialog()
    await button("Close it")
    expect((await root()).dataset["pinned"]).toBe("")
  })

  it("gives a home page in its slot what the built-in one knows and does", async () => {
    page.server.begin(["> Where is it?"])
    page.comeBack()
    let given: SupportHomePageSlotProps | undefined
    const Home = (props: SupportHomePageSlotProps) => {
      given = props
      return <section class={props.class} data-slot={props["data-slot"]}><h1>{props.website?.name}</h1></section>
    }
    page.show(() => <Support defaultOpen quickOptions={["Ship to Norway?"]} slots={{ homePage: Home }} slotProps={{ homePage: { class: "mine" } }} />)
    await eventually("conversations", () => given?.hasConversations)
    expect({ ...given }).toMatchObject({
      "data-slot": "home-page", "data-page": "HOME", class: "mine", className: "mine", quickOptions: ["Ship to Norway?"], availableConversationsCount: 0,
      isLoading: false, error: null, lastOpenConversation: { status: "open" }, website: { name: "Acme" }, availableAIAgents: []
    })
    await shows("Acme")
    given?.startConversation("Hello?")
    await eventually("the message at the server", () => page.server.requests.some(({ tag }) => tag === "conversations.send"))
  })

  it("gives timeline, composer, history, header, footer and watermark in their slots the documented props", async () => {
    const id = page.server.begin(["> Where is it?"])
    page.comeBack()
    const seen: Record<string, Record<string, unknown>> = {}
    const probe = (name: string) => (props: object) => {
      seen[name] = props as Record<string, unknown> // read by name only
      return <div>{name}{"children" in props ? props.children as JSX.Element : null}</div>
    }
    const handle = keepHandle()
    const tools = { findOrders: { component: () => <b>Orders</b> } }
    const renderDaySeparator = ({ formatDate, item }: { formatDate: (date: Date) => string; item: { date: Date } }) => <hr title={formatDate(item.date)} />
    page.show(() => (
      <Support
        ref={handle.ref}
        defaultOpen
        slots={{
          timeline: probe("timeline"), composer: probe("composer"), conversationHistoryPage: probe("history"), header: probe("header"),
          footer: probe("footer"), watermark: probe("watermark")
        }}
        slotProps={{ timeline: { tools, renderDaySeparator } }}
      />
    ))
    await eventually("home", () => seen["watermark"]?.["website"])
    expect([seen["footer"]?.["page"], seen["footer"]?.["data-slot"]]).toEqual(["HOME", "footer"])
    expect([seen["header"]?.["page"], seen["header"]?.["data-slot"], seen["header"]?.["onGoBack"]]).toEqual(["HOME", "header", undefined])
    handle.get()?.openConversation(id)
    await eventually("items", () => (seen["timeline"]?.["items"] as ReadonlyArray<unknown> | undefined)?.length === 1)
    expect({ ...seen["timeline"] }).toMatchObject({ conversationId: id, currentVisitorId: page.server.visitor.id, "data-slot": "timeline", tools, renderDaySeparator })
    expect({ ...seen["composer"] }).toMatchObject({
      value: "", disabled: false, files: [], isSubmitting: false, isUploading: false, maxFiles: 3, maxFileSize: 5 * 1024 * 1024, error: null,
      composer: { message: "", canSubmit: false }
    })
    const composer = seen["composer"] as { onChange: (value: string) => void } // as documented
    composer.onChange("Hi")
    await eventually("what was written", () => seen["composer"]?.["value"] === "Hi")
    handle.get()?.navigate({ page: "CONVERSATION_HISTORY" })
    await eventually("the list", () => (seen["history"]?.["conversations"] as ReadonlyArray<unknown> | undefined)?.length === 1)
    expect({ ...seen["history"] }).toMatchObject({ "data-page": "CONVERSATION_HISTORY", visibleCount: 1, hasMore: false, remainingCount: 0, canGoBack: true })
  })

  it("gives a conversation page in its slot a way to rate, which tells when that failed", async () => {
    const id = page.server.begin(["Thanks"], { status: "resolved" })
    page.comeBack()
    let given: { onRateConversation: (value: number) => Promise<void>; resolvedRating: number | null; isConversationClosed: boolean } | undefined
    const handle = keepHandle()
    page.show(() => (
      <Support ref={handle.ref} defaultOpen slots={{ conversationPage: (props) => { given = props; return <p>{props.conversation.items.length}</p> } }} />
    ))
    handle.get()?.openConversation(id)
    await eventually("a closed conversation", () => given?.isConversationClosed)
    page.server.refuse("conversations.rate", { _tag: "ConversationNotFound", conversationId: id })
    await expect(given?.onRateConversation(4)).rejects.toMatchObject({ code: "CONVERSATION_NOT_FOUND" })
    page.server.refuse("conversations.rate", null)
    await given?.onRateConversation(4)
    await eventually("the rating", () => given?.resolvedRating === 4)
  })

  it("gives parts inside it the handle, and writes its sentences with their key and the host's words", async () => {
    const Ask = () => {
      const support = useSupportHandle()
      return <Button variant="ghost" size="small" onClick={() => support?.startConversation("I need help")}><Text textKey="common.actions.askQuestion" as="b" /></Button>
    }
    const Outside = () => <output>{String(useSupportHandle())}</output>
    page.show(() => (
      <>
        <Outside />
        <Support.Root locale="en-support" content={{ "common.actions.askQuestion": { "en-support": "Talk to us" } }}>
          <Ask />
          <Support.Content />
        </Support.Root>
      </>
    ))
    await eventually("the sentence", () => document.querySelector("b[data-key-name='common.actions.askQuestion']")?.textContent === "Talk to us")
    expect(document.querySelector("output")?.textContent).toBe("null")
    const ask = await button("Talk to us")
    expect([ask.getAttribute("type"), ask.className, ask.dataset["variant"], ask.dataset["size"]]).toEqual(["button", "co-button", "ghost", "small"])
    ask.click()
    await eventually("the message at the server", () => page.server.requests.some(({ tag }) => tag === "conversations.send"))
  })

  it("throws for a part that stands outside Support", () => {
    expect(() => page.show(() => <Support.Trigger>Ask</Support.Trigger>)).toThrow(/<Support>/)
  })
})
