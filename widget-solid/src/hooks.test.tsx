import { hooksSuite } from "@cossistant/core/suite/parts/hooksSuite"
import { eventually } from "@cossistant/core/suite/screen"
import { createEffect, createRoot } from "solid-js"
import { describe, expect, it } from "vitest"
import {
  useSupport, useSupportConfig, useSupportEventEmitter, useSupportNavigation, useSupportStore, useSupportText, useVisitor
} from "./index.ts"
import { makePage } from "./primitives/testing/mount.tsx"
import { partsDriver } from "./testing/partsDriver.tsx"
import { useSupportController } from "./useSupportController.ts"

hooksSuite("Solid", partsDriver)

const page = makePage()

/** Uses a hook below what is drawn, and gives what it gave: its fields are kept current. */
const watch = <Value,>(use: () => Value) => {
  let held: Value | undefined
  const Watcher = () => {
    held = use()
    return null
  }
  const latest = (): Value => {
    if (held === undefined) throw new Error("Nothing was drawn.")
    return held
  }
  return { Watcher, latest }
}

describe("widget hooks", () => {
  it("throw outside a provider, but for the emitter, which tells nobody", () => {
    for (const use of [useSupport, useSupportConfig, useSupportNavigation, useSupportStore, useSupportText, useSupportController, useVisitor]) {
      expect(() => createRoot(() => use())).toThrow(/SupportProvider/)
    }
    const { latest, Watcher } = watch(useSupportEventEmitter)
    page.draw(() => <Watcher />)
    latest().emitError(new Error("heard by nobody"))
  })

  it("tell each of their fields apart: who reads one isn't told of another", async () => {
    const id = page.server.begin(["> Hello"])
    page.comeBack()
    const runs: Array<boolean> = []
    const support = watch(() => {
      const support = useSupport()
      createEffect(() => runs.push(support.isOpen))
      return support
    })
    const place = watch(useSupportNavigation)
    page.show(() => <><support.Watcher /><place.Watcher /></>)
    await eventually("unread", () => support.latest().unreadCount === 1)
    page.server.say(id, "Still there?")
    await eventually("more unread", () => support.latest().unreadCount === 2)
    place.latest().navigate({ page: "ARTICLES" })
    expect({ ...place.latest() }).toMatchObject({ page: "ARTICLES", canGoBack: true, previousPages: [{ page: "HOME" }] })
    expect(runs).toEqual([false])
    support.latest().open()
    expect(runs).toEqual([false, true])
  })
})
