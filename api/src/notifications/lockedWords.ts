/** What stands in a letter to the team where the plan locks the conversation. */
export const lockedWords = "What was said is locked by the plan of your site. It is kept, and a larger plan shows it."

/** The same for a device. */
export const lockedPush = "Locked by the plan of your site."
