/** The demo's team; both sign in with the password of this data folder. */
export const team = {
  owner: { name: "Dana Field", email: "dana@acme.test" },
  teammate: { name: "Sam Reed", email: "sam@acme.test" }
} as const

/** Signed-in customers the demo page can play. */
export const customers = [
  { id: "customer_maya", name: "Maya Okafor", email: "maya@example.test" },
  { id: "customer_tom", name: "Tom Lindqvist", email: "tom@example.test" }
] as const
