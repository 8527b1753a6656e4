import * as Effect from "effect/Effect"
import { trustedProxies } from "../http/ClientAddress.ts"
import { type Finding, warning } from "./Finding.ts"

const onThisMachine = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Settings that are sound and leave people open to others: an address in clear, proxies that may be anybody. */
export const exposure = Effect.fnUntraced(function*(publicUrl: string) {
  const { hostname, protocol } = new URL(publicUrl)
  const found: Array<Finding> = []
  if (protocol === "http:" && !onThisMachine.test(hostname)) {
    found.push(warning(
      "settings",
      `PUBLIC_APP_URL is ${publicUrl}: passwords, sessions and messages travel in clear, and pages on https can't load the widget.`,
      "Put a proxy with TLS before the server, and set PUBLIC_APP_URL to its https address."
    ))
  }
  if ((yield* Effect.orDie(trustedProxies)).some(([, bits]) => bits === 0)) {
    found.push(warning(
      "settings",
      "TRUSTED_PROXIES holds every address there is: anybody can pass for another one, and limits by address stop nobody.",
      "Name the proxies' own addresses or their network."
    ))
  }
  return found
})
