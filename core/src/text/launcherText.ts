/**
 * The few sentences that the launcher needs before the panel, and with it a whole dictionary, is loaded; and the times of
 * day, which a function of the host's may want for one of them. English: the others are `launcherLanguages`.
 */
export const launcherText = {
  en: {
    "common.actions.close": "Close",
    "common.actions.openSupport": "Open support chat",
    "common.labels.support": "Support",
    "common.labels.unread": { one: "{count} unread message", other: "{count} unread messages" },
    "common.time.morning": "morning",
    "common.time.afternoon": "afternoon",
    "common.time.evening": "evening"
  }
}
