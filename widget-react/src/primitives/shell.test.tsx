import { shellSuite } from "@cossistant/core/suite/parts/shellSuite"
import { partsDriver } from "../testing/partsDriver.tsx"

shellSuite("React", partsDriver)
