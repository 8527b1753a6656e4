import type { CurrentPage } from "@cossistant/core/visitors/VisitorDetail"

/** Where a click came from; everything else in a query may be somebody's secret. */
const kept = new Set([
  "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term",
  "gclid", "gbraid", "wbraid", "fbclid", "msclkid", "ttclid", "li_fat_id", "twclid"
])

/** The page without login, fragment and query secrets; undefined for what is no web page. */
export const publicPage = (page: CurrentPage): CurrentPage | undefined => {
  const url = webUrl(page.url)
  if (url === undefined) return undefined
  url.search = new URLSearchParams([...url.searchParams].filter(([name]) => kept.has(name))).toString()
  return { url: url.href, path: url.pathname, title: page.title }
}

/** Where the visitor came from, without any query; undefined for what is no web page. */
export const publicReferrer = (referrer: string): string | undefined => {
  const url = webUrl(referrer)
  return url === undefined ? undefined : `${url.origin}${url.pathname}`
}

const webUrl = (text: string): URL | undefined => {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return undefined
  url.username = url.password = url.hash = ""
  return url
}
