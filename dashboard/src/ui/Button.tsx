import { createSignal, type JSX, Show, splitProps } from "solid-js"

interface ButtonProps extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "onBlur" | "onFocus"> {
  readonly look?: "primary" | "plain" | "quiet" | "danger"
  /** Shows that the press is being worked on; the button keeps its width and takes no second press. */
  readonly isBusy?: boolean
}

/** A button with words. One that is disabled by its own press, as when all is saved, keeps the focus until it is left. */
export const Button = (props: ButtonProps) => {
  const [own, rest] = splitProps(props, ["look", "isBusy", "children", "class", "disabled"])
  const [hasFocus, setFocus] = createSignal(false)
  const isOff = () => own.disabled === true
  return (
    <button
      type="button"
      {...rest}
      class={`button ${own.class ?? ""}`}
      data-look={own.look ?? "plain"}
      disabled={isOff() && !hasFocus()}
      aria-disabled={own.isBusy || isOff() ? "true" : undefined}
      aria-busy={own.isBusy ? "true" : undefined}
      onFocus={() => setFocus(true)}
      onBlur={() => setFocus(false)}
      onClick={(event) => {
        if (own.isBusy || isOff()) event.preventDefault()
        else if (typeof rest.onClick === "function") rest.onClick(event)
      }}
    >
      <Show when={own.isBusy}><span class="button-progress" /></Show>
      {own.children}
    </button>
  )
}
