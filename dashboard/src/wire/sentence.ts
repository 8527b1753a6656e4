import type { Problem } from "../inbox/nouns.ts"

const seconds = (ms: number): string => {
  const count = Math.max(1, Math.ceil(ms / 1000))
  return count === 1 ? "a second" : `${count} seconds`
}

const fileSentence = (problem: Extract<Problem, { _tag: "FileRefused" }>): string => {
  switch (problem.reason) {
    case "too_large": return `This file is larger than ${Math.round((problem.limitBytes ?? 5_242_880) / 1_048_576)} MB.`
    case "type_not_allowed": return "This kind of file can't be sent. Images, PDF, text, CSV, Markdown and ZIP can."
    case "empty": return "This file is empty."
    case "size_differs":
    case "not_arrived": return "The file did not arrive whole. Try again."
    case "quota": return "The storage of this site is full."
  }
}

const countedText = {
  aiSupportAgents: "AI agents",
  aiTrainingLinks: "links to learn from",
  aiTrainingMb: "MB to learn from",
  aiCrawlPagesPerSource: "pages of each source",
  aiTrainingPagesTotal: "pages to learn from",
  aiTrainingFaqs: "questions and answers",
  aiTrainingFiles: "files to learn from"
} as const

const featureSentence = ({ feature }: Extract<Problem, { _tag: "FeatureNotInPlan" }>): string =>
  feature === "dashboard-file-sharing"
    ? "Files in answers come with a larger plan. Remove the file to send your words, or ask an owner to change the plan."
    : "This comes with a larger plan. An owner can change it under Settings, Plan."

const limitSentence = ({ allowed, limit }: Extract<Problem, { _tag: "LimitReached" }>): string => {
  switch (limit) {
    case "messages": return `The plan's ${allowed} messages of 30 days are used up. What you wrote is kept; a larger plan sends it.`
    case "conversations": return `The plan shows ${allowed} conversations of 30 days. A larger plan opens this one.`
    case "contacts": return `The plan has room for ${allowed} contacts, and all are taken. A larger plan has room for more.`
    case "conversationRetentionDays": return `The plan shows what was said in the last ${allowed} days. A larger plan opens older conversations; nothing is lost.`
    case "aiCredit": return `The plan's ${allowed} AI credits of this month are used up. A larger plan has more.`
    case "aiTrainingIntervalMinutes": return `The plan trains once in ${allowed} minutes. Try again later, or choose a larger plan.`
    case "aiSupportAgents":
    case "aiTrainingLinks":
    case "aiTrainingMb":
    case "aiCrawlPagesPerSource":
    case "aiTrainingPagesTotal":
    case "aiTrainingFaqs":
    case "aiTrainingFiles": return `The plan has room for ${allowed} ${countedText[limit]}. A larger plan has room for more.`
    case "teamMembers": return allowed === 1 ? "The plan has one seat. A larger plan has room for the team." : `The plan has ${allowed} seats, and all are taken or promised.`
  }
}

const pushSentence = ({ reason }: Extract<Problem, { _tag: "PushUnavailable" }>): string => {
  switch (reason) {
    case "no_keys": return "This server has no keys for pushes. Whoever runs it can set VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY and VAPID_SUBJECT."
    case "address": return "This server can't reach your browser's push service."
    case "too_many": return "Ten devices get pushes already. Remove one first."
  }
}

const webhookSentence = (reason: Extract<Problem, { readonly _tag: "WebhookUrlRefused" }>["reason"]): string => {
  switch (reason) {
    case "not_a_url": return "This is not an address. It begins with https://."
    case "scheme": return "The address must begin with https:// or http://."
    case "credentials": return "The address may hold no user name or password."
    case "private_address": return "This address lies in a private network, where nothing is sent. Whoever runs this server can allow it with OUTGOING_ALLOW_PRIVATE."
    case "name_unknown": return "The name in this address leads nowhere. Check its spelling."
  }
}

/** A refusal as a sentence that says what happened and what to do next. */
export const sentence = (problem: Problem): string => {
  switch (problem._tag) {
    case "Unreachable": return "The server can't be reached. Check your connection and try again."
    case "SignedOut": return "You have been signed out. Sign in again to go on."
    case "RoleRequired": return problem.needs === "owner" ? "Only an owner can do this." : "Ask an owner or admin to do this."
    case "WebsiteNotFound": return "This site does not exist, or you have no access to it."
    case "ConversationNotFound": return "This conversation does not exist, or you have no access to it."
    case "AnalyticsOff": return "This server shows no figures."
    case "AnalyticsUnavailable": return "The figures can't be read right now. Try again in a minute."
    case "VisitorBlocked": return "This visitor is blocked. Unblock them first, in the conversation's panel."
    case "ContactNotFound": return "This contact does not exist any more."
    case "VisitorNotFound": return "This visitor does not exist any more."
    case "TooManyRequests": return `That was too fast. Try again in ${seconds(problem.retryAfterMs)}.`
    case "IdConflict": return "This message was already sent with another text. Copy it, discard it and send it anew."
    case "FileNotReady": return "An attachment is no longer there. Remove it and attach it again."
    case "FileRefused": return fileSentence(problem)
    case "ReplyIsStale": return "A colleague answered meanwhile. Read that first, then send again."
    case "SlugTaken": return `The name “${problem.slug}” is taken on this server. Choose another one.`
    case "DeadJobNotFound": return "This work is no longer among the given-up: someone tried it again or dropped it."
    case "LetterNotFound": return "This letter is no longer on the ledger."
    case "CannotRetry": return problem.state === "failed" ? "What the letter said is no longer kept." : "This letter has left, or was called off."
    case "NotSuppressed": return "This address gets letters already."
    case "PushUnavailable": return pushSentence(problem)
    case "InboundLetterNotFound": return "This letter is no longer kept."
    case "ApiKeyNotFound": return "This key is already gone."
    case "TooManySecrets": return `There can be ${problem.limit} secrets at most. Remove the old one first.`
    case "WebhookNotFound": return "This endpoint or delivery is already gone."
    case "TooManyWebhooks": return `There can be ${problem.limit} endpoints at most. Remove one first.`
    case "WebhookUrlRefused": return webhookSentence(problem.reason)
    case "LastOwner": return "This is the last owner. Make someone else owner first."
    case "NameDiffers": return "This is not the site's name. Type it exactly as it stands above."
    case "MemberNotFound": return "This person is no longer on the team."
    case "InvitationRefused":
      if (problem.reason === "wrong_account") return "This invitation is for another address."
      return problem.reason === "email_not_verified" ? "Confirm your e-mail address first." : "This invitation can no longer be used."
    case "LimitReached": return limitSentence(problem)
    case "FeatureNotInPlan": return featureSentence(problem)
    case "SubscriptionActive": return "A paid subscription is running for this site. Change to the free plan under Plan first, then delete it."
    case "BillingDisabled": return "Nothing is sold on this server: every site has everything."
    case "BillingUnavailable": return "The billing service does not answer. Nothing was changed; try again in a minute."
    case "Aborted": return "This was cancelled."
    case "BadRequest": return "The server did not understand this. Reload the page; it may be out of date."
    case "InternalError":
    case "Defect": return "Something broke on the server. Nothing you wrote is lost."
  }
}

/** The id under which the server logged a fault, to give to whoever runs it. */
export const requestId = (problem: Problem): string | null => {
  if (problem._tag === "BadRequest" || problem._tag === "InternalError") return problem.id
  if (problem._tag === "Defect" && typeof problem.defect === "object" && problem.defect !== null && "id" in problem.defect) {
    return String(problem.defect.id)
  }
  return null
}
