import type { S3Client } from "@aws-sdk/client-s3"
import * as Redacted from "effect/Redacted"
import type { S3Settings } from "./s3Settings.ts"
import { disposition, forever, servedType } from "./served.ts"

/** The first 4 KB: what a file is says itself there. */
const headBytes = 4096

/** What the server itself asks of a bucket. Whatever isn't foreseen here rejects with the vendor's error. */
export interface S3Objects {
  readonly client: S3Client
  /** The bucket's own address, as the vendor's rules for regions, dots and styles make it; without a slash at the end. */
  readonly base: URL
  /** Size, entity tag and first bytes; undefined for what isn't there. */
  readonly look: (key: string) => Promise<{ readonly size: number; readonly tag: string; readonly head: Uint8Array } | undefined>
  readonly isThere: (key: string) => Promise<boolean>
  /** Copies what still has this tag, to be served as `mediaType`. */
  readonly copy: (from: string, to: string, tag: string, mediaType: string) => Promise<"copied" | "changed" | "missing">
  readonly put: (key: string, mediaType: string, bytes: Uint8Array) => Promise<void>
  readonly read: (key: string) => Promise<Uint8Array | undefined>
  readonly remove: (key: string) => Promise<void>
  /** Removes everything below a prefix, or of it what is older than `before` (ms since 1970); gives how many. */
  readonly removeBelow: (prefix: string, before?: number) => Promise<number>
}

/** Loads the vendor's library, which nothing else in the program does, and makes one client for all. */
export const makeS3Objects = async (settings: S3Settings): Promise<S3Objects> => {
  const [s3, { getSignedUrl }] = await Promise.all([import("@aws-sdk/client-s3"), import("@aws-sdk/s3-request-presigner")])
  const { accessKeyId, bucket: Bucket, endpoint, forcePathStyle, region, secretAccessKey } = settings
  const client = new s3.S3Client({
    region,
    forcePathStyle,
    credentials: { accessKeyId, secretAccessKey: Redacted.value(secretAccessKey) },
    ...(endpoint === undefined ? {} : { endpoint }),
    // Compatible servers refuse the newer checksums; the signature covers size and type already.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    // Left to itself the client only warns that the time is over.
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true }
  })
  const probe = new URL(await getSignedUrl(client, new s3.GetObjectCommand({ Bucket, Key: "x" })))

  const status = (error: unknown) => error instanceof s3.S3ServiceException ? error.$metadata.httpStatusCode : undefined
  /** What a refusal with one of these statuses stands for; every other one goes on. */
  const standsFor = <A>(answers: { readonly [status: number]: A }) => (error: unknown): A => {
    const code = status(error)
    if (code !== undefined && code in answers) return answers[code] as A // it was looked for in the line above
    throw error
  }
  const served = (mediaType: string) => ({
    ContentType: servedType(mediaType), ContentDisposition: disposition(mediaType), CacheControl: forever
  })
  const head = (Key: string) =>
    client.send(new s3.HeadObjectCommand({ Bucket, Key })).catch(standsFor({ 404: undefined }))
  const remove = async (Key: string) =>
    void (await client.send(new s3.DeleteObjectCommand({ Bucket, Key })).catch(standsFor({ 404: undefined })))

  return {
    client,
    base: new URL(probe.origin + probe.pathname.replace(/\/x$/, "")),
    look: async (Key) => {
      const found = await head(Key)
      if (found === undefined) return undefined
      const { ContentLength: size = 0, ETag: tag = "" } = found
      // An empty object has no range to read.
      if (size === 0) return { size, tag, head: new Uint8Array() }
      const part = await client.send(new s3.GetObjectCommand({ Bucket, Key, Range: `bytes=0-${headBytes - 1}`, IfMatch: tag }))
        .catch(standsFor({ 404: undefined, 412: undefined }))
      const bytes = await part?.Body?.transformToByteArray()
      return bytes && { size, tag, head: bytes.subarray(0, headBytes) }
    },
    isThere: async (key) => (await head(key)) !== undefined,
    copy: (from, to, tag, mediaType) =>
      client.send(new s3.CopyObjectCommand({
        Bucket, Key: to, CopySource: `${Bucket}/${from}`, CopySourceIfMatch: tag, MetadataDirective: "REPLACE", ...served(mediaType)
      })).then(() => "copied" as const, standsFor({ 404: "missing" as const, 412: "changed" as const })),
    put: async (Key, mediaType, Body) => {
      await client.send(new s3.PutObjectCommand({ Bucket, Key, Body, ContentLength: Body.length, ...served(mediaType) }))
    },
    read: async (Key) => {
      const found = await client.send(new s3.GetObjectCommand({ Bucket, Key })).catch(standsFor({ 404: undefined }))
      return await found?.Body?.transformToByteArray()
    },
    remove,
    removeBelow: async (Prefix, before = Infinity) => {
      let removed = 0
      let ContinuationToken: string | undefined
      do {
        const page = await client.send(new s3.ListObjectsV2Command({ Bucket, Prefix, ...(ContinuationToken && { ContinuationToken }) }))
        const keys = (page.Contents ?? []).flatMap(({ Key, LastModified }) =>
          Key !== undefined && (LastModified?.getTime() ?? 0) < before ? [Key] : [])
        // One by one, since not every compatible server deletes many at once.
        for (let at = 0; at < keys.length; at += 16) await Promise.all(keys.slice(at, at + 16).map(remove))
        removed += keys.length
        ContinuationToken = page.NextContinuationToken
      } while (ContinuationToken !== undefined)
      return removed
    }
  }
}
