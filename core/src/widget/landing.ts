/** What the first page of the first visit is kept under. */
export const LANDING = "landing"
/** Under which the secrets of those are kept who logged out, until the server has been told. */
export const LEFT = "left"
