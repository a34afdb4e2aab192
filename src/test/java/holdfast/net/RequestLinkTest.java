package holdfast.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.net.NetException.Reason;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links to requests: one reading of each, and nothing but that. */
class RequestLinkTest {
    @Test
    void link_writtenAndRead_isEqual() throws Exception {
        RequestLink link = new RequestLink(
                HttpAddress.parse("https://lender.example/requests/loan?x=1&y=a+b"),
                HttpAddress.parse("https://lender.example:8443/proofs"),
                "n&o=n%ce ü",
                "Lender & Co.",
                Instant.ofEpochSecond(1_800_000_000));
        assertThat(link.text()).startsWith(RequestLink.START).doesNotContain(" ");
        assertThat(RequestLink.parse(link.text())).isEqualTo(link);
        RequestLink bare = new RequestLink(HttpAddress.parse("https://lender.example/r"), null, null, null, null);
        assertThat(bare.text()).isEqualTo("holdfast:request?url=https://lender.example/r");
        assertThat(RequestLink.parse(bare.text())).isEqualTo(bare);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "holdfast:request",
                "holdfast:request?",
                "holdfast:request?url",
                "holdfast:request?nonce=1",
                "HOLDFAST:request?url=https://a.example/",
                "holdfast:request?url=https://a.example/&url=https://b.example/",
                "holdfast:request?url=https://a.example/&then=1",
                "holdfast:request?url=https://a.example/&",
                "holdfast:request?url=https://a.example/&nonce=",
                "holdfast:request?url=https://a.example/&nonce=%0A",
                "holdfast:request?url=https://a.example/&nonce=%E2%80%AE",
                "holdfast:request?url=https://a.example/&nonce=%",
                "holdfast:request?url=https://a.example/&nonce=%4",
                "holdfast:request?url=https://a.example/&nonce=%zz",
                "holdfast:request?url=https://a.example/&nonce=%FF",
                "holdfast:request?url=https://a.example/&nonce=ü",
                "holdfast:request?url=https://a.example/&exp=tomorrow",
                "holdfast:request?url=https://a.example/&exp=-1",
                "holdfast:request?url=https://a.example/&exp=01",
                "holdfast:request?url=https://a.example/&exp=9999999999999"
            })
    void link_ofAnotherForm_isRefused(String text) {
        assertThatThrownBy(() -> RequestLink.parse(text))
                .isInstanceOfSatisfying(
                        NetException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ADDRESS_INVALID));
    }

    @Test
    void addressInALink_isReadAsStrictlyAsAnyOther() {
        assertThatThrownBy(() -> RequestLink.parse("holdfast:request?url=https://user@a.example/"))
                .isInstanceOfSatisfying(
                        NetException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ADDRESS_USER_INFO));
        assertThatThrownBy(() -> RequestLink.parse("holdfast:request?url=https://a.example/&reply=file:///etc/passwd"))
                .isInstanceOfSatisfying(
                        NetException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ADDRESS_NOT_HTTPS));
        assertThatThrownBy(() -> RequestLink.parse("holdfast:request?url=https://0x7f.1/"))
                .isInstanceOfSatisfying(
                        NetException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ADDRESS_AMBIGUOUS));
        assertThatThrownBy(() -> RequestLink.parse("holdfast:request?url=https://a.example/" + "x".repeat(9000)))
                .isInstanceOf(NetException.class);
    }
}
