import { installed } from "./prepare/installed.ts"

// bun run demo-login: how to sign in to the demo of this data folder
await installed(() => import("./tools/demoLogin.ts"))
