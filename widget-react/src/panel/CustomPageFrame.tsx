import type { ComponentType, ReactElement } from "react"

interface CustomPageFrameProps {
  /** Which params a name has, whoever navigated knew. */
  readonly Page: ComponentType<{ params?: unknown }>
  readonly name: string
  readonly params: unknown
}

/** A page of the host's own; `MY_PAGE` is drawn in `my-page-page`. */
export const CustomPageFrame = ({ Page, name, params }: CustomPageFrameProps): ReactElement => (
  <div className="co-page co-page-custom co-scroll" data-slot={`${name.toLowerCase().replaceAll("_", "-")}-page`} data-page={name}>
    <Page params={params} />
  </div>
)
