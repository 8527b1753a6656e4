export {
  getTimelineLastReaderIds, type LastReadItems, type ReadReceiptReader, resolveTimelineReadReceiptReaders
} from "@cossistant/core/primitives/readReceipts"
