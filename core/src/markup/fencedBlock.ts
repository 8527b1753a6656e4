import { commandVariants } from "./commandVariants.ts"
import type { Block } from "./Markup.ts"

const fileName = /^[\w@./-]+\.\w{1,8}$/
const fileComment = /^(?:\/\/|#|--|<!--|\/\*) *([\w@./-]+\.\w{1,8})(?: *(?:-->|\*\/))?$/

const shells = new Set(["", "sh", "bash", "shell", "zsh", "console", "terminal"])

const namedIn = (info: string): string | null => {
  const name = /^(?:(?:title|file|filename)=)?["']?([^"']+)["']?$/.exec(info.trim())?.[1]?.trim()
  return name !== undefined && fileName.test(name) ? name : null
}

/**
 * Code with its language and the file's name, from the fence or a first-line comment; a package manager's one-liner is a
 * command.
 */
export const fencedBlock = (language: string, info: string, lines: ReadonlyArray<string>): Block => {
  const commands = lines.length === 1 && shells.has(language) ? commandVariants(lines[0] ?? "") : null
  if (commands) return { type: "command", commands }
  const comment = fileComment.exec(lines[0] ?? "")?.[1] ?? null
  const named = namedIn(info)
  const body = named === null && comment !== null ? lines.slice(1) : lines
  return { type: "code", language: language || null, fileName: named ?? comment, text: body.join("\n") }
}
