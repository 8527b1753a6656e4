import { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import * as Schema from "effect/Schema"
import { jobKind } from "../jobs/JobKind.ts"

/** What must not be lost outlives an outage: about three days, an hour between later tries. */
const patient = { attempts: 100 }

const Site = Schema.Struct({ websiteId: WebsiteId, organizationId: OrganizationId })

/** Makes the organisation a customer and begins the site's free subscription. */
export const openSite = jobKind({ name: "billing.open", payload: Site, ...patient })

/** Asks what the site's subscription is now, and ends those it has too many. */
export const lookAtSite = jobKind({ name: "billing.look", payload: Site })

/** Books used credits. */
export const meterUse = jobKind({
  name: "billing.meter",
  payload: Schema.Struct({ ...Site.fields, event: Schema.String, credits: Schema.Finite, at: Schema.String }),
  ...patient
})
