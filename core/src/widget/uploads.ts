import type { Client } from "../client/Client.ts"
import { mediaTypeOf } from "../uploads/mediaTypeOf.ts"
import type { DraftFile } from "./draftFile.ts"
import type { Attachment, Contract } from "./nouns.ts"
import type { PutFile } from "./putFile.ts"

/** The files of this page that are on their way into messages, by their drafts' keys. */
export type HeldFiles = Map<string, File>

/** Of 1: progress is told in such steps, since what waits for it is written down anew with each. */
const STEP = 0.05

/** Stores the files that `held` has, and lets them go. */
export const makeUploads = (
  { client, held, put }: {
    readonly client: Client<Contract>
    readonly held: HeldFiles
    readonly put: PutFile
  }
) => {
  const aborters = new Map<string, AbortController>()
  return {
    /** False once it was let go, and of one that an earlier page chose. */
    has: (key: string): boolean => held.has(key),
    /** Grant, PUT, claim. Gives null when the file was dropped meanwhile, or is to be stored elsewhere. */
    upload: async (conversationId: string, key: string, onProgress: (progress: number) => void): Promise<Attachment | null> => {
      const file = held.get(key)
      if (!file) return null
      aborters.get(key)?.abort()
      const aborter = new AbortController()
      const { signal } = aborter
      aborters.set(key, aborter)
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
    /** Lets a file go, and stops its upload. */
    drop: ({ key, previewUrl }: DraftFile) => {
      aborters.get(key)?.abort()
      aborters.delete(key)
      held.delete(key)
      if (previewUrl) URL.revokeObjectURL(previewUrl)
    }
  }
}

export type Uploads = ReturnType<typeof makeUploads>
