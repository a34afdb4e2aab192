package holdfast.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records as bytes: one text for each content, and nothing else is read. */
class RecordCodecTest {
    private static final EntryId ID = new EntryId("0123456789abcdef0123456789abcdef");

    private final Given given = new Given();

    private HeldCredential credential() throws Exception {
        return new HeldCredential(
                ID,
                "Zażółć \"gęślą\"",
                List.of("a", "b"),
                given.credential("{\"a\":1}"),
                "0".repeat(64),
                given.bank.publicKey(),
                null,
                Instant.parse("2026-11-20T10:00:00Z"));
    }

    @Test
    void credential_writtenAndRead_isEqual() throws Exception {
        HeldCredential credential = credential();
        assertThat(RecordCodec.read(ID, HeldCredential.TYPE, RecordCodec.write(credential.toJson())))
                .isEqualTo(new RecordCodec.Entry.Credential(credential));
    }

    @Test
    void credential_inAnyLog_showsNoData() throws Exception {
        assertThat(credential().toString()).doesNotContain(credential().token());
    }

    @Test
    void record_anotherSpellingMemberVersionOrType_isRefusedByThatReason() throws Exception {
        String text = new String(RecordCodec.write(credential().toJson()), UTF_8);
        refused(text.replace("\"v\":1,", "\"v\": 1,"), "spelled in another way");
        refused(text.replace("\"v\":1,", "\"v\":2,"), "another version");
        refused(text.replace("\"v\":1,", "\"v\":1,\"x\":0,"), "unknown members [x]");
        refused(text.replace("\"name\":", "\"nome\":"), "no member name");
        refused(text.replace("\"labels\":[\"a\"", "\"labels\":[1"), "member labels");
        refused(text.replace("2026-11-20T10", "2026-31-20T10"), "member added");
        refused(text.substring(1), "not JSON");
        assertThatThrownBy(() -> RecordCodec.read(ID, "novelty", text.getBytes(UTF_8)))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("does not know");
    }

    private static void refused(String text, String reason) {
        assertThatThrownBy(() -> RecordCodec.read(ID, HeldCredential.TYPE, text.getBytes(UTF_8)))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void settings_outOfRange_areRefused() {
        assertThatThrownBy(() -> RecordCodec.read(
                        PrivateSettings.ID,
                        PrivateSettings.TYPE,
                        "{\"v\":1,\"lock_after_seconds\":-1,\"lock_when_minimised\":false}".getBytes(UTF_8)))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("lock_after_seconds");
    }
}
