package holdfast.net;

import static holdfast.net.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.net.NetException.Reason;
import holdfast.testing.Mutations;
import holdfast.testing.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.org, example.org, 443",
        "https://example.org/, example.org, 443",
        "https://example.org:443/keys, example.org, 443",
        "https://example.org:8443/.well-known/jwks.json, example.org, 8443",
        "http://localhost:8080/a, localhost, 8080",
        "https://a-b.c1.example/x/y?z=%20&q=1/2?3, a-b.c1.example, 443",
        "https://xn--bcher-kva.example/, xn--bcher-kva.example, 443",
        "https://1.2.3.4.example/, 1.2.3.4.example, 443",
        "https://192.0.2.1/, 192.0.2.1, 443",
        "https://[2001:db8::1]:9/, '[2001:db8::1]', 9",
        "https://example.org/a.b/..c/d..;e=(f)*$&+!~@:%41, example.org, 443"
    })
    void plainAddress_isRead(String text, String host, int port) throws Exception {
        HttpAddress address = HttpAddress.parse(text);
        assertThat(address.text()).isEqualTo(text);
        assertThat(address.host()).isEqualTo(host);
        assertThat(address.port()).isEqualTo(port);
        assertThat(address.isHttps()).isEqualTo(text.startsWith("https:"));
        assertThat(address.origin()).isEqualTo((address.isHttps() ? "https://" : "http://") + host + ":" + port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTPS://example.org/",
                "Https://example.org/",
                "ftp://example.org/",
                "file:///etc/passwd",
                "//example.org/",
                "/keys",
                "example.org",
                "https:example.org",
                "https:/example.org",
                "https:\\\\example.org",
                "javascript:alert(1)",
                "data:text/plain,x",
                "jar:https://example.org/!/x",
                "ws://example.org/",
                "https//example.org"
            })
    void otherScheme_isRefused(String text) {
        assertRefused(Reason.ADDRESS_NOT_HTTPS, () -> HttpAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user@example.org/",
                "https://user:pass@example.org/",
                "https://@example.org/",
                "https://:@example.org/",
                "https://a@b@example.org/",
                "https://example.org%40@127.0.0.1/",
                "https://example.org:80@127.0.0.1/"
            })
    void userInfo_isRefused(String text) {
        NetException refusal = assertRefused(Reason.ADDRESS_USER_INFO, () -> HttpAddress.parse(text));
        assertThat(refusal.getMessage()).doesNotContain("pass");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://",
                "https:///",
                "https:///x",
                "https://example.org:/",
                "https://example.org:0/",
                "https://example.org:00443/",
                "https://example.org:65536/",
                "https://example.org:99999999999/",
                "https://example.org:-1/",
                "https://example.org:4 3/",
                "https://example.org:44x/",
                "https://example.org:443:443/",
                "https://Example.org/",
                "https://example.org./",
                "https://.example.org/",
                "https://example..org/",
                "https://-example.org/",
                "https://example-.org/",
                "https://exam_ple.org/",
                "https://exam%70le.org/",
                "https://example.org%2f.evil.example/",
                "https://example.org%00/",
                "https://b\u00fccher.example/",
                "https://\uff11\uff12\uff17.0.0.1/",
                "https://example\u3002org/",
                "https://127\u30020.0.1/",
                "https://example.org/\u00e9",
                "https://example.org/ a",
                " https://example.org/",
                "https://example.org/\n",
                "https://exa\tmple.org/",
                "https://exa\u00admple.org/",
                "https://exa\u200bmple.org/",
                "https://example.org#x",
                "https://example.org/#",
                "https://example.org\\@127.0.0.1/",
                "https://example.org\\.evil.example/",
                "https://example.org/a\\b",
                "https://[::1",
                "https://::1/",
                "https://[::1]x/",
                "https://x[::1]/",
                "https://[::1]]/",
                "https://[[::1]]/",
                "https://example.org/%",
                "https://example.org/%4",
                "https://example.org/%zz",
                "https://example.org/?%",
                "https://example.org/a[b]",
                "https://example.org/\"",
                "https://example.org/<",
                "https://example.org/{a}",
                "https://example.org/a|b",
                "https://example.org/a^b",
                "https://example.org/`",
                "https://example.org/'",
                "https://example.org/?'",
                "https://*/",
                "https://$(x)/",
                "https://a,b/"
            })
    void addressOutsideTheGrammar_isRefused(String text) {
        assertRefused(Reason.ADDRESS_INVALID, () -> HttpAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://2130706433/",
                "https://0x7f000001/",
                "https://017700000001/",
                "https://127.1/",
                "https://127.0.1/",
                "https://0177.0.0.1/",
                "https://0x7f.0.0.1/",
                "https://0x7f.1/",
                "https://127.0.0.01/",
                "https://127.0.0.1.0x/",
                "https://00.0.0.0/",
                "https://256.0.0.1/",
                "https://1.2.3.4.5/",
                "https://1.2.3.256/",
                "https://example.0/",
                "https://example.0x1/",
                "https://0/",
                "https://0x/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::127.0.0.1]/",
                "https://[0:0:0:0:0:0:0:1]/",
                "https://[::0001]/",
                "https://[::FFFF:7f00:1]/",
                "https://[::ffff:7f00:1]/",
                "https://[2001:DB8::1]/",
                "https://[2001:db8:0:0:0:0:0:1]/",
                "https://[1::2::3]/",
                "https://[:::]/",
                "https://[:1]/",
                "https://[1:]/",
                "https://[1:2:3:4:5:6:7]/",
                "https://[1:2:3:4:5:6:7:8:9]/",
                "https://[12345::]/",
                "https://[g::]/",
                "https://[]/",
                "https://[fe80::1%25eth0]/",
                "https://[fe80::1%eth0]/",
                "https://[v1.x]/",
                "https://example.org/..",
                "https://example.org/a/../b",
                "https://example.org/./a",
                "https://example.org/a/.",
                "https://example.org/%2e%2e/a",
                "https://example.org/.%2E/a",
                "https://example.org/%2e"
            })
    void addressWithSeveralSpellings_isRefused(String text) {
        assertRefused(Reason.ADDRESS_AMBIGUOUS, () -> HttpAddress.parse(text));
    }

    @Test
    void addressTooLong_isRefused() throws Exception {
        String long2048 = "https://example.org/" + "a".repeat(2028);
        assertThat(HttpAddress.parse(long2048).text()).hasSize(2048);
        assertRefused(Reason.ADDRESS_INVALID, () -> HttpAddress.parse(long2048 + "a"));
        assertRefused(Reason.ADDRESS_INVALID, () -> HttpAddress.parse(""));
        assertRefused(Reason.ADDRESS_INVALID, () -> HttpAddress.parse("https://" + "a".repeat(64) + ".example/"));
        assertRefused(Reason.ADDRESS_INVALID, () -> HttpAddress.parse("https://" + "a.".repeat(127) + "example/"));
    }

    @Test
    void message_hidesWhatMayBeSecret() {
        NetException refusal =
                assertRefused(Reason.ADDRESS_INVALID, () -> HttpAddress.parse("https://example.org:x/a?token=secret"));
        assertThat(refusal.address()).isEqualTo("https://example.org:x/a");
        assertThat(HttpAddress.shown("https://me:secret@example.org/a?b#c")).isEqualTo("https://…@example.org/a");
        assertThat(HttpAddress.shown("https://\u202e\u001b[31m")).isEqualTo("https://\ufffd\ufffd[31m");
        assertThat(HttpAddress.shown("?")).isEqualTo("(no address)");
        assertThat(HttpAddress.shown("x".repeat(1000))).hasSize(200);
    }

    @Test
    void sibling_staysAtItsOrigin() throws Exception {
        HttpAddress base = HttpAddress.parse("https://prover.example:8443/api/1.0/proof?x=1");
        assertThat(base.sibling("/api/status/7").text()).isEqualTo("https://prover.example:8443/api/status/7");
        for (String elsewhere :
                List.of("https://evil.example/", "//evil.example/", "api/status/7", "", "@evil.example/")) {
            assertRefused(Reason.ADDRESS_INVALID, () -> base.sibling(elsewhere));
        }
        assertRefused(Reason.ADDRESS_INVALID, () -> base.sibling("/\\evil.example"));
        assertRefused(Reason.ADDRESS_AMBIGUOUS, () -> base.sibling("/../x"));
    }

    /** What we accept of the URL suite, browsers accept too, and read the same host, port and path in it. */
    @Test
    void urlSuite_agreesWhereverWeAccept() throws Exception {
        int accepted = 0;
        List<String> wrong = new ArrayList<>();
        for (JsonObject entry : urlSuite()) {
            String input = ((JsonString) entry.get("input")).value();
            HttpAddress address;
            try {
                address = HttpAddress.parse(input);
            } catch (NetException e) {
                continue;
            }
            accepted++;
            boolean agrees = entry.get("failure") == null
                    && text(entry, "hostname").equals(address.host())
                    && text(entry, "protocol").equals(address.isHttps() ? "https:" : "http:")
                    && (text(entry, "port").isEmpty()
                            ? (address.isHttps() ? 443 : 80) == address.port()
                            : text(entry, "port").equals(Integer.toString(address.port())))
                    && text(entry, "pathname").equals(address.url().encodedPath());
            if (!agrees) {
                wrong.add(input);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(accepted).isGreaterThan(20);
    }

    static List<JsonObject> urlSuite() throws Exception {
        // Lone surrogates, which strict JSON has none of, stand for any other character that no address has.
        String json = Vectors.text("wpt-url/urltestdata.json").replaceAll("(?i)\\\\ud[89a-f][0-9a-f]{2}", "\\\\ufffd");
        List<JsonObject> entries = new ArrayList<>();
        for (JsonValue value : ((JsonArray) JsonReader.read(json, JsonLimits.upTo(1024 * 1024))).items()) {
            if (value instanceof JsonObject entry && entry.get("input") instanceof JsonString) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static String text(JsonObject entry, String name) {
        return ((JsonString) entry.get(name)).value();
    }

    @Test
    void mutatedAddresses_areReadAsTheyStandOrRefused() throws Exception {
        long seed = 443;
        SplittableRandom random = new SplittableRandom(seed);
        byte[] valid = "https://user-data.example.org:8443/a/b%20c?d=e&f=[::1]".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 100_000; i++) {
            String text = new String(Mutations.mutate(valid, random), StandardCharsets.ISO_8859_1);
            Reason reason = Refusals.reasonOf(() -> {
                HttpAddress address = HttpAddress.parse(text);
                String url = address.url().toString();
                assertThat(url).as("seed %d", seed).isEqualTo(withoutDefaults(text));
            });
            assertThat(reason)
                    .as(text)
                    .isIn(
                            null,
                            Reason.ADDRESS_INVALID,
                            Reason.ADDRESS_AMBIGUOUS,
                            Reason.ADDRESS_USER_INFO,
                            Reason.ADDRESS_NOT_HTTPS);
        }
    }

    /** Without the default port, and with the slash that an empty path stands for. */
    private static String withoutDefaults(String text) {
        String port = text.startsWith("https:") ? ":443" : ":80";
        return text.replaceFirst("^(https?://[^/?]*?)(?:" + port + ")?(?=[/?]|$)", "$1")
                .replaceFirst("^(https?://[^/?]*)(?=\\?|$)", "$1/");
    }
}
