import type * as Schema from "effect/Schema"

/** A kind of work: its name in the job table and the shape of what it is told. The payload is stored as JSON: no secrets. */
export interface JobKind<Payload> {
  /** `feature.verb`; never renamed while jobs of it may wait. */
  readonly name: string
  readonly payload: Schema.Codec<Payload, unknown>
  /** After so many tries a job is given up and shown to the operator. */
  readonly attempts: number
  /** The pause after the first failure in milliseconds; it doubles with each further one, up to an hour. */
  readonly pauseMs: number
}

/** Names a kind of work; 8 tries over about an hour and a half unless told otherwise. */
export const jobKind = <Payload>(kind: Pick<JobKind<Payload>, "name" | "payload"> & Partial<JobKind<Payload>>): JobKind<Payload> => ({
  attempts: 8,
  pauseMs: 30_000,
  ...kind
})
