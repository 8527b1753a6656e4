import { accountLetter } from "./accountLetter.ts"

/** Lets someone who forgot the password choose a new one. `url` holds the secret in its fragment. */
export const passwordResetLetter = ({ name, to, url }: { readonly to: string; readonly name: string; readonly url: string }) =>
  accountLetter(to, "password-reset", {
    preview: "The link works for one hour.",
    title: "Choose a new password",
    paragraphs: [
      `Hello ${name},`,
      "Someone, most likely you, asked to change the password of this account. The new one ends all sessions on all devices."
    ],
    action: { label: "Choose a new password", url },
    footnote: `This letter was sent to ${to}; the link works once, within one hour. If you didn't ask for it, ignore it: your password stays as it is.`
  })
