import { describe, expect, it, vi } from "vitest"
import { agent } from "./FakeServer.ts"
import { button, dialog, eventually, isGone, press, shows } from "./screen.ts"
import { makeStage, open, type WidgetDriver } from "./stage.ts"

const part = (slot: string) => eventually(slot, () => document.querySelector<HTMLElement>(`[data-slot='${slot}']`))

/** What a host page decides, run over each renderer. */
export const hostSuite = (renderer: string, driver: WidgetDriver): void => {
  describe(`a host page in ${renderer}`, { timeout: 20_000 }, () => {
    const stage = makeStage(`${renderer}_host`, driver)
    const { draw, show } = stage

    it("takes a page's settings over the provider's, in the same commit, and gives the provider's back when the page is left", async () => {
      const defaultMessages = [{ content: "Hello from everywhere", senderType: "team_member" as const }]
      show({ defaultMessages, config: { quickOptions: ["What does it cost?"] } })
      await press(open)
      await button("What does it cost?")
      draw({ publicKey: stage.publicKey, defaultMessages })
      await isGone("What does it cost?")
      await press("Send us a message")
      await shows("Hello from everywhere")
    })

    it("is larger when it is told so", async () => {
      show({ size: "larger" })
      await press(open)
      expect((await part("root")).dataset["size"]).toBe("larger")
      expect((await dialog()).dataset["size"]).toBe("larger")
    })

    it("asks a host that controls it, and stays as the host says", async () => {
      const asked: Array<boolean> = []
      const onOpenChange = (value: boolean) => void asked.push(value)
      show({ open: false, onOpenChange })
      await press(open)
      expect(asked).toEqual([true])
      expect((await button(open)).getAttribute("aria-expanded")).toBe("false")
      draw({ publicKey: stage.publicKey, open: true, onOpenChange })
      await dialog()
      await press("Close")
      expect(asked).toEqual([true, false])
      expect((await dialog()).dataset["state"]).toBe("open")
    })

    it("stays as its host says where no one is to be asked", async () => {
      show({ open: true })
      await dialog()
      await press("Close")
      await eventually("the launcher's word", () => document.querySelector("[data-slot='trigger']")?.getAttribute("aria-expanded") === "true")
      expect((await dialog()).dataset["state"]).toBe("open")
    })

    it("is modal only where it covers the page, and fits above a phone's keyboard there", async () => {
      show()
      await press(open)
      expect((await dialog()).hasAttribute("aria-modal")).toBe(false)
      stage.unmount()
      const viewport = Object.assign(new EventTarget(), { height: window.innerHeight, scale: 1, offsetTop: 0 })
      vi.stubGlobal("visualViewport", viewport)
      vi.stubGlobal("matchMedia", (query: string) => ({ matches: query.includes("max-width"), addEventListener: () => {}, removeEventListener: () => {} }))
      show()
      await press(open)
      const panel = await dialog()
      await eventually("a modal dialog", () => panel.getAttribute("aria-modal") === "true")
      viewport.height = 300
      viewport.dispatchEvent(new Event("resize"))
      expect(panel.style.getPropertyValue("--co-viewport")).toBe("300px")
    })

    it("leaves the page's own functions as they are: nothing follows its addresses by changing its history", async () => {
      const { pushState, replaceState } = history
      show()
      await press(open)
      await button("Send us a message")
      expect([history.pushState === pushState, history.replaceState === replaceState]).toEqual([true, true])
    })

    it("fills its parent in responsive mode: always open, no launcher, nothing to close it with, no dialog", async () => {
      show({ mode: "responsive", open: false })
      const content = await part("content")
      expect([content.getAttribute("role"), content.dataset["state"], content.dataset["supportMode"]]).toEqual(["region", "open", "responsive"])
      expect(document.querySelector("[data-slot='trigger']")).toBeNull()
      await button("Send us a message")
      await isGone("Close")
    })

    it("forces a light scheme in a dark page, and a dark one in a light page", async () => {
      document.documentElement.style.colorScheme = "dark"
      show({ theme: "light" })
      expect((await part("root")).dataset["colorScheme"]).toBe("light")
      draw({ publicKey: stage.publicKey, theme: "dark" })
      await eventually("dark", () => document.querySelector<HTMLElement>("[data-slot='root']")?.dataset["colorScheme"] === "dark")
      document.documentElement.removeAttribute("style")
    })

    it("marks every part for styling: slot, state, page, mode", async () => {
      show()
      await press(open)
      await part("watermark")
      const marks = [...document.querySelectorAll<HTMLElement>("[data-slot]")].map(({ dataset }) =>
        [dataset["slot"], dataset["state"] ?? dataset["page"]].filter(Boolean).join(":"))
      expect(marks.sort()).toEqual(["content:open", "footer:HOME", "header:HOME", "home-page:HOME", "root", "trigger:open", "watermark"])
      expect((await part("trigger")).dataset["open"]).toBe("true")
    })

    it("gives built-in parts the host's classes and safe attributes, while what the widget says of them wins", async () => {
      show({
        classNames: { trigger: "my-trigger", content: "my-content" },
        slotProps: {
          trigger: { className: "more", title: "Ask us", "data-state": "mine" },
          content: { id: "mine", className: "wide" },
          header: { className: "tall", "data-track": "header" },
          footer: { "aria-hidden": "true" },
          homePage: { className: "roomy" },
          watermark: { className: "faint", dangerouslySetInnerHTML: { __html: "<i>no</i>" } }
        }
      })
      const trigger = await part("trigger")
      expect([trigger.title, trigger.dataset["state"]]).toEqual(["Ask us", "closed"])
      trigger.click()
      await part("watermark")
      const has = async (slot: string, ...names: ReadonlyArray<string>) => expect([...(await part(slot)).classList]).toEqual(expect.arrayContaining([...names]))
      await has("trigger", "co-launcher", "my-trigger", "more")
      await has("content", "co-panel", "my-content", "wide")
      await has("header", "co-header", "tall")
      await has("home-page", "roomy")
      await has("watermark", "faint")
      expect((await part("header")).dataset["track"]).toBe("header")
      expect((await part("footer")).getAttribute("aria-hidden")).toBe("true")
      expect((await part("content")).id).toBe(trigger.getAttribute("aria-controls"))
      expect((await part("watermark")).innerHTML).not.toContain("<i>")
    })

    it("shows who of the team is there by a dot, and tells of unread messages while it is closed", async () => {
      stage.server.change({ availableHumanAgents: [{ ...agent, presence: "online" }, { ...agent, id: "user_bo", name: "Bo", presence: "away" }] })
      stage.server.begin(["Anyone there?", "> Yes"])
      stage.comeBack()
      show()
      const region = await eventually("a live region", () => document.querySelector(".cossistant > [role='status']"))
      await eventually("what is unread", () => region.textContent === "1 unread message")
      await press(`${open}, 1 unread message`)
      await eventually("nothing to tell", () => region.textContent === "")
      await eventually("faces", () => document.querySelector(".co-header .co-avatar[data-presence='online']"))
      expect([...document.querySelectorAll<HTMLElement>(".co-header .co-avatar")].map(({ dataset }) => dataset["presence"])).toEqual(["online", "away"])
    })

    it("names its launcher by the words of its host, a function's too", async () => {
      show({ content: { "common.actions.openSupport": ({ context }) => `Ask ${context.website?.name ?? "us"}` } })
      await button("Ask Acme")
    })

    it("chooses a feedback topic at first only from those it offers, and tells the developer otherwise", async () => {
      const warn = vi.spyOn(console, "warn").mockImplementation(() => {})
      show({ feedback: { topics: ["Prices", "Delivery"], defaultTopic: "Weather" } })
      await press("Feedback")
      const select = await eventually("topics", () => document.querySelector<HTMLSelectElement>(".co-feedback select"))
      expect(select.value).toBe("")
      expect(warn.mock.calls.filter(([line]) => String(line).includes("Weather"))).toHaveLength(1)
      warn.mockRestore()
      await press("Close")
      draw({ publicKey: stage.publicKey, feedback: { topics: ["Prices", "Delivery"], defaultTopic: " Delivery " } })
      await press("Feedback")
      await eventually("the topic", () => document.querySelector<HTMLSelectElement>(".co-feedback select")?.value === "Delivery")
    })

    it("asks for feedback: a rating, a topic, a comment, and says what is missing only once it was to be sent", async () => {
      show({ feedback: { topics: ["Prices", " Prices ", "", "Delivery"], trigger: "churn" } })
      await press("Feedback")
      await eventually("the form", () => document.querySelector(".co-feedback form"))
      expect(document.querySelector(".co-feedback [role='alert']")?.textContent).toBe("")
      await press("Send feedback")
      await shows("Choose a rating. Choose a topic.")
      await press("5 stars")
      const select = await eventually("topics", () => document.querySelector<HTMLSelectElement>(".co-feedback select"))
      expect([...select.options].map(({ value }) => value)).toEqual(["", "Prices", "Delivery"])
      await shows("Choose a topic.")
      select.value = "Delivery"
      select.dispatchEvent(new Event("change", { bubbles: true }))
      await eventually("nothing missing", () => document.querySelector(".co-feedback [role='alert']")?.textContent === "")
      await press("Send feedback")
      await shows("Thank you")
      expect(stage.server.requests.filter(({ tag }) => tag === "feedback.submit").map(({ payload }) => payload)).toMatchObject([
        { rating: 5, topic: "Delivery", trigger: "churn" }
      ])
      await press("Done")
      await eventually("a closed form", () => document.querySelector(".co-feedback") === null)
    })

    it("begins a conversation for a button whose listener it is, though a click is no message", async () => {
      let handle: { startConversation(text?: string): void } | undefined
      stage.show({ onHandle: (given) => { handle = given } })
      await eventually("a handle", () => handle)
      const help = document.body.appendChild(document.createElement("button"))
      help.addEventListener("click", handle?.startConversation as unknown as EventListener) // as a page does that no compiler has seen
      help.click()
      await eventually("a conversation", () => document.querySelector("[role='dialog'][data-page='CONVERSATION'] textarea"))
      expect(stage.sent()).toHaveLength(0)
    })
  })
}
