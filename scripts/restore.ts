import { installed } from "./prepare/installed.ts"

// bun run restore <folder>
await installed(() => import("./tools/restore.ts"))
