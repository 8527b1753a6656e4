import type { SupportEventOf, SupportEventType } from "@cossistant/core/documented/supportEvents"
import type { Placement } from "@cossistant/core/dom/placePanel"
import type { SupportTextContentOverrides } from "@cossistant/core/text/TextKey"
import type { IdentifyParams } from "@cossistant/core/widget/identifyParams"
import type { DefaultMessage } from "@cossistant/core/widget/nouns"

/** What `Cossistant.init()` takes. Only `publicKey` is needed. `Placement`: where the panel stands beside its trigger. */
export interface EmbedOptions extends Placement {
  /** The site's public key; the script tag's `data-public-key` does the same. */
  readonly publicKey: string
  /** The server's address; by default the one this script came from. */
  readonly apiUrl?: string | undefined
  /** `auto` (the default) follows the page's colour scheme. */
  readonly theme?: "auto" | "light" | "dark" | undefined
  /** Values for `--co-theme-*` tokens, by name without that prefix: `{ primary: "#5b5bd6" }`. */
  readonly variables?: Readonly<Record<string, string>> | undefined
  /**
   * An element or its selector: the widget stands inside it, always open, and fills it. Without one it floats. One that the
   * page has further down is waited for until the page is read; one that isn't there leaves the widget floating.
   */
  readonly container?: Element | string | undefined
  readonly locale?: string | undefined
  /** Sentences of the host's own, by text key. */
  readonly content?: SupportTextContentOverrides | undefined
  /** Questions offered on the home page; one click asks them. */
  readonly quickOptions?: ReadonlyArray<string> | undefined
  /** Welcome lines shown before the first message. */
  readonly defaultMessages?: ReadonlyArray<DefaultMessage> | undefined
  readonly size?: "normal" | "larger" | undefined
  /** False: nothing is heard when a message comes. Default true. */
  readonly sound?: boolean | undefined
  /**
   * Consent: false tells and keeps neither page nor referrer nor campaign. Default true; who asks not to be tracked (Global
   * Privacy Control, Do Not Track) isn't either way.
   */
  readonly tracking?: boolean | undefined
  /** Opens the panel once, at the start. */
  readonly defaultOpen?: boolean | undefined
}

/** What can be asked of the widget; each may be called before it has loaded, and is done in the order asked. */
export interface EmbedApi {
  /**
   * Puts the widget on the page. A second call changes nothing, as the console says; `destroy` first. If the element it
   * stood in has been taken off the page, it begins anew.
   */
  init(options: EmbedOptions): void
  /** Opens the panel. */
  show(): void
  /** Closes the panel. */
  hide(): void
  toggle(): void
  /** Begins a conversation, sends `initialMessage` at once if there is one, and opens. */
  startConversation(initialMessage?: string): void
  /** Shows a conversation and opens. */
  openConversation(conversationId: string): void
  /**
   * Says who the visitor is; null if nothing was said, it was refused (an `error` event tells why), or `destroy` came before
   * the widget.
   */
  identify(params: IdentifyParams): Promise<{ readonly contactId: string; readonly visitorId: string } | null>
  /** Ends this visitor, here and on the server; the next activity makes a new one. */
  logout(): Promise<void>
  /** Changes options of a widget that is there. `publicKey`, `apiUrl` and `container` stay as they are. */
  updateConfig(options: Partial<EmbedOptions>): void
  /** Takes the widget off the page. `init` may follow. */
  destroy(): void
  on<Type extends SupportEventType>(type: Type, listener: (event: SupportEventOf<Type>) => void): void
  off<Type extends SupportEventType>(type: Type, listener: (event: SupportEventOf<Type>) => void): void
  /** Does calls in their order, in the form in which they may be left before the script has come. */
  push(...calls: ReadonlyArray<EmbedCall>): void
}

/** A call that waits: a name of the API and its arguments. Pages may leave such before the script has come. */
export type EmbedCall = readonly [name: keyof EmbedApi, ...args: ReadonlyArray<unknown>]
