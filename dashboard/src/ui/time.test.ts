// @vitest-environment node
import { describe, expect, it } from "vitest"
import { ago } from "./time.ts"

const at = (day: number, hour: number, minute = 0) => new Date(2026, 3, day, hour, minute)
const said = (then: Date, now: Date) => ago(then.toISOString(), now.getTime())

describe("how long ago something was", () => {
  it("is told in minutes and hours within a day", () => {
    expect(said(at(15, 9), at(15, 9))).toBe("just now")
    expect(said(at(15, 9), at(15, 9, 4))).toBe("4 minutes ago")
    expect(said(at(14, 22), at(15, 9))).toBe("11 hours ago")
  })

  it("is yesterday by the calendar, not for two days' hours", () => {
    expect(said(at(14, 8), at(15, 9))).toBe("yesterday")
    expect(said(at(13, 11), at(15, 10))).toBe("2 days ago")
    expect(said(at(14, 0, 30), at(15, 23, 30))).toBe("yesterday")
  })
})
