import { accountLetter } from "./accountLetter.ts"

/** Proves that an account's address reaches its owner. `url` holds the secret in its fragment. */
export const confirmEmailLetter = ({ name, to, url }: { readonly to: string; readonly name: string; readonly url: string }) =>
  accountLetter(to, "confirm-email", {
    preview: "One click, and invitations can reach you.",
    title: "Confirm your address",
    paragraphs: [`Hello ${name},`, "Please confirm that this address is yours. Invitations to a team are accepted with confirmed addresses only."],
    action: { label: "Confirm the address", url },
    footnote: `This letter was sent to ${to}; the link works once, within one day. If you have no account here, ignore it.`
  })
