import { TokenBucket } from "./TokenBucket.ts"

/**
 * A bucket for each key, shared by whoever gives the key. One that nobody has taken from for `keptFor` milliseconds is
 * forgotten, within twice that: long enough to be full again, it can't be told from a new one.
 */
export class Buckets {
  private lately = new Map<string, TokenBucket>()
  private before: ReadonlyMap<string, TokenBucket> = new Map()
  private turnedAt = -Infinity

  constructor(private readonly rate: number, private readonly burst: number, private readonly keptFor = burst / rate * 1000) {}

  /** The bucket of a key, if there is one. */
  known(key: string, now: number): TokenBucket | undefined {
    if (now - this.turnedAt > this.keptFor) {
      this.before = now - this.turnedAt > this.keptFor * 2 ? new Map() : this.lately
      this.lately = new Map()
      this.turnedAt = now
    }
    const bucket = this.lately.get(key)
    if (bucket !== undefined) return bucket
    const earlier = this.before.get(key)
    if (earlier !== undefined) this.lately.set(key, earlier)
    return earlier
  }

  /** The bucket of a key. */
  of(key: string, now: number): TokenBucket {
    const known = this.known(key, now)
    if (known !== undefined) return known
    const bucket = new TokenBucket(this.rate, now, this.burst)
    this.lately.set(key, bucket)
    return bucket
  }
}
