import type { VisitorWords } from "./VisitorWords.ts"

export const pt: VisitorWords = {
  one: "Nova mensagem de {site}",
  many: "{n} novas mensagens de {site}",
  titleOne: "{author} escreveu para você",
  titleMany: "{n} novas mensagens para você",
  earlier: "Mensagens anteriores no chat: {n}.",
  answer: "Basta responder a este e-mail: sua resposta vai direto para a conversa.",
  visit: "Para responder, abra o chat em {domain}.",
  why: "Você recebe este e-mail porque escreveu para {site}.",
  unsubscribe: "Não receber mais estes e-mails",
  files: "{n} arquivos",
  file: "1 arquivo",
  team: "A equipe",
  assistant: "Assistente",
  stopTitle: "Parar de receber e-mails de {site}?",
  stopText: "{email} não receberá mais e-mails sobre essas conversas. As conversas continuam onde estão.",
  stopButton: "Parar de receber",
  stopped: "Pronto: {email} não recebe mais e-mails de {site}.",
  stopUnknown: "Este link não é mais válido."
}
