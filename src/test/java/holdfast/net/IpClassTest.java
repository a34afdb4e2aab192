package holdfast.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpClassTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, UNSPECIFIED",
        "0.0.0.1, RESERVED",
        "0.255.255.255, RESERVED",
        "1.0.0.0, PUBLIC",
        "8.8.8.8, PUBLIC",
        "9.255.255.255, PUBLIC",
        "10.0.0.0, PRIVATE",
        "10.255.255.255, PRIVATE",
        "11.0.0.0, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.64.0.0, SHARED",
        "100.100.100.200, METADATA",
        "100.127.255.255, SHARED",
        "100.128.0.0, PUBLIC",
        "126.255.255.255, PUBLIC",
        "127.0.0.0, LOOPBACK",
        "127.0.0.1, LOOPBACK",
        "127.255.255.255, LOOPBACK",
        "128.0.0.0, PUBLIC",
        "168.63.129.15, PUBLIC",
        "168.63.129.16, METADATA",
        "169.253.255.255, PUBLIC",
        "169.254.0.0, LINK_LOCAL",
        "169.254.169.254, METADATA",
        "169.254.170.2, METADATA",
        "169.254.255.255, LINK_LOCAL",
        "169.255.0.0, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.16.0.0, PRIVATE",
        "172.31.255.255, PRIVATE",
        "172.32.0.0, PUBLIC",
        "192.0.0.0, RESERVED",
        "192.0.0.192, METADATA",
        "192.0.1.0, PUBLIC",
        "192.0.2.255, DOCUMENTATION",
        "192.31.196.1, RESERVED",
        "192.52.193.1, RESERVED",
        "192.88.99.1, TRANSITION",
        "192.167.255.255, PUBLIC",
        "192.168.0.0, PRIVATE",
        "192.168.255.255, PRIVATE",
        "192.169.0.0, PUBLIC",
        "192.175.48.1, RESERVED",
        "198.17.255.255, PUBLIC",
        "198.18.0.0, RESERVED",
        "198.19.255.255, RESERVED",
        "198.20.0.0, PUBLIC",
        "198.51.100.7, DOCUMENTATION",
        "203.0.113.7, DOCUMENTATION",
        "223.255.255.255, PUBLIC",
        "224.0.0.0, MULTICAST",
        "239.255.255.255, MULTICAST",
        "240.0.0.0, RESERVED",
        "255.255.255.255, RESERVED"
    })
    void ipv4_hasItsClass(String address, IpClass kind) throws Exception {
        InetAddress parsed = InetAddress.getByName(address);
        assertThat(IpClass.of(parsed)).isEqualTo(kind);
        String hex = HexFormat.of().formatHex(parsed.getAddress());
        // Inside the translated ranges of IPv6 it is the same place, spelled otherwise.
        assertThat(of("00000000000000000000ffff" + hex)).isEqualTo(kind);
        assertThat(of("0064ff9b0000000000000000" + hex)).isEqualTo(kind);
        // In these it hides behind a relay, and is never reached, wherever it points.
        assertThat(of("2002" + hex + "0000".repeat(5))).isEqualTo(IpClass.TRANSITION);
        assertThat(of("0064ff9b0001000000000000" + hex)).isEqualTo(IpClass.TRANSITION);
        assertThat(of("2a00000000000001" + "00005efe" + hex)).isEqualTo(IpClass.TRANSITION);
        assertThat(of("2a00000000000001" + "02005efe" + hex)).isEqualTo(IpClass.TRANSITION);
        assertThat(of("20010000" + "0".repeat(16) + hex)).isEqualTo(IpClass.TRANSITION);
    }

    @ParameterizedTest
    @CsvSource({
        "::, UNSPECIFIED",
        "::1, LOOPBACK",
        "::2, TRANSITION",
        "::7f00:1, TRANSITION",
        "::ffff:0:7f00:1, TRANSITION",
        "64:ff9b::808:808, PUBLIC",
        "64:ff9b:1::808:808, TRANSITION",
        "100::1, RESERVED",
        "100:0:0:1::1, RESERVED",
        "200::1, RESERVED",
        "2001::1, TRANSITION",
        "2001:2::1, TRANSITION",
        "2001:10::1, TRANSITION",
        "2001:1ff:ffff::1, TRANSITION",
        "2001:200::1, PUBLIC",
        "2001:db8::1, DOCUMENTATION",
        "2001:db9::1, PUBLIC",
        "2002:7f00:1::, TRANSITION",
        "2606:4700::1111, PUBLIC",
        "2620:4f:8000::1, RESERVED",
        "2a00:1450::1, PUBLIC",
        "3ffe::1, RESERVED",
        "3fff::1, DOCUMENTATION",
        "3fff:1000::1, PUBLIC",
        "4000::1, RESERVED",
        "5f00::1, RESERVED",
        "fc00::1, PRIVATE",
        "fd00:ec2::254, METADATA",
        "fd20:ce::254, METADATA",
        "fdff::1, PRIVATE",
        "fe00::1, RESERVED",
        "fe80::1, LINK_LOCAL",
        "febf::1, LINK_LOCAL",
        "fec0::1, PRIVATE",
        "ff00::1, MULTICAST",
        "ff02::1, MULTICAST"
    })
    void ipv6_hasItsClass(String address, IpClass kind) throws Exception {
        assertThat(IpClass.of(InetAddress.getByName(address))).isEqualTo(kind);
    }

    /** What the JDK itself calls special is never public. */
    @Test
    void jdk_agreesOnWhatIsNotPublic() throws Exception {
        java.util.SplittableRandom random = new java.util.SplittableRandom(6890);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[i % 2 == 0 ? 4 : 16];
            random.nextBytes(bytes);
            if (i % 3 == 0 && bytes.length == 16) {
                bytes[0] = (byte) (0xFC | bytes[0]);
            }
            InetAddress address = InetAddress.getByAddress(bytes);
            boolean special = address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isMulticastAddress();
            if (special) {
                assertThat(IpClass.of(address)).as(address.toString()).isNotEqualTo(IpClass.PUBLIC);
            }
        }
    }

    private static IpClass of(String hex) {
        return IpClass.of(HexFormat.of().parseHex(hex));
    }
}
