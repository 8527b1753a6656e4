import type { VisitorWords } from "./VisitorWords.ts"

export const ja: VisitorWords = {
  one: "{site} からの新しいメッセージ",
  many: "{site} からの新しいメッセージ {n} 件",
  titleOne: "{author} さんからメッセージが届きました",
  titleMany: "新しいメッセージが {n} 件あります",
  earlier: "これより前の {n} 件はチャットでご覧いただけます。",
  answer: "このメールに返信すると、そのまま会話に届きます。",
  visit: "返信するには {domain} のチャットを開いてください。",
  why: "{site} にお問い合わせいただいたため、このメールをお送りしています。",
  unsubscribe: "このメールの配信を停止する",
  files: "ファイル {n} 件",
  file: "ファイル 1 件",
  team: "チーム",
  assistant: "アシスタント",
  stopTitle: "{site} からのメールを停止しますか？",
  stopText: "{email} には、会話についてのメールが届かなくなります。会話はそのまま残ります。",
  stopButton: "停止する",
  stopped: "停止しました。{email} に {site} からのメールは届きません。",
  stopUnknown: "このリンクは無効になりました。"
}
