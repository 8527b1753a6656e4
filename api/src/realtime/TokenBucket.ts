/**
 * Allows `rate` a second over time and `burst` at once, twice the rate unless given. Times are milliseconds of any steady clock.
 */
export class TokenBucket {
  private tokens: number
  constructor(private readonly rate: number, private at: number, private readonly burst = rate * 2) {
    this.tokens = burst
  }

  /** Takes one token: 0, or how many milliseconds until there is one. */
  take(now: number): number {
    this.refill(now)
    if (this.tokens < 1) return this.waitFor(1)
    this.tokens -= 1
    return 0
  }

  /** Takes so many whether they are there or not: what is missing has to come back before `wait` is 0 again. */
  spend(tokens: number, now: number): void {
    this.refill(now)
    this.tokens -= tokens
  }

  /** How many milliseconds until there is anything; 0 when there is. */
  wait(now: number): number {
    this.refill(now)
    return this.tokens > 0 ? 0 : Math.max(1, this.waitFor(0))
  }

  private refill(now: number): void {
    this.tokens = Math.min(this.burst, this.tokens + (now - this.at) * this.rate / 1000)
    this.at = now
  }

  private waitFor(tokens: number): number {
    return Math.ceil((tokens - this.tokens) * 1000 / this.rate)
  }
}
