import { accountLetter } from "./accountLetter.ts"

/** Asks someone to join a site's team. `url` holds the invitation's secret in its fragment. */
export const invitationLetter = (about: {
  readonly to: string
  readonly inviterName: string
  readonly organizationName: string
  readonly websiteName: string
  readonly logoUrl: string | null
  readonly url: string
}) => {
  const { inviterName, logoUrl, organizationName, to, url, websiteName } = about
  return accountLetter(to, "invitation", {
    preview: `Answer ${websiteName}'s visitors together with ${inviterName}.`,
    title: `${inviterName} invites you to ${organizationName}`,
    paragraphs: [`You are asked to join the support team of ${websiteName}. You will read what its visitors write and answer them.`],
    action: { label: "See the invitation", url },
    brand: { name: websiteName, logoUrl },
    footnote: `This letter was sent to ${to}; the link works once, for this address, within 7 days. If you don't expect it, ignore it: nothing happens.`
  })
}
