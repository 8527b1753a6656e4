import { timelineSuite } from "@cossistant/core/suite/parts/timelineSuite"
import { partsDriver } from "../testing/partsDriver.tsx"

timelineSuite("React", partsDriver)
