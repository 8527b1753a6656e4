import { availabilityText } from "@cossistant/core/text/availabilityText"
import { headerFaces } from "@cossistant/core/widget/headerFaces"
import { shellView } from "@cossistant/core/widget/launcherView"
import { type Accessor, createMemo, type JSX, Show } from "solid-js"
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
  const identity = (website: Accessor<{ readonly name: string }>) => (
    <div class="co-identity">
      <Avatars agents={headerFaces(shell)} fallback={website().name} />
      <div class="co-identity-text">
        <span class="co-title">{website().name}</span>
        <span class="co-availability" data-online={availability().isOnline ? "" : undefined}>
          {availability().label}
        </span>
      </div>
    </div>
  )
  return (
    <HeaderBar onGoBack={onGoBack()}>
      <Show when={shell.navigation.page === "CONVERSATION_HISTORY"} fallback={<Show when={shell.website}>{identity}</Show>}>
        <h2 class="co-title">{text("page.conversationHistory.title")}</h2>
      </Show>
    </HeaderBar>
  )
}
