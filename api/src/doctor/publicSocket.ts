import * as Effect from "effect/Effect"
import { fine, type Finding, problem, warning } from "./Finding.ts"

const check = "socket"
const patience = "10 seconds"

/**
 * Opens a WebSocket to the inbox's door at the public address, as a browser of ours does, and asks for a pong. Where
 * that fails it asks `/health` for the reason: the name, the certificate, nobody there, a proxy in between, or
 * another program. Never fails.
 */
export const publicSocket = (publicUrl: string, isRunning: boolean): Effect.Effect<Finding> =>
  Effect.gen(function*() {
    const answer = yield* pong(publicUrl)
    if (answer === "pong") return fine(check, `A WebSocket to ${publicUrl} opens and answers.`)
    if (answer === "refused") {
      return problem(
        check,
        `The program at ${publicUrl} turns pages of that very address away.`,
        "Start it with the same PUBLIC_APP_URL as the doctor reads, and let proxies pass the Origin header on."
      )
    }
    return yield* Effect.match(health(publicUrl), { onFailure: unreached(publicUrl, isRunning), onSuccess: blocked(publicUrl) })
  })

type Pong = "pong" | "refused" | "nothing"

const pong = (publicUrl: string): Effect.Effect<Pong> =>
  Effect.acquireUseRelease(
    // Bun's WebSocket takes the headers a browser sets by itself, which the DOM's type doesn't know.
    Effect.sync(() => new WebSocket(`${publicUrl.replace(/^http/, "ws")}/rpc/inbox`, { headers: { origin: new URL(publicUrl).origin } } as never)),
    (socket) => Effect.callback<Pong>((resume) => {
      socket.onopen = () => socket.send(`{"_tag":"Ping"}\n`)
      socket.onmessage = ({ data }) => resume(Effect.succeed(
        String(data).includes(`"Pong"`) ? "pong" : String(data).includes(`"Refused"`) ? "refused" : "nothing"
      ))
      socket.onclose = () => resume(Effect.succeed("nothing"))
    }).pipe(Effect.timeoutOrElse({ duration: patience, orElse: () => Effect.succeed("nothing" as const) })),
    (socket) => Effect.sync(() => socket.close())
  )

interface Answer {
  readonly status: number
  readonly location: string | null
  readonly isOurs: boolean
}

/** Fails with the code of what went wrong on the way, as Node and Bun name it. */
const health = (publicUrl: string): Effect.Effect<Answer, string> =>
  Effect.tryPromise({
    try: async (signal) => {
      const response = await fetch(`${publicUrl}/health`, { signal, redirect: "manual" })
      const isOurs = response.status === 200 && (await response.text()).includes(`"alive"`)
      return { status: response.status, location: response.headers.get("location"), isOurs }
    },
    catch: (error) => error instanceof Error && "code" in error ? String(error.code) : "no answer"
  }).pipe(Effect.timeoutOrElse({ duration: patience, orElse: () => Effect.fail("ETIMEDOUT") }))

const nobody = new Set(["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "no answer"])

const unreached = (publicUrl: string, isRunning: boolean) => (code: string): Finding => {
  const { hostname } = new URL(publicUrl)
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return problem(check, `The name ${hostname} can't be resolved (${code}).`, "Add its DNS record, or correct PUBLIC_APP_URL.")
  }
  if (!nobody.has(code)) {
    return problem(
      check,
      `TLS to ${publicUrl} fails: ${code}.`,
      `Give the proxy a certificate for ${hostname} that browsers trust; a server without TLS is http:// in PUBLIC_APP_URL.`
    )
  }
  return isRunning
    ? problem(check, `Nobody answers at ${publicUrl} (${code}), though the server runs.`, "Lead that address to the server's HOST and PORT, or correct PUBLIC_APP_URL.")
    : warning(check, `Nobody answers at ${publicUrl}, since the server isn't running.`, "Start it, then run the doctor again.")
}

const blocked = (publicUrl: string) => ({ isOurs, location, status }: Answer): Finding => {
  if (isOurs) {
    return problem(
      check,
      `${publicUrl} answers requests, but a proxy before it lets no WebSocket through.`,
      "Let it pass the headers Upgrade and Connection on, over HTTP/1.1, for /rpc/. Until then widgets fall back to HTTP."
    )
  }
  if (location !== null) {
    return problem(check, `${publicUrl} only leads on to ${new URL(location, publicUrl).origin}.`, "Set PUBLIC_APP_URL to the address people end up at.")
  }
  return status >= 502 && status <= 504
    ? problem(check, `A proxy at ${publicUrl} doesn't reach the server (status ${status}).`, "Start the server, and let the proxy send to its HOST and PORT.")
    : problem(check, `Another program answers at ${publicUrl} (status ${status}).`, "Stop it or set PORT to a free one, or correct PUBLIC_APP_URL.")
}
