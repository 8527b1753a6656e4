import { isDevelopment } from "../dom/isDevelopment.ts"
import { warnDeveloper } from "../dom/warnDeveloper.ts"

const told = new Set<string>()

const warnOnce = (message: string): void => {
  if (told.has(message) || !isDevelopment()) return
  told.add(message)
  warnDeveloper(message)
}

/** What a feedback form offers: its topics, trimmed and each once, and the one chosen at first; empty where that isn't among them. */
export const feedbackTopics = (given: ReadonlyArray<string> = [], defaultTopic = ""): { readonly topics: ReadonlyArray<string>; readonly first: string } => {
  const topics = [...new Set(given.map((topic) => topic.trim()).filter(Boolean))]
  const first = defaultTopic.trim()
  if (first === "" || topics.includes(first)) return { topics, first }
  warnOnce(`Feedback: defaultTopic "${first}" isn't one of topics (${topics.join(", ") || "none"}), so no topic is chosen at first.`)
  return { topics, first: "" }
}
