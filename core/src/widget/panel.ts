import { makeClient } from "../client/Client.ts"
import type { ClientOptions } from "../client/Caller.ts"
import type { Credentials } from "./credential.ts"
import type { DraftFile } from "./composer.ts"
import type { LauncherEvent } from "./events.ts"
import { makeKeeper } from "./keeper.ts"
import { newMessageId } from "./newMessageId.ts"
import type { Contract } from "./nouns.ts"
import type { AnyEvent, PanelCommand, PanelStep } from "./panelEvents.ts"
import type { ReadyState } from "./PanelState.ts"
import { performers } from "./performPanel.ts"
import type { PutFile } from "./putFile.ts"
import { initialPanel, reducePanel } from "./reducePanel.ts"
import type { Store } from "./store.ts"
import { makeUploads } from "./uploads.ts"
import type { WidgetPlatform } from "./WidgetPlatform.ts"
import type { WidgetState } from "./WidgetState.ts"

export interface PanelTools {
  readonly clientOptions: ClientOptions
  readonly credentials: Credentials
  readonly platform: WidgetPlatform
  readonly store: Store
  /** Names what the tabs of a browser share. */
  readonly scope: string
  /** Names this tab. */
  readonly tab: string
  readonly envVarName: string
  readonly put?: PutFile | undefined
  readonly get: () => WidgetState
  readonly send: (event: AnyEvent) => void
  readonly answer: (ticket: number, value: unknown) => void
  readonly identityToken: (ticket: number) => Promise<string | undefined>
}

/** The second half of the engine, as the first half runs it. */
export interface PanelEngine {
  readonly loaded: LauncherEvent
  reduce(before: WidgetState, state: WidgetState, event: AnyEvent, now: number): PanelStep | null
  perform(command: PanelCommand): void
  addFiles(files: ReadonlyArray<File>): ReadonlyArray<DraftFile>
  /** After a change: what must outlive the page is stored. */
  changed(before: WidgetState, after: WidgetState): void
  /** Takes up what earlier pages and other tabs left. */
  restore(): void
  /** Another tab stored something under this name. */
  stored(name: string): void
  /** The page goes away: what isn't stored yet is. */
  release(): void
}

const isReady = (state: WidgetState): state is ReadyState => state.panel !== null

/** Makes the second half for one widget. */
export const makePanel = (tools: PanelTools): PanelEngine => {
  const { clientOptions, credentials, get, platform, put, send, store, tab } = tools
  const client = makeClient<Contract>(clientOptions)
  const ready = (): ReadyState => {
    const state = get()
    if (!isReady(state)) throw new Error("the panel is used before it is loaded")
    return state
  }
  const uploads = makeUploads({ client, put, newKey: () => newMessageId(platform.now(), platform.randomBytes) })
  const keeper = makeKeeper({ get: ready, platform, send, store, tab })
  const perform = performers({ ...tools, client, uploads, get: ready })
  client.onStatus(() => send({ _tag: "ConnectionChanged", status: client.status() }))
  return {
    loaded: { _tag: "PanelLoaded", panel: initialPanel(credentials.get()) },
    reduce: (before, state, event, now) => {
      if (!isReady(state)) return null
      return reducePanel(isReady(before) ? before : null, state, event, now)
    },
    perform: (command) => {
      // A performer's parameter is the command of its own key, which the index can't express.
      const run = perform[command._tag] as ((command: PanelCommand) => void) | undefined
      run?.(command)
    },
    addFiles: uploads.add,
    changed: (before, after) => {
      if (isReady(before) && isReady(after)) keeper.changed(before, after)
    },
    restore: keeper.restore,
    stored: (name) => {
      if (name !== credentials.name) return keeper.stored(name)
      const credential = credentials.refresh()
      send({ _tag: "VisitorReplaced", credential })
    },
    release: keeper.release
  }
}
