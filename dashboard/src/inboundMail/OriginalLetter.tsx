import Download from "lucide-solid/icons/download"
import { createSignal, For, Match, Show, Switch } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { Modal } from "../ui/Modal.tsx"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { Switch as Toggle } from "../ui/Switch.tsx"
import { fullTime } from "../ui/time.ts"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { leftOutText, reasonText } from "./letterText.ts"

/** A letter's words as it came, in a frame that runs nothing and loads nothing from elsewhere until it is asked to. */
const Shown = (props: { readonly id: string }) => {
  const { site } = useSite()
  const { client } = useServer()
  const found = createQuery(() => client.call("inbound.letter", { websiteId: site.id, id: props.id }), () => props.id)
  const [hasPictures, setPictures] = createSignal(false)
  return (
    <Switch fallback={<SkeletonRows kind="line" count={6} />}>
      <Match when={found.problem()}>{(problem) => <PaneProblem title="The letter could not be loaded" problem={problem()} onRetry={found.reload} />}</Match>
      <Match when={found.data()}>
        {(data) => (
          <>
            <dl class="letter-facts">
              <div><dt>From</dt><dd>{data().letter.senderName ?? ""} <span class="muted">{data().letter.sender ?? "unknown"}</span></dd></div>
              <div><dt>Subject</dt><dd>{data().letter.subject || "None"}</dd></div>
              <div><dt>Received</dt><dd>{fullTime(data().letter.receivedAt)}</dd></div>
              <Show when={data().letter.reason}>{(reason) => <div><dt>Dropped</dt><dd>{reasonText(reason())} <Show when={data().letter.detail}><code>{data().letter.detail}</code></Show></dd></div>}</Show>
              <Show when={data().letter.leftOut.length > 0}><div><dt>Not shown</dt><dd><For each={data().letter.leftOut}>{(file) => <span class="letter-file">{leftOutText(file)}</span>}</For></dd></div></Show>
            </dl>
            <Show when={data().originalUrl} fallback={<p class="muted card-empty">The letter itself is no longer kept.</p>}>
              {(url) => (
                <>
                  <iframe
                    class="letter-frame" title="The letter as it came" referrerpolicy="no-referrer" sandbox="allow-popups allow-popups-to-escape-sandbox"
                    src={`${url()}${hasPictures() ? "?images=remote" : ""}`}
                  />
                  <Toggle label="Load remote pictures" hint="Whoever sent the letter learns that it was read." isOn={hasPictures()} onChange={setPictures} />
                  <a class="link letter-save" href={`${url()}/source`} download="letter.eml"><Download size={14} />Save the letter with all its files</a>
                </>
              )}
            </Show>
          </>
        )}
      </Match>
    </Switch>
  )
}

/** The dialog with a letter as it came; closed while `id` is null. */
export const OriginalLetter = (props: { readonly id: string | null; readonly onClose: () => void }) => (
  <Modal isOpen={props.id !== null} title="Original letter" onClose={props.onClose}>
    <Show when={props.id} keyed>{(id) => <Shown id={id} />}</Show>
  </Modal>
)
