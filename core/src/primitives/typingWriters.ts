/** Someone who writes. `user` is another word for `team_member`. */
export interface TypingParticipant {
  readonly id: string
  readonly type: "visitor" | "team_member" | "user" | "ai"
  /** Default: the name of the agent of this id. */
  readonly name?: string | null | undefined
}

/** An agent as a list of them has it. */
export interface ListedAgent {
  readonly id: string
  readonly name?: string | null | undefined
  readonly image?: string | null | undefined
}

export interface TypingWriter {
  readonly id: string
  readonly name: string | null
  readonly image: string | null
}

/** Those who write with the names and pictures of the agents they are. */
export const typingWriters = (
  participants: ReadonlyArray<TypingParticipant>, aiAgents: ReadonlyArray<ListedAgent>, humanAgents: ReadonlyArray<ListedAgent>
): ReadonlyArray<TypingWriter> => participants.map(({ id, name, type }) => {
  const listed = (type === "ai" ? aiAgents : humanAgents).find((agent) => agent.id === id)
  return { id, name: name ?? listed?.name ?? null, image: listed?.image ?? null }
})

/** Their names in one line; empty where none is known. */
export const writerNames = (writers: ReadonlyArray<TypingWriter>): string => writers.flatMap(({ name }) => name ?? []).join(", ")
