import type { DraftFile } from "../widget/draftFile.ts"
import { problemText } from "./problemText.ts"
import type { SupportText } from "./TextKey.ts"

const sentence = (text: SupportText, { name, upload }: DraftFile): string | null =>
  upload._tag === "Ready" ? text("component.live.fileAttached", { fileName: name })
    : upload._tag === "Failed" ? `${name}: ${problemText(text, upload.problem, Date.now())}`
    : null

/** What a screen reader says once the files of a draft have changed: which arrived or failed. Null for nothing new. */
export const filesSaid = (text: SupportText, before: ReadonlyArray<DraftFile>, files: ReadonlyArray<DraftFile>): string | null => {
  const news = files.filter((file) => before.find(({ key }) => key === file.key)?.upload._tag !== file.upload._tag)
  return news.flatMap((file) => sentence(text, file) ?? []).join(" ") || null
}
