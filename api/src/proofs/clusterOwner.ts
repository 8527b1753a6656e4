import { type Cluster, clusterOrigin } from "./Cluster.ts"
import { password } from "./people.ts"
import { asMember, must } from "./TwoTenants.ts"

/** Signs up the first owner of a cluster, with a site. */
export const clusterOwner = async (cluster: Cluster) => {
  const owner = new URL(cluster.servers[0]?.summary().ownerLink ?? "").hash.slice("#owner=".length)
  const answer = await fetch(`${cluster.url(0)}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: clusterOrigin },
    body: JSON.stringify({ name: "Olga Owner", email: "olga@acme.test", password, owner })
  })
  const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? ""
  const { testPublicKey, website } = await must(asMember(cluster.url(0), cookie, clusterOrigin), "websites.create", {
    name: "Acme", domain: "acme.test", installationTarget: "react"
  }) as { readonly testPublicKey: string; readonly website: { readonly id: string } }
  return { cookie, websiteId: website.id, testKey: testPublicKey }
}
