import { button, dialog, eventually, isGone, press, shows } from "@cossistant/core/suite/screen"
import { createRef, forwardRef } from "react"
import { describe, expect, it, vi } from "vitest"
import {
  Header, Support, type SupportHandle, type SupportHomePageSlotProps, type SupportTriggerSlotProps, Text, useSupportHandle, useSupportNavigation
} from "./index.ts"
import { makePage } from "./primitives/testing/mount.tsx"

const page = makePage()
const open = "Open support chat"
const root = () => eventually("a root", () => document.querySelector<HTMLElement>("[data-slot='root']"))
const slot = (name: string) => eventually(name, () => document.querySelector<HTMLElement>(`[data-slot='${name}']`))
const Help = ({ params }: { readonly params?: unknown }) => <p>Help about {String((params as { topic?: string } | undefined)?.topic ?? "everything")}</p>

describe("Support's parts", () => {
  it("brings its own provider where there is none, and says which variable the key is missing from", async () => {
    page.draw(<Support />)
    await press(open)
    await shows(/COSSISTANT_API_KEY/)
    // The address is missing, too: nobody is sent to their own app for a key.
    await shows(/COSSISTANT_API_URL/)
    expect(document.querySelector(".co-setup a")).toBeNull()
  })

  it("stands in the page's corner with its own launcher, and in the flow of the page with a trigger of the host's", async () => {
    page.show(<Support />)
    await button(open)
    expect([(await root()).dataset["pinned"], (await root()).style.position]).toEqual(["", ""])
    page.show(<Support><Support.Trigger>Help</Support.Trigger></Support>)
    await button("Help")
    expect([(await root()).dataset["pinned"], (await root()).style.position]).toEqual([undefined, "relative"])
    await isGone(open)
  })

  it("finds its parts in any order, in fragments and in components of the host's own", async () => {
    const Mine = () => <Support.Trigger>{({ isOpen, unreadCount }) => `${isOpen ? "Shut" : "Ask"} ${unreadCount}`}</Support.Trigger>
    const handle = createRef<SupportHandle>()
    page.show(
      <Support ref={handle}>
        <>
          <Support.Page name="HELP" component={Help} />
          <Support.Content className={({ isOpen, mode }) => `mine ${mode} ${isOpen}`} />
        </>
        <Mine />
      </Support>
    )
    expect(document.querySelectorAll("[data-slot='trigger']")).toHaveLength(1)
    await press("Ask 0")
    expect((await dialog()).className).toContain("mine floating true")
    expect(document.querySelectorAll("[data-slot='content']")).toHaveLength(1)
    handle.current?.navigate({ page: "HELP", params: { topic: "kettles" } })
    const custom = await slot("help-page")
    expect([custom.dataset["page"], custom.textContent, custom.className]).toEqual(["HELP", "Help about kettles", "co-page co-page-custom co-scroll"])
    expect((await slot("header")).dataset["page"]).toBe("HELP")
  })

  it("draws whatever else a host puts into it, beside its own parts", async () => {
    page.show(<Support><p id="mine">More from us</p></Support>)
    await button(open)
    expect(document.querySelector("[data-slot='root'] #mine")?.textContent).toBe("More from us")
  })

  it("marks a trigger of the host's own like the built-in one, and composes with the child it draws as", async () => {
    const clicks: Array<string> = []
    const mine = createRef<HTMLButtonElement>()
    page.show(
      <Support>
        <Support.Trigger asChild className="theirs" onClick={() => clicks.push("trigger")}>
          <button ref={mine} className="mine" onClick={() => clicks.push("child")}>Ask</button>
        </Support.Trigger>
      </Support>
    )
    const trigger = await button("Ask")
    expect([trigger.dataset["slot"], trigger.dataset["state"], trigger.getAttribute("aria-haspopup"), trigger.getAttribute("aria-expanded")])
      .toEqual(["trigger", "closed", "dialog", "false"])
    expect(mine.current).toBe(trigger)
    trigger.click()
    await dialog()
    expect(clicks).toEqual(["child", "trigger"])
    expect([trigger.dataset["state"], trigger.className.split(" ").sort()]).toEqual(["open", ["mine", "theirs"]])
  })

  it("opens by one click on a button that a trigger's function gives", async () => {
    page.show(<Support><Support.Trigger>{({ toggle }) => <button onClick={toggle}>Ask</button>}</Support.Trigger></Support>)
    expect(document.querySelectorAll("button")).toHaveLength(1)
    await press("Ask")
    expect((await dialog()).dataset["state"]).toBe("open")
  })

  it("lets a host build the shell: root, trigger, content, bars, router with its pages", async () => {
    const Home = () => {
      const { navigate } = useSupportNavigation()
      return <button onClick={() => navigate({ page: "HELP" })}>More</button>
    }
    page.show(
      <Support.Root defaultOpen customPages={[{ name: "HOME", component: () => <p>Not this one</p> }]}>
        <Support.Trigger>Ask</Support.Trigger>
        <Support.Content>
          <Support.Footer>Below</Support.Footer>
          <Support.Router>
            <Support.Page name="HOME" component={Home} />
            <Support.Page name="HELP" component={Help} />
          </Support.Router>
          <Support.Header>Above</Support.Header>
        </Support.Content>
      </Support.Root>
    )
    await press("More")
    expect((await slot("help-page")).textContent).toBe("Help about everything")
    const bars = [...document.querySelectorAll<HTMLElement>("[data-slot='header'], [data-slot='footer']")]
    expect(bars.map(({ dataset, style, textContent }) => [dataset["slot"], dataset["page"], style.order, textContent])).toEqual([
      ["footer", "HELP", "1", "Below"], ["header", "HELP", "-1", "Above"]
    ])
    expect(document.querySelectorAll("[data-slot='trigger']")).toHaveLength(1)
  })

  it("shows home for a page nobody knows, and the header that a page draws in place of its own", async () => {
    const handle = createRef<SupportHandle>()
    const Own = () => <><Header page="OWN" onGoBack={() => handle.current?.goHome()}>Mine</Header><p>Page</p></>
    page.show(<Support ref={handle} defaultOpen customPages={[{ name: "OWN", component: Own }]} />)
    await slot("home-page")
    handle.current?.navigate({ page: "NOWHERE" })
    await slot("home-page")
    handle.current?.navigate({ page: "OWN" })
    await slot("own-page")
    const headers = [...document.querySelectorAll("[data-slot='header']")]
    expect(headers.map(({ textContent }) => textContent)).toEqual(["Mine"])
    await press("Back")
    await slot("home-page")
    expect(document.querySelectorAll("[data-slot='header']")).toHaveLength(1)
  })

  it("gives a launcher in its slot the button's attributes, the state and the anchor, plain or with a ref", async () => {
    const seen = vi.fn<(props: object) => void>()
    const Bubble = forwardRef<HTMLButtonElement, SupportTriggerSlotProps>(({ isOpen, isTyping, toggle, unreadCount, ...props }, ref) => {
      seen({ isOpen, isTyping, unreadCount, toggle: typeof toggle })
      return <button {...props} ref={ref}>{isOpen ? "Close it" : "Chat"}</button>
    })
    page.show(<Support slots={{ trigger: Bubble }} classNames={{ trigger: "pill" }} slotProps={{ trigger: { className: "mine", title: "Ask" } }} />)
    const trigger = await button("Chat")
    expect(seen).toHaveBeenCalledWith({ isOpen: false, isTyping: false, unreadCount: 0, toggle: "function" })
    expect([trigger.getAttribute("type"), trigger.title, trigger.dataset["slot"], trigger.getAttribute("aria-haspopup"), [...trigger.classList].sort()])
      .toEqual(["button", "Ask", "trigger", "dialog", ["mine", "pill"]])
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
      return <section className={props.className} data-slot={props["data-slot"]}><h1>{props.website?.name}</h1></section>
    }
    page.show(<Support defaultOpen quickOptions={["Ship to Norway?"]} slots={{ homePage: Home }} slotProps={{ homePage: { className: "mine" } }} />)
    await eventually("conversations", () => given?.hasConversations)
    expect(given).toMatchObject({
      "data-slot": "home-page", "data-page": "HOME", className: "mine", quickOptions: ["Ship to Norway?"], availableConversationsCount: 0,
      isLoading: false, error: null, lastOpenConversation: { status: "open" }, website: { name: "Acme" }, availableAIAgents: []
    })
    given?.startConversation("Hello?")
    await eventually("the message at the server", () => page.server.requests.some(({ tag }) => tag === "conversations.send"))
  })

  it("gives conversation, timeline, composer, history, header, footer and watermark in their slots the documented props", async () => {
    const id = page.server.begin(["> Where is it?"])
    page.comeBack()
    const seen: Record<string, Record<string, unknown>> = {}
    const probe = (name: string) => (props: object) => {
      seen[name] = props as Record<string, unknown>
      return <div>{name}{"children" in props ? props.children as string : null}</div>
    }
    const handle = createRef<SupportHandle>()
    const tools = { findOrders: { component: () => <b>Orders</b> } }
    const renderDaySeparator = ({ formatDate, item }: { formatDate: (date: Date) => string; item: { date: Date } }) => <hr title={formatDate(item.date)} />
    page.show(
      <Support
        ref={handle}
        defaultOpen
        slots={{
          timeline: probe("timeline"), composer: probe("composer"), conversationHistoryPage: probe("history"), header: probe("header"),
          footer: probe("footer"), watermark: probe("watermark")
        }}
        slotProps={{ timeline: { tools, renderDaySeparator } }}
      />
    )
    await eventually("home", () => seen["watermark"]?.["website"])
    expect(seen["footer"]).toMatchObject({ page: "HOME", "data-page": "HOME", "data-slot": "footer" })
    expect(seen["header"]).toMatchObject({ page: "HOME", "data-slot": "header", onGoBack: undefined })
    handle.current?.openConversation(id)
    await eventually("items", () => (seen["timeline"]?.["items"] as ReadonlyArray<unknown> | undefined)?.length === 1)
    expect(seen["timeline"]).toMatchObject({ conversationId: id, currentVisitorId: page.server.visitor.id, "data-slot": "timeline", tools, renderDaySeparator })
    expect(seen["composer"]).toMatchObject({
      value: "", disabled: false, files: [], isSubmitting: false, isUploading: false, maxFiles: 3, maxFileSize: 5 * 1024 * 1024, error: null,
      composer: { message: "", canSubmit: false }
    })
    const write = seen["composer"]?.["onChange"]
    if (typeof write === "function") write("Hi")
    await eventually("what was written", () => seen["composer"]?.["value"] === "Hi")
    handle.current?.navigate({ page: "CONVERSATION_HISTORY" })
    await eventually("the list", () => (seen["history"]?.["conversations"] as ReadonlyArray<unknown> | undefined)?.length === 1)
    expect(seen["history"]).toMatchObject({ "data-page": "CONVERSATION_HISTORY", visibleCount: 1, hasMore: false, remainingCount: 0, canGoBack: true })
  })

  it("gives a conversation page in its slot a way to rate, which tells when that failed", async () => {
    const id = page.server.begin(["Thanks"], { status: "resolved" })
    page.comeBack()
    let given: { onRateConversation: (value: number) => Promise<void>; resolvedRating: number | null; isConversationClosed: boolean } | undefined
    const handle = createRef<SupportHandle>()
    page.show(<Support ref={handle} defaultOpen slots={{ conversationPage: (props) => { given = props; return <p>{props.conversation.items.length}</p> } }} />)
    await eventually("a handle", () => handle.current)
    handle.current?.openConversation(id)
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
      return <button onClick={() => support?.startConversation("I need help")}><Text textKey="common.actions.askQuestion" as="b" /></button>
    }
    const Outside = () => <output>{String(useSupportHandle())}</output>
    page.show(
      <>
        <Outside />
        <Support.Root locale="en-support" content={{ "common.actions.askQuestion": { "en-support": "Talk to us" } }}>
          <Ask />
          <Support.Content />
        </Support.Root>
      </>
    )
    await eventually("the sentence", () => document.querySelector("b[data-key-name='common.actions.askQuestion']")?.textContent === "Talk to us")
    expect(document.querySelector("output")?.textContent).toBe("null")
    await press("Talk to us")
    await eventually("the message at the server", () => page.server.requests.some(({ tag }) => tag === "conversations.send"))
  })
})
