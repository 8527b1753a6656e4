import { helpersSuite } from "@cossistant/core/suite/parts/helpersSuite"
import { partsDriver } from "../testing/partsDriver.tsx"

helpersSuite("React", partsDriver)
