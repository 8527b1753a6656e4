/** What the first page of the first visit is kept under. */
export const LANDING = "landing"
