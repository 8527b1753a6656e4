import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import S3rver from "s3rver"
import { refusalOf } from "./sigV4.ts"

/** A bucket on loopback that speaks S3. */
export interface S3Peer {
  readonly url: string
  /** What `.env` needs to use it. */
  readonly settings: Readonly<Record<string, string>>
  /** What was asked, as "PUT /bucket/key 200", oldest first. */
  readonly asked: Array<string>
  readonly stop: () => Promise<void>
}

export interface S3PeerOptions {
  /** Origins whose pages may send and read; any unless given, none for an empty list. */
  readonly corsOrigins?: ReadonlyArray<string>
  /** Whether exact addresses are public, as the Terraform module makes them unless reads are signed. */
  readonly publicReads?: boolean
  /** Methods refused to the key, as a policy that lacks their right does. */
  readonly denied?: ReadonlyArray<string>
}

const bucket = "files"
const rule = (origin: string) => `<CORSRule><AllowedOrigin>${origin}</AllowedOrigin><AllowedMethod>GET</AllowedMethod>
  <AllowedMethod>HEAD</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedHeader>*</AllowedHeader></CORSRule>`

const refused = (status: number, code: string) =>
  new Response(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`, {
    status, headers: { "content-type": "application/xml", "access-control-allow-origin": "*" }
  })

/**
 * Starts one. s3rver keeps the objects and answers CORS; it checks no Version 4 signature, no policy and no condition of a
 * copy, so what stands before it does, from the published rules.
 */
export const startS3Peer = async ({ corsOrigins = ["*"], denied = [], publicReads = true }: S3PeerOptions = {}): Promise<S3Peer> => {
  const directory = mkdtempSync(join(tmpdir(), "bucket-"))
  const configs = corsOrigins.length === 0 ? [] : [`<CORSConfiguration>${corsOrigins.map(rule).join("")}</CORSConfiguration>`]
  const store = new S3rver({ port: 0, address: "127.0.0.1", silent: true, directory, configureBuckets: [{ name: bucket, configs }] })
  const { port } = await store.run()
  const accessKeyId = `AKIA${randomBytes(8).toString("hex").toUpperCase()}`
  const secret = randomBytes(20).toString("base64")
  const asked: Array<string> = []

  const forward = (request: Request, url: URL) => {
    const headers = new Headers(request.headers)
    for (const name of ["authorization", "host", "x-amz-content-sha256", "x-amz-date"]) headers.delete(name)
    for (const name of Object.keys(Object.fromEntries(url.searchParams))) if (/^x-amz-/i.test(name)) url.searchParams.delete(name)
    return fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, {
      method: request.method, headers, redirect: "manual", body: request.body
    })
  }
  const tagOf = async (path: string) => (await fetch(`http://127.0.0.1:${port}/${path}`, { method: "HEAD" })).headers.get("etag")

  const answer = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const { headers, method } = request
    if (method === "OPTIONS") return forward(request, url)
    const refusal = refusalOf({ method, url, headers }, { [accessKeyId]: secret }, new Date())
    const isRead = method === "GET" || method === "HEAD"
    if (refusal === "Unsigned" && (!isRead || !publicReads || url.pathname.startsWith(`/${bucket}/private/`) || url.pathname.length < 8)) {
      return refused(403, "AccessDenied")
    }
    if (refusal !== undefined && refusal !== "Unsigned") return refused(403, refusal === "Request has expired" ? "AccessDenied" : refusal)
    if (refusal === undefined && denied.includes(method)) return refused(403, "AccessDenied")
    const [source, tag] = [headers.get("x-amz-copy-source"), headers.get("x-amz-copy-source-if-match")]
    if (source !== null && tag !== null) {
      const stands = await tagOf(source)
      if (stands !== null && stands !== tag) return refused(412, "PreconditionFailed")
    }
    return forward(request, url)
  }

  const gate = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: async (request) => {
      const response = await answer(request)
      asked.push(`${request.method} ${new URL(request.url).pathname} ${response.status}`)
      return response
    }
  })
  const url = `http://127.0.0.1:${gate.port}`
  return {
    url,
    asked,
    settings: {
      STORAGE_PROVIDER: "s3",
      S3_ENDPOINT: url,
      S3_FORCE_PATH_STYLE: "true",
      S3_BUCKET_NAME: bucket,
      S3_REGION: "us-east-1",
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secret
    },
    stop: async () => {
      await gate.stop(true)
      await store.close()
      rmSync(directory, { recursive: true, force: true })
    }
  }
}
