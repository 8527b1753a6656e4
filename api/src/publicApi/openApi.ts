import { Access, type ApiAccess } from "@cossistant/core/publicApi/CurrentApiKey"
import { PublicApi } from "@cossistant/core/publicApi/PublicApi"
import * as Context from "effect/Context"
import * as HttpApi from "effect/http-api/HttpApi"
import * as OpenApi from "effect/http-api/OpenApi"

/** Who may ask, as OpenAPI's security requirements and in words. */
const security: Readonly<Record<ApiAccess, { readonly requirements: Array<OpenApi.OpenAPISecurityRequirement>; readonly words: string }>> = {
  private: { requirements: [{ privateKey: [] }], words: "Private key." },
  actor: { requirements: [{ privateKey: [] }], words: "Private key, and a teammate: `X-Actor-User-Id`, unless the key is linked to one." },
  any: { requirements: [{ privateKey: [] }, { publicKey: [] }], words: "Private or public key." },
  visitor: {
    requirements: [{ privateKey: [] }, { publicKey: [], visitorSecret: [] }],
    words: "Private key, or a public key with the visitor's secret."
  }
}

const header = (name: string, description: string) => ({ name, in: "header", required: false, description, schema: { type: "string" } }) as const

/** The public API as an OpenAPI 3.1 document for a server at `publicUrl`. */
export const openApiDocument = (publicUrl: string): OpenApi.OpenAPISpec => {
  const spec = OpenApi.fromApi(PublicApi)
  HttpApi.reflect(PublicApi, {
    onGroup: () => undefined,
    onEndpoint: ({ endpoint, group }) => {
      const access = Context.get(endpoint.annotations, Access)
      const path = spec.paths[endpoint.path.replace(/:(\w+)/g, "{$1}")]
      for (const operation of [path?.get, path?.post, path?.patch, path?.delete]) {
        if (operation?.operationId !== `${group.identifier}.${endpoint.identifier}`) continue
        operation.security = security[access].requirements
        operation.description = security[access].words
        operation.parameters.push(
          ...(access === "actor" || access === "private" ? [header("x-actor-user-id", "The teammate who acts.")] : []),
          ...(access === "visitor" ? [header("x-visitor-id", "With a private key: the visitor meant, where the request names none.")] : []),
          ...(endpoint.method === "POST" || endpoint.method === "PATCH"
            ? [header("idempotency-key", `${access === "any" ? "With a private key: repeat" : "Repeat"} the request with it: it is done once, and answered the same for a day.`)] : [])
        )
      }
    }
  })
  return {
    ...spec,
    servers: [{ url: publicUrl }],
    components: {
      ...spec.components,
      securitySchemes: {
        privateKey: { type: "http", scheme: "bearer", description: "A private key, `sk_…`. For servers only." },
        publicKey: { type: "apiKey", in: "header", name: "X-Public-Key", description: "A public key, `pk_…`, from an allowed origin." },
        visitorSecret: { type: "http", scheme: "bearer", description: "A visitor's secret, `vs_…`, told once when the visitor starts." }
      }
    }
  }
}
