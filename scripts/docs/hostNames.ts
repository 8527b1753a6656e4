/** What samples use of the app they are put into, and of libraries we don't install. */
export const hostNames = `
declare const analytics: { track(event: string, properties?: object): void }
declare const logger: { error(message: string, details?: object): void }
declare function gtag(command: "event", name: string, parameters?: object): void
declare module "*.css"
declare module "*/analytics" {
  export const analytics: { track(event: string, properties?: object): void }
}
declare module "@/lib/auth" {
  interface User { id: string; email: string; name: string; image?: string | null | undefined; createdAt: Date }
  export const auth: { api: { getSession(options: { headers: Headers }): Promise<{ user: User } | null> } }
}
declare module "next/headers" {
  export function headers(): Promise<Headers>
}
declare module "next/server" {
  export function connection(): Promise<void>
}
declare module "@sentry/react" {
  export function captureException(error: unknown, context?: { tags?: Record<string, string>; extra?: Record<string, unknown> }): void
}
declare module "posthog-js/react" {
  export function usePostHog(): { capture(event: string, properties?: object): void }
}
declare module "@vitejs/plugin-react" {
  const plugin: () => import("vite").PluginOption
  export default plugin
}
`

/** The same where they are React components. */
export const reactHostNames = `
declare module "*/App" {
  const App: () => import("react").ReactElement
  export default App
}
declare module "lucide-react" {
  export const MessageCircle: () => import("react").ReactElement
  export const X: () => import("react").ReactElement
}
declare module "next/link" {
  const Link: (props: { href: string; children?: import("react").ReactNode }) => import("react").ReactElement
  export default Link
}
`
