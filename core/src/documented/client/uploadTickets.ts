import type { GenerateUploadUrlResponse } from "@cossistant/types"
import { mediaTypeOf } from "../../uploads/mediaTypeOf.ts"
import type { Grant } from "../../widget/nouns.ts"
import { putFile } from "../../widget/putFile.ts"
import type { Widget } from "../../widget/widget.ts"
import { awaitVisitor } from "../awaitVisitor.ts"
import { CossistantError } from "../CossistantError.ts"
import { generateMessageId } from "../newIds.ts"
import type { UploadUrlRequest } from "./ClientRequests.ts"
import { rememberFile } from "./storedFiles.ts"

interface Ticket {
  readonly request: UploadUrlRequest
  readonly publicUrl: string
  readonly grant: Grant | null
}

const nameOf = ({ fileExtension, fileName }: UploadUrlRequest): string =>
  (fileName || `file${fileExtension ? `.${fileExtension.replace(/^\./, "")}` : ""}`).slice(0, 200)

/**
 * Uploads in two steps, as the documented client has them. The server gives leave to store a file of one size, which the
 * first step may not know: then its address is a promise, kept when the file is handed over.
 */
export const makeUploadTickets = (widget: Widget) => {
  const tickets = new Map<string, Ticket>()
  const ask = ({ contentType, conversationId }: UploadUrlRequest, filename: string, size: number): Promise<Grant> =>
    widget.call("uploads.grant", { conversationId, filename, mediaType: contentType.split(";", 1)[0] ?? "", size })
  return {
    generate: async (request: UploadUrlRequest): Promise<GenerateUploadUrlResponse> => {
      await awaitVisitor(widget)
      const { contentType, size } = request
      const grant = size === undefined ? null : await ask(request, nameOf(request), size)
      const key = grant?.key ?? generateMessageId()
      const uploadUrl = grant?.url ?? `cossistant-upload:${key}`
      const publicUrl = `cossistant-file:${key}`
      tickets.set(uploadUrl, { request, publicUrl, grant })
      return { uploadUrl, key, bucket: "", expiresAt: grant?.expiresAt ?? new Date(Date.now() + 900_000).toISOString(), contentType, publicUrl }
    },
    upload: async (file: File | Blob, uploadUrl: string, contentType: string): Promise<void> => {
      const ticket = tickets.get(uploadUrl)
      if (!ticket) throw new CossistantError("UPLOAD_FAILED", { uploadUrl })
      const name = "name" in file && file.name ? file.name : nameOf(ticket.request)
      const grant = ticket.grant ?? await ask({ ...ticket.request, contentType: mediaTypeOf({ name, type: contentType }) }, name, file.size)
      await putFile(grant, file, () => {}, new AbortController().signal).catch((cause: unknown) => {
        throw new CossistantError("UPLOAD_FAILED", cause)
      })
      rememberFile(widget, await widget.call("uploads.claim", { key: grant.key }), ticket.publicUrl)
      tickets.delete(uploadUrl)
    }
  }
}
