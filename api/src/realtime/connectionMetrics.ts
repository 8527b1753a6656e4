import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import * as Schedule from "effect/Schedule"
import { memoryUsage } from "node:process"
import type { Connections } from "./Connections.ts"

const doors = ["widget", "inbox"] as const
const transports = ["socket", "stream", "request"] as const
const connected = Metric.gauge("connections", { description: "Clients connected to this node" })
const resident = Metric.gauge("process_resident_memory_bytes", { description: "Memory this process holds" })

/** Keeps the gauges of this node true to within ten seconds; runs until interrupted. */
export const measureConnections = ({ peers }: Connections["Service"]) =>
  Effect.gen(function*() {
    yield* Metric.update(resident, memoryUsage.rss())
    const everyone = [...peers.values()].map(({ connection }) => connection)
    for (const door of doors) {
      for (const transport of transports) {
        const count = everyone.filter((one) => one.door === door && one.transport === transport).length
        yield* Metric.update(Metric.withAttributes(connected, { door, transport }), count)
      }
    }
  }).pipe(Effect.repeat(Schedule.spaced("10 seconds")))
