import { createSignal } from "solid-js"
import { type AuthRefusal, type AuthResult, refusalSentence } from "./auth.ts"

/** One submit at a time of an account form; `onDone` runs when the server agreed. A refusal stays until the next submit. */
export const createForm = (send: () => Promise<AuthResult>, onDone: () => void | Promise<void>) => {
  const [isBusy, setBusy] = createSignal(false)
  const [refusal, setRefusal] = createSignal<AuthRefusal | null>(null)
  const submit = async () => {
    if (isBusy()) return
    setBusy(true)
    setRefusal(null)
    const result = await send()
    if (result.ok) await onDone()
    else setRefusal(result.refusal)
    setBusy(false)
  }
  return {
    isBusy,
    refusal,
    /** The refusal as a sentence. */
    problem: () => {
      const why = refusal()
      return why && refusalSentence(why)
    },
    /** Forgets the refusal. */
    clear: () => setRefusal(null),
    submit,
    onSubmit: (event: SubmitEvent) => {
      event.preventDefault()
      void submit()
    }
  }
}
