import type { Storage } from "../storage/Storage.ts"
import { type Finding, problem } from "./Finding.ts"

const check = "storage"
type Provider = Storage["Service"]["provider"]

const rule = "Allow PUT, GET and HEAD from any origin with any header there; infra/aws/s3-public-setup/bucket.tf has the rule."

/** A browser was not let through: the storage's answer to its preflight doesn't allow the upload. */
export const corsFault = (provider: Provider, place: string): Finding => problem(
  check,
  `Browsers can't send files to ${place} from other pages (CORS)${provider === "s3" ? ": the bucket's CORS rules were not applied or are too restrictive" : ""}.`,
  provider === "s3" ? rule : "Let the proxy pass OPTIONS, and what the server answers to it, through."
)

/** What was granted was refused. */
export const uploadFault = (provider: Provider, place: string, status: number): Finding => problem(
  check,
  `${place} refused a file that was granted (status ${status})${provider === "s3" && status === 403 ? ": the signing credentials or bucket permissions are wrong" : ""}.`,
  provider === "s3"
    ? "Check S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_REGION and S3_BUCKET_NAME; the key's user needs s3:PutObject, s3:GetObject, s3:DeleteObject and s3:ListBucket."
    : "The doctor must read the same secrets and settings as the server, and PUBLIC_APP_URL must lead to this server."
)

/** The server's disk takes no files. */
export const diskFault: Finding = problem(
  check,
  "The server can't keep files in its DATA_DIR (status 507).",
  "Make room on that disk, or let the server's user write there; its log says which."
)

/** It is there, and can't be read where the application reads it. */
export const readFault = (provider: Provider, url: string, status: number): Finding => problem(
  check,
  `What was sent can't be read back at ${new URL(url).origin} (status ${status})${provider === "s3" ? ": the upload succeeds but its public URL fails, since S3_PUBLIC_BASE_URL is wrong or missing, or reads aren't public" : ""}.`,
  provider === "s3"
    ? "Set S3_PUBLIC_BASE_URL to the bucket's public address, without the key, or STORAGE_READS=signed for a bucket that isn't public."
    : "The doctor and the server must use the same DATA_DIR."
)

/** The address answers, with something else than what was sent, or with something that pages of ours may not show. */
export const strangerFault = (url: string, isMixed: boolean): Finding => problem(
  check,
  isMixed
    ? `Files have http addresses (${new URL(url).origin}), which browsers don't load into pages of an https address: URLs work directly but not in-app.`
    : `The bucket holds what was sent, but ${new URL(url).origin} gives something else: URLs work directly but not in-app, since the address that is shown isn't the bucket's.`,
  isMixed
    ? "Give S3_PUBLIC_BASE_URL (and S3_ENDPOINT, if it is set) an https address."
    : "Make S3_PUBLIC_BASE_URL match the bucket: this address followed by a key must lead to that object and no other."
)

/** Keys that a CDN serves don't arrive there. */
export const cdnFault = (url: string, status: number): Finding => problem(
  check,
  `Pictures can't be read at ${new URL(url).origin} (status ${status}): S3_CDN_BASE_URL doesn't lead to the bucket's folder cdn/.`,
  "Let the CDN read from the bucket with the origin path /cdn, or leave S3_CDN_BASE_URL empty."
)

/** The server's own key may not do what it needs. */
export const defectFault = (provider: Provider, defect: unknown): Finding => {
  const said = defect instanceof Error ? `${defect.name === "Error" ? "" : `${defect.name}: `}${defect.message}` : "it doesn't answer"
  return problem(
    check,
    `The storage can't be used: ${said}.`,
    provider === "s3"
      ? "Check S3_ENDPOINT and S3_BUCKET_NAME; the key's user needs s3:PutObject, s3:GetObject, s3:DeleteObject and s3:ListBucket."
      : "Let this account write there (DATA_DIR for the disk provider), or correct the provider's settings."
  )
}
