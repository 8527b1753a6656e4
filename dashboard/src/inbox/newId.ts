import { newMessageId } from "@cossistant/core/widget/newMessageId"

/** A new ULID for a message, a change or an attachment. */
export const newId = (): string => newMessageId(Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count)))
