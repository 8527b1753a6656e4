import { accountLetter } from "./accountLetter.ts"

interface Change {
  readonly name: string
  readonly from: string
  readonly to: string
}

/** Proves that another address reaches an account's owner. `url` holds the secret in its fragment. */
export const newEmailLetter = ({ from, name, to, url }: Change & { readonly url: string }) =>
  accountLetter(to, "confirm-email", {
    preview: "One click, and you sign in with this address.",
    title: "Confirm your new address",
    paragraphs: [
      `Hello ${name},`,
      `Please confirm that this address is yours. From then on you sign in with ${to} instead of ${from}, and letters reach you here.`
    ],
    action: { label: "Confirm the new address", url },
    footnote: `This letter was sent to ${to}; the link works once, within one day. If you didn't ask for it, ignore it: nothing changes.`
  })

/** To an address that somebody asked for though an account has it: only its own reader learns that. */
export const takenEmailLetter = ({ to, url }: Change & { readonly url: string }) =>
  accountLetter(to, "other", {
    preview: "Nothing has changed.",
    title: "You have an account with this address already",
    paragraphs: [
      `Someone, maybe you, asked to give another account the address ${to}. That can't be, for an account of yours has it already.`,
      "If it was you: sign in with this address, or delete the account that has it and ask again from the other one."
    ],
    action: { label: "Sign in", url },
    footnote: `This letter was sent to ${to}. If you didn't ask for anything, ignore it: nothing changes.`
  })

/** A last word to the address an account had. */
export const emailChangedLetter = ({ from, name, to }: Change) =>
  accountLetter(from, "other", {
    preview: `From now on you sign in with ${to}.`,
    title: "Your account has another address now",
    paragraphs: [
      `Hello ${name},`,
      `From now on you sign in with ${to}, and letters go there. This address gets no more of them; answers to older letters count only if they come from the new one.`,
      "If that wasn't you, somebody knows your password: ask an owner of your team to remove that account from it, and tell whoever runs this server."
    ],
    footnote: `This letter was sent to ${from} because it was the address of an account here.`
  })
