import { shellSuite } from "@cossistant/core/suite/parts/shellSuite"
import { eventually } from "@cossistant/core/suite/screen"
import { expect, it } from "vitest"
import * as Primitives from "../primitives.ts"
import { partsDriver } from "../testing/partsDriver.tsx"
import { makePage } from "./testing/mount.tsx"

shellSuite("Solid", partsDriver)

const { show } = makePage()

it("a trigger lets a function child spread the part's props onto an element of its own", async () => {
  show(() => <Primitives.Trigger asChild class="mine">{(trigger) => <a href="#help" {...trigger.props}>{trigger.isOpen ? "Close" : "Help"}</a>}</Primitives.Trigger>)
  const link = document.querySelector<HTMLElement>("a[href='#help'].mine")
  expect([document.querySelector("button"), link?.hasAttribute("type")]).toEqual([null, false])
  link?.click()
  await eventually("an open link", () => document.querySelector("a[aria-expanded='true']")?.textContent === "Close")
  expect(document.querySelector("a")).toBe(link)
  show(() => <Primitives.Trigger asChild>{(trigger) => <button {...trigger.props}>Help</button>}</Primitives.Trigger>)
  expect(document.querySelector("button")?.getAttribute("type")).toBe("button")
})

it("a trigger draws another element where `as` says so, and keeps it while what is written in it changes", async () => {
  show(() => <Primitives.Trigger as="summary">{(trigger) => trigger.isOpen ? "Close" : "Help"}</Primitives.Trigger>)
  const summary = document.querySelector<HTMLElement>("summary[aria-haspopup='dialog']")
  summary?.click()
  await eventually("another text", () => summary?.textContent === "Close")
  expect(document.querySelector("summary")).toBe(summary)
})
