import { feedbackSuite } from "@cossistant/core/suite/parts/feedbackSuite"
import { partsDriver } from "../testing/partsDriver.tsx"

feedbackSuite("React", partsDriver)
