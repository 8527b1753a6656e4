import * as Schema from "effect/Schema"
import { jobKind } from "../jobs/JobKind.ts"

/** Tells the list of news what somebody wants of it, as they want it and under the address they have when it is told. */
export const wishForNews = jobKind({ name: "audience.wish", payload: Schema.Struct({ userId: Schema.String }) })
