import * as Context from "effect/Context"

/** How often visitors may do what writes, a minute. Prefixes are those of `addressPrefix`. */
export const VisitorLimits = Context.Reference("api/visitors/VisitorLimits", {
  defaultValue: () => ({
    /** New visitors from one network, and of one site from everywhere. */
    startsOfPrefix: 60,
    startsOfSite: 3_000,
    /** Updates, identifications and metadata of one visitor, and of one network. */
    changesOfVisitor: 30,
    changesOfPrefix: 600,
    /** Ratings and feedback likewise. */
    feedbackOfVisitor: 30,
    feedbackOfPrefix: 300
  })
})
