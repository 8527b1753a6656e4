import { join } from "node:path"
import { checkSamples } from "./checkSamples.ts"
import { allSamples } from "./samples.ts"
import { Problem, runScript } from "../prepare/Problem.ts"
import { root } from "../root.ts"

/** Type-checks every sample of the documentation and the examples, and prints what is wrong. */
if (import.meta.main) {
  await runScript(async () => {
    const mistakes = await checkSamples(allSamples(), { examples: true, folder: join(root, ".tsc/samples") })
    for (const mistake of mistakes) console.log(mistake)
    if (mistakes.length > 0) throw new Problem(`${mistakes.length} mistakes in samples.`)
  })
}
