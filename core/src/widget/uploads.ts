import type { Client } from "../client/Client.ts"
import { mediaTypeOf } from "../uploads/mediaTypeOf.ts"
import { type DraftFile, waiting } from "./draftFile.ts"
import type { Attachment, Contract } from "./nouns.ts"
import type { PutFile } from "./putFile.ts"

/** The files of this page that are on their way into messages. */
export interface Uploads {
  /** Takes in files picked, pasted or dropped. */
  add(files: ReadonlyArray<File>): ReadonlyArray<DraftFile>
  /** Grant, PUT, claim. Gives null when the file was dropped meanwhile. */
  upload(conversationId: string, key: string, onProgress: (progress: number) => void): Promise<Attachment | null>
  /** Lets a file go, and stops its upload. */
  drop(key: string): void
}

/** Of 1: progress is told in such steps, since what waits for it is written down anew with each. */
const STEP = 0.05

export const makeUploads = (
  { client, newKey, put }: {
    readonly client: Client<Contract>
    readonly newKey: () => string
    readonly put: PutFile
  }
): Uploads => {
  const held = new Map<string, { readonly file: File; readonly previewUrl: string | null; aborter: AbortController }>()
  return {
    add: (files) => files.map((file) => {
      const key = newKey()
      const previewUrl = file.type.startsWith("image/") ? URL.createObjectURL(file) : null
      held.set(key, { file, previewUrl, aborter: new AbortController() })
      return { key, name: file.name, size: file.size, mediaType: mediaTypeOf(file), previewUrl, upload: waiting }
    }),
    upload: async (conversationId, key, onProgress) => {
      const entry = held.get(key)
      if (!entry) return null
      entry.aborter = new AbortController()
      const { aborter: { signal }, file } = entry
      try {
        const grant = await client.call("uploads.grant", {
          conversationId, filename: file.name.slice(0, 200) || "file", mediaType: mediaTypeOf(file), size: file.size
        }, { signal })
        let told = 0
        await put(grant, file, (progress) => {
          if (progress - told >= STEP || progress === 1) onProgress(told = progress)
        }, signal)
        return await client.call("uploads.claim", { key: grant.key }, { signal })
      } catch (cause) {
        if (signal.aborted) return null
        throw cause
      }
    },
    drop: (key) => {
      const entry = held.get(key)
      entry?.aborter.abort()
      if (entry?.previewUrl) URL.revokeObjectURL(entry.previewUrl)
      held.delete(key)
    }
  }
}
