import type { LiveVisitor } from "@cossistant/core/analytics/LiveVisitor"

export type Visitor = typeof LiveVisitor.Encoded

/** Visitors at one place of the map. */
export interface MapPoint {
  readonly latitude: number
  readonly longitude: number
  readonly name: string
  readonly count: number
  readonly online: number
}

const countries = new Intl.DisplayNames(undefined, { type: "region" })

/** "Lyon, France", "France", or nothing. */
export const placeText = (place: Visitor["place"]): string | null => {
  if (place === null) return null
  const country = countries.of(place.countryCode) ?? place.countryCode
  return place.city === null ? country : `${place.city}, ${country}`
}

/** Visitors by where they are, those without coordinates left out; the most first. */
export const mapPoints = (visitors: ReadonlyArray<Visitor>): ReadonlyArray<MapPoint> => {
  const points = new Map<string, MapPoint>()
  for (const { place, status } of visitors) {
    if (place === null || place.latitude === null || place.longitude === null) continue
    const key = `${place.latitude} ${place.longitude}`
    const known = points.get(key)
    points.set(key, {
      latitude: place.latitude, longitude: place.longitude, name: placeText(place) ?? place.countryCode,
      count: (known?.count ?? 0) + 1, online: (known?.online ?? 0) + (status === "online" ? 1 : 0)
    })
  }
  return [...points.values()].toSorted((a, b) => b.count - a.count)
}
