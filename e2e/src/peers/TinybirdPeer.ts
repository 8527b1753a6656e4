import { jwtVerify } from "jose"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { gunzipSync } from "node:zlib"

export interface Batch {
  readonly source: string
  readonly rows: ReadonlyArray<Record<string, unknown>>
}

/**
 * Answers as Tinybird's Events API and API endpoints are documented to (https://www.tinybird.co/docs/api-reference/events-api,
 * https://www.tinybird.co/docs/forward/administration/tokens/jwt): bearer token, NDJSON in gzip, a JWT that names the
 * workspace and the endpoint and pins the site.
 */
export const startTinybird = async (options: { readonly token: string; readonly signingKey: string; readonly workspace: string }) => {
  const batches: Array<Batch> = []
  const asked: Array<{ readonly pipe: string; readonly params: Record<string, string> }> = []
  const refusals: Array<{ readonly status: number; readonly headers?: Record<string, string> }> = []
  const answers = new Map<string, unknown>()
  let tries = 0
  let heard = () => {}
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "", "http://localhost")
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? ""
    const say = (status: number, body: unknown, headers = {}) => response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body))
    const chunks: Array<Buffer> = []
    for await (const chunk of request) chunks.push(chunk)
    if (request.method === "POST" && url.pathname === "/v0/events") {
      tries++
      heard()
      if (bearer !== options.token) return say(403, { error: "invalid authentication token" })
      const refusal = refusals.shift()
      if (refusal !== undefined) return say(refusal.status, { error: "later" }, refusal.headers)
      if (request.headers["content-encoding"] !== "gzip") return say(400, { error: "not compressed" })
      const rows = gunzipSync(Buffer.concat(chunks)).toString().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>)
      batches.push({ source: url.searchParams.get("name") ?? "", rows })
      heard()
      const bad = rows.filter((row) => Object.values(row).includes(null)).length
      return say(202, { successful_rows: rows.length - bad, quarantined_rows: bad })
    }
    const pipe = /^\/v0\/pipes\/(\w+)\.json$/.exec(url.pathname)?.[1]
    if (request.method !== "GET" || pipe === undefined) return say(404, { error: "no such path" })
    try {
      const { payload, protectedHeader } = await jwtVerify(bearer, new TextEncoder().encode(options.signingKey), { algorithms: ["HS256"], requiredClaims: ["exp"] })
      const scopes = payload["scopes"] as ReadonlyArray<{ readonly type: string; readonly resource: string; readonly fixed_params: Record<string, string> }>
      const scope = scopes.find(({ resource, type }) => type === "PIPES:READ" && resource === pipe)
      if (protectedHeader.typ !== "JWT" || payload["workspace_id"] !== options.workspace || scope === undefined) return say(403, { error: "no such scope" })
      asked.push({ pipe, params: { ...Object.fromEntries(url.searchParams), ...scope.fixed_params } })
      return say(200, { data: answers.get(pipe) ?? [] })
    } catch {
      return say(403, { error: "invalid token" })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    // Listening on a port, its address is of this shape.
    host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    batches, asked, refusals, answers,
    tries: () => tries,
    /** Resolves once `isSo` holds, looked at after each request; fails after 45 seconds, for figures are sent once in ten. */
    until: (isSo: () => boolean) => new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("Tinybird was never told.")), 45_000)
      heard = () => {
        if (!isSo()) return
        clearTimeout(timer)
        resolve()
      }
      heard()
    }),
    close: () => new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  }
}
