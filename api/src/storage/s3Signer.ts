import type { S3Client } from "@aws-sdk/client-s3"
import * as Redacted from "effect/Redacted"
import type { S3Settings } from "./s3Settings.ts"

/** What is asked of one object, for whoever holds the address: nothing but this, until it expires. */
export interface SignedRequest {
  readonly method: "PUT" | "GET"
  readonly key: string
  /** Signed with the address: a request that sends others is refused. */
  readonly headers: { readonly [name: string]: string }
  /** In whole seconds from `now`. */
  readonly expiresIn: number
  readonly now: Date
}

/**
 * Signs addresses of a bucket's objects with AWS Signature Version 4 in the query
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html). `base` is the bucket's address. One signer
 * serves all: it keeps the day's key, and nothing is looked up for an address.
 */
export const makeS3Signer = async (
  base: URL,
  { accessKeyId, region, secretAccessKey }: Pick<S3Settings, "accessKeyId" | "region" | "secretAccessKey">,
  { config: { sha256 } }: S3Client
): Promise<(request: SignedRequest) => Promise<string>> => {
  const { S3RequestPresigner } = await import("@aws-sdk/s3-request-presigner")
  const presigner = new S3RequestPresigner({
    region, sha256, credentials: { accessKeyId, secretAccessKey: Redacted.value(secretAccessKey) }
  })
  const { host, hostname, origin, pathname, port, protocol } = base
  const place = { protocol, hostname, ...(port === "" ? {} : { port: Number(port) }) }
  return async ({ expiresIn, headers, key, method, now }) => {
    const path = `${pathname.replace(/\/$/, "")}/${key}`
    const { query = {} } = await presigner.presign(
      { ...place, method, path, query: {}, headers: { ...headers, host } },
      // The presigner leaves the type out unless it is asked for.
      { expiresIn, signingDate: now, signableHeaders }
    )
    const pairs = Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    return `${origin}${path}?${pairs.join("&")}`
  }
}

const signableHeaders = new Set(["content-type"])
