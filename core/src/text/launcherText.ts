/** The few sentences the launcher needs before the panel, and with it the whole dictionary, is loaded. */
export const launcherText = {
  en: {
    "common.actions.close": "Close",
    "common.actions.openSupport": "Open support chat",
    "common.labels.support": "Support",
    "common.labels.unread": { one: "{count} unread message", other: "{count} unread messages" }
  },
  fr: {
    "common.actions.close": "Fermer",
    "common.actions.openSupport": "Ouvrir l’assistance",
    "common.labels.support": "Assistance",
    "common.labels.unread": { one: "{count} message non lu", other: "{count} messages non lus" }
  },
  es: {
    "common.actions.close": "Cerrar",
    "common.actions.openSupport": "Abrir el chat de ayuda",
    "common.labels.support": "Ayuda",
    "common.labels.unread": { one: "{count} mensaje sin leer", other: "{count} mensajes sin leer" }
  }
} as const
