import { describe, expect, it } from "vitest"
import { conversationView } from "./conversationView.ts"
import { launcherView } from "./launcherView.ts"
import { said, talking } from "./testing/talking.ts"

describe("once somebody else is signed in, or may see less", () => {
  for (const reason of ["identity", "access"] as const) {
    it(`who wrote and who had read in what they no longer see is forgotten at once (${reason})`, async () => {
      const { clock, id, server, tab } = await talking()
      await clock.advance(1_000)
      const ada = { conversationId: id, actorType: "user", actorId: "user_ada" } as const
      server.tell({ _tag: "SeenChanged", ...ada, seq: 1, at: new Date(clock.now()).toISOString() })
      server.tell({ _tag: "TypingChanged", ...ada, isTyping: true, preview: null })
      await clock.settle()
      const receipts = () => conversationView(tab.widget.get()).rows.flatMap((row) => row._tag === "Messages" && row.receipt ? row.receipt.readers.map(({ name }) => name) : [])
      expect(launcherView(tab.widget.get()).isTyping).toBe(true)
      expect(receipts()).toEqual(["Ada Byron"])
      server.reload(reason)
      expect(launcherView(tab.widget.get()).isTyping).toBe(false)
      expect(conversationView(tab.widget.get()).typing).toEqual([])
      // The thread as it is read again says who has read it.
      await clock.advance(60_000)
      expect(said(tab)).toEqual(["hello"])
      expect(receipts()).toEqual([])
    })
  }
})
