import * as lesserLines from "../../client/lesserLines.ts"
import { makeLive } from "../../client/live.ts"
import type { Platform, Socket } from "../../client/Platform.ts"
import { type FakeClock, makeFakeClock } from "../../client/testing/FakeClock.ts"
import type { ServerEvent } from "../nouns.ts"
import { attributionOf } from "../attribution.ts"
import { isLanding, type Landing } from "../profile.ts"
import { makePanel } from "../panel.ts"
import { watchPage } from "../developer.ts"
import type { DeveloperPlatform } from "../DeveloperPlatform.ts"
import * as rare from "../rare.ts"
import type { Profile } from "../PanelPlatform.ts"
import type { PutFile } from "../putFile.ts"
import { makeWidget, type Widget } from "../widget.ts"
import type { KeyValue, WidgetPlatform } from "../WidgetPlatform.ts"
import { makeStorage } from "./fakeStorage.ts"
import { makeScriptedServer, type ScriptedServer } from "./ScriptedServer.ts"

/** One page of a browser, with a widget on it. */
export interface FakeTab {
  readonly widget: Widget
  readonly platform: WidgetPlatform
  /** Starts the widget and lets it come to rest. */
  start(): Promise<void>
  /** The page is gone, as when its tab is closed or it is loaded anew; with a crash it can't say so. */
  leave(how?: "closed" | "crashed"): void
  show(isVisible: boolean): void
  wake(): void
  /** The page's address changes without a load. */
  visit(path: string): void
  readonly warnings: ReadonlyArray<string>
  readonly sounds: ReadonlyArray<string>
  /** The page's content security policy refuses an address. */
  block(address: string, directive: string): void
}

/** A browser: its tabs share storage; its network can be broken. */
export interface FakeBrowser {
  readonly clock: FakeClock
  readonly server: ScriptedServer
  /** A page; a reload takes the session of the page it replaces. All code is at hand but what `loadRare` brings. */
  open(options?: { readonly session?: KeyValue; readonly publicKey?: string | null; readonly loadPanel?: () => Promise<never>; readonly loadRare?: () => Promise<typeof rare>; readonly landing?: Landing; readonly isStyled?: boolean; readonly untilIdle?: () => Promise<void> }): FakeTab
  readonly session: () => KeyValue
  readonly local: KeyValue & { readonly entries: Map<string, string> }
  /** While down nothing goes out or comes in. */
  setDown(isDown: boolean): void
  /** Breaks all sockets. */
  cut(): void
  forbidStorage(): void
  /** How files go out from now on; by default at once. */
  setUpload(put: PutFile): void
  /** Milliseconds that a question of this tag takes to the server, and an answer back; by default none. */
  setDelay(delay: (tag: string, way: "there" | "back") => number): void
}

export const makeFakeBrowser = (): FakeBrowser => {
  const clock = makeFakeClock()
  const server = makeScriptedServer(clock.now)
  const storageListeners = new Map<object, (key: string) => void>()
  const sockets = new Set<() => void>()
  const local = makeStorage()
  let isDown = false
  let isForbidden = false
  let put: PutFile = async (_grant, _file, onProgress) => onProgress(1)
  let delay: (tag: string, way: "there" | "back") => number = () => 0

  const later = (run: () => void, tag = "", way: "there" | "back" = "there") => {
    const ms = delay(tag, way)
    if (ms === 0) queueMicrotask(run)
    else clock.setTimeout(run, ms)
  }
  const secretOf = (authorization: string | undefined) => authorization?.replace("Bearer ", "") ?? null

  /** A subscription over HTTP: a reply that stays open until either side ends it. */
  const stream = (id: number, payload: unknown, secret: string | null, signal: AbortSignal | null | undefined) => {
    const encoder = new TextEncoder()
    const { token } = payload as { token: string | null } // by the contract
    return new Response(new ReadableStream<Uint8Array>({
      start: (controller) => {
        let isOver = false
        const push = (frame: object) => isOver || controller.enqueue(encoder.encode(JSON.stringify(frame) + "\n"))
        const exit = (exit: object) => {
          push({ _tag: "Exit", requestId: id, exit })
          close()
        }
        const close = () => {
          if (isOver) return
          isOver = true
          sockets.delete(close)
          if (typeof stop === "function") stop()
          controller.close()
        }
        sockets.add(close)
        signal?.addEventListener("abort", close)
        let stop: ReturnType<ScriptedServer["subscribe"]> | undefined
        stop = server.subscribe(token, secret, (event) => {
          push({ _tag: "Chunk", requestId: id, values: [event] })
          if (event._tag === "Reload") exit({ _tag: "Success", value: null })
        })
        if (typeof stop !== "function") exit({ _tag: "Failure", cause: [{ _tag: "Fail", error: stop.error }] })
      }
    }))
  }
  const fetch: Platform["fetch"] = (_url, init) =>
    new Promise((resolve, reject) => {
      const away = () => reject(new TypeError("Failed to fetch"))
      // The client posts one frame with a plain record of headers.
      const frame = JSON.parse(String(init.body)) as { id: number; tag: string; payload: unknown }
      const { authorization } = init.headers as Record<string, string>
      if (isDown) return void queueMicrotask(away)
      if (frame.tag === "sync.subscribe") return later(() => isDown ? away() : resolve(stream(frame.id, frame.payload, secretOf(authorization), init.signal)))
      later(() => {
        const answer = server.answer(frame.tag, frame.payload, secretOf(authorization))
        if (answer === "nothing") return away()
        const exit = "value" in answer ? { _tag: "Success", value: answer.value } : { _tag: "Failure", cause: [{ _tag: "Fail", error: answer.error }] }
        later(() => isDown ? away() : resolve(new Response(JSON.stringify({ _tag: "Exit", requestId: frame.id, exit }) + "\n")), frame.tag, "back")
      }, frame.tag)
    })

  const openSocket = (closes: Set<() => void>): Socket => {
    const streams = new Map<number, () => void>()
    let isOpen = false
    const push = (frame: object) => {
      if (isOpen) socket.onmessage?.({ data: JSON.stringify(frame) + "\n" })
    }
    const cut = () => {
      if (!sockets.delete(cut)) return
      isOpen = false
      for (const stop of streams.values()) stop()
      socket.onclose?.()
    }
    const request = ({ headers, id, payload, tag }: { id: number; tag: string; payload: { token: string | null }; headers: ReadonlyArray<[string, string]> }) => {
      const secret = secretOf(headers[0]?.[1])
      const exit = (exit: object) => push({ _tag: "Exit", requestId: id, exit })
      if (tag !== "sync.subscribe") {
        const answer = server.answer(tag, payload, secret)
        if (answer === "nothing") return cut()
        return later(() => exit("value" in answer ? { _tag: "Success", value: answer.value } : { _tag: "Failure", cause: [{ _tag: "Fail", error: answer.error }] }))
      }
      const stop = server.subscribe(payload.token, secret, (event: ServerEvent) => {
        push({ _tag: "Chunk", requestId: id, values: [event] })
        if (event._tag === "Reload") exit({ _tag: "Success", value: null })
      })
      if (typeof stop === "function") streams.set(id, stop)
      else exit({ _tag: "Failure", cause: [{ _tag: "Fail", error: stop.error }] })
    }
    const socket: Socket = {
      onopen: null, onmessage: null, onclose: null,
      close: () => {
        sockets.delete(cut)
        isOpen = false
        for (const stop of streams.values()) stop()
      },
      send: (data) => {
        for (const line of data.trim().split("\n")) {
          const frame = JSON.parse(line)
          if (frame._tag === "Request") later(() => isOpen && request(frame))
          else if (frame._tag === "Ping") later(() => push({ _tag: "Pong" }))
          else if (frame._tag === "Interrupt") streams.get(frame.requestId)?.()
        }
      }
    }
    sockets.add(cut)
    closes.add(() => socket.close())
    later(() => {
      if (isDown || !sockets.has(cut)) return cut()
      isOpen = true
      socket.onopen?.()
    })
    return socket
  }

  return {
    clock,
    server,
    local,
    session: makeStorage,
    setDown: (down) => {
      isDown = down
      if (down) for (const cut of sockets) cut()
    },
    cut: () => {
      for (const cut of sockets) cut()
    },
    forbidStorage: () => {
      isForbidden = true
    },
    setUpload: (next) => {
      put = next
    },
    setDelay: (next) => {
      delay = next
    },
    open: ({ isStyled = true, landing, loadPanel, loadRare, publicKey = "pk_test_1", session = makeStorage(), untilIdle = async () => {} } = {}) => {
      const tab = {}
      const wakers = new Set<() => void>()
      const watchers = new Set<() => void>()
      const leavers = new Set<() => void>()
      const closes = new Set<() => void>()
      const routers = new Set<() => void>()
      let page = { url: "https://acme.example/", path: "/", title: null }
      const warnings: Array<string> = []
      const sounds: Array<string> = []
      const blocked = new Set<(address: string, directive: string) => void>()
      let isVisible = true
      let isGone = false
      const shared: KeyValue = {
        getItem: local.getItem,
        setItem: (key, value) => {
          if (isGone || local.getItem(key) === value) return
          local.setItem(key, value)
          for (const [other, listener] of storageListeners) if (other !== tab) listener(key)
        },
        removeItem: (key) => {
          if (isGone || local.getItem(key) === null) return
          local.removeItem(key)
          for (const [other, listener] of storageListeners) if (other !== tab) listener(key)
        }
      }
      const on = (listeners: Set<() => void>) => (listener: () => void) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      }
      const alive = (run: () => void) => () => {
        if (!isGone) run()
      }
      const warn = (message: string) => void warnings.push(message)
      const developer: Omit<DeveloperPlatform, keyof Platform> = {
        warn,
        isStyled: () => isStyled,
        onBlocked: (listener) => {
          blocked.add(listener)
          return () => void blocked.delete(listener)
        }
      }
      const platform: WidgetPlatform = {
        openSocket: () => openSocket(closes),
        fetch: (url, init) => isGone ? new Promise(() => {}) : fetch(url, init),
        setTimeout: (run, ms) => clock.setTimeout(alive(run), ms),
        clearTimeout: clock.clearTimeout,
        now: clock.now,
        random: () => 1,
        isOnline: () => !isDown,
        onWake: on(wakers),
        storage: (kind) => {
          if (isForbidden) throw new DOMException("denied", "SecurityError")
          return kind === "local" ? shared : session
        },
        untilIdle,
        isVisible: () => isVisible,
        onVisibility: on(watchers),
        onLeave: on(leavers),
        onStorage: (listener) => {
          storageListeners.set(tab, listener)
          return () => void storageListeners.delete(tab)
        },
        randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
        exclusively: (_name, work) => work(),
        profile: async ({ fingerprintFor, landing, tracking }) => ({
          language: "en",
          ...(tracking && {
            currentPage: page,
            ...(isLanding(landing) && { attribution: attributionOf(landing, "acme.example") }),
            ...(fingerprintFor !== null && { deviceHash: "0123456789abcdef" })
          })
        }) as Profile, // undefined is left out of what is sent
        landing: () => landing,
        playSound: (sound) => void sounds.push(sound),
        helpDeveloper: (widget) => loadRare === undefined && watchPage(widget, { ...platform, ...developer }),
        onPageChange: on(routers),
        putFile: (...args) => put(...args),
        warn
      }
      const widget = makeWidget({ publicKey, apiUrl: "https://desk.example", platform, loadPanel: loadPanel ?? (async () => ({
        makePanel: (tools) => makePanel(tools, loadRare ? undefined : rare, loadRare),
        makeLive: (wire, streams, onStatus) => makeLive(wire, streams, onStatus, async () => lesserLines)
      })) })
      return {
        widget,
        platform,
        warnings,
        sounds,
        block: (address, directive) => {
          for (const listener of blocked) listener(address, directive)
        },
        start: async () => {
          widget.start()
          await clock.settle()
        },
        leave: (how = "closed") => {
          if (how === "closed") for (const leave of leavers) leave()
          isGone = true
          for (const close of closes) close()
          storageListeners.delete(tab)
        },
        show: (visible) => {
          isVisible = visible
          for (const watch of watchers) watch()
        },
        visit: (path) => {
          page = { url: `https://acme.example${path}`, path, title: null }
          for (const route of routers) route()
        },
        wake: () => {
          for (const wake of wakers) wake()
        }
      }
    }
  }
}
