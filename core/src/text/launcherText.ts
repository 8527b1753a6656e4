const sentences = <Unread>(close: string, open: string, support: string, unread: Unread) => ({
  "common.actions.close": close,
  "common.actions.openSupport": open,
  "common.labels.support": support,
  "common.labels.unread": unread
})

/** The few sentences the launcher needs before the panel, and with it a whole dictionary, is loaded. */
export const launcherText = {
  en: sentences("Close", "Open support chat", "Support", { one: "{count} unread message", other: "{count} unread messages" }),
  fr: sentences("Fermer", "Ouvrir l’assistance", "Assistance", { one: "{count} message non lu", other: "{count} messages non lus" }),
  es: sentences("Cerrar", "Abrir el chat de ayuda", "Ayuda", { one: "{count} mensaje sin leer", other: "{count} mensajes sin leer" }),
  de: sentences("Schließen", "Support-Chat öffnen", "Support", { one: "{count} ungelesene Nachricht", other: "{count} ungelesene Nachrichten" }),
  pt: sentences("Fechar", "Abrir o chat de suporte", "Suporte", { one: "{count} mensagem não lida", other: "{count} mensagens não lidas" }),
  ja: sentences("閉じる", "サポートチャットを開く", "サポート", { other: "未読メッセージ{count}件" }),
  ar: sentences("إغلاق", "فتح محادثة الدعم", "الدعم", {
    zero: "لا رسائل غير مقروءة",
    one: "رسالة واحدة غير مقروءة",
    two: "رسالتان غير مقروءتين",
    few: "{count} رسائل غير مقروءة",
    many: "{count} رسالة غير مقروءة",
    other: "{count} رسالة غير مقروءة"
  })
}
