import {
  ConversationClosed, ConversationNotFound, IdConflict, RatingRefused
} from "../conversations/Conversation.ts"
import { FileNotReady, FileRefused } from "../uploads/Upload.ts"
import { IdentityRefused, NotIdentified } from "../visitors/Identity.ts"
import { VisitorNotFound } from "../visitors/VisitorDetail.ts"
import { ContactNotFound, ContactOrganizationNotFound, ExternalIdTaken } from "./Contact.ts"
import { VisitorRequired } from "./CurrentApiKey.ts"
import { problem } from "./problem.ts"

/** The errors of our features as problems, each once. */
export const problems = {
  conversationNotFound: problem(ConversationNotFound, "There is no such conversation for you."),
  conversationClosed: problem(ConversationClosed, "The conversation is over: start a new one."),
  idConflict: problem(IdConflict, "This id was used before, for something else."),
  ratingRefused: problem(RatingRefused, "Only a resolved conversation may be rated, once."),
  fileNotReady: problem(FileNotReady, "A file of the message was never claimed, or belongs to someone else."),
  fileRefused: problem(FileRefused, "The file can't be taken."),
  visitorNotFound: problem(VisitorNotFound, "There is no such visitor for you."),
  visitorRequired: problem(VisitorRequired, "Say whose conversation it is: visitorId, or X-Visitor-Id."),
  identityRefused: problem(IdentityRefused, "This visitor may not be told to be this person."),
  notIdentified: problem(NotIdentified, "An externalId or an email is needed first."),
  contactNotFound: problem(ContactNotFound, "There is no such contact."),
  contactOrganizationNotFound: problem(ContactOrganizationNotFound, "There is no such contact organisation."),
  externalIdTaken: problem(ExternalIdTaken, "This external id belongs to another one.")
}
