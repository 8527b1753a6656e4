import { Navigate, Route, Router } from "@solidjs/router"
import { type Component, onCleanup, type ParentProps, Suspense } from "solid-js"
import { Splash } from "./account/Splash.tsx"
import { addresses, matchFilters, siteAddresses } from "./addresses.ts"
import { NoPage } from "./site/NoPage.tsx"
import { SessionProvider } from "./session/Session.tsx"
import { rememberFocus } from "./ui/arriveAtMain.ts"
import { refuseDrops } from "./ui/fileDrops.ts"
import { lazyPage } from "./ui/lazyPage.ts"
import { PageBoundary } from "./ui/PageBoundary.tsx"
import { Toaster } from "./ui/Toaster.tsx"
import { type Server, WireContext } from "./wire/WireContext.tsx"

const Login = lazyPage(() => import("./account/Login.tsx"))
const SignUpPage = lazyPage(() => import("./account/SignUpPage.tsx"))
const ForgotPassword = lazyPage(() => import("./account/ForgotPassword.tsx"))
const ResetPassword = lazyPage(() => import("./account/ResetPassword.tsx"))
const ConfirmEmail = lazyPage(() => import("./account/ConfirmEmail.tsx"))
const SelectSite = lazyPage(() => import("./account/SelectSite.tsx"))
const Join = lazyPage(() => import("./account/Join.tsx"))
const Welcome = lazyPage(() => import("./onboarding/Welcome.tsx"))
const SitePage = lazyPage(() => import("./site/SitePage.tsx"))
const InboxPage = lazyPage(() => import("./inboxPage/InboxPage.tsx"))
const LivePage = lazyPage(() => import("./analytics/LivePage.tsx"))
const BillingHandOff = lazyPage<object>(() => import("./settings/Plan.tsx").then(({ BillingHandOff }) => ({ default: BillingHandOff })))
const SettingsPage = lazyPage(() => import("./settings/SettingsPage.tsx"))

const Frame = (props: ParentProps) => {
  onCleanup(refuseDrops())
  onCleanup(rememberFocus())
  return (
    <SessionProvider>
      <PageBoundary><Suspense fallback={<Splash />}>{props.children}</Suspense></PageBoundary>
      <Toaster />
    </SessionProvider>
  )
}

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
const routesOf = <K extends string>(addresses: Readonly<Record<K, string | Array<string>>>, pages: Readonly<Record<K, Component>>) =>
  Object.entries<string | Array<string>>(addresses).map(([name, path]) =>
    <Route path={path} matchFilters={matchFilters} component={pages[name as K]} />) // both have the same names

/** The whole app against `server`. */
export const App = (props: { readonly server: Server }) => (
  <WireContext.Provider value={props.server}>
    <Router root={Frame}>
      {routesOf(addresses, pages)}
      <Route path="/:site" component={SitePage}>
        {routesOf(siteAddresses, sitePages)}
        <Route path="*" component={NoPage} />
      </Route>
    </Router>
  </WireContext.Provider>
)
