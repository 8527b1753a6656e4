import { isPassing } from "../client/isPassing.ts"
import { makeWire } from "../client/Wire.ts"
import { refusalOf } from "./asking.ts"
import { changeIdentity } from "./identity.ts"
import { LEFT } from "./landing.ts"
import type { ReadyState } from "./PanelState.ts"
import type { PanelHandlers, PanelStep } from "./panelEvents.ts"
import type { Store } from "./store.ts"
import { withoutVisitor } from "./visitor.ts"
import type { LauncherPlatform } from "./WidgetPlatform.ts"
import type { WidgetState } from "./WidgetState.ts"

/** Milliseconds, at most, until a server that was away is told again. */
const AGAIN_WITHIN = 30_000

/**
 * Makes what tells the server of those who logged out here, each once, by the secret that was put aside: nothing else is
 * asked with it. Gives whether the server knows of all; a refusal is as good as an answer.
 */
export const makeLeaving = (
  { get, local, platform, scope }: {
    readonly get: () => WidgetState
    readonly local: Store
    readonly platform: LauncherPlatform
    readonly scope: string
  }
): (secret: string | null) => Promise<boolean> => {
  // Storage may be forbidden.
  const left = new Set<string>()
  const all = () => new Set([...left, local.read(LEFT)].flat().filter((each): each is string => typeof each === "string"))
  const tell = async (): Promise<boolean> => {
    for (let [secret] = all(); secret !== undefined; [secret] = all()) {
      const asVisitor = secret
      const wire = makeWire({ url: `${get().apiUrl}/rpc/widget`, publicKey: scope, secret: () => asVisitor, platform })
      try {
        await wire.call("visitors.logout", undefined)
      } catch (cause) {
        if (isPassing(refusalOf(cause))) return false
      }
      left.delete(asVisitor)
      const rest = [...all()].filter((other) => other !== asVisitor)
      local.write(LEFT, rest.length > 0 ? rest : undefined)
    }
    return true
  }
  let telling: Promise<boolean> | undefined
  return (secret) => {
    if (secret !== null) local.write(LEFT, [...left.add(secret), ...all()])
    return telling ??= tell().finally(() => {
      telling = undefined
    })
  }
}

const tellNow = (state: ReadyState): PanelStep => [state, state.isRunning ? [{ _tag: "Logout", ticket: null, secret: null }] : []]

/** Log-outs: over at once for this page, whatever becomes of telling the server. */
export const leavingHandlers: PanelHandlers = {
  LogoutAsked: (state, { secret, ticket }) => [withoutVisitor(changeIdentity(state, { queue: [] })), [
    ...state.panel.identity.queue.map((asked) => ({ _tag: "Answer", ticket: asked.ticket, value: null }) as const),
    { _tag: "Logout", ticket, secret }
  ]],
  LogoutLost: (state) => [state, [{ _tag: "Wait", key: "logout", ms: AGAIN_WITHIN, jitter: true, event: { _tag: "LogoutDue" } }]],
  LogoutDue: tellNow,
  PanelLoaded: tellNow,
  RareLoaded: tellNow,
  Started: tellNow,
  WebsiteLoaded: tellNow,
  Woke: tellNow
}
