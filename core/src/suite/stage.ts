import { afterEach, beforeEach } from "vitest"
import type { SupportTextContentOverrides } from "../text/TextKey.ts"
import type { SupportHandle } from "@cossistant/types"
import type { DefaultMessage } from "../widget/nouns.ts"
import type { FakeServer } from "./FakeServer.ts"
import { forget, holdSecret, onlyFetch } from "./onlyFetch.ts"
import { button, eventually, press, shows, type } from "./screen.ts"

/** What a host page sets up: the props of provider, widget and identification together. */
export interface HostPage {
  readonly publicKey: string | undefined
  readonly quickOptions?: ReadonlyArray<string>
  readonly defaultMessages?: ReadonlyArray<DefaultMessage>
  readonly defaultOpen?: boolean
  readonly locale?: string
  readonly content?: SupportTextContentOverrides
  readonly person?: { readonly externalId: string; readonly name: string | null }
  readonly onEvent?: (event: { readonly type: string }) => void
  /** Settings of the page that is shown, as `SupportConfig` has them; left out when that page is left. */
  readonly config?: { readonly quickOptions?: ReadonlyArray<string>; readonly defaultMessages?: ReadonlyArray<DefaultMessage> }
  readonly size?: "normal" | "larger"
  readonly mode?: "floating" | "responsive"
  readonly theme?: "light" | "dark"
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
  readonly classNames?: { readonly trigger?: string; readonly content?: string }
  readonly slotProps?: { readonly [part: string]: { readonly className?: string; readonly [attribute: string]: unknown } }
  /** Is given what a ref on `Support` gives. */
  readonly onHandle?: (handle: SupportHandle) => void
  /** What the provider says of the language of everything on the page. */
  readonly language?: { readonly locale?: string; readonly content?: SupportTextContentOverrides }
  /** Shows a feedback form beside the widget. */
  readonly feedback?: { readonly locale?: string; readonly content?: SupportTextContentOverrides; readonly topics?: ReadonlyArray<string>; readonly defaultTopic?: string; readonly trigger?: string; readonly commentRequired?: boolean }
}

/** How a renderer puts a host page into `root`. `draw` may be called again with other props, as a re-render. */
export interface WidgetDriver {
  mount(root: HTMLElement): { readonly draw: (page: HostPage) => void; readonly unmount: () => void }
}

export const open = "Open support chat"
export const send = "Send message"

/** For each test of a suite: a server, a key of its own, and a page that is cleared afterwards. */
export const makeStage = (renderer: string, driver: WidgetDriver) => {
  let server: FakeServer
  let count = 0
  let publicKey = ""
  let unmount = () => {}
  let draw: (page: HostPage) => void = () => {}

  const show = (page: Partial<HostPage> = {}) => {
    const root = document.body.appendChild(document.createElement("div"))
    const mounted = driver.mount(root)
    draw = mounted.draw
    unmount = () => {
      mounted.unmount()
      root.remove()
    }
    draw({ publicKey, ...page })
  }
  /** This browser was here before: it holds the visitor's secret. */
  const comeBack = () => holdSecret(publicKey, server)
  const sent = () => server.requests.filter(({ tag }) => tag === "conversations.send")
  const say = async (text: string) => {
    await type(text)
    const ready = await button(send)
    await eventually("a send button that is ready", () => ready.getAttribute("aria-disabled") === "false")
    ready.click()
  }
  /** Opens the conversation that is there already, and waits until it listens. */
  const showConversation = async (texts: ReadonlyArray<string>, change?: Parameters<FakeServer["begin"]>[1]) => {
    const id = server.begin(texts, change)
    comeBack()
    show()
    await press(open)
    const first = texts[0]?.replace(/^> */, "") ?? ""
    await press(new RegExp(texts.at(-1)?.replace(/^> */, "") ?? ""))
    await shows(first)
    await eventually("a subscription", () => server.requests.some(({ tag }) => tag === "sync.subscribe"))
    return id
  }

  beforeEach(() => {
    server = onlyFetch()
    publicKey = `pk_test_${renderer}_${++count}`
    document.body.replaceChildren()
  })
  afterEach(() => {
    unmount()
    forget()
  })
  return {
    get server() {
      return server
    },
    get publicKey() {
      return publicKey
    },
    show, comeBack, sent, say, showConversation,
    draw: (page: HostPage) => draw(page),
    unmount: () => unmount()
  }
}
