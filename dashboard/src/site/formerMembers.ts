import { createSignal } from "solid-js"

/** Names of people of this site whose account is gone, by id: they stand beside what those people wrote. */
export const [formerMembers, setFormerMembers] = createSignal<ReadonlyMap<string, string>>(new Map())
