import type { Line, Story, Teammate } from "./Story.ts"

const hours = (n: number) => n * 60
const days = (n: number) => n * 24 * 60

const visitor = (ago: number, text: string): Line => ({ ago, by: "visitor", text })
const owner = (ago: number, text: string): Line => ({ ago, by: "owner", text })
const teammate = (ago: number, text: string): Line => ({ ago, by: "teammate", text })
const note = (by: Teammate, ago: number, text: string): Line => ({ ago, by, text, isNote: true })

const mac = { browser: "Safari 26", os: "macOS 26", device: "desktop" }
const windows = { browser: "Edge 142", os: "Windows 11", device: "desktop" }
const android = { browser: "Chrome 142", os: "Android 16", device: "mobile" }
const iphone = { browser: "Safari 26", os: "iOS 26", device: "mobile" }
const linux = { browser: "Firefox 145", os: "Linux", device: "desktop" }

/** What the shop of the demo page was asked lately; the newest stand first. */
export const stories: ReadonlyArray<Story> = [
  {
    visitor: { language: "en-GB", timezone: "Europe/London", ...iphone, page: "/" },
    status: "open",
    lines: [visitor(6, "Hi! Does the No. 4 work on a gas hob?"), visitor(5, "Ours is in a van, so no mains most of the time")]
  },
  {
    visitor: {
      customer: "customer_maya", metadata: { kettle: "No. 4", orders: 2, city: "Leeds" },
      language: "en-GB", timezone: "Europe/London", ...mac, page: "/orders"
    },
    title: "Order 2291: not moving",
    status: "open",
    priority: "high",
    assignee: "owner",
    unread: 1,
    lines: [
      visitor(hours(3), "Where is my kettle? The tracking has said \"label created\" since Monday."),
      owner(hours(3) - 12, "Hello Maya, I'm sorry about that. I am asking the carrier right now; you'll hear from me today."),
      note("owner", hours(3) - 15, "Carrier says the parcel never reached the depot. If it isn't scanned by five, send a new one."),
      visitor(hours(2), "Thank you. It's a birthday present for Saturday, if that helps"),
      owner(24, "It does. A new one left our door ten minutes ago by courier and will be with you tomorrow before noon. If the first one turns up, keep it for tea at the office.")
    ]
  },
  {
    visitor: { name: "Ruben Vos", email: "ruben.vos@example.test", language: "nl-NL", timezone: "Europe/Amsterdam", ...linux, page: "/parts" },
    title: "Spare lid for a No. 3",
    isAlsoLive: true,
    status: "open",
    assignee: "teammate",
    lines: [
      visitor(hours(5), "Do you still make lids for the No. 3? Mine met the kitchen floor."),
      teammate(hours(5) - 31, "We do, for as long as there are No. 3s. It's €9 with four screws. Would you like brushed or black?"),
      visitor(hours(4), "Brushed please! And is the hinge pin in the box?"),
      note("teammate", hours(4) - 3, "Pin isn't in the lid kit any more, @Dana can we add one by hand?")
    ]
  },
  {
    visitor: { language: "fr-FR", timezone: "Europe/Paris", ...android, page: "/" },
    status: "open",
    isAlsoLive: true,
    lines: [visitor(hours(7), "Bonjour, livrez-vous en Suisse ? Et faut-il un adaptateur pour la prise ?")]
  },
  {
    visitor: { name: "Priya Raman", email: "priya@example.test", metadata: { company: "Third Wave Tea", seats: 40 }, language: "en-IN", timezone: "Asia/Kolkata", ...windows, page: "/business" },
    title: "Twelve kettles for an office",
    status: "open",
    lines: [
      visitor(hours(20), "We'd like twelve for our offices in Bengaluru. Is there a price for that, and do they come for 230 V Indian sockets?"),
      owner(hours(19), "Good morning Priya! From ten on we take 15% off. They run on 230 V; the plug is type C, and I can put type D leads in the box."),
      visitor(hours(18), "Perfect. Could you send an invoice to accounts@example.test with our tax number on it? I'll get it to you tomorrow.")
    ]
  },
  {
    visitor: { language: "de-DE", timezone: "Europe/Berlin", ...iphone, page: "/care" },
    status: "open",
    priority: "low",
    lines: [
      visitor(days(1), "Wie entkalke ich die Nr. 4 am besten? Das Wasser bei uns ist sehr hart."),
      teammate(days(1) - 22, "Hallo! Zwei Esslöffel Zitronensäure auf einen Liter, auf 60 Grad erwärmen, eine halbe Stunde stehen lassen, ausspülen. Kein Essig, der greift die Dichtung an."),
      visitor(days(1) - 40, "Super, danke! Wie oft?")
    ]
  },
  {
    visitor: { customer: "customer_tom", metadata: { kettle: "No. 4", orders: 1 }, language: "en-US", timezone: "America/New_York", ...windows, page: "/care" },
    title: "The ring turns both ways",
    status: "resolved",
    lines: [
      visitor(days(2), "The temperature ring on mine turns past 100 and starts again at 40. Is it broken?"),
      teammate(days(2) - 9, "It isn't: it goes round, so that from boiling to green tea is one notch and not sixty. If you'd rather have it stop, hold the button for five seconds."),
      visitor(days(2) - 14, "Ha, that's clever. Leaving it on. Thanks!")
    ]
  },
  {
    visitor: { name: "Ines Duarte", email: "ines.duarte@example.test", language: "pt-PT", timezone: "Europe/Lisbon", ...mac, page: "/" },
    status: "resolved",
    isAlsoLive: true,
    lines: [
      visitor(days(3), "How loud is it really? I make coffee at five and my daughter sleeps next door."),
      owner(days(3) - 6, "41 dB at the boil, about a library. And there's no whistle: it glows when it's done."),
      visitor(days(3) - 11, "Sold.")
    ]
  },
  {
    visitor: { language: "en-US", timezone: "America/Chicago", ...android, page: "/orders" },
    title: "Wrong address on an order",
    status: "resolved",
    lines: [
      visitor(days(4), "I typed my old address!! Order 2274. Can you still change it?"),
      teammate(days(4) - 4, "Caught it on the packing table. Where should it go?"),
      visitor(days(4) - 6, "118 Alder Street, same city. You're wonderful"),
      note("teammate", days(4) - 7, "Changed, label printed anew.")
    ]
  },
  {
    visitor: { name: "Kofi Mensah", email: "kofi@example.test", language: "en-GH", timezone: "Africa/Accra", ...linux, page: "/promise" },
    title: "Mended for life, really?",
    isAlsoLive: true,
    status: "resolved",
    lines: [
      visitor(days(6), "What does \"mended for life\" mean when you go out of business?"),
      owner(days(6) - 50, "Fair question. The drawings of every part are public, and the screws are ordinary M4: any workshop can make what we no longer do."),
      visitor(days(6) - 63, "That's the best answer I've had from a shop.")
    ]
  },
  {
    visitor: { language: "en-US", timezone: "America/Los_Angeles", ...windows, page: "/" },
    status: "spam",
    isAlsoLive: true,
    lines: [visitor(days(2), "Dear Sir, we can bring your website to FIRST PAGE in 7 days, guaranteed. Reply YES for the offer.")]
  },
  {
    visitor: { language: "en-US", timezone: "Etc/UTC", ...linux, page: "/" },
    status: "spam",
    lines: [visitor(days(5), "buy followers cheap cheap cheap"), visitor(days(5) - 1, "buy followers cheap cheap cheap")]
  }
]
