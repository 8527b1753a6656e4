import * as Schema from "effect/Schema"

/** Owners and admins reach every site of their organisation; members reach the sites they were invited to. */
export const Role = Schema.Literals(["owner", "admin", "member"])
export type Role = typeof Role.Type
