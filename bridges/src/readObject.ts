import { GetObjectCommand, HeadObjectCommand, S3Client } from "@aws-sdk/client-s3"
import type { ReadObject } from "./inboundEntry.ts"

/** Reads from S3 as the function's own role; region and another address than Amazon's come from AWS's own variables. */
export const makeReadObject = (env: Readonly<Record<string, string | undefined>>): ReadObject => {
  const client = new S3Client({ forcePathStyle: env["AWS_ENDPOINT_URL_S3"] !== undefined })
  return async (Bucket, Key, atMost) => {
    const { ContentLength = 0 } = await client.send(new HeadObjectCommand({ Bucket, Key })).catch((error: unknown) => {
      // A HEAD answers without words.
      throw new Error(`${Bucket}/${Key} can't be read: ${error instanceof Error ? error.name : "no answer"}`, { cause: error })
    })
    if (ContentLength > atMost) return { bytes: ContentLength }
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
    if (Body === undefined) throw new Error(`${Key} is empty.`)
    return Body.transformToByteArray()
  }
}
