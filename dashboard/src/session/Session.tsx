import type { Me as MeSchema } from "@cossistant/core/members/Member"
import { Navigate, useLocation } from "@solidjs/router"
import { type Accessor, createContext, createMemo, createSignal, type JSX, Match, Switch, useContext } from "solid-js"
import { refusalSentence } from "../account/auth.ts"
import { Splash } from "../account/Splash.tsx"
import { problemOf } from "../inbox/problemOf.ts"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { tell } from "../ui/toasts.ts"
import { hangUp } from "../wire/hangUp.ts"
import { createQuery, type Query } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"

export type Me = typeof MeSchema.Encoded
export type Organization = Me["organizations"][number]
export type Site = Organization["websites"][number]

export interface Session extends Query<Me> {
  /** The line says that its session is over: a new one is made with this browser's newest cookie, if that is worth more. */
  readonly renew: () => Promise<void>
  /** Grows with each `renew`: what streams over the line starts again. */
  readonly era: Accessor<number>
  /** Ends the session on the server and forgets everything here; says so when it couldn't. */
  readonly signOut: () => Promise<void>
}

const SessionContext = createContext<Session>()

/** Who is signed in, read once and kept for all pages. */
export const SessionProvider = (props: { readonly children: JSX.Element }) => {
  const { auth, client, fresh } = useServer()
  const [era, setEra] = createSignal(0)
  const read = async (): Promise<Me> => {
    try {
      return await fresh.call("me.get")
    } catch (cause) {
      if (problemOf(cause)._tag !== "SignedOut") throw cause
      // A change of password ends the old session before the answer brings the new one.
      await auth.settled()
      return await fresh.call("me.get")
    }
  }
  const query = createQuery(read)
  let renewing: Promise<void> | undefined
  const renew = () => {
    renewing ??= auth.settled().then(() => hangUp(client)).then(read).then((me) => {
      query.set(me)
      setEra(era() + 1)
    }).catch(query.reload).finally(() => renewing = undefined)
    return renewing
  }
  const signOut = async () => {
    const result = await auth.signOut()
    // Nobody may leave a machine that others use in the belief that it is over.
    if (!result.ok) return tell(`You are still signed in. ${refusalSentence(result.refusal)}`, { isProblem: true })
    client.close()
    location.assign("/login")
  }
  return <SessionContext.Provider value={{ ...query, era, renew, signOut }}>{props.children}</SessionContext.Provider>
}

export const useSession = (): Session => {
  const session = useContext(SessionContext)
  if (session === undefined) throw new Error("useSession outside of SessionProvider")
  return session
}

/** What was last known of somebody: a page that is being left may still ask, as by the blur of a field that is taken away. */
const lastKnown = (first: Me, now: Accessor<Me | undefined>): Accessor<Me> => createMemo((before: Me) => now() ?? before, first)

/** Pages for signed-in people: others are sent to the sign-in and come back afterwards. */
export const SignedIn = (props: { readonly children: (me: Accessor<Me>) => JSX.Element }) => {
  const session = useSession()
  const location = useLocation()
  // While it is being asked again, as after signing in, the last answer says nothing.
  const isSignedOut = () => !session.isLoading() && session.problem()?._tag === "SignedOut"
  return (
    <Switch fallback={<Splash />}>
      <Match when={isSignedOut()}>
        <Navigate href={`/login?next=${encodeURIComponent(location.pathname + location.search)}`} />
      </Match>
      <Match when={session.data()}>{(me) => props.children(lastKnown(me(), session.data))}</Match>
      <Match when={session.problem()}>
        {(problem) => <main class="center-page"><PaneProblem isPage title="Your account could not be loaded" problem={problem()} onRetry={session.reload} /></main>}
      </Match>
    </Switch>
  )
}
