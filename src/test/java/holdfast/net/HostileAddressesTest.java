package holdfast.net;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.net.AllowList.Allowance;
import holdfast.net.NetException.Reason;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Addresses that try to reach this computer or its network, with a user who allows everything but loopback, names that
 * all lead inwards, and a listener on this computer that must never be reached.
 */
class HostileAddressesTest {
    private static final Set<Reason> BEFORE_ANY_CONNECTION = EnumSet.of(
            Reason.ADDRESS_INVALID,
            Reason.ADDRESS_AMBIGUOUS,
            Reason.ADDRESS_USER_INFO,
            Reason.ADDRESS_NOT_HTTPS,
            Reason.HOST_FORBIDDEN);

    /** What names lead to, in turn: every kind of place that a public service is not in. */
    private static final List<String> INWARDS = List.of(
            "127.0.0.1",
            "127.0.0.2",
            "127.255.255.254",
            "0.0.0.0",
            "::1",
            "::",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "fd00::1",
            "fe80::1",
            "ff02::1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "2002:7f00:1::",
            "::7f00:1",
            "fd00:ec2::254",
            "168.63.129.16");

    @Test
    void hostileAddresses_connectToNothing() throws Exception {
        List<String> addresses = new ArrayList<>();
        try (LocalNetwork network = new LocalNetwork();
                RawServer listener = new RawServer(out -> RawServer.write(out, "HTTP/1.1 200 OK\r\n\r\nreached"))) {
            addresses.addAll(ownList(listener.port()));
            for (JsonObject entry : HttpAddressTest.urlSuite()) {
                addresses.add(((JsonString) entry.get("input")).value());
            }
            assertThat(ownList(listener.port())).hasSizeGreaterThan(300);
            assertThat(addresses).hasSizeGreaterThan(1000);

            int[] lookups = {0};
            Resolver inwards = host -> {
                synchronized (lookups) {
                    return List.of(InetAddress.getByName(INWARDS.get(lookups[0]++ % INWARDS.size())));
                }
            };
            GuardedClient client = network.client(LocalNetwork.anything(Allowance.PUBLIC), inwards);
            Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
            for (String address : addresses) {
                Reason reason =
                        Refusals.reasonOf(() -> client.send(Outgoing.get(Purpose.KEY_SET, address, Limits.FETCH)));
                assertThat(reason).as(address).isIn(BEFORE_ANY_CONNECTION);
                reasons.merge(reason, 1, Integer::sum);
            }
            assertThat(reasons.keySet()).containsExactlyInAnyOrderElementsOf(BEFORE_ANY_CONNECTION);
            assertThat(lookups[0])
                    .as("names that were looked up, so that their addresses were what stopped them")
                    .isGreaterThan(50);
            assertThat(network.connected).isEmpty();
            assertThat(listener.accepted).hasValue(0);
            assertThat(network.ledger.lines()).hasSize(addresses.size()).allSatisfy(line -> {
                assertThat(line.result()).isInstanceOf(LedgerLine.Result.Refused.class);
                assertThat(line.peers()).isEmpty();
            });

            // The listener does listen, and is reached by the same means where that is permitted.
            network.client().send(Outgoing.get(Purpose.KEY_SET, listener.address(), Limits.FETCH));
            assertThat(listener.accepted).hasValue(1);
            assertThat(network.connected).hasSize(1);
        }
    }

    /** Who permits this computer has not permitted the network around it. */
    @Test
    void permissionForLoopback_opensNothingElse() throws Exception {
        try (LocalNetwork network = new LocalNetwork()) {
            for (String inwards : INWARDS) {
                InetAddress address = InetAddress.getByName(inwards);
                if (IpClass.of(address) == IpClass.LOOPBACK) {
                    continue;
                }
                for (List<InetAddress> peers : List.of(
                        List.of(address),
                        List.of(LocalNetwork.loopback(), address),
                        List.of(address, LocalNetwork.loopback()))) {
                    GuardedClient client = network.client(LocalNetwork.anything(Allowance.LOOPBACK), host -> peers);
                    for (String scheme : List.of("https", "http")) {
                        Refusals.assertRefused(
                                Reason.HOST_FORBIDDEN,
                                () -> client.send(
                                        Outgoing.get(Purpose.KEY_SET, scheme + "://name.example.org/", Limits.FETCH)));
                    }
                }
            }
            assertThat(network.connected).isEmpty();
        }
    }

    private static List<String> ownList(int port) {
        List<String> list = new ArrayList<>();
        for (String host : HOSTS) {
            list.add("https://" + host + ":" + port + "/");
            list.add("https://" + host + "/.well-known/jwks.json");
            list.add("http://" + host + ":" + port + "/keys");
        }
        for (int i = 0; i < 2 * INWARDS.size(); i++) {
            list.add("https://name-" + i + ".example.org:" + port + "/");
        }
        for (String whole : WHOLE) {
            list.add(whole.replace("{port}", Integer.toString(port)));
        }
        return list;
    }

    private static final List<String> HOSTS = List.of(
            // Loopback in every spelling of IPv4.
            "127.0.0.1",
            "127.0.0.2",
            "127.1.1.1",
            "127.255.255.254",
            "127.1",
            "127.0.1",
            "127.00.0.1",
            "127.0.0.01",
            "0127.0.0.1",
            "0177.0.0.1",
            "0177.0.0.01",
            "0177.1",
            "0177.0.1",
            "00000177.0.0.1",
            "0x7f.0.0.1",
            "0x7f.1",
            "0x7f.0.1",
            "0X7F.0.0.1",
            "0x7f.0x0.0x0.0x1",
            "0x7f000001",
            "0x7F000001",
            "0x000000007f000001",
            "017700000001",
            "2130706433",
            "02130706433",
            "4294967295",
            "4294967296",
            "6425673729",
            "0",
            "0x0",
            "00",
            "0.0.0.0",
            "0.0",
            "0.1",
            "0x00000000",
            "127.0.0.1.",
            "127.0.0.1..",
            "127.0.0.0x1",
            "127.0.0x0.1",
            "127.0.0.256",
            "127.0.0.1%00",
            "127.0.0.1%20",
            "127%2e0.0.1",
            "%31%32%37.0.0.1",
            "127.0.0.1,example.org",
            "\uff11\uff12\uff17.\uff10.\uff10.\uff11",
            "\u2460\u2461\u2466.\u24ea.\u24ea.\u2460",
            "127\u30020\u30020\u30021",
            "127\uff0e0\uff0e0\uff0e1",
            "127\uff610\uff610\uff611",
            "\u0661\u0662\u0667.0.0.1",
            // Loopback and its relatives in IPv6.
            "[::1]",
            "[::]",
            "[0:0:0:0:0:0:0:1]",
            "[0000::0001]",
            "[::0:1]",
            "[0::1]",
            "[::ffff:127.0.0.1]",
            "[::FFFF:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::ffff:7f00:0001]",
            "[0:0:0:0:0:ffff:7f00:1]",
            "[::127.0.0.1]",
            "[::7f00:1]",
            "[::ffff:0:127.0.0.1]",
            "[::ffff:0:7f00:1]",
            "[64:ff9b::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b:1::7f00:1]",
            "[2002:7f00:1::]",
            "[2002:7f00:1::1]",
            "[2001:0:7f00:1::]",
            "[2001::80ff:fffe]",
            "[::1%25lo]",
            "[::1%lo]",
            "[::1%251]",
            "[::1]%20",
            "[::1",
            "::1",
            "[[::1]]",
            "[::1].example.org",
            "[::\uff11]",
            "[fe80::1]",
            "[fe80::1%25eth0]",
            "[fe80::a9fe:a9fe]",
            "[fe80::5efe:127.0.0.1]",
            "[fe80::5efe:7f00:1]",
            "[fc00::1]",
            "[fd00::1]",
            "[fdff:ffff::1]",
            "[fec0::1]",
            "[ff01::1]",
            "[ff02::1]",
            "[ff0e::1]",
            "[2001:db8::1]",
            "[3fff::1]",
            "[100::1]",
            "[5f00::1]",
            "[fd00:ec2::254]",
            "[fd20:ce::254]",
            // Private, link-local, shared, reserved.
            "10.0.0.1",
            "10.255.255.255",
            "10.1",
            "0xa.1",
            "012.1",
            "167772161",
            "172.16.0.1",
            "172.31.255.255",
            "172.16.1",
            "0xac100001",
            "2886729729",
            "192.168.0.1",
            "192.168.255.255",
            "192.168.257",
            "3232235521",
            "0300.0250.0.1",
            "0xc0a80001",
            "100.64.0.1",
            "100.127.255.254",
            "169.254.0.1",
            "169.254.169.254",
            "169.254.43518",
            "169.16689662",
            "2852039166",
            "0xa9fea9fe",
            "0xa9.0xfe.0xa9.0xfe",
            "0251.0376.0251.0376",
            "025177524776",
            "169.254.169.254.",
            "169.254.170.2",
            "168.63.129.16",
            "100.100.100.200",
            "192.0.0.192",
            "[::ffff:169.254.169.254]",
            "[::ffff:a9fe:a9fe]",
            "[64:ff9b::a9fe:a9fe]",
            "[2002:a9fe:a9fe::]",
            "[::a9fe:a9fe]",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            // Names that lead inwards, by the resolver or by custom.
            "localhost",
            "LOCALHOST",
            "localhost.",
            "localhost.localdomain",
            "ip6-localhost",
            "foo.localhost",
            "127.0.0.1.nip.io",
            "7f000001.example.org",
            "localtest.me",
            "rebind.example.org",
            "metadata",
            "metadata.google.internal",
            "instance-data",
            "router",
            "router.local",
            "intranet",
            "kubernetes.default.svc",
            "host.docker.internal",
            "wpad",
            "broadcasthost",
            "xn--bcher-kva.example",
            "a.b.c.d.e.example.org",
            "loc\u00e0lhost",
            "loc\u200balhost",
            "\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3",
            "lo%63alhost",
            "local\thost",
            "local\nhost",
            "local host",
            "localhost\0.example.org",
            "localhost%00.example.org",
            "*",
            "");

    private static final List<String> WHOLE = List.of(
            "https://example.org@127.0.0.1:{port}/",
            "https://example.org:443@127.0.0.1:{port}/",
            "https://example.org%40127.0.0.1:{port}/",
            "https://example.org\\@127.0.0.1:{port}/",
            "https://127.0.0.1:{port}\\@example.org/",
            "https://example.org#@127.0.0.1:{port}/",
            "https://127.0.0.1:{port}#@example.org/",
            "https://127.0.0.1:{port}?@example.org/",
            "https://example.org?@127.0.0.1:{port}/",
            "https://example.org;@127.0.0.1:{port}/",
            "https://example.org&@127.0.0.1:{port}#@example.com/",
            "https://127.0.0.1:{port}:443/",
            "https://127.0.0.1:443:{port}/",
            "https://127.0.0.1:{port} .example.org/",
            "https://127.0.0.1:{port}\t/",
            "https://127.0.0.1\r\nHost: example.org\r\n\r\n:{port}/",
            "https:127.0.0.1:{port}/",
            "https:/127.0.0.1:{port}/",
            "https:///127.0.0.1:{port}/",
            "https:\\\\127.0.0.1:{port}\\",
            "\\\\127.0.0.1\\share",
            "//127.0.0.1:{port}/",
            " https://127.0.0.1:{port}/",
            "https://127.0.0.1:{port}/ ",
            "\u0000https://127.0.0.1:{port}/",
            "\ufeffhttps://127.0.0.1:{port}/",
            "HTTPS://127.0.0.1:{port}/",
            "hTTps://localhost:{port}/",
            "http://127.0.0.1:{port}/",
            "http://localhost:{port}/",
            "http://[::1]:{port}/",
            "ftp://127.0.0.1:{port}/",
            "gopher://127.0.0.1:{port}/_x",
            "dict://127.0.0.1:{port}/x",
            "ldap://127.0.0.1:{port}/",
            "tftp://127.0.0.1:{port}/",
            "ws://127.0.0.1:{port}/",
            "wss://127.0.0.1:{port}/",
            "unix:///var/run/docker.sock",
            "file:///etc/passwd",
            "file://127.0.0.1/etc/passwd",
            "jar:https://127.0.0.1:{port}/x.jar!/y",
            "jar:file:///x.jar!/",
            "netdoc:///etc/passwd",
            "data:application/json,{}",
            "javascript:alert(1)",
            "mailto:root@localhost",
            "view-source:https://127.0.0.1:{port}/",
            "https+unix://127.0.0.1:{port}/",
            "url:https://127.0.0.1:{port}/",
            "https://\u202e127.0.0.1:{port}/",
            "https://127.0.0.1:{port}/../../etc/passwd",
            "https://127.0.0.1:\uff14\uff14\uff13/",
            "https://127.0.0.1:+443/",
            "https://127.0.0.1:0x1bb/",
            "https://127.0.0.1:65979/",
            "https://127.0.0.1:/",
            "https://0:{port}/",
            "https://0/",
            "https://?",
            "https://#",
            "https://@/",
            "https://@127.0.0.1:{port}/",
            "https://:@127.0.0.1:{port}/",
            "https://[::1]@127.0.0.1:{port}/",
            "https://%5B::1%5D:{port}/",
            "",
            " ",
            "https://");
}
