import { PlanFeature, PlanLimit } from "@cossistant/core/billing/Plan"
import { describe, expect, it } from "vitest"
import { sentence } from "./sentence.ts"

describe("What a plan refuses", () => {
  it("is told with its number and a way out, whichever limit it is", () => {
    const told = PlanLimit.literals.map((limit) => sentence({ _tag: "LimitReached", limit, allowed: 7 }))
    for (const words of told) expect(words).toMatch(/7 .*[.]$/)
    for (const words of told) expect(words).toMatch(/larger plan|all are taken/)
    expect(new Set(told).size).toBe(told.length)
  })

  it("is told for what a plan doesn't have at all, too", () => {
    for (const feature of PlanFeature.literals) expect(sentence({ _tag: "FeatureNotInPlan", feature })).toMatch(/larger plan/)
    expect(sentence({ _tag: "FeatureNotInPlan", feature: "dashboard-file-sharing" })).toMatch(/Remove the file/)
  })
})
