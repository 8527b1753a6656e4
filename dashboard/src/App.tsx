import { Navigate, Route, Router } from "@solidjs/router"
import { type Component, lazy, type ParentProps, Suspense } from "solid-js"
import { Splash } from "./account/Splash.tsx"
import { addresses, matchFilters, siteAddresses } from "./addresses.ts"
import { NoAccess } from "./site/NoAccess.tsx"
import { SessionProvider } from "./session/Session.tsx"
import { Toaster } from "./ui/Toaster.tsx"
import { type Server, WireContext } from "./wire/WireContext.tsx"

const Login = lazy(() => import("./account/Login.tsx"))
const SignUpPage = lazy(() => import("./account/SignUpPage.tsx"))
const ForgotPassword = lazy(() => import("./account/ForgotPassword.tsx"))
const ResetPassword = lazy(() => import("./account/ResetPassword.tsx"))
const ConfirmEmail = lazy(() => import("./account/ConfirmEmail.tsx"))
const SelectSite = lazy(() => import("./account/SelectSite.tsx"))
const Join = lazy(() => import("./account/Join.tsx"))
const Welcome = lazy(() => import("./onboarding/Welcome.tsx"))
const SitePage = lazy(() => import("./site/SitePage.tsx"))
const InboxPage = lazy(() => import("./inboxPage/InboxPage.tsx"))
const LivePage = lazy(() => import("./analytics/LivePage.tsx"))
const BillingHandOff = lazy(() => import("./settings/Plan.tsx").then(({ BillingHandOff }) => ({ default: BillingHandOff })))
const SettingsPage = lazy(() => import("./settings/SettingsPage.tsx"))

const Frame = (props: ParentProps) => (
  <SessionProvider>
    <Suspense fallback={<Splash />}>{props.children}</Suspense>
    <Toaster />
  </SessionProvider>
)

const toSelect = () => <Navigate href="/select" />
const toInbox = () => <Navigate href="inbox" />
const toGeneral = () => <Navigate href="general" />

const pages: Readonly<Record<keyof typeof addresses, Component>> = {
  start: toSelect, login: Login, signUp: SignUpPage, forgotPassword: ForgotPassword, resetPassword: ResetPassword, confirmEmail: ConfirmEmail,
  select: SelectSite, welcome: Welcome, join: Join
}
const sitePages: Readonly<Record<keyof typeof siteAddresses, Component>> = {
  start: toInbox, inbox: InboxPage, live: LivePage, billing: BillingHandOff, settings: toGeneral, settingsPage: SettingsPage
}

/** A route for each address: one without a page, or the other way about, doesn't compile. */
const routesOf = <K extends string>(addresses: Readonly<Record<K, string>>, pages: Readonly<Record<K, Component>>) =>
  Object.entries<string>(addresses).map(([name, path]) =>
    <Route path={path} matchFilters={matchFilters} component={pages[name as K]} />) // both have the same names

/** The whole app against `server`. */
export const App = (props: { readonly server: Server }) => (
  <WireContext.Provider value={props.server}>
    <Router root={Frame}>
      {routesOf(addresses, pages)}
      <Route path="/:site" component={SitePage}>{routesOf(siteAddresses, sitePages)}</Route>
      <Route path="*" component={() => <NoAccess />} />
    </Router>
  </WireContext.Provider>
)
