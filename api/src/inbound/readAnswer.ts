import type { LeftOut } from "@cossistant/core/inbound/InboundLetter"
import { htmlText } from "./htmlText.ts"
import type { Mail, MailFile } from "./Mail.ts"
import { trimReply } from "./trimReply.ts"

/** What somebody says in a letter: their own words, and the files worth showing beside them. */
export interface Answer {
  /** At most 8,000 characters, as every message; the rest is in the original. */
  readonly text: string
  readonly files: ReadonlyArray<MailFile>
  readonly leftOut: ReadonlyArray<LeftOut>
}

const textAtMost = 8_000
/** A letter may bring more files than a visitor may attach at once. */
const filesAtMost = 10
/** Pictures below this are spacers, icons and marks that tell when a letter is opened. */
const pictureAtLeast = 2_048

/** What programs add for each other. */
const forPrograms = /^(application\/(pgp-signature|pkcs7-signature|x-pkcs7-signature|pgp-keys)|text\/rfc822-headers|multipart\/|text\/calendar)/

const isInlinePicture = ({ isInline, mediaType }: MailFile) => isInline && mediaType.startsWith("image/")

const cut = (text: string) => text.length <= textAtMost ? text : `${text.slice(0, textAtMost - 1).replace(/[\ud800-\udbff]$/, "")}…`

/** The answer in a letter; the plain text counts where there is one. */
export const readAnswer = async (mail: Mail): Promise<Answer> => {
  const isPlain = mail.text !== null && mail.text.trim() !== ""
  // Reading HTML costs as much as all else: it is done for words that stand nowhere else, and for pictures that stand in it.
  const html = mail.html === null || isPlain && !mail.files.some(isInlinePicture) ? null : await htmlText(mail.html)
  const plain = isPlain ? mail.text ?? "" : html?.text ?? ""
  const leftOut: Array<LeftOut> = []
  const files = mail.files.filter((file) => {
    if (forPrograms.test(file.mediaType)) return false
    if (file.mediaType === "application/ms-tnef" || /^winmail\.dat$/i.test(file.filename)) {
      leftOut.push({ filename: file.filename, reason: "winmail" })
      return false
    }
    // A picture of the text itself is shown; one in the history or the signature isn't.
    return !isInlinePicture(file) || html === null ||
      (file.cid !== null && html.cids.has(file.cid) && file.bytes.length >= pictureAtLeast)
  })
  for (const { filename } of files.slice(filesAtMost)) leftOut.push({ filename, reason: "too_many" })
  return { text: cut(await trimReply(plain)), files: files.slice(0, filesAtMost), leftOut }
}
