/** One line of a seeded conversation: who said it, and how many minutes after the line before. */
type Line = readonly [by: "visitor" | "owner" | "teammate" | "note", text: string, minutesLater?: number]

export interface Story {
  readonly name: string | null
  readonly email: string | null
  readonly title: string | null
  readonly status: "open" | "resolved" | "spam"
  /** How long ago it began. */
  readonly hoursAgo: number
  readonly page: string
  readonly lines: ReadonlyArray<Line>
}

/** A few believable days at a shop for kettles, so that an inbox to look around in isn't empty. */
export const stories: ReadonlyArray<Story> = [
  {
    name: "Priya Raman", email: "priya@example.test", title: "Kettle arrived with a dent", status: "open", hoursAgo: 1, page: "/orders/4821",
    lines: [
      ["visitor", "Hi! My kettle arrived today but there's a dent near the spout."],
      ["visitor", "It still works, it just looks a bit sad. Can I swap it?", 1],
      ["note", "Third dent from the same batch this week, see the courier's report", 4],
      ["owner", "I'm sorry about that, Priya. We'll send a new one today, no need to return the old one first.", 3]
    ]
  },
  {
    name: "Jonas Weber", email: "jonas@example.test", title: null, status: "open", hoursAgo: 3, page: "/products/stovetop",
    lines: [["visitor", "Does the stovetop model work on induction?"], ["visitor", "Also: how heavy is it when it's full?", 2]]
  },
  {
    name: null, email: null, title: null, status: "open", hoursAgo: 5, page: "/",
    lines: [["visitor", "Do you ship to Portugal?"], ["teammate", "We do, usually within four working days. Shipping is free above €60.", 6], ["visitor", "Perfect, thank you!", 1]]
  },
  {
    name: "Amélie Fournier", email: "amelie@example.test", title: "Invoice for our office", status: "open", hoursAgo: 26, page: "/account/invoices",
    lines: [
      ["visitor", "Bonjour, I need the invoice for order 4655 with our VAT number on it."],
      ["teammate", "Of course. Could you send me the number?", 12],
      ["visitor", "FR 40 123456789", 20],
      ["note", "Waiting for accounting, they answer on Mondays", 2]
    ]
  },
  {
    name: "Luca Moretti", email: "luca@example.test", title: "Descaling", status: "resolved", hoursAgo: 30, page: "/help/descaling",
    lines: [
      ["visitor", "What's the best way to descale the gooseneck? The manual only says \"regularly\"."],
      ["owner", "Half water, half white vinegar, bring it to the boil once, leave it for an hour, rinse twice. Every two months is plenty with soft water.", 5],
      ["visitor", "Great, that was easy.", 64]
    ]
  },
  {
    name: "Hannah Cole", email: "hannah@example.test", title: "Wrong colour", status: "resolved", hoursAgo: 52, page: "/orders/4790",
    lines: [
      ["visitor", "I ordered sage green and got black."],
      ["teammate", "That's on us. A green one leaves tomorrow, a return label for the black one is in your mail.", 8],
      ["visitor", "Thank you, that was quick", 3]
    ]
  },
  {
    name: null, email: null, title: null, status: "resolved", hoursAgo: 75, page: "/products/travel",
    lines: [["visitor", "Is the travel kettle dual voltage?"], ["owner", "Yes, 110 and 230 volts, there's a small switch under the base.", 9]]
  },
  {
    name: null, email: null, title: null, status: "spam", hoursAgo: 90, page: "/contact",
    lines: [["visitor", "BEST SEO RANKING for your shop, first month free, answer now"]]
  }
]
