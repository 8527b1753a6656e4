import { Navigate, Route, Router } from "@solidjs/router"
import { lazy, type ParentProps, Suspense } from "solid-js"
import { Splash } from "./account/Splash.tsx"
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

/** The whole app against `server`. */
export const App = (props: { readonly server: Server }) => (
  <WireContext.Provider value={props.server}>
    <Router root={Frame}>
      <Route path="/" component={toSelect} />
      <Route path="/login" component={Login} />
      <Route path="/sign-up" component={SignUpPage} />
      <Route path="/forgot-password" component={ForgotPassword} />
      <Route path="/reset-password" component={ResetPassword} />
      <Route path="/confirm-email" component={ConfirmEmail} />
      <Route path="/select" component={SelectSite} />
      <Route path="/welcome/:organization" component={Welcome} />
      <Route path="/welcome/:organization/join/:invitation" component={Join} />
      <Route path="/:site" component={SitePage}>
        <Route path="/" component={toInbox} />
        <Route path="/inbox/:first?/:second?" component={InboxPage} />
        <Route path="/live" component={LivePage} />
        <Route path="/billing" component={BillingHandOff} />
        <Route path="/settings" component={toGeneral} />
        <Route path="/settings/:page" component={SettingsPage} />
      </Route>
      <Route path="*" component={() => <NoAccess />} />
    </Router>
  </WireContext.Provider>
)
