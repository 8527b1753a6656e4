/** What a website is built with. `solid` and `script` are ours. */
export const WebsiteInstallationTarget = { NEXTJS: "nextjs", REACT: "react", SOLID: "solid", SCRIPT: "script" } as const
export type WebsiteInstallationTarget = (typeof WebsiteInstallationTarget)[keyof typeof WebsiteInstallationTarget]
