import { availabilityText } from "@cossistant/core/text/availabilityText"
import { headerFaces } from "@cossistant/core/widget/headerFaces"
import { shellView } from "@cossistant/core/widget/launcherView"
import { createMemo, type JSX, Match, Switch } from "solid-js"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { Avatars } from "./Avatar.tsx"
import { HeaderBar } from "./HeaderBar.tsx"
import { useNow } from "./useNow.ts"

/** Back, who answers here and whether they are in, close. */
export const Header = (): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const now = useNow(() => 60_000)
  const shell = useView(shellView)
  const availability = createMemo(() => availabilityText(text, shell.lastOnlineAt, now()))
  const onGoBack = () => shell.navigation.page === "HOME" ? undefined : widget.goBack
  return (
    <HeaderBar page={shell.navigation.page} onGoBack={onGoBack()}>
      <Switch>
        <Match when={shell.navigation.page === "CONVERSATION_HISTORY"}>
          <h2 class="co-title">{text("page.conversationHistory.title")}</h2>
        </Match>
        <Match when={shell.website}>
          {(website) => (
            <div class="co-identity">
              <Avatars agents={headerFaces(shell)} fallback={website().name} />
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
    </HeaderBar>
  )
}
