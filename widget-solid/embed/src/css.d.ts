/** Vite gives a stylesheet's text for an import with this query. */
declare module "*.css?inline" {
  const css: string
  export default css
}
