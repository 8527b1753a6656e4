const verbs: Readonly<Record<string, Readonly<Record<"partial" | "result" | "error", string>>>> = {
  searchKnowledgeBase: { partial: "Searching the knowledge base", result: "Searched the knowledge base", error: "The knowledge base could not be searched" }
}

/** `sendFollowUpMail` as people read it. */
const spoken = (toolName: string): string =>
  `“${toolName.replace(/[_-]+/g, " ").replace(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase().trim() || "a tool"}”`

/** What an AI agent does with a tool, did, or failed to do. */
export const toolText = (toolName: string, state: "partial" | "result" | "error"): string =>
  verbs[toolName]?.[state] ?? { partial: `Using ${spoken(toolName)}`, result: `Used ${spoken(toolName)}`, error: `Failed at ${spoken(toolName)}` }[state]

/** A text without the dots at its end. */
export const unended = (text: string): string => text.replace(/[.…\s]+$/u, "")

/** What an AI agent does just now, without dots, to follow its name. */
export const activityText = ({ message, phase, toolName }: {
  readonly message: string | null
  readonly phase: string
  readonly toolName: string | null
}): string => {
  if (message !== null) return unended(message)
  if (toolName !== null) return toolText(toolName, "partial")
  return ({ thinking: "Thinking", searching: "Searching", generating: "Writing", writing: "Writing" } as Readonly<Record<string, string>>)[phase] ?? "Looking into it"
}
