import { newMessageId } from "@cossistant/core/widget/newMessageId"

/** As the widget makes them. */
export const messageId = (): string => newMessageId(Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count)))
