import { version } from "react"
import { version as domVersion } from "react-dom"
import { expect, it } from "vitest"

it("these suites run on React 18", () => {
  expect([version, domVersion]).toEqual(["18.3.1", "18.3.1"])
})
