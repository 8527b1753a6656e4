/** The pages of `/{site}/settings/{page}`, in the order of their navigation. */
export const settingsPages = [
  ["general", "General"], ["developers", "Developers"], ["webhooks", "Webhooks"], ["team", "Team"], ["plan", "Plan"], ["email", "Mail"],
  ["notifications", "Notifications"], ["profile", "Profile"], ["system", "System"]
] as const
