import { inputsSuite } from "@cossistant/core/suite/parts/inputsSuite"
import { partsDriver } from "../testing/partsDriver.tsx"

inputsSuite("React", partsDriver)
