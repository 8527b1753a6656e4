/** The emojis a support chat is made of: assent, thanks, delight, doubt, trouble. Eight to a row. */
export const emojis = [
  "👍", "🙏", "🙂", "😊", "😂", "😍", "🎉", "❤️",
  "👋", "👌", "👏", "💪", "🤝", "🔥", "✨", "🚀",
  "🤔", "😅", "😬", "😕", "😢", "😡", "🙈", "👀",
  "✅", "❌", "⚠️", "❓", "💡", "🐛", "🔧", "⏳"
] as const
