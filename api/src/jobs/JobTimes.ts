import * as Context from "effect/Context"

/** The rhythm of the job worker, in milliseconds. */
export const JobTimes = Context.Reference("api/jobs/JobTimes", {
  defaultValue: () => ({
    /** Pause between two looks at an idle job table; work added on this node is done at once. */
    pause: 1000,
    /** How long a job may take. Whoever took one and crashed is followed by another after this time. */
    lease: 60_000,
    /** How long work that has begun may go on when the program stops. */
    drain: 4000
  })
})
