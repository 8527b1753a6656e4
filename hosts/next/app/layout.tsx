import { SupportProvider } from "@cossistant/next"
import "@cossistant/next/styles.css"
import type { ReactNode } from "react"

export const metadata = { title: "A shop with Next.js", icons: { icon: "data:," } }

export default function Layout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <SupportProvider>{children}</SupportProvider>
      </body>
    </html>
  )
}
