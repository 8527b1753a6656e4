import { Feedback, IdentifySupportVisitor, Support, SupportProvider } from "@cossistant/react"
import type { ReactElement } from "react"
import type { PageProps } from "./PageProps.ts"

/** A shop's page with the widget on it. */
export const App = ({ apiUrl, feedback = false, locale, mode = "floating", person, publicKey, quickOptions }: PageProps): ReactElement => (
  <SupportProvider publicKey={publicKey} apiUrl={apiUrl} quickOptions={quickOptions}>
    <h1>A shop</h1>
    <p id="own">Kettles and <a href="#more">more</a>. <button type="button">Buy</button> <textarea aria-label="Note" /></p>
    {person !== undefined && <IdentifySupportVisitor {...person} />}
    <div style={mode === "responsive" ? { width: 420, height: 600 } : undefined}>
      <Support mode={mode} {...(locale !== undefined && { locale })} />
    </div>
    {feedback && <Feedback topics={["Delivery", "Product"]} />}
  </SupportProvider>
)
