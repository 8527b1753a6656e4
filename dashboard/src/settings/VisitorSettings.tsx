import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Switch } from "../ui/Switch.tsx"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import type { Website } from "./General.tsx"

/** What the team learns of visitors beyond what they send. Both are off until someone decides otherwise. */
export const VisitorSettings = (props: { readonly website: Website; readonly onSaved: (website: Website) => void }) => {
  const { isManager } = useSite()
  const { client } = useServer()
  const save = createAction(
    (change: { readonly typingPreview: boolean } | { readonly fingerprinting: boolean }) => client.call("websites.update", { websiteId: props.website.id, ...change }),
    props.onSaved
  )
  return (
    <Card title="Visitors" lead={isManager ? "Mention in your privacy notice what you turn on." : "Owners and admins can change this."}>
      <Switch
        label="Show what a visitor is writing" isOn={props.website.typingPreview} isDisabled={!isManager}
        onChange={(typingPreview) => void save.run({ typingPreview })}
        hint="The team sees the text before it is sent."
      />
      <Switch
        label="Guess who uses the same device" isOn={props.website.fingerprinting ?? false} isDisabled={!isManager}
        onChange={(fingerprinting) => void save.run({ fingerprinting })}
        hint="The widget sends a coarse hash of screen, language, time zone and processor, and visitors with the same one are shown as maybe the same person; in many places this needs their consent."
      />
      <ActionProblem of={save} />
    </Card>
  )
}
