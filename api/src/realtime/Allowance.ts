import { addressPrefix } from "../limits/addressPrefix.ts"
import { Buckets } from "./Buckets.ts"
import type { Limits } from "./Limits.ts"
import type { TokenBucket } from "./TokenBucket.ts"

/** How many callers of one network may be new, or nameless, at the pace of one: an office behind one address, a school. */
const ofOneNetwork = 50
/** How many connections a member may have that all speak at the pace of one: its tabs. */
const ofOneMember = 10
/** Names are secrets; what is longer is none. */
const longestName = 256
/** Seconds until all of what may be answered at once may be answered again. */
const repliesComeBackIn = 8
/** Far longer than it takes to come back from one large answer too much. */
const repliesKeptFor = 60_000

/** Where requests come from. */
export interface Place {
  readonly address: string
  /** What a member's connection is known by; undefined for whoever isn't signed in. */
  readonly session: string | undefined
}

/**
 * How much one caller may ask of this node over all its connections, POSTs and sockets alike. A caller is its name: its
 * session, or the `authorization` of a request. Names aren't proven here, so each new one counts for its network, as does
 * every request without any: making up names gains nothing.
 */
export class Allowance {
  private readonly visitors: Buckets
  private readonly members: Buckets
  private readonly networks: Buckets
  private readonly replies: Buckets

  constructor({ framesPerSecond, repliesBytes }: Limits) {
    this.visitors = new Buckets(framesPerSecond, framesPerSecond * 2)
    this.members = new Buckets(framesPerSecond * ofOneMember, framesPerSecond * ofOneMember * 2)
    this.networks = new Buckets(framesPerSecond * ofOneNetwork, framesPerSecond * ofOneNetwork * 2)
    this.replies = new Buckets(repliesBytes / repliesComeBackIn, repliesBytes, repliesKeptFor)
  }

  /** Takes one request: 0, or how many milliseconds to wait before the next. */
  take({ address, session }: Place, authorization: string | undefined, now: number): number {
    const name = nameOf(session ?? authorization)
    if (name === undefined) return this.networks.of(addressPrefix(address), now).take(now)
    const callers = session === undefined ? this.visitors : this.members
    const known = callers.known(name, now)
    if (known !== undefined) return known.take(now)
    const wait = this.networks.of(addressPrefix(address), now).take(now)
    return wait > 0 ? wait : callers.of(name, now).take(now)
  }

  /** What the answers to a caller's POSTs may weigh together, in characters. */
  repliesOf({ address, session }: Place, authorization: string | undefined, now: number): TokenBucket {
    return this.replies.of(nameOf(session ?? authorization) ?? addressPrefix(address), now)
  }
}

const nameOf = (name: string | undefined) => name === undefined || name.length > longestName ? undefined : name
