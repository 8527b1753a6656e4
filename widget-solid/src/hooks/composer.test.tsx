import { composerSuite } from "@cossistant/core/suite/parts/composerSuite"
import { partsDriver } from "../testing/partsDriver.tsx"

composerSuite("Solid", partsDriver)
