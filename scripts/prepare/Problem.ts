/** Something a person can put right. Its message says what and how; nothing else of it is shown. */
export class Problem extends Error {
  override readonly name = "Problem"
}

/** Runs a script to its end; a `Problem` becomes one clear paragraph and exit code 1. */
export const runScript = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    console.error(`\n${error.message}`)
    process.exit(1)
  }
}
