import { installed } from "./prepare/installed.ts"

// bun run backup [folder]
await installed(() => import("./tools/backup.ts"))
