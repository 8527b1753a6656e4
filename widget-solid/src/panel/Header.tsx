import { icons } from "@cossistant/core/theme/icons"
import { availabilityText } from "@cossistant/core/text/availabilityText"
import { launcherView, shellView } from "@cossistant/core/widget/launcherView"
import { createMemo, type JSX, Match, Show, Switch } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { Avatars } from "./Avatar.tsx"
import { IconButton } from "./IconButton.tsx"
import { useNow } from "./useNow.ts"

/** Back, who answers here and whether they are in, close. */
export const Header = (props: { readonly isRaised: boolean }): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const now = useNow(() => 60_000)
  const launcher = useView(launcherView)
  const shell = useView(shellView)
  const availability = createMemo(() => availabilityText(text, shell.lastOnlineAt, now()))
  return (
    <header class="co-header" data-slot="header" data-page={shell.navigation.page} data-raised={props.isRaised ? "" : undefined}>
      <Show when={shell.navigation.page !== "HOME"}>
        <IconButton name={text("common.actions.back")} onClick={widget.goBack}>
          <Icon shapes={icons.back} isMirrored />
        </IconButton>
      </Show>
      <Switch>
        <Match when={shell.navigation.page === "CONVERSATION_HISTORY"}>
          <h2 class="co-title">{text("page.conversationHistory.title")}</h2>
        </Match>
        <Match when={shell.website}>
          {(website) => (
            <div class="co-identity">
              <Avatars agents={[...shell.humanAgents, ...shell.aiAgents].slice(0, 3)} fallback={website().name} />
              <div class="co-identity-text">
                <span class="co-title">{website().name}</span>
                <span class="co-availability" data-online={availability().isOnline ? "" : undefined}>
                  {availability().label}
                </span>
              </div>
            </div>
          )}
        </Match>
      </Switch>
      <Show when={launcher.mode === "floating"}>
        <IconButton name={text("common.actions.close")} onClick={widget.close}>
          <Icon shapes={icons.close} />
        </IconButton>
      </Show>
    </header>
  )
}
