/** A name as part of an address: `Ünïted Bakers, Inc.` → `united-bakers-inc`. */
export const slugOfName = (name: string): string =>
  name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "team"
