import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { putFile } from "@cossistant/core/widget/putFile"
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

/** What went wrong as a problem; bytes that did not arrive are the network's or the storage's doing. */
const fail = (cause: unknown): never => {
  throw cause instanceof RpcFailure ? problemOf(cause) : { _tag: "Unreachable", status: null } satisfies Problem
}

/** Makes the uploader of one site. */
export const makeUploader = (client: InboxClient, websiteId: string): Uploader => {
  const held = new Map<string, Blob>()
  const running = new Map<string, AbortController>()
  const upload = async (conversationId: string, file: DraftFile, bytes: Blob, signal: AbortSignal, inbox: Inbox) => {
    const { key, mediaType, name: filename, size } = file
    const grant = await client.call("uploads.grant", { websiteId, conversationId, filename, mediaType, size }, { signal })
    await putFile(grant, bytes, (progress) => {
      if (!signal.aborted) inbox.send({ _tag: "UploadProgressed", conversationId, key, progress })
    }, signal)
    return await client.call("uploads.claim", { websiteId, key: grant.key }, { signal })
  }
  return {
    hold: (key, bytes) => held.set(key, bytes),
    start: (conversationId, file, inbox) => {
      const bytes = held.get(file.key)
      if (bytes === undefined) return
      const aborter = new AbortController()
      running.set(file.key, aborter)
      upload(conversationId, file, bytes, aborter.signal, inbox).catch(fail).then(
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
