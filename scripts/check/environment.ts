import { mkdirSync } from "node:fs"
import { dirname, join } from "node:path"
import { root } from "../root.ts"

/** What one run of `check` hands to its tests: folders of its own, the browser it found, whether long tests run too. */
export interface CheckRun {
  readonly scratch: string
  /** For what is worth nothing afterwards: in memory where that is possible. */
  readonly temporary: string
  readonly chromium: string | undefined
  readonly long: boolean
}

/** Files of certificate authorities that a company's network may have of its own: long tests install packages through it. */
const authorities = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"]

const passed = (names: ReadonlyArray<string>): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => process.env[name] === undefined ? [] : [[name, process.env[name]]]))

/**
 * The complete environment of a test process. Nothing of the caller's own passes (no DATABASE_URL, no keys, no HOME),
 * so that a test means the same on every machine; long tests are told whom the network trusts. The system folders stand in
 * PATH for `git`, `ps` and the like.
 */
export const testEnvironment = (run: CheckRun): Record<string, string> => {
  const home = join(run.scratch, "home")
  const artefacts = join(run.scratch, "artefacts")
  for (const folder of [home, artefacts]) mkdirSync(folder, { recursive: true, mode: 0o755 })
  return {
    PATH: [join(root, "node_modules/.bin"), dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin"].join(":"),
    HOME: home,
    TMPDIR: run.temporary,
    ARTEFACTS: artefacts,
    NODE_ENV: "test",
    CI: "true", // a forgotten `.only` fails, snapshots are never written
    TZ: "UTC",
    LANG: "C.UTF-8",
    ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }),
    ...(run.chromium === undefined ? {} : { CHROMIUM: run.chromium }),
    ...(run.long ? { LONG: "1", ...passed(authorities) } : {}),
  }
}
