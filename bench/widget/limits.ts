import type { Limit } from "../src/limits.ts"

/** Every run-time figure of the widget; what it weighs is `bun run size`. Milliseconds, nodes and MB of the React widget. */
export const limits: Readonly<Record<string, Limit>> = {
  "run.launcher.ratio": { must: 3, aim: 2 },
  "run.script.ms": { must: 15, aim: 6 },
  "run.open.ms": { must: 60, aim: 35 },
  "run.timeline1000.ratio": { must: 0.7, aim: 0.35 },
  "run.append.ms": { must: 24, aim: 16 },
  "run.key.p98": { must: 40, aim: 25 },
  "run.key.p98.slow": { must: 90, aim: 50 },
  "run.grow": { must: 1.2, aim: 1.05 },
  "run.nodes": { must: 1200, aim: 500 },
  "run.heap": { must: 5, aim: 2 },
  "run.idle": { must: 0 },
  "run.cls": { must: 0 }
}
