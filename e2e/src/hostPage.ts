/** A web server of a site that has the widget on its pages: another origin than ours. */
export interface HostSite {
  /** Puts a page on the site; gives its address. `policy` is its content security policy, `lang`/`dir` stand on `<html>`. */
  readonly page: (content: HostContent) => string
  /** Serves a built folder under `/<name>/`; gives its address. */
  readonly folder: (name: string, path: string) => string
  readonly origin: string
  readonly stop: () => Promise<void>
}

export interface HostContent {
  readonly head?: string
  readonly body: string
  readonly policy?: string
  /** Attributes of `<html>`. */
  readonly html?: string
}

/** Starts one on a free loopback port. */
export const openHostSite = (): HostSite => {
  const pages = new Map<string, HostContent>()
  const folders = new Map<string, string>()
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: async ({ url }) => {
      const { pathname } = new URL(url)
      const page = pages.get(pathname)
      if (page !== undefined) return html(page)
      const [, name = "", ...rest] = pathname.split("/")
      const file = Bun.file(`${folders.get(name)}/${rest.join("/") || "index.html"}`)
      // As any site does: a device that comes again has the files already.
      const headers = { "access-control-allow-origin": "*", "cache-control": "max-age=3600" }
      return await file.exists() ? new Response(file, { headers }) : new Response(null, { status: 404 })
    }
  })
  const origin = `http://127.0.0.1:${server.port}`
  return {
    origin,
    page: (content) => {
      const path = `/page-${pages.size + 1}`
      pages.set(path, content)
      return origin + path
    },
    folder: (name, path) => {
      folders.set(name, path)
      return `${origin}/${name}/`
    },
    stop: () => server.stop(true)
  }
}

const html = ({ body, head = "", html: attributes = "lang=en", policy }: HostContent): Response =>
  new Response(
    `<!doctype html><html ${attributes}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>A shop</title>${head}</head><body>${body}</body></html>`,
    { headers: { "content-type": "text/html; charset=utf-8", ...(policy !== undefined && { "content-security-policy": policy }) } }
  )
