import * as PgTypes from "@effect/sql-pg/PgTypes"
import * as Result from "effect/Result"
import type { Known } from "./KnownConversations.ts"
import type { SendRequest } from "./SendRequest.ts"

/** A visitor's words and nothing else. */
export const isPlain = ({ files, source, visitor }: SendRequest): boolean => visitor !== undefined && files.length === 0 && source === undefined

/** Plain words on their way, with what this node holds of their conversation. */
export interface Plain {
  readonly request: SendRequest
  readonly known: Known | undefined
}

const compare = (one: string, other: string) => one < other ? -1 : one > other ? 1 : 0

/** By site, live and test data apart, and conversation: all batches lock in this order, whatever order the requests came in. */
export const inLockOrder = <P extends Plain>(batch: Array<P>): Array<P> =>
  batch.sort(({ request: one }, { request: other }) =>
    compare(one.website, other.website) || compare(one.data, other.data) || compare(one.conversation, other.conversation))

const scope = ({ request: { data, website } }: Plain) => `${website} ${data}`

const { int4, text } = PgTypes.OID
const array = (values: ReadonlyArray<unknown>, oid: number) => Result.getOrThrow(PgTypes.array(values, oid))

/** The arguments of `send_plain_batch`, in its order, for plain words in that order: arrays, which the database needn't parse as JSON. */
export const plainBatch = (batch: ReadonlyArray<Plain>) => {
  const lasts = batch.flatMap((plain, n) => {
    const next = batch[n + 1]
    return next === undefined || scope(next) !== scope(plain) ? [{ end: n + 1, request: plain.request }] : []
  })
  const texts = (of: (request: SendRequest) => string | null | undefined) => array(batch.map(({ request }) => of(request) ?? null), text)
  const versions = (of: (known: Known) => number | null) => array(batch.map(({ known }) => known === undefined ? null : of(known)), int4)
  return [
    array(lasts.map(({ request }) => request.website), text),
    array(lasts.map(({ request }) => request.data), text),
    array(lasts.map(({ end }) => end), int4),
    texts(({ conversation }) => conversation),
    texts(({ id }) => id),
    texts(({ visitor }) => visitor),
    texts(({ contact }) => contact),
    texts(({ body }) => body),
    texts(({ hash }) => hash),
    versions(({ version }) => version),
    versions(({ visitorVersion }) => visitorVersion),
    versions(({ contactVersion }) => contactVersion)
  ]
}
