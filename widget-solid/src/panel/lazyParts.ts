/** What few conversations come to: the rating, the card that asks for an address, the articles. */
export const loadRare = () => import("./rareParts.ts")

/** What hosts with pages or parts of their own need. */
export const loadSlots = () => import("./slots.ts")
