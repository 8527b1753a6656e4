import { ConversationNotFound } from "@cossistant/core/conversations/Conversation"
import type { TooManyRequests } from "@cossistant/core/errors/TooManyRequests"
import { Timestamp } from "@cossistant/core/ids/Timestamp"
import { type ClaimedFile, FileRefused, type UploadGrant } from "@cossistant/core/uploads/Upload"
import { mediaTypeOf } from "@cossistant/core/uploads/mediaTypeOf"
import { uploadRules } from "@cossistant/core/uploads/uploadRules"
import type { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Jobs } from "../jobs/Jobs.ts"
import { addressPrefix } from "../limits/addressPrefix.ts"
import { Limiter } from "../limits/Limiter.ts"
import { wholeNumber } from "../settings/values.ts"
import type { TenantScope } from "../sql/Tenant.ts"
import { newFileKey } from "../storage/fileKey.ts"
import { Removals } from "../storage/Removals.ts"
import { Storage } from "../storage/Storage.ts"
import { knownType, typeFromBytes } from "./fileType.ts"
import { type Author, type NewUpload, type Purpose, UploadRepo } from "./UploadRepo.ts"

/** Who attaches a file, and from where. */
export interface Sender {
  readonly websiteId: WebsiteId
  readonly organizationId: OrganizationId
  readonly data: TenantScope["data"]
  readonly author: Author
  readonly address: string
}

interface Wanted {
  readonly filename: string
  readonly mediaType: string
  readonly size: number
}
export interface WantedFile extends Wanted {
  readonly conversationId: string
}
/** A picture of the member who asks, or the site's own. */
export interface WantedPicture extends Wanted {
  readonly purpose: "avatar" | "logo"
}

/** A file that reached the server itself, as an attachment of a letter. */
export interface ReceivedFile {
  readonly websiteId: WebsiteId
  readonly conversationId: string
  readonly filename: string
  /** What the sender calls it; its bytes decide. */
  readonly mediaType: string
  readonly bytes: Uint8Array
  /** Who sends the message it belongs to; the conversation's visitor unless given. */
  readonly author?: Author
}

/** Attaching a file: a grant to send it, then a claim that looks at what arrived. Messages name claimed files only. */
export class Uploads extends Context.Service<Uploads, {
  readonly grant: (
    sender: Sender,
    file: WantedFile
  ) => Effect.Effect<UploadGrant, FileRefused | ConversationNotFound | TooManyRequests>
  /** The same for a picture, which a CDN may serve. */
  readonly grantPicture: (
    sender: Sender & { readonly author: { readonly userId: string } },
    picture: WantedPicture
  ) => Effect.Effect<UploadGrant, FileRefused | TooManyRequests>
  /** Claiming again gives the same answer. `purpose` is an attachment unless given. */
  readonly claim: (sender: Sender, key: string, purpose?: Purpose) => Effect.Effect<ClaimedFile, FileRefused>
  /**
   * Stores a file that is here already, claimed at once: its `key` may stand in a message of the same author. The limits
   * are those of everyone's files.
   */
  readonly put: (file: ReceivedFile) => Effect.Effect<ClaimedFile, FileRefused | ConversationNotFound>
  /** Removes files that were not claimed within a day; gives how many. Runs by itself every hour. */
  readonly removeUnclaimed: Effect.Effect<number>
  /** The same for files that were claimed a day ago and went into no message, picture or contact. */
  readonly removeUnused: Effect.Effect<number>
}>()("api/uploads/Uploads") {
  static readonly layer = Layer.effect(Uploads, Effect.suspend(() => make)).pipe(Layer.provide([UploadRepo.layer, Removals.layer]))
}

const unusedFor = Duration.days(1)
const batch = 200
const conversationId = /^CO[1-9A-NP-Z]{16}$/
const mebibyte = 1024 * 1024
const headBytes = 4096

/** `UPLOAD_QUOTA_MIB`: how much the files of one site may take together, 10 GiB unless set. */
export const quotaMib = wholeNumber("UPLOAD_QUOTA_MIB", 10_240, 8_000_000_000)

const make = Effect.gen(function*() {
  const repo = yield* UploadRepo
  const storage = yield* Storage
  const limiter = yield* Limiter
  const jobs = yield* Jobs
  const removals = yield* Removals
  const quota = mebibyte * (yield* quotaMib)

  const scopeOf = ({ data, websiteId }: Pick<Sender, "data" | "websiteId">): TenantScope => ({ websiteId, data })

  const check = Effect.fnUntraced(function*({ mediaType, size }: Pick<Wanted, "mediaType" | "size">) {
    if (!uploadRules.mediaTypes.some((allowed) => allowed === mediaType)) return yield* new FileRefused({ reason: "type_not_allowed" })
    if (size <= 0) return yield* new FileRefused({ reason: "empty" })
    const { maxFileBytes } = uploadRules
    if (size > maxFileBytes) return yield* new FileRefused({ reason: "too_large", limitBytes: maxFileBytes })
  })

  const allowed = ({ address, author, websiteId }: Sender, { size }: Wanted) => {
    const who = "userId" in author ? author.userId : author.visitorId
    const network = `${websiteId} ${addressPrefix(address)}`
    return limiter.take(
      { key: `grant ${who}`, limit: 30, window: "1 minute" },
      { key: `bytes ${who}`, limit: 100 * mebibyte, window: "1 hour", tokens: size },
      { key: `bytes ${network}`, limit: 1_000 * mebibyte, window: "1 hour", tokens: size }
    )
  }

  const add = Effect.fnUntraced(function*(scope: TenantScope, upload: NewUpload) {
    if (!(yield* repo.add(scope, upload, quota))) return yield* new FileRefused({ reason: "quota" })
  })

  const giveGrant = Effect.fnUntraced(function*(
    sender: Sender,
    { filename, mediaType, size }: Wanted,
    to: Pick<NewUpload, "key" | "purpose" | "conversationId" | "isTest">
  ) {
    const expiresAt = (yield* Clock.currentTimeMillis) + (yield* storage.grantedFor)
    yield* add(scopeOf(sender), { ...to, filename, mediaType, size, author: sender.author, expiresAt: new Date(expiresAt) })
    const grant = yield* storage.grant({ key: to.key, size, mediaType, expiresAt })
    return { key: to.key, ...grant, method: "PUT" as const, expiresAt: Timestamp.make(new Date(expiresAt).toISOString()) }
  })

  const aDayAgo = Effect.map(Clock.currentTimeMillis, (now) => now - Duration.toMillis(unusedFor))
  const removeUnclaimed = Effect.gen(function*() {
    const keys = yield* repo.unclaimed(new Date(yield* aDayAgo), batch)
    yield* Effect.forEach(keys, storage.remove, { discard: true, concurrency: 8 })
    return yield* repo.forget(keys)
  })
  // What was sent again after its claim has no row that would tell.
  const removeArrived = Effect.flatMap(aDayAgo, storage.removeArrived)
  yield* jobs.every(
    "uploads.removeUnclaimed",
    "1 hour",
    Effect.andThen(Effect.repeat(removeUnclaimed, { until: (done) => done === 0 }), removeArrived)
  )
  const removeUnused = Effect.gen(function*() {
    const before = new Date(yield* aDayAgo)
    for (let removed = 0;;) {
      const { keys, looked } = yield* repo.dropUnused(before, batch)
      yield* removals.hurry(keys)
      removed += keys.length
      if (looked < batch) return removed
    }
  })
  yield* jobs.every("uploads.removeUnused", "1 hour", removeUnused)

  return Uploads.of({
    grant: Effect.fn("Uploads.grant")(function*(sender, file) {
      yield* check(file)
      const place = conversationId.test(file.conversationId)
        ? yield* repo.place(scopeOf(sender), file.conversationId, sender.author)
        : undefined
      if (place === undefined) return yield* new ConversationNotFound({ conversationId: file.conversationId })
      yield* allowed(sender, file)
      const key = newFileKey({ ...sender, ...file, entityId: file.conversationId })
      return yield* giveGrant(sender, file, { key, purpose: "attachment", conversationId: file.conversationId, isTest: place.isTest })
    }),

    grantPicture: Effect.fn("Uploads.grantPicture")(function*(sender, picture) {
      yield* check(picture)
      if (!picture.mediaType.startsWith("image/")) return yield* new FileRefused({ reason: "type_not_allowed" })
      yield* allowed(sender, picture)
      const { userId } = sender.author
      const of = picture.purpose === "avatar"
        ? { entityId: userId, path: ["users", userId, "avatars"] }
        : { entityId: sender.organizationId }
      const key = newFileKey({ ...sender, ...picture, ...of, isCdn: true })
      return yield* giveGrant(sender, picture, { key, purpose: picture.purpose, conversationId: null, isTest: false })
    }),

    claim: Effect.fn("Uploads.claim")(function*(sender, key, purpose = "attachment") {
      const upload = yield* repo.find(scopeOf(sender), key, sender.author, purpose)
      const notArrived = new FileRefused({ reason: "not_arrived" })
      if (upload === undefined) return yield* notArrived
      const { filename, isClaimed, size } = upload
      const claimed = (mediaType: string): ClaimedFile => ({ key, url: storage.urlOf(key), mediaType, filename, size })
      if (isClaimed) return claimed(upload.mediaType)
      const arrived = yield* storage.inspect(key)
      if (arrived === undefined) return yield* notArrived
      const mediaType = yield* Effect.promise(() => typeFromBytes(arrived.head, upload.mediaType))
      if (arrived.size !== size || mediaType === undefined) {
        yield* storage.remove(key)
        yield* repo.forget([key])
        return yield* new FileRefused({ reason: mediaType === undefined ? "type_not_allowed" : "size_differs" })
      }
      // Sent again while it was looked at: whoever claims again meets what stands there now.
      if (!(yield* storage.keep(key, { mark: arrived.mark, mediaType }))) return yield* notArrived
      yield* repo.claim(scopeOf(sender), key, mediaType)
      return claimed(mediaType)
    }),

    put: Effect.fn("Uploads.put")(function*({ author, bytes, websiteId, ...file }) {
      const scope = scopeOf({ websiteId, data: "all" })
      const thread = yield* repo.thread(scope, file.conversationId)
      if (thread === undefined) return yield* new ConversationNotFound({ conversationId: file.conversationId })
      const head = bytes.subarray(0, headBytes)
      const announced = mediaTypeOf({ name: file.filename, type: file.mediaType })
      const mediaType = (yield* Effect.promise(() => typeFromBytes(head, announced))) ?? (yield* Effect.promise(() => knownType(head)))
      if (mediaType === undefined) return yield* new FileRefused({ reason: bytes.length === 0 ? "empty" : "type_not_allowed" })
      const size = bytes.length
      yield* check({ mediaType, size })
      const filename = file.filename.slice(0, 200) || "file"
      const { isTest, organizationId, visitorId } = thread
      const key = newFileKey({ organizationId, websiteId, entityId: file.conversationId, filename, mediaType })
      const now = new Date(yield* Clock.currentTimeMillis)
      yield* add(scope, {
        key, filename, mediaType, size, isTest, conversationId: file.conversationId, purpose: "attachment",
        author: author ?? { visitorId, contactId: null }, expiresAt: now
      })
      yield* storage.put({ key, mediaType, bytes })
      yield* repo.claim(scope, key, mediaType)
      return { key, url: storage.urlOf(key), mediaType, filename, size }
    }),

    removeUnclaimed,
    removeUnused
  })
})
