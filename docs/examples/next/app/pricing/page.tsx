import { SupportConfig } from "@cossistant/next"
import { type DefaultMessage, SenderType } from "@cossistant/types"

const defaultMessages: DefaultMessage[] = [
  { content: "Not sure which plan fits? Tell us how many kettles you have.", senderType: SenderType.TEAM_MEMBER },
]

export default function Pricing() {
  return (
    <main>
      <SupportConfig defaultMessages={defaultMessages} quickOptions={["How does billing work?", "Can I cancel anytime?"]} />
      <h1>Pricing</h1>
      <p>On this page the widget has a welcome message and two questions of its own.</p>
    </main>
  )
}
