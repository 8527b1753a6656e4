/** What a browser says of itself in its user agent. Null where it doesn't say. */
export interface BrowserFacts {
  browser: string | null
  browserVersion: string | null
  os: string | null
  osVersion: string | null
  device: string | null
  deviceType: "desktop" | "mobile" | "tablet"
}

type Sign = readonly [name: string, sign: RegExp]

// In this order, since most browsers also claim to be those below them.
const browsers: ReadonlyArray<Sign> = [
  ["Edge", /Edg(?:e|A|iOS)?\/([\d.]+)/], ["Opera", /(?:OPR|Opera)\/([\d.]+)/], ["Samsung Internet", /SamsungBrowser\/([\d.]+)/],
  ["Firefox", /(?:Firefox|FxiOS)\/([\d.]+)/], ["Chrome", /(?:Chrome|CriOS)\/([\d.]+)/], ["Safari", /Version\/([\d.]+).*Safari/]
]
const systems: ReadonlyArray<Sign> = [
  ["iOS", /(?:iPhone|iPad|iPod).*? OS ([\d_]+)/], ["Android", /Android ?([\d.]*)/], ["Windows", /Windows NT ([\d.]+)/],
  ["ChromeOS", /CrOS \S+ ([\d.]+)/], ["macOS", /Mac OS X ([\d_.]+)/], ["Linux", /Linux()/]
]
const devices: ReadonlyArray<Sign> = [["iPhone", /iPhone/], ["iPad", /iPad/], ["Mac", /Macintosh/], ["PC", /Windows|X11/], ["Android", /Android/]]

const find = (signs: ReadonlyArray<Sign>, userAgent: string) => {
  for (const [name, sign] of signs) {
    const found = sign.exec(userAgent)
    if (found) return { name, version: found[1]?.replaceAll("_", ".") || null }
  }
  return { name: null, version: null }
}

/** Reads a user agent. Newer browsers freeze parts of it, so versions are what they claim, not more. */
export const browserFacts = (userAgent: string): BrowserFacts => {
  const browser = find(browsers, userAgent)
  const os = find(systems, userAgent)
  const isTablet = /iPad|Tablet|Android(?!.*Mobile)/.test(userAgent)
  return {
    browser: browser.name, browserVersion: browser.version, os: os.name, osVersion: os.version, device: find(devices, userAgent).name,
    deviceType: isTablet ? "tablet" : /Mobi/.test(userAgent) ? "mobile" : "desktop"
  }
}
