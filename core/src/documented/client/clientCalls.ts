import type { FilePart, GenerateUploadUrlResponse, ImagePart } from "@cossistant/types"
import type { Widget } from "../../widget/widget.ts"
import { partOf, uploadDrafts } from "../uploadFiles.ts"
import type { UploadUrlRequest } from "./ClientRequests.ts"
import { makeIdentifying } from "./identifying.ts"
import { provideSelectors } from "./lateStore.ts"
import { makeReading } from "./reading.ts"
import { rememberFile } from "./storedFiles.ts"
import * as storeStates from "./storeStates.ts"
import { makeUploadTickets } from "./uploadTickets.ts"
import { makeWriting } from "./writing.ts"

export { realtimeEventOf } from "./realtimeEventOf.ts"
export { storeStates }

/** Everything a client does that takes time. Loaded with the first of it, so that a page without a client's calls goes without. */
export const makeCalls = (widget: Widget) => {
  provideSelectors(storeStates)
  const tickets = makeUploadTickets(widget)
  return {
    ...makeReading(widget),
    ...makeWriting(widget),
    ...makeIdentifying(widget),
    generateUploadUrl: (request: UploadUrlRequest): Promise<GenerateUploadUrlResponse> => tickets.generate(request),
    uploadFile: (file: File | Blob, uploadUrl: string, contentType: string): Promise<void> => tickets.upload(file, uploadUrl, contentType),
    uploadFilesForMessage: async (files: ReadonlyArray<File>, conversationId: string): Promise<(ImagePart | FilePart)[]> =>
      (await uploadDrafts(widget, files, conversationId)).map(({ upload: { file } }) => {
        rememberFile(widget, file)
        return partOf(file)
      })
  }
}

export type ClientCalls = ReturnType<typeof makeCalls>
