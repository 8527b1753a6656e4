import { Support, SupportProvider } from "@cossistant/next"
import "@cossistant/next/styles.css"
import Link from "next/link"
import { type ReactNode, Suspense } from "react"
import { SignedIn } from "../components/SignedIn"
import "./globals.css"

export const metadata = { title: "Kettles" }

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <SupportProvider>
          <nav>
            <Link href="/">Kettles</Link>
            <Link href="/pricing">Pricing</Link>
          </nav>
          <Suspense>
            <SignedIn />
          </Suspense>
          {children}
          <Support />
        </SupportProvider>
      </body>
    </html>
  )
}
