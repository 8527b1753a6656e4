/** `responsive` is always open and fills its parent. */
export type SupportMode = "floating" | "responsive"
