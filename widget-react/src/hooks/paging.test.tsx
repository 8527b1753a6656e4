import { pagingSuite } from "@cossistant/core/suite/parts/pagingSuite"
import { partsDriver } from "../testing/partsDriver.tsx"

pagingSuite("React", partsDriver)
