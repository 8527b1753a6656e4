import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"

/** What to tell people about a data folder that can't be written to. */
export const unwritable = (folder: string, reason: string): string =>
  `The data folder ${folder} can't be written to (${reason}). Give this user the right to, or set DATA_DIR to another folder.`

/** Whether files can be made in `folder`, which is made when it is missing; a sentence when they can't. */
export const folderProblem = (folder: string): string | undefined => {
  const probe = path.join(folder, ".writable")
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(probe, "")
    rmSync(probe)
    return undefined
  } catch (error) {
    return unwritable(folder, error instanceof Error ? error.message : String(error))
  }
}
