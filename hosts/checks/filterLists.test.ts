import { basename, join } from "node:path"
import { expect, it } from "vitest"
import { build, embedBuild, packagesBuild } from "../../scripts/prepare/build.ts"
import { root } from "../../scripts/root.ts"

/**
 * Words for which lists that browsers' blockers come with (EasyPrivacy, EasyList) know a rule such as `/fingerprint.js` or
 * `/assets/analytics-`, whatever is in the file.
 */
const blocked = new Set([
  "ad", "ads", "advert", "affiliate", "analytics", "autotrack", "banner", "beacon", "clickstream", "collect", "counter", "fingerprint", "fp",
  "ga", "gtm", "heatmap", "hit", "impression", "intercept", "keypress", "livestats", "log", "metrics", "pageview", "pixel", "popup", "referrer",
  "sentry", "sponsor", "stat", "stats", "telemetry", "track", "tracker", "tracking", "utm", "visit",
])
const wordsOf = (file: string) => basename(file).replace(/-[\w-]{8}\.js$/, ".js").split(/(?=[A-Z])|[^A-Za-z]+/).map((word) => word.toLowerCase())
const blockedIn = (folder: string) =>
  [...new Bun.Glob("**/*.{js,jsx,css}").scanSync(join(root, folder))].filter((file) => wordsOf(file).some((word) => blocked.has(word)))

it("no file that a page loads has a name that blockers refuse, neither of a package nor of the script tag", async () => {
  await build(packagesBuild)
  await build(embedBuild)
  expect(wordsOf("source/core/widget/fingerprint.js")).toContain("fingerprint")
  expect(wordsOf("assets/fingerprint-Ab_3-xY9.js")).toContain("fingerprint")
  expect([...blockedIn("dist/packages"), ...blockedIn(embedBuild.out)]).toEqual([])
})
