import { createSignal } from "solid-js"
import { type AuthResult, refusalSentence } from "./auth.ts"

/** One submit at a time of an account form; `onDone` runs when the server agreed. */
export const createForm = (submit: () => Promise<AuthResult>, onDone: () => void | Promise<void>) => {
  const [isBusy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<string | null>(null)
  const onSubmit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy()) return
    setBusy(true)
    setProblem(null)
    const result = await submit()
    if (result.ok) await onDone()
    else setProblem(refusalSentence(result.refusal))
    setBusy(false)
  }
  return { isBusy, problem, onSubmit }
}
