/** Whether a website takes conversations. */
export const WebsiteStatus = { ACTIVE: "active", INACTIVE: "inactive" } as const
export type WebsiteStatus = (typeof WebsiteStatus)[keyof typeof WebsiteStatus]
