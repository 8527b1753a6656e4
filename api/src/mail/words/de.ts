import type { VisitorWords } from "./VisitorWords.ts"

export const de: VisitorWords = {
  one: "Neue Nachricht von {site}",
  many: "{n} neue Nachrichten von {site}",
  titleOne: "{author} hat Ihnen geschrieben",
  titleMany: "{n} neue Nachrichten für Sie",
  earlier: "Frühere Nachrichten im Chat: {n}.",
  answer: "Antworten Sie einfach auf diese E-Mail: Ihre Worte kommen direkt in die Unterhaltung.",
  visit: "Zum Antworten öffnen Sie den Chat auf {domain}.",
  why: "Sie erhalten diese E-Mail, weil Sie {site} geschrieben haben.",
  unsubscribe: "Diese E-Mails abbestellen",
  files: "{n} Dateien",
  file: "1 Datei",
  team: "Das Team",
  assistant: "Assistent",
  stopTitle: "E-Mails von {site} abbestellen?",
  stopText: "{email} erhält keine E-Mails mehr zu diesen Unterhaltungen. Die Unterhaltungen bleiben bestehen.",
  stopButton: "Abbestellen",
  stopped: "Erledigt: {email} erhält keine E-Mails mehr von {site}.",
  stopUnknown: "Dieser Link ist nicht mehr gültig."
}
