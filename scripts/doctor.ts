import { installed } from "./prepare/installed.ts"

// bun run doctor [--json]: exit code 1 when there is a problem
await installed(() => import("./tools/doctor.ts"))
