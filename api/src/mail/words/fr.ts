import type { VisitorWords } from "./VisitorWords.ts"

export const fr: VisitorWords = {
  one: "Nouveau message de {site}",
  many: "{n} nouveaux messages de {site}",
  titleOne: "{author} vous a écrit",
  titleMany: "{n} nouveaux messages pour vous",
  earlier: "Messages précédents dans le chat : {n}.",
  answer: "Répondez simplement à cet e-mail : votre réponse arrive directement dans la conversation.",
  visit: "Pour répondre, ouvrez le chat sur {domain}.",
  why: "Vous recevez cet e-mail parce que vous avez écrit à {site}.",
  unsubscribe: "Ne plus recevoir ces e-mails",
  files: "{n} fichiers",
  file: "1 fichier",
  team: "L’équipe",
  assistant: "Assistant",
  stopTitle: "Ne plus recevoir d’e-mails de {site} ?",
  stopText: "{email} ne recevra plus d’e-mails sur ces conversations. Elles restent accessibles.",
  stopButton: "Ne plus recevoir d’e-mails",
  stopped: "C’est fait : {email} ne reçoit plus d’e-mails de {site}.",
  stopUnknown: "Ce lien n’est plus valable."
}
