import { type JSX, Show, splitProps } from "solid-js"

interface ButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: "primary" | "plain" | "quiet" | "danger"
  /** Shows that the press is being worked on; the button keeps its width and takes no second press. */
  readonly isBusy?: boolean
}

/** A button with words. */
export const Button = (props: ButtonProps) => {
  const [own, rest] = splitProps(props, ["look", "isBusy", "children", "class"])
  return (
    <button
      type="button"
      {...rest}
      class={`button ${own.class ?? ""}`}
      data-look={own.look ?? "plain"}
      aria-disabled={own.isBusy ? "true" : undefined}
      aria-busy={own.isBusy ? "true" : undefined}
      onClick={(event) => {
        if (own.isBusy) event.preventDefault()
        else if (typeof rest.onClick === "function") rest.onClick(event)
      }}
    >
      <Show when={own.isBusy}><span class="button-progress" /></Show>
      {own.children}
    </button>
  )
}
