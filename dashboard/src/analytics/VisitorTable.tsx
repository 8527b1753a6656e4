import { A } from "@solidjs/router"
import MessageSquare from "lucide-solid/icons/message-square"
import MessageSquarePlus from "lucide-solid/icons/message-square-plus"
import { createComputed, createSignal, For, Show } from "solid-js"
import { createStore, reconcile } from "solid-js/store"
import { inboxPath } from "../inboxPage/inboxPath.ts"
import { visitorName } from "../inbox/visitorName.ts"
import { useSite } from "../site/SiteContext.ts"
import { Avatar } from "../ui/Avatar.tsx"
import { createClock } from "../ui/clock.ts"
import { ago, fullTime } from "../ui/time.ts"
import { placeText, type Visitor } from "./mapPoints.ts"
import { StartChat } from "./StartChat.tsx"

const channels: Readonly<Record<NonNullable<Visitor["channel"]>, string>> = {
  direct: "Direct", email: "Email", paid: "Paid", organic_search: "Search", social: "Social", referral: "Referral"
}

/** Who is here, where, on which page, and how they came; each with the way into a conversation. */
export const VisitorTable = (props: { readonly visitors: ReadonlyArray<Visitor> }) => {
  const { site } = useSite()
  const now = createClock()
  // Who stays keeps the row, and with it the focus, when the list is read anew.
  const [rows, setRows] = createStore<{ visitors: ReadonlyArray<Visitor> }>({ visitors: [] })
  createComputed(() => setRows("visitors", reconcile(structuredClone(props.visitors), { key: "id" })))
  const [chatWith, setChatWith] = createSignal<Visitor | null>(null)
  let pressed: HTMLElement | undefined
  const close = () => {
    setChatWith(null)
    // The dialog doesn't know what opened it.
    queueMicrotask(() => pressed?.focus())
  }
  return (
    <div class="table-scroll" role="region" aria-label="Visitors" tabindex="0">
      <table class="visitors">
        <thead>
          <tr><th scope="col">Visitor</th><th scope="col">Page</th><th scope="col">Place</th><th scope="col">Came by</th><th scope="col">Seen</th><th scope="col" class="chat-cell">Chat</th></tr>
        </thead>
        <tbody>
          <For each={rows.visitors}>
            {(visitor) => (
              <tr>
                <th scope="row">
                  <span class="visitor-cell">
                    <Avatar name={visitorName(visitor)} image={visitor.image} size={24} isOnline={visitor.status === "online"} />
                    <Show when={visitor.conversationId} fallback={<span class="cut">{visitorName(visitor)}</span>}>
                      {(id) => <A class="cut" href={inboxPath(site.slug, "open", id(), false)}>{visitorName(visitor)}</A>}
                    </Show>
                  </span>
                </th>
                <td class="page-cell" title={visitor.page?.url}><span class="cut">{visitor.page?.title ?? visitor.page?.path ?? "–"}</span></td>
                <td>{placeText(visitor.place) ?? "–"}</td>
                <td>{visitor.channel === null ? "–" : channels[visitor.channel]}</td>
                <td title={fullTime(visitor.lastSeenAt)}>{visitor.status === "online" ? "Here now" : `Away, ${ago(visitor.lastSeenAt, now())}`}</td>
                <td class="chat-cell">
                  <Show
                    when={visitor.conversationId}
                    fallback={
                      <button
                        type="button" class="chat-button" aria-haspopup="dialog" aria-label={`Start chat with ${visitorName(visitor)}`}
                        onClick={(event) => {
                          pressed = event.currentTarget
                          setChatWith({ ...visitor })
                        }}
                      >
                        <MessageSquarePlus aria-hidden="true" /><span>Start chat</span>
                      </button>
                    }
                  >
                    {(id) => <A class="chat-button" href={inboxPath(site.slug, "open", id(), false)} aria-label={`Open chat with ${visitorName(visitor)}`}><MessageSquare aria-hidden="true" /><span>Open chat</span></A>}
                  </Show>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Show when={chatWith()} keyed>{(visitor) => <StartChat visitor={visitor} onClose={close} />}</Show>
    </div>
  )
}
