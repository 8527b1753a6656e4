import { type BeforeLeaveEventArgs, useBeforeLeave } from "@solidjs/router"
import { type Accessor, createContext, createSignal, onCleanup, onMount, type ParentProps, useContext } from "solid-js"
import { Button } from "../ui/Button.tsx"
import { Modal } from "../ui/Modal.tsx"

const Unsaved = createContext<(isUnsaved: Accessor<boolean>) => () => void>()

/** Tells the page's guard whether a form holds something that is not saved, as long as the form is shown. */
export const guardUnsaved = (isUnsaved: Accessor<boolean>): void => {
  const add = useContext(Unsaved)
  if (add !== undefined) onCleanup(add(isUnsaved))
}

/**
 * Asks before a page with unsaved forms is left: by a link, back or forward in a dialog of ours, by closing the tab in the
 * browser's own (https://html.spec.whatwg.org/multipage/browsing-the-web.html#prompt-to-unload-a-document).
 */
export const UnsavedGuard = (props: ParentProps) => {
  const forms = new Set<Accessor<boolean>>()
  const isUnsaved = () => [...forms].some((form) => form())
  const [leaving, setLeaving] = createSignal<BeforeLeaveEventArgs | null>(null)
  const add = (form: Accessor<boolean>) => {
    forms.add(form)
    return () => void forms.delete(form)
  }
  useBeforeLeave((event) => {
    if (event.defaultPrevented || !isUnsaved()) return
    event.preventDefault()
    setLeaving(event)
  })
  onMount(() => {
    const onUnload = (event: BeforeUnloadEvent) => {
      if (isUnsaved()) event.preventDefault()
    }
    window.addEventListener("beforeunload", onUnload)
    onCleanup(() => window.removeEventListener("beforeunload", onUnload))
  })
  const leave = () => {
    const event = leaving()
    setLeaving(null)
    event?.retry(true)
  }
  return (
    <Unsaved.Provider value={add}>
      {props.children}
      <Modal isOpen={leaving() !== null} title="Leave without saving?" description="What you changed on this page is lost if you leave now." onClose={() => setLeaving(null)}>
        <div class="modal-actions">
          <Button look="danger" onClick={leave}>Leave</Button>
          <Button look="primary" data-focus onClick={() => setLeaving(null)}>Stay</Button>
        </div>
      </Modal>
    </Unsaved.Provider>
  )
}
