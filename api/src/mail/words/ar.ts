import type { VisitorWords } from "./VisitorWords.ts"

export const ar: VisitorWords = {
  one: "رسالة جديدة من {site}",
  many: "رسائل جديدة من {site}: {n}",
  titleOne: "كتب إليك {author}",
  titleMany: "رسائل جديدة لديك: {n}",
  earlier: "رسائل سابقة في المحادثة: {n}.",
  answer: "يكفي أن ترد على هذه الرسالة: يصل ردك مباشرة إلى المحادثة.",
  visit: "للرد، افتح المحادثة على {domain}.",
  why: "تصلك هذه الرسالة لأنك راسلت {site}.",
  unsubscribe: "إيقاف هذه الرسائل",
  files: "الملفات: {n}",
  file: "ملف واحد",
  team: "الفريق",
  assistant: "المساعد",
  stopTitle: "إيقاف الرسائل من {site}؟",
  stopText: "لن تصل إلى {email} رسائل أخرى عن هذه المحادثات. تبقى المحادثات كما هي.",
  stopButton: "إيقاف الرسائل",
  stopped: "تم: لن تصل إلى {email} رسائل أخرى من {site}.",
  stopUnknown: "لم يعد هذا الرابط صالحًا."
}
