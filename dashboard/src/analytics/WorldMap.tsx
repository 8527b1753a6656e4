import { geoNaturalEarth1, geoPath } from "d3-geo"
import { createMemo, For } from "solid-js"
import { feature } from "topojson-client"
import type { GeometryCollection, Topology } from "topojson-specification"
import atlas from "world-atlas/land-110m.json"
import type { MapPoint } from "./mapPoints.ts"

const width = 720
const height = 340
/** Without Antarctica, where nobody is. */
const shown = 300

// The file's own shape (https://github.com/topojson/world-atlas): JSON modules know no tuples.
const world = atlas as unknown as Topology<{ land: GeometryCollection }>
const land = feature(world, world.objects.land)
const projection = geoNaturalEarth1().fitExtent([[0, 4], [width, height - 4]], { type: "Sphere" })
const shape = geoPath(projection)(land) ?? ""

/** Where visitors are, a dot for each place. The table beside it says the same in words. */
export default (props: { readonly points: ReadonlyArray<MapPoint> }) => {
  const dots = createMemo(() => props.points.flatMap((point) => {
    const at = projection([point.longitude, point.latitude])
    return at === null ? [] : [{ ...point, x: at[0], y: at[1], r: Math.min(14, 3 + 2 * Math.sqrt(point.count)) }]
  }))
  return (
    <svg class="world" viewBox={`0 0 ${width} ${shown}`} role="img" aria-label={`Map with visitors at ${props.points.length} ${props.points.length === 1 ? "place" : "places"}`}>
      <path class="world-land" d={shape} />
      <For each={dots()}>
        {(dot) => (
          <circle class="world-dot" data-online={dot.online > 0 ? "" : undefined} cx={dot.x} cy={dot.y} r={dot.r}>
            <title>{`${dot.name}: ${dot.count}`}</title>
          </circle>
        )}
      </For>
    </svg>
  )
}
