// @vitest-environment node
import { expect, it } from "vitest"
import { noticeAfter } from "./connectionNotice.ts"

const lost = { _tag: "Reconnecting", since: 10_000, nextTryAt: 0 } as const

it("a lost connection is not told for 3 s, then by a word, after 15 s by a banner", () => {
  expect([12_999, 13_000, 24_999, 25_000].map((now) => noticeAfter(lost, now))).toEqual([null, "word", "word", "banner"])
  expect(noticeAfter({ _tag: "Online", transport: "socket" }, 99_000)).toBeNull()
})
