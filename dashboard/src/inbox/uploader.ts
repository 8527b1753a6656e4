import type { DraftFile } from "./InboxState.ts"
import type { Inbox } from "./Inbox.ts"
import type { InboxClient, Problem } from "./nouns.ts"
import { problemOf } from "./problemOf.ts"

/** Brings a draft's files to the server: leave to upload, the bytes, then the server's look at them. */
export interface Uploader {
  /** Remembers the bytes behind a key until they have arrived or were given up. */
  hold(key: string, bytes: Blob): void
  start(conversationId: string, file: DraftFile, inbox: Inbox): void
  cancel(key: string): void
}

const unreachable: Problem = { _tag: "Unreachable", status: null }

/** PUTs bytes with progress from 0 to 1; `fetch` can't tell how far an upload is. Rejects with a `Problem`. */
const put = (
  { headers, url }: { readonly headers: Readonly<Record<string, string>>; readonly url: string },
  bytes: Blob,
  signal: AbortSignal,
  onProgress: (progress: number) => void
): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open("PUT", url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total)
    request.onload = () => request.status < 300 ? resolve() : reject({ ...unreachable, status: request.status })
    request.onerror = () => reject(unreachable)
    signal.addEventListener("abort", () => request.abort())
    request.send(bytes)
  })

/** Makes the uploader of one site. */
export const makeUploader = (client: InboxClient, websiteId: string): Uploader => {
  const held = new Map<string, Blob>()
  const running = new Map<string, AbortController>()
  const upload = async (conversationId: string, file: DraftFile, bytes: Blob, signal: AbortSignal, inbox: Inbox) => {
    const { key, mediaType, name: filename, size } = file
    const grant = await client.call("uploads.grant", { websiteId, conversationId, filename, mediaType, size }, { signal }).catch(fail)
    await put(grant, bytes, signal, (progress) => {
      if (!signal.aborted) inbox.send({ _tag: "UploadProgressed", conversationId, key, progress })
    })
    return await client.call("uploads.claim", { websiteId, key: grant.key }, { signal }).catch(fail)
  }
  const fail = (cause: unknown): never => {
    throw problemOf(cause)
  }
  return {
    hold: (key, bytes) => held.set(key, bytes),
    start: (conversationId, file, inbox) => {
      const bytes = held.get(file.key)
      if (bytes === undefined) return
      const aborter = new AbortController()
      running.set(file.key, aborter)
      upload(conversationId, file, bytes, aborter.signal, inbox).then(
        (claimed) => {
          held.delete(file.key)
          if (!aborter.signal.aborted) inbox.send({ _tag: "UploadEnded", conversationId, key: file.key, file: claimed })
        },
        (problem: Problem) => {
          if (!aborter.signal.aborted) inbox.send({ _tag: "UploadFailed", conversationId, key: file.key, problem })
        }
      ).finally(() => running.delete(file.key))
    },
    cancel: (key) => {
      running.get(key)?.abort()
      held.delete(key)
    }
  }
}
