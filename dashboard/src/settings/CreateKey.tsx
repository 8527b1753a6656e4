import { createSignal, Show } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { createEdit, createEdits } from "../ui/createEdit.ts"
import { Field } from "../ui/Field.tsx"
import { Modal } from "../ui/Modal.tsx"
import { Segments } from "../ui/Segments.tsx"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"
import { CodeBlock } from "../onboarding/CodeBlock.tsx"

/** Makes a key and shows its value, for private ones the only time. */
export const CreateKey = (props: { readonly isOpen: boolean; readonly onClose: () => void; readonly onCreated: () => void }) => {
  const { site } = useSite()
  const { client } = useServer()
  const name = createEdit(() => "", (text) => text.trim().length < 3 ? "Use at least 3 characters." : null)
  const [keyType, setKeyType] = createSignal<"public" | "private">("public")
  const [kind, setKind] = createSignal<"live" | "test">("live")
  const [value, setValue] = createSignal<string | null>(null)
  const create = createAction(
    () => client.call("keys.create", { websiteId: site.id, name: name.value().trim(), keyType: keyType(), isTest: kind() === "test" }),
    (made) => {
      setValue(made.value)
      props.onCreated()
    }
  )
  /** Put away by a slip of a key or of the mouse, what was written is there again. */
  const putAway = () => {
    // The key is made by now or soon: a secret one is shown this once.
    if (create.isBusy()) return
    props.onClose()
    create.forget()
    if (value() === null) return
    name.forget()
    setValue(null)
  }
  const close = () => {
    putAway()
    if (!create.isBusy()) name.forget()
  }
  return (
    <Modal isOpen={props.isOpen} isHeld={value() !== null && keyType() === "private"} title={value() === null ? "New key" : "Your new key"} onClose={putAway}>
      <Show
        when={value()}
        fallback={
          <form onSubmit={createEdits(name).onSubmit(() => void create.run())}>
            <Field label="Name" required data-focus maxLength={80} placeholder="Website" {...name.field} hint="So that you know later what it is for." />
            <Segments label="Use" options={[{ id: "public", label: "Public, for the widget" }, { id: "private", label: "Private, for your server" }]} value={keyType()} onChange={setKeyType} />
            <Segments label="Data" options={[{ id: "live", label: "Live" }, { id: "test", label: "Test" }]} value={kind()} onChange={setKind} />
            <ActionProblem of={create} />
            <div class="modal-actions"><Button onClick={close}>Cancel</Button><Button type="submit" look="primary" isBusy={create.isBusy()}>Create key</Button></div>
          </form>
        }
      >
        {(shown) => (
          <>
            <p>{keyType() === "private" ? "Copy it now and keep it secret: it is not shown again." : "It may stand in your pages; you find it here any time."}</p>
            <CodeBlock file={name.value()} code={shown()} />
            <div class="modal-actions"><Button look="primary" onClick={close}>Done</Button></div>
          </>
        )}
      </Show>
    </Modal>
  )
}
