import * as Schema from "effect/Schema"

/** A request to a user's URL that was not made, or not followed on: the rule it met. */
export class OutgoingRefused extends Schema.TaggedError<OutgoingRefused>()("OutgoingRefused", {
  reason: Schema.Literals(["not_a_url", "scheme", "credentials", "private_address", "too_many_redirects", "downgrade"])
}) {
  override get message(): string {
    return sentences[this.reason]
  }
}

const sentences: Readonly<Record<OutgoingRefused["reason"], string>> = {
  not_a_url: "This is no address of the web.",
  scheme: "Only http and https are spoken.",
  credentials: "An address may hold no user name or password.",
  private_address: "This address lies in a private network. An operator can allow it with OUTGOING_ALLOW_PRIVATE.",
  too_many_redirects: "The address leads on to others too many times.",
  downgrade: "The address leads from https on to http."
}

/** A request that was made and brought no answer, or more than was asked for. */
export class OutgoingFailed extends Schema.TaggedError<OutgoingFailed>()("OutgoingFailed", {
  reason: Schema.Literals(["name_unknown", "unreachable", "tls", "timeout", "too_large"])
}) {
  override get message(): string {
    return failures[this.reason]
  }
}

const failures: Readonly<Record<OutgoingFailed["reason"], string>> = {
  name_unknown: "The name of the host leads nowhere.",
  unreachable: "No connection, or it was cut before the answer.",
  tls: "The host's certificate isn't valid for its name.",
  timeout: "No whole answer in time.",
  too_large: "The answer is larger than was asked for."
}
