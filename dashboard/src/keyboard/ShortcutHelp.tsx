import { createSignal, onCleanup, onMount } from "solid-js"
import { Modal } from "../ui/Modal.tsx"
import { Switch } from "../ui/Switch.tsx"
import { KeyList } from "./KeyList.tsx"
import { hasLetterKeys, switchLetterKeys } from "./letterKeys.ts"
import { listenForShortcuts } from "./listenForShortcuts.ts"
import { type ShortcutId, shortcuts } from "./shortcuts.ts"

const all = Object.keys(shortcuts) as ReadonlyArray<ShortcutId> // the table's own keys
const [isShown, setShown] = createSignal(false)

/** Shows every shortcut, as the key for it does. */
export const showShortcuts = (): void => void setShown(true)

/** Every shortcut in a dialog, while it is asked for. */
export const ShortcutHelp = () => {
  onMount(() => onCleanup(listenForShortcuts({ help: showShortcuts })))
  onCleanup(() => setShown(false))
  return (
    <Modal isOpen={isShown()} title="Keyboard shortcuts" description="They act while no field has the focus, but for Escape and sending." onClose={() => setShown(false)}>
      <KeyList of={all} />
      <Switch label="Keys of one letter" hint="Off, only the other keys act. For this browser." isOn={hasLetterKeys()} onChange={switchLetterKeys} />
    </Modal>
  )
}
