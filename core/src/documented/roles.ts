/** The roles of a text such as `"admin, member"`, trimmed, without empty and repeated ones. */
export const parseCommaSeparatedRoles = (roles: string | null | undefined): string[] =>
  [...new Set((roles ?? "").split(",").map((role) => role.trim()).filter((role) => role !== ""))]

/** Whether `roles`, separated by commas, hold this role. */
export const hasRole = (roles: string | null | undefined, role: string): boolean =>
  parseCommaSeparatedRoles(roles).includes(role.trim())

/** Whether `roles`, separated by commas, hold one of these. */
export const hasAnyRole = (roles: string | null | undefined, anyOf: ReadonlyArray<string>): boolean =>
  anyOf.some((role) => hasRole(roles, role))
