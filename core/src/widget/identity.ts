import type { PayloadEnc } from "../client/procedures.ts"
import { isPassing } from "../client/isPassing.ts"
import type { Refusal } from "./events.ts"
import type { Contract } from "./nouns.ts"
import { type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelHandlers, PanelStep } from "./panelEvents.ts"
import { withVisitor } from "./visitor.ts"
import { backOff } from "./backOff.ts"

export type IdentifyPayload = PayloadEnc<Contract, "visitors.identify">
type MetadataPayload = PayloadEnc<Contract, "visitors.setMetadata">["metadata"]

/** Something to be done for the visitor's identity, in the order asked. `ticket` finds who waits for the outcome. */
export type Asked =
  | {
    readonly _tag: "Identify"
    readonly ticket: number
    readonly payload: IdentifyPayload
    readonly isSigned: boolean
    /** Where the person was asked for it: the card there tells what becomes of it. */
    readonly conversationId?: string
  }
  | { readonly _tag: "SetMetadata"; readonly ticket: number; readonly metadata: MetadataPayload }
export type AskedIdentify = Extract<Asked, { readonly _tag: "Identify" }>

export interface Identity {
  /** `none` until the first activity that needs a visitor. */
  readonly status: "none" | "starting" | "known"
  readonly visitorId: string | null
  /** Who this visitor was said to be; another person gets another visitor. */
  readonly person: string | null
  /** Digest of what the server last accepted; the same is not sent again. */
  readonly accepted: string | null
  readonly queue: ReadonlyArray<Asked>
  readonly isBusy: boolean
  readonly attempts: number
}

export const changeIdentity = (state: ReadyState, change: Partial<Identity>): ReadyState =>
  withPanel(state, { identity: { ...state.panel.identity, ...change } })

/** Makes sure that there will be a visitor. */
export const needVisitor = (state: ReadyState): PanelStep =>
  state.panel.identity.status === "none" ? [changeIdentity(state, { status: "starting" }), [{ _tag: "StartVisitor" }]] : [state, []]

/** Tries again later what was refused for now. */
export const waitFor = (state: ReadyState, error: Refusal, changes: Partial<Identity>): PanelStep => {
  const { attempts } = state.panel.identity
  const isLimit = error._tag === "TooManyRequests"
  return [changeIdentity(state, { ...changes, attempts: attempts + 1 }), [
    { _tag: "Wait", key: "identity", ms: isLimit ? error.retryAfterMs : backOff(attempts), jitter: !isLimit, event: { _tag: "IdentityDue" } }
  ]]
}

const again = (state: ReadyState): PanelStep =>
  [state, state.panel.identity.status === "starting" ? [{ _tag: "StartVisitor" }] : []]

/** Who the visitor is: a secret made by the server. What the host page says and proves of the person is `asked.ts`. */
export const identityHandlers: PanelHandlers = {
  IdentityDue: again,
  Started: again,
  Stopped: (state) => [changeIdentity(state, { isBusy: false }), []],
  VisitorStarted: (state, { visitor }) =>
    [withVisitor(changeIdentity(state, { status: "known", visitorId: visitor.id, attempts: 0 }), visitor), []],
  VisitorFailed: (state, { error }) => isPassing(error) ? waitFor(state, error, {}) : [changeIdentity(state, { status: "none" }), []]
}
