package holdfast.wallet;

import holdfast.json.JsonValue.JsonObject;

/**
 * How long the history is and where it ends, so that entries missing at the end are noticed too.
 *
 * @param count entries
 * @param hash of the last one
 */
record HistoryHead(long count, String hash) {
    static final String TYPE = "history.head";

    /** One record in each vault. */
    static final EntryId ID = new EntryId("00000000000000000000000000000002");

    static final HistoryHead EMPTY = new HistoryHead(0, HistoryEntry.START);

    JsonObject toJson() {
        return JsonObject.builder()
                .put("v", 1)
                .put("count", count)
                .put("hash", hash)
                .build();
    }

    static HistoryHead read(Fields fields) throws RecordException {
        return new HistoryHead(fields.number("count"), fields.text("hash"));
    }
}
