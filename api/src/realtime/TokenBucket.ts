/** Allows `rate` events a second over time and twice as many at once. Times are milliseconds of any steady clock. */
export class TokenBucket {
  private tokens: number
  constructor(private readonly rate: number, private at: number) {
    this.tokens = rate * 2
  }

  /** Takes one token: 0, or how many milliseconds until there is one. */
  take(now: number): number {
    this.tokens = Math.min(this.rate * 2, this.tokens + (now - this.at) * this.rate / 1000)
    this.at = now
    if (this.tokens < 1) return Math.ceil((1 - this.tokens) * 1000 / this.rate)
    this.tokens -= 1
    return 0
  }
}
