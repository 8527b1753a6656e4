import { feedbackSuite } from "@cossistant/core/suite/parts/feedbackSuite"
import { partsDriver } from "../testing/partsDriver.tsx"

feedbackSuite("Solid", partsDriver)
