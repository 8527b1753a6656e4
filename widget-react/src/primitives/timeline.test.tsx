import { codeSuite } from "@cossistant/core/suite/parts/codeSuite"
import { timelineSuite } from "@cossistant/core/suite/parts/timelineSuite"
import { partsDriver } from "../testing/partsDriver.tsx"

timelineSuite("React", partsDriver)
codeSuite("React", partsDriver)
