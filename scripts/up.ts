import { launch } from "./launch.ts"
import { prepare } from "./prepare.ts"
import { runScript } from "./prepare/Problem.ts"

await runScript(prepare)
launch(["api/dist/main.js", "up"])
