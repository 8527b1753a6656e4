import { existsSync } from "node:fs"
import { step } from "../prepare/step.ts"
import { runProgram } from "../runProgram.ts"

/** Installs packages where that needs nobody's leave: as root on Debian. Elsewhere it does nothing. */
export const installFromDebian = async (packages: ReadonlyArray<string>): Promise<void> => {
  if (packages.length === 0 || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return
  await step(`Installing ${packages.join(", ")}`, async () => {
    const apt = ["/usr/bin/env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    await runProgram([...apt, "update"], { capture: true })
    const { code, output } = await runProgram([...apt, "install", "-y", "--no-install-recommends", ...packages], { capture: true })
    if (code !== 0) console.error(output.trim())
  })
}
