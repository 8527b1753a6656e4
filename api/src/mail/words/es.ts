import type { VisitorWords } from "./VisitorWords.ts"

export const es: VisitorWords = {
  one: "Nuevo mensaje de {site}",
  many: "{n} mensajes nuevos de {site}",
  titleOne: "{author} te ha escrito",
  titleMany: "{n} mensajes nuevos para ti",
  earlier: "Mensajes anteriores en el chat: {n}.",
  answer: "Responde a este correo: tu respuesta llega directamente a la conversación.",
  visit: "Para responder, abre el chat en {domain}.",
  why: "Recibes este correo porque escribiste a {site}.",
  unsubscribe: "No recibir más estos correos",
  files: "{n} archivos",
  file: "1 archivo",
  team: "El equipo",
  assistant: "Asistente",
  stopTitle: "¿Dejar de recibir correos de {site}?",
  stopText: "{email} no recibirá más correos sobre esas conversaciones. Las conversaciones se conservan.",
  stopButton: "No recibir más correos",
  stopped: "Hecho: {email} ya no recibe correos de {site}.",
  stopUnknown: "Este enlace ya no es válido."
}
