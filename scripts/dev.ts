import { spawn } from "node:child_process"
import { launch } from "./launch.ts"
import { browserBuilds, build, packagesBuild } from "./prepare/build.ts"
import { install } from "./prepare/install.ts"
import { runScript } from "./prepare/Problem.ts"
import { root } from "./root.ts"

await runScript(async () => {
  await install()
  for (const each of [...browserBuilds, packagesBuild]) await build(each)
})

const watchers = browserBuilds.map(({ command: [file = "", ...args] }) =>
  spawn(file, [...args, "--watch"], { cwd: root, stdio: ["ignore", "inherit", "inherit"] }))
process.on("exit", () => watchers.forEach((watcher) => watcher.kill()))

launch(["--watch", "--no-clear-screen", "api/src/main.ts", "dev"])
