import { ConversationNotFound } from "@cossistant/core/conversations/Conversation"
import type { TooManyRequests } from "@cossistant/core/errors/TooManyRequests"
import { Timestamp } from "@cossistant/core/ids/Timestamp"
import { type ClaimedFile, FileRefused, type UploadGrant } from "@cossistant/core/uploads/Upload"
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
import { Storage } from "../storage/Storage.ts"
import { typeFromBytes } from "./fileType.ts"
import { type Author, UploadRepo } from "./UploadRepo.ts"

/** Who attaches a file, and from where. */
export interface Sender {
  readonly websiteId: WebsiteId
  readonly organizationId: OrganizationId
  readonly data: TenantScope["data"]
  readonly author: Author
  readonly address: string
}

export interface WantedFile {
  readonly conversationId: string
  readonly filename: string
  readonly mediaType: string
  readonly size: number
}

/** Attaching a file: a grant to send it, then a claim that looks at what arrived. Messages name claimed files only. */
export class Uploads extends Context.Service<Uploads, {
  readonly grant: (
    sender: Sender,
    file: WantedFile
  ) => Effect.Effect<UploadGrant, FileRefused | ConversationNotFound | TooManyRequests>
  /** Claiming again gives the same answer. */
  readonly claim: (sender: Sender, key: string) => Effect.Effect<ClaimedFile, FileRefused>
  /** Removes up to 200 files that were not claimed within a day; gives how many. Runs by itself every hour. */
  readonly removeUnclaimed: Effect.Effect<number>
}>()("api/uploads/Uploads") {
  static readonly layer = Layer.effect(Uploads, Effect.suspend(() => make)).pipe(Layer.provide(UploadRepo.layer))
}

const grantedFor = Duration.minutes(15)
const unclaimedFor = Duration.days(1)
const batch = 200
const conversationId = /^CO[1-9A-NP-Z]{16}$/
const mebibyte = 1024 * 1024

/** `UPLOAD_QUOTA_MIB`: how much the files of one site may take together, 10 GiB unless set. */
export const quotaMib = wholeNumber("UPLOAD_QUOTA_MIB", 10_240)

const make = Effect.gen(function*() {
  const repo = yield* UploadRepo
  const storage = yield* Storage
  const limiter = yield* Limiter
  const jobs = yield* Jobs
  const quota = mebibyte * (yield* quotaMib)

  const scopeOf = ({ data, websiteId }: Sender): TenantScope => ({ websiteId, data })

  const check = Effect.fnUntraced(function*({ mediaType, size }: WantedFile) {
    if (!uploadRules.mediaTypes.some((allowed) => allowed === mediaType)) return yield* new FileRefused({ reason: "type_not_allowed" })
    if (size <= 0) return yield* new FileRefused({ reason: "empty" })
    const { maxFileBytes } = uploadRules
    if (size > maxFileBytes) return yield* new FileRefused({ reason: "too_large", limitBytes: maxFileBytes })
  })

  const allowed = ({ address, author, websiteId }: Sender, { size }: WantedFile) => {
    const who = "userId" in author ? author.userId : author.visitorId
    const network = `${websiteId} ${addressPrefix(address)}`
    return limiter.take(
      { key: `grant ${who}`, limit: 30, window: "1 minute" },
      { key: `bytes ${who}`, limit: 100 * mebibyte, window: "1 hour", tokens: size },
      { key: `bytes ${network}`, limit: 1_000 * mebibyte, window: "1 hour", tokens: size }
    )
  }

  const removeUnclaimed = Effect.gen(function*() {
    const before = new Date((yield* Clock.currentTimeMillis) - Duration.toMillis(unclaimedFor))
    const keys = yield* repo.unclaimed(before, batch)
    yield* Effect.forEach(keys, storage.remove, { discard: true })
    return yield* repo.forget(keys)
  })
  yield* jobs.every("uploads.removeUnclaimed", "1 hour", Effect.repeat(removeUnclaimed, { until: (done) => done === 0 }))

  return Uploads.of({
    grant: Effect.fn("Uploads.grant")(function*(sender, file) {
      yield* check(file)
      const place = conversationId.test(file.conversationId)
        ? yield* repo.place(scopeOf(sender), file.conversationId, sender.author)
        : undefined
      if (place === undefined) return yield* new ConversationNotFound({ conversationId: file.conversationId })
      yield* allowed(sender, file)
      const key = newFileKey({ ...sender, ...file })
      const expiresAt = (yield* Clock.currentTimeMillis) + Duration.toMillis(grantedFor)
      const isRoom = yield* repo.add(
        scopeOf(sender),
        { ...file, key, author: sender.author, isTest: place.isTest, expiresAt: new Date(expiresAt) },
        quota
      )
      if (!isRoom) return yield* new FileRefused({ reason: "quota" })
      const grant = yield* storage.grant({ key, size: file.size, mediaType: file.mediaType, expiresAt })
      return { key, ...grant, method: "PUT", expiresAt: Timestamp.make(new Date(expiresAt).toISOString()) }
    }),

    claim: Effect.fn("Uploads.claim")(function*(sender, key) {
      const upload = yield* repo.find(scopeOf(sender), key, sender.author)
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
      yield* storage.keep(key)
      yield* repo.claim(scopeOf(sender), key, mediaType)
      return claimed(mediaType)
    }),

    removeUnclaimed
  })
})
