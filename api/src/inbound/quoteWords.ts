/** What mail programs put before the letter they quote, in the languages of our widget and a few more. */

/** Ends a line such as "On Monday, Ada wrote:". */
export const wroteWords = new RegExp([
  "wrote", "writes", "schrieb", "geschrieben", "escribió", "escribio", "a écrit", "a ecrit", "écrit", "escreveu", "ha scritto", "scritto",
  "schreef", "skrev", "kirjoitti", "napisał\\(a\\)", "napisał", "pisze", "пишет", "написал\\(а\\)", "написал", "كتب", "كتبت", "كتب/كتبت", "بواسطة",
  "のメール", "のメッセージ", "が書きました", "は書きました", "写道", "작성"
].map((word) => `(?:${word})`).join("|"), "i")

/** The line between an answer and the letter below it. */
export const separator = new RegExp(`^[-_=*\\s]{0,40}(?:${[
  "original message", "original appointment", "forwarded message", "begin forwarded message", "ursprüngliche nachricht", "originalnachricht",
  "weitergeleitete nachricht", "mensaje original", "mensaje reenviado", "message d['’]origine", "message original", "message transféré",
  "mensagem original", "mensagem encaminhada", "messaggio originale", "oorspronkelijk bericht", "الرسالة الأصلية", "رسالة معاد توجيهها",
  "元のメッセージ", "転送されたメッセージ", "オリジナルメッセージ", "original-nachricht"
].join("|")})\\s*:?[-_=*\\s]{0,40}$`, "i")

const label = (words: string) => new RegExp(`^[*\\s>]{0,6}(?:${words})\\s?\\*?\\s?[:：]`, "i")

/** The lines of a header block as Outlook and others write it: sender first, then three kinds more. */
export const senderLabel = label("from|von|de|da|van|från|fra|od|от|差出人|送信者|发件人|من")
export const headerLabels: ReadonlyArray<RegExp> = [
  label("sent|date|gesendet|datum|fecha|enviado|enviado el|enviado em|enviada em|envoyé|envoyé le|data|inviato|verzonden|送信日時|日付|日時|发送时间|تاريخ الإرسال|التاريخ|تم الإرسال"),
  label("to|an|para|à|a|aan|宛先|收件人|إلى"),
  label("cc|kopie|kopi|نسخة"),
  label("subject|betreff|asunto|objet|assunto|oggetto|onderwerp|件名|主题|الموضوع")
]

/** What a phone or a program adds below a letter. */
export const sentFrom = new RegExp(`^\\s*(?:${[
  "sent (?:from|via|with) ", "get outlook for ", "gesendet (?:von|mit|über|aus) ", "von meinem .{1,60} gesendet", "diese nachricht wurde von .{1,60} gesendet",
  "holen sie sich outlook", "outlook für .{1,20} beziehen", "envoyé (?:de|depuis|à partir|avec) ", "télécharger outlook", "obtenir outlook",
  "enviado (?:desde|do|de|a partir|com|con) ", "enviada? do meu ", "obtener outlook", "descargar outlook", "obter o outlook", "baixar o outlook",
  "inviato da ", "verzonden vanaf ", "أُ?رسلت? من ", "تم الإرسال من ", "مرسل من ", ".{1,40}から送信", "iphoneから"
].join("|")})`, "i")
