import { createHash } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { said, wordsFor } from "../mail/words/wordsFor.ts"
import { Unsubscribes, type UnsubscribeFacts } from "./Unsubscribes.ts"

const styles = `
:root { color-scheme: light dark }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; box-sizing: border-box; background: light-dark(#f5f5f7, #161618);
  color: light-dark(#27272a, #f2f2f4); font: 15px/1.6 Inter, ui-sans-serif, system-ui, sans-serif }
main { max-width: 420px; padding: 32px; border: 1px solid light-dark(#e6e6ea, #34343a); border-radius: 12px; background: light-dark(white, #202024) }
h1 { margin: 0 0 8px; font-size: 20px; line-height: 1.3; font-weight: 600 }
p { margin: 0; overflow-wrap: anywhere }
button { margin-top: 24px; padding: 11px 20px; border: 0; border-radius: 8px; background: light-dark(#18181b, #f2f2f4); color: light-dark(white, #18181b);
  font: inherit; font-weight: 600; cursor: pointer }
button:focus-visible { outline: 2px solid currentColor; outline-offset: 3px }
`
const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(styles).digest("base64")}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`

const page = (status: number, { dir, lang }: { readonly dir: string; readonly lang: string }, title: string, body: string) =>
  HttpServerResponse.text(`<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${Bun.escapeHTML(title)}</title>
<style>${styles}</style>
</head>
<body><main>${body}</main></body>
</html>
`, { status, contentType: "text/html; charset=utf-8", headers: { "cache-control": "no-store", "content-security-policy": policy } })

/**
 * `/email/unsubscribe/<token>`: a page with one button for people, since mailboxes open links by themselves, and a POST for
 * that button and for one click in a mail program (RFC 8058), which sends neither cookie nor origin.
 */
export const layer = HttpRouter.use(Effect.fnUntraced(function*(router) {
  const unsubscribes = yield* Unsubscribes
  const answer = (ask: (token: string) => Effect.Effect<UnsubscribeFacts | undefined>, isDone: boolean) => Effect.gen(function*() {
    const { token = "" } = yield* HttpRouter.params
    const { headers } = yield* HttpServerRequest.HttpServerRequest
    const facts = yield* ask(token)
    const wanted = (headers["accept-language"] ?? "").split(",").map((part) => part.split(";")[0] ?? "")
    const { words, ...locale } = wordsFor([...wanted, facts?.language ?? null].filter((tag) => tag !== ""))
    if (facts === undefined) return page(404, locale, words.stopUnknown, `<p>${words.stopUnknown}</p>`)
    const put = (sentence: string) => Bun.escapeHTML(said(sentence, { site: facts.websiteName, email: facts.recipient }))
    const title = said(words.stopTitle, { site: facts.websiteName })
    return isDone
      ? page(200, locale, title, `<p role="status">${put(words.stopped)}</p>`)
      : page(200, locale, title, `<h1>${put(words.stopTitle)}</h1><p>${put(words.stopText)}</p><form method="post"><button>${put(words.stopButton)}</button></form>`)
  })
  yield* router.add("GET", "/email/unsubscribe/:token", answer(unsubscribes.find, false))
  yield* router.add("POST", "/email/unsubscribe/:token", answer(unsubscribes.stop, true))
}))

export const routes = layer.pipe(Layer.provide(Unsubscribes.layer))
