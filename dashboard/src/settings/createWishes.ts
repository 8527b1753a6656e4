import { createSignal } from "solid-js"
import { createAction } from "../wire/createAction.ts"

/**
 * Settings that are saved as soon as they are chosen, by `send`. Each shows what was wished last; what is wished while others
 * are on their way goes along next, so that no press is lost. After a refusal all show what is.
 */
export const createWishes = <Wish extends { readonly channel: string }, A>(
  send: (wishes: ReadonlyArray<Wish>) => Promise<A>,
  onSaved: (answer: A) => void
) => {
  const [wished, setWished] = createSignal<ReadonlyArray<Wish>>([])
  const save = createAction(async () => {
    try {
      while (wished().length > 0) {
        const sent = wished()
        const answer = await send(sent)
        // Before the wishes go, so that nothing shows what was before them.
        onSaved(answer)
        setWished(wished().filter((wish) => !sent.includes(wish)))
      }
    } catch (cause) {
      setWished([])
      throw cause
    }
  })
  return {
    ...save,
    /** The wish that isn't saved yet, if there is one. */
    of: (channel: string) => wished().find((wish) => wish.channel === channel),
    run: (wish: Wish): Promise<void> => {
      setWished([...wished().filter(({ channel }) => channel !== wish.channel), wish])
      return save.run()
    }
  }
}
