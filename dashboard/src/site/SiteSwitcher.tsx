import { useNavigate } from "@solidjs/router"
import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down"
import Plus from "lucide-solid/icons/plus"
import { Avatar } from "../ui/Avatar.tsx"
import { Menu, type MenuItem } from "../ui/Menu.tsx"
import { useSite } from "./SiteContext.ts"

/** Which site this is, and the way to the others. */
export const SiteSwitcher = () => {
  const { me, site } = useSite()
  const navigate = useNavigate()
  const items = (): ReadonlyArray<MenuItem> => {
    const sites = me().organizations.flatMap((organization) => organization.websites)
    const managed = me().organizations.find((organization) => organization.role !== "member")
    return [
      ...sites.map((other) => ({
        label: other.name,
        icon: <Avatar name={other.name} image={other.logoUrl} size={20} />,
        isChecked: other.id === site.id,
        isOneOf: true,
        onSelect: () => navigate(`/${other.slug}/inbox`)
      })),
      ...(managed
        ? [{ label: "Add a site", icon: <Plus />, startsGroup: true, onSelect: () => navigate(`/welcome/${managed.slug}`) }]
        : [])
    ]
  }
  return (
    <Menu
      label={`Site: ${site.name}`} class="site-switcher" side="bottom-start" items={items()}
      trigger={<><Avatar name={site.name} image={site.logoUrl} size={24} /><span class="nav-text">{site.name}</span><ChevronsUpDown class="nav-text" /></>}
    />
  )
}
