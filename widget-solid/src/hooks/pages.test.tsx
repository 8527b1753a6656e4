import { pagesSuite } from "@cossistant/core/suite/parts/pagesSuite"
import { partsDriver } from "../testing/partsDriver.tsx"

pagesSuite("Solid", partsDriver)
