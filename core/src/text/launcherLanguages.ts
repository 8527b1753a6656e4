const sentences = <Unread>(close: string, open: string, support: string, morning: string, afternoon: string, evening: string, unread: Unread) => ({
  "common.actions.close": close,
  "common.actions.openSupport": open,
  "common.labels.support": support,
  "common.labels.unread": unread,
  "common.time.morning": morning,
  "common.time.afternoon": afternoon,
  "common.time.evening": evening
})

/** The launcher's sentences in the languages beside English: a part of its own, which is there long before a whole dictionary. */
export const launcherLanguages = {
  fr: sentences("Fermer", "Ouvrir l’assistance", "Assistance", "matin", "après-midi", "soir", { one: "{count} message non lu", other: "{count} messages non lus" }),
  es: sentences("Cerrar", "Abrir el chat de ayuda", "Ayuda", "mañana", "tarde", "noche", { one: "{count} mensaje sin leer", other: "{count} mensajes sin leer" }),
  de: sentences("Schließen", "Support-Chat öffnen", "Support", "Morgen", "Nachmittag", "Abend", { one: "{count} ungelesene Nachricht", other: "{count} ungelesene Nachrichten" }),
  pt: sentences("Fechar", "Abrir o chat de suporte", "Suporte", "manhã", "tarde", "noite", { one: "{count} mensagem não lida", other: "{count} mensagens não lidas" }),
  ja: sentences("閉じる", "サポートチャットを開く", "サポート", "朝", "午後", "夜", { other: "未読メッセージ{count}件" }),
  ar: sentences("إغلاق", "فتح محادثة الدعم", "الدعم", "صباحًا", "ظهرًا", "مساءً", {
    zero: "لا رسائل غير مقروءة",
    one: "رسالة واحدة غير مقروءة",
    two: "رسالتان غير مقروءتين",
    few: "{count} رسائل غير مقروءة",
    many: "{count} رسالة غير مقروءة",
    other: "{count} رسالة غير مقروءة"
  })
}
