import { createSignal } from "solid-js"
import { render } from "solid-js/web"
import { expect, it } from "vitest"
import * as Primitives from "../primitives.ts"

it("gives a part's element what JSX takes, and follows it", () => {
  const host = document.body.appendChild(document.createElement("div"))
  const [isOff, setOff] = createSignal(false)
  const calls: Array<unknown> = []
  const taken: Array<HTMLElement> = []
  const dispose = render(() => (
    <Primitives.Button
      ref={(element) => taken.push(element)}
      class="mine"
      classList={{ off: isOff() }}
      style={{ color: isOff() ? "red" : "blue" }}
      title={isOff() ? undefined : "On"}
      disabled={isOff()}
      aria-pressed={isOff()}
      data-off={isOff()}
      value="tea"
      onClick={[(data: unknown) => calls.push(data), "pair"]}
      on:pointerdown={() => calls.push("direct")}
    >
      <b onClick={(event) => event.preventDefault()}>{isOff() ? "Off" : "On"}</b>
    </Primitives.Button>
  ), host)
  const button = host.querySelector("button")
  const seen = () => [
    button?.className, button?.style.color, button?.title, button?.disabled, button?.getAttribute("aria-pressed"), button?.dataset["off"], button?.textContent
  ]
  expect([...taken, button?.type, button?.value]).toEqual([button, "button", "tea"])
  expect(seen()).toEqual(["mine", "blue", "On", false, "false", "false", "On"])
  button?.dispatchEvent(new Event("pointerdown"))
  button?.querySelector("b")?.click()
  // What stands inside prevents the browser's own answer, not the part's.
  expect(calls).toEqual(["direct", "pair"])
  setOff(true)
  expect(seen()).toEqual(["mine off", "red", "", true, "true", "true", "Off"])
  dispose()
  host.remove()
})
