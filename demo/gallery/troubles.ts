import type { GalleryState } from "./states.ts"

/** What can go wrong, from a file that can't be sent to a widget that can't work on this page. */
export const troubles: Readonly<Record<string, GalleryState>> = {
  "file-errors": {
    isKnown: true, show: "conversation", waitsFor: ".co-file[data-problem]",
    before: (server) => server.begin(["My kettle won’t heat any more.", ">Could you send us a picture of the base?"]),
    attaches: () => [
      new File([new Uint8Array(6 * 1024 * 1024)], "base.png", { type: "image/png" }),
      new File(["a film"], "The ring blinks when I put it on.mov", { type: "video/quicktime" })
    ]
  },
  unreachable: {
    isKnown: true, show: "home", waitsFor: "[data-slot=home-page] .co-notice",
    before: (server) => {
      for (const tag of ["websites.get", "sync.subscribe", "conversations.list"]) server.refuse(tag, { _tag: "Unreachable", status: 503 })
      return undefined
    },
    // Where silence lasts, a page on this machine is told to check its address: the next try stays on its way.
    next: (server) => void server.hold("websites.get")
  },
  gone: {
    isKnown: true, show: "card", waitsFor: ".co-closed[data-status=gone]",
    before: (server) => {
      server.refuse("conversations.timeline", { _tag: "ConversationNotFound" })
      return server.begin(["Do you ship to Iceland?", ">We do, it takes five days."], { title: "Shipping to Iceland" })
    }
  },
  "missing-key": { page: { publicKey: "" }, show: "home" },
  refused: { show: "home", before: (server) => void server.refuse("websites.get", { _tag: "OriginRefused", origin: "https://shop.example", reason: "not_listed" }) },
  "live-key": { show: "home", before: (server) => void server.refuse("websites.get", { _tag: "OriginRefused", origin: "http://localhost:3000", reason: "live_key_on_loopback" }) },
  "wrong-address": { show: "home", before: (server) => void server.refuse("websites.get", { _tag: "Unreachable", status: 404 }), waitsFor: ".co-setup" }
}
