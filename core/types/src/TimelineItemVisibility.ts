/** Who may see a timeline item. Private ones never reach a visitor's browser. */
export const TimelineItemVisibility = { PUBLIC: "public", PRIVATE: "private" } as const
export type TimelineItemVisibility = (typeof TimelineItemVisibility)[keyof typeof TimelineItemVisibility]
