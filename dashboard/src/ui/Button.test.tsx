import { createSignal } from "solid-js"
import { render } from "solid-js/web"
import { afterEach, expect, it } from "vitest"
import { Button } from "./Button.tsx"

let unmount = () => {}
afterEach(() => unmount())

it("A button that has nothing left to do keeps the focus until it is left, and takes no press meanwhile", () => {
  let presses = 0
  const [isOff, setOff] = createSignal(false)
  unmount = render(() => <Button disabled={isOff()} onClick={() => presses++}>Save</Button>, document.body)
  const button = document.querySelector("button")
  button?.focus()
  button?.click()
  setOff(true)
  expect([document.activeElement === button, button?.disabled, button?.getAttribute("aria-disabled")]).toEqual([true, false, "true"])
  button?.click()
  expect(presses).toBe(1)
  button?.blur()
  expect([button?.disabled, button?.getAttribute("aria-disabled")]).toEqual([true, "true"])
})
