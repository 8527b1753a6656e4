import { Support } from "@cossistant/next"

// A server component: the widget brings its own client boundary
export default async function Page() {
  return (
    <main>
      <h1>A shop</h1>
      <Support />
    </main>
  )
}
