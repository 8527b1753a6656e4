/** What few conversations come to: what AI agents do, closed ones, pictures in large. */
export const loadRare = () => import("./rareParts.ts")

/** What hosts with pages or parts of their own need. */
export const loadSlots = () => import("./slots.ts")
