/** What a figure must be and should be. The most that is allowed, or with `more` the least. */
export interface Limit {
  readonly must: number
  readonly aim?: number
  readonly more?: true
}

/** Every figure of the bench by its name. */
export const limits: Readonly<Record<string, Limit>> = {
  "send.rate.share.1": { must: 0.6, aim: 0.8, more: true },
  "send.rate.share.16": { must: 0.6, aim: 1, more: true },
  "send.rate.share.64": { must: 0.8, aim: 1.2, more: true },
  "send.cpu.ratio.16": { must: 4, aim: 2 },
  "send.transactions": { must: 1 },
  "deliver.p50.ratio.40": { must: 2, aim: 1.3 },
  "deliver.p99.ratio.40": { must: 2, aim: 1.5 },
  "deliver.p99.ratio.64": { must: 3, aim: 1.5 },
  "fanout.cpu.ratio.1000": { must: 1.5, aim: 1.2 },
  "socket.kib": { must: 20, aim: 12 },
  "socket.opens": { must: 2000, aim: 4000, more: true },
  "start.ms": { must: 400, aim: 200 },
  "idle.rss.mib": { must: 120, aim: 70 },
  "idle.rss.auth.mib": { must: 150, aim: 110 },
  "resume.queries": { must: 1 },
  "grow.resume": { must: 1.2 },
  "grow.inbox": { must: 1.3, aim: 1.1 },
  "grow.inbox.long": { must: 1.2, aim: 1.05 },
  "grow.timeline": { must: 1.2 },
  "grow.send": { must: 1.3 },
  "mail.fanout.cpu": { must: 5, aim: 2 },
  "inbound.cpu": { must: 20, aim: 8 },
  "presign.cpu.ratio": { must: 3, aim: 1.5 },
  "http.ratio": { must: 4, aim: 2 },
  "dashboard.grow": { must: 1.2 },
  "bytes.client": { must: 5000, aim: 3000 }
}
