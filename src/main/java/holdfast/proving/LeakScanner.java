package holdfast.proving;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.credential.Tag;
import holdfast.crypto.Hashes;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Searches what is about to leave for the private values it was made from, in the encodings in which a faulty or
 * dishonest prover would carry them.
 *
 * <p>A value is searched in an encoding only where it fills at least 64 bits there. Shorter patterns occur by chance in
 * half a megabyte of random bytes, and a scanner that cries wolf gets switched off; the strict schema of the proof file
 * leaves no room for them elsewhere. In hexadecimal, which the file itself is full of, the value must have 64 bits. With 2^19 positions and 2^10 patterns an honest proof is stopped by chance about
 * once in 2^35.
 */
public final class LeakScanner {
    /** Every pattern has at least this many bytes, so that its first eight can be looked up as one number. */
    private static final int MIN_BYTES = 8;

    /** Below this a number in binary looks like a length or a count, which honest formats are full of. */
    private static final long MIN_BINARY_NUMBER = 1 << 16;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private LeakScanner() {}

    /**
     * A private value.
     *
     * @param place where it stands in its token, for people: the tag and the path
     * @param text the string itself, or the number as it was spelled
     */
    public record Secret(String place, String text, boolean number) {
        /** Never shows the value. */
        @Override
        public String toString() {
            return "Secret[" + place + "]";
        }
    }

    /** A part of what is about to leave; what is meant to be shown is left out of it by the caller. */
    public static final class Region {
        private final String name;
        private final byte[] bytes;

        /** @param bytes not copied; must not change while it is searched */
        public Region(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }
    }

    /** A private value that was found: which, how it was encoded, where it begins. */
    public record Hit(String place, String encoding, String region, int offset) {}

    /**
     * @param hits what was found, in the order of the regions
     * @param values how many private values there were
     * @param tooShort how many of them are too short to be searched in any encoding but their hash
     */
    public record Report(List<Hit> hits, int values, int tooShort) {
        public boolean clean() {
            return hits.isEmpty();
        }
    }

    /** Every string and number of a token's data. */
    public static List<Secret> secrets(Tag tag, JsonObject data) {
        List<Secret> secrets = new ArrayList<>();
        collect(tag.isNone() ? "" : tag.name(), data, secrets);
        return secrets;
    }

    private static void collect(String place, JsonValue value, List<Secret> into) {
        switch (value) {
            case JsonObject object ->
                object.members()
                        .forEach((name, member) -> collect(place.isEmpty() ? name : place + "." + name, member, into));
            case JsonArray array -> {
                for (int i = 0; i < array.items().size(); i++) {
                    collect(place + "[" + i + "]", array.items().get(i), into);
                }
            }
            case JsonString string -> into.add(new Secret(place, string.value(), false));
            case JsonNumber number -> into.add(new Secret(place, number.text(), true));
            default -> {}
        }
    }

    /** Searches a proof file for everything in the credentials it was made from. */
    public static Report scan(ProofFile proof, Map<Tag, JsonObject> data) {
        List<Secret> secrets = new ArrayList<>();
        data.forEach((tag, object) -> secrets.addAll(secrets(tag, object)));
        return scan(secrets, regions(proof, data));
    }

    /**
     * The parts of a proof file in which no private value has any business. Left out is what the file shows by intent: the outputs, the
     * day that counted as today, and what it repeats from the request, which is compared with the request elsewhere. A private value may
     * well be the name of a field too, and the shape is made of names of fields; these are left out of it.
     */
    public static List<Region> regions(ProofFile proof, Map<Tag, JsonObject> data) {
        Set<String> names = new HashSet<>();
        data.forEach((tag, object) -> {
            names.add(tag.name());
            names(object, names);
        });
        StringBuilder rest = new StringBuilder();
        for (String word : proof.shape().split("(?<=[.;#=\\[\\]?])|(?=[.;#=\\[\\]?])", -1)) {
            rest.append(names.contains(word) ? "" : word);
        }
        rest.append('\n')
                .append(proof.method())
                .append('\n')
                .append(proof.timestamp().getEpochSecond());
        proof.sizeClasses().values().forEach(blocks -> rest.append('\n').append(blocks));
        for (CircuitParameters circuit : proof.parameters()) {
            rest.append('\n').append(circuit.field()).append('\n').append(circuit.rate());
            rest.append('\n').append(circuit.queries()).append('\n').append(circuit.blockEnc());
            rest.append('\n').append(circuit.circuitId());
        }
        return List.of(
                new Region("zkproof", proof.zkproof().toArray()),
                new Region("other members", rest.toString().getBytes(UTF_8)));
    }

    private static void names(JsonValue value, Set<String> into) {
        if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> {
                into.add(name);
                names(member, into);
            });
        } else if (value instanceof JsonArray array) {
            array.items().forEach(item -> names(item, into));
        }
    }

    /** Searches every region for every value. */
    public static Report scan(List<Secret> secrets, List<Region> regions) {
        Map<Long, List<Pattern>> patterns = new HashMap<>();
        int tooShort = 0;
        for (Secret secret : secrets) {
            List<Pattern> all = patterns(secret);
            all.forEach(p -> patterns.computeIfAbsent(p.head(), head -> new ArrayList<>())
                    .add(p));
            tooShort += all.stream().allMatch(p -> p.encoding.startsWith("SHA-256")) ? 1 : 0;
        }
        List<Hit> hits = new ArrayList<>();
        for (Region region : regions) {
            byte[] bytes = region.bytes;
            for (int i = 0; i + MIN_BYTES <= bytes.length; i++) {
                List<Pattern> candidates = patterns.get((long) EIGHT.get(bytes, i));
                if (candidates == null) {
                    continue;
                }
                for (Pattern p : candidates) {
                    if (p.isAt(bytes, i)) {
                        hits.add(new Hit(p.place, p.encoding, region.name, i));
                    }
                }
            }
        }
        return new Report(List.copyOf(hits), secrets.size(), tooShort);
    }

    private static final class Pattern {
        private final String place;
        private final String encoding;
        private final byte[] bytes;

        Pattern(String place, String encoding, byte[] bytes) {
            this.place = place;
            this.encoding = encoding;
            this.bytes = bytes;
        }

        long head() {
            return (long) EIGHT.get(bytes, 0);
        }

        boolean isAt(byte[] where, int offset) {
            return offset + bytes.length <= where.length
                    && Arrays.equals(where, offset, offset + bytes.length, bytes, 0, bytes.length);
        }
    }

    private static List<Pattern> patterns(Secret secret) {
        List<Pattern> out = new ArrayList<>();
        byte[] plain = secret.text().getBytes(UTF_8);
        addBytes(out, secret, "", plain);
        addBytes(out, secret, "UTF-16 little-endian", secret.text().getBytes(UTF_16LE));
        addBytes(out, secret, "UTF-16 big-endian", secret.text().getBytes(UTF_16BE));
        addBytes(out, secret, "reversed", reversed(plain));
        if (secret.number()) {
            addNumber(out, secret);
        }
        addBytes(out, secret, "SHA-256", Hashes.sha256(plain));
        return out;
    }

    private static void addNumber(List<Pattern> out, Secret secret) {
        new JsonNumber(secret.text()).asLong().ifPresent(value -> {
            if (Math.abs(value) >= MIN_BINARY_NUMBER) {
                byte[] big = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
                addBytes(out, secret, "64-bit big-endian", big);
                addBytes(out, secret, "64-bit little-endian", reversed(big));
            }
        });
    }

    /** The bytes themselves, in hexadecimal, and as a stretch of base64 at each of its three phases. */
    private static void addBytes(List<Pattern> out, Secret secret, String name, byte[] bytes) {
        add(out, secret, name.isEmpty() ? "plain" : name, bytes, bytes.length * 8);
        String hex = HexFormat.of().formatHex(bytes);
        add(out, secret, join(name, "hex"), hex.getBytes(ISO_8859_1), bytes.length * 8);
        String upper = HexFormat.of().withUpperCase().formatHex(bytes);
        if (!upper.equals(hex)) {
            add(out, secret, join(name, "hex"), upper.getBytes(ISO_8859_1), bytes.length * 8);
        }
        for (int phase = 0; phase < 3; phase++) {
            String standard = base64Core(bytes, phase);
            add(out, secret, join(name, "base64"), standard.getBytes(ISO_8859_1), standard.length() * Byte.SIZE);
            String url = standard.replace('+', '-').replace('/', '_');
            if (!url.equals(standard)) {
                add(out, secret, join(name, "base64url"), url.getBytes(ISO_8859_1), url.length() * Byte.SIZE);
            }
        }
    }

    /** The characters that the bytes alone determine when they begin {@code phase} bytes into a group of three. */
    private static String base64Core(byte[] bytes, int phase) {
        byte[] shifted = new byte[phase + bytes.length];
        System.arraycopy(bytes, 0, shifted, phase, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = (phase * 8 + 5) / 6;
        int to = shifted.length * 8 / 6;
        return from < to ? text.substring(from, to) : "";
    }

    private static void add(List<Pattern> out, Secret secret, String encoding, byte[] pattern, int bits) {
        if (bits >= 64 && pattern.length >= MIN_BYTES) {
            out.add(new Pattern(secret.place(), encoding, pattern));
        }
    }

    private static String join(String name, String encoding) {
        return name.isEmpty() ? encoding : name + ", " + encoding;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] out = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            out[i] = bytes[bytes.length - 1 - i];
        }
        return out;
    }
}
