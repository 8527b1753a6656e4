import { SupportConfig } from "@cossistant/react"
import { SenderType } from "@cossistant/types"

/** While this page shows, the widget has a welcome message and two questions of its own. */
export function Pricing() {
  return (
    <>
      <SupportConfig
        defaultMessages={[{ content: "Not sure which plan fits?", senderType: SenderType.TEAM_MEMBER }]}
        quickOptions={["How does billing work?", "Can I cancel anytime?"]}
      />
      <h1>Pricing</h1>
    </>
  )
}
