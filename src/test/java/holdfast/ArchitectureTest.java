package holdfast;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import holdfast.ui.common.InBackground;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of ARCHITECTURE.md. Each says why it exists; a rule that is in the way is changed here, in the open. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("holdfast");

    /** Use cases that read files, decrypt, verify, search or prove: too long for the window's thread. */
    private static final Set<String> SLOW_CLASSES = Set.of(
            "holdfast.wallet.CredentialImport",
            "holdfast.wallet.CredentialSearch",
            "holdfast.wallet.Fetching",
            "holdfast.wallet.HistoryKeeping",
            "holdfast.wallet.Matching",
            "holdfast.wallet.ProofExport",
            "holdfast.wallet.ProofSending",
            "holdfast.wallet.Proving",
            "holdfast.wallet.RemoteProving",
            "holdfast.wallet.RequestImport",
            "holdfast.verification.GivenProof",
            "holdfast.verification.ProofChecker",
            "holdfast.proving.LeakScanner",
            "holdfast.proving.ProofFileCodec",
            "holdfast.token.TokenVerifier",
            "holdfast.token.KeyReader",
            "java.nio.file.Files");

    private static final Set<String> SLOW_METHODS = Set.of(
            "holdfast.wallet.HistoryExport.csv",
            "holdfast.wallet.HistoryExport.json",
            "holdfast.wallet.Wallet.checkHistory",
            "holdfast.wallet.Wallet.describe",
            "holdfast.wallet.Wallet.remove",
            "holdfast.wallet.Wallet.changeSettings",
            "holdfast.wallet.Preview.of",
            "holdfast.wallet.HeldCredential.verify",
            "holdfast.wallet.Safekeeping.addRecoveryKey",
            "holdfast.wallet.Safekeeping.backup",
            "holdfast.wallet.Safekeeping.changePassphrase",
            "holdfast.wallet.Safekeeping.changePassphraseAndCost",
            "holdfast.wallet.Safekeeping.removeRecoveryKey",
            "holdfast.wallet.Safekeeping.requirePassphrase",
            "holdfast.wallet.WalletStore.check",
            "holdfast.wallet.WalletStore.create",
            "holdfast.wallet.WalletStore.restore",
            "holdfast.wallet.WalletStore.unlock",
            "holdfast.wallet.WalletStore.unlockEarlier",
            "holdfast.verification.store.VerifierStore.storeSigningKey");

    private static final List<String> JDK = List.of("java..", "javax..", "org.jspecify..");
    private static final String VECTOR = "jdk.incubator.vector..";

    /** Domain: what the roles speak about. */
    private static final List<String> DOMAIN = List.of(
            "holdfast.credential",
            "holdfast.dvr",
            "holdfast.token",
            "holdfast.proving",
            "holdfast.json",
            "holdfast.attestation");

    private static final List<String> USE_CASES = List.of(
            "holdfast.wallet",
            "holdfast.verification",
            "holdfast.verification.store",
            "holdfast.issuing",
            "holdfast.demo");

    /** Which package may use which: a package, what else of Holdfast and of the libraries it may use, and why. */
    private record Row(String name, List<String> mayUse, String why) {}

    private static final List<Row> TABLE = List.of(
            row(
                    "cli",
                    "commands are thin: they parse, call a use case and print",
                    USE_CASES,
                    DOMAIN,
                    List.of(
                            "holdfast.vault",
                            "holdfast.net",
                            "holdfast.text",
                            "holdfast.zk.protocol",
                            "holdfast.service..",
                            "holdfast.demo.network",
                            "picocli..")),
            row(
                    "ui..",
                    "the window shows and asks; the same use cases serve the commands",
                    USE_CASES,
                    DOMAIN,
                    List.of(
                            "holdfast.ui..",
                            "holdfast.text",
                            "holdfast.net",
                            "javafx..",
                            "org.controlsfx..",
                            "impl.org.controlsfx..",
                            "atlantafx..",
                            "org.kordamp.ikonli..",
                            "com.google.zxing..")),
            row(
                    "wallet",
                    "the holder's side knows nothing of windows, commands or servers",
                    DOMAIN,
                    List.of("holdfast.vault", "holdfast.net", "holdfast.crypto")),
            row("verification", "a verifier holds no wallet state", DOMAIN, List.of("holdfast.net")),
            row(
                    "verification.store",
                    "a verifier's key and memory live encrypted, in a vault that is no wallet",
                    DOMAIN,
                    List.of("holdfast.verification", "holdfast.vault")),
            row("issuing", "an issuer only signs", List.of("holdfast.credential", "holdfast.token", "holdfast.json")),
            row(
                    "service",
                    "the services are use cases behind HTTP",
                    USE_CASES,
                    DOMAIN,
                    List.of("holdfast.crypto", "holdfast.text", "holdfast.service.http", "holdfast.service.queue")),
            row(
                    "service.http",
                    "a server with limits, which knows nothing of the roles",
                    List.of("holdfast.json", "org.eclipse.jetty..")),
            row("service.queue", "jobs that nobody here can read", List.of()),
            row("demo", "plays the three roles through their use cases", USE_CASES, DOMAIN),
            row(
                    "demo.network",
                    "plays the three roles over the network: its services and the guarded door",
                    USE_CASES,
                    DOMAIN,
                    List.of("holdfast.net", "holdfast.service", "holdfast.service.http", "holdfast.service.queue")),
            row(
                    "text",
                    "wording depends on the domain, never the other way round",
                    List.of(
                            "holdfast.credential",
                            "holdfast.dvr",
                            "holdfast.token",
                            "holdfast.proving",
                            "holdfast.net",
                            "holdfast.attestation")),
            row("credential", "records at the bottom", List.of("holdfast.json")),
            row(
                    "dvr",
                    "the query language is pure: no signatures, no input or output",
                    List.of("holdfast.credential", "holdfast.json", "holdfast.crypto")),
            row(
                    "token",
                    "signatures are checked in one place",
                    List.of(
                            "holdfast.credential",
                            "holdfast.dvr",
                            "holdfast.json",
                            "holdfast.crypto",
                            "com.nimbusds.jose..")),
            row(
                    "proving",
                    "the port does not know its adapters; what an enclave showed is part of what it tells",
                    List.of(
                            "holdfast.credential",
                            "holdfast.dvr",
                            "holdfast.token",
                            "holdfast.json",
                            "holdfast.crypto",
                            "holdfast.attestation")),
            row(
                    "proving.embedded",
                    "the only bridge between the statement and the proof system",
                    DOMAIN,
                    List.of("holdfast.zk..")),
            row(
                    "proving.remote",
                    "a remote prover is reached through the guarded network only",
                    DOMAIN,
                    List.of("holdfast.net")),
            row(
                    "net",
                    "one guarded door to the network",
                    List.of(
                            "holdfast.credential",
                            "holdfast.token",
                            "holdfast.json",
                            "okhttp3..",
                            "okio..",
                            "kotlin..")),
            row("attestation", "checks bytes; knows hashes and nothing else", List.of("holdfast.crypto")),
            row(
                    "vault..",
                    "the vault stores opaque records and knows nothing of credentials",
                    List.of("holdfast.vault..", "holdfast.crypto")),
            row("crypto", "primitives depend on nothing", List.of("org.bouncycastle..")),
            row("json", "the bottom", List.of("tools.jackson.core..")),
            row(
                    "zk..",
                    "the proof system stands alone, so that it can be reviewed and reused alone",
                    List.of("holdfast.zk..", VECTOR)));

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Row row(String name, String why, List<String>... mayUse) {
        return new Row(
                "holdfast." + name,
                Arrays.stream(mayUse).flatMap(Collection::stream).toList(),
                why);
    }

    @TestFactory
    Stream<DynamicTest> package_usesOnlyWhatTheTableAllows() {
        return TABLE.stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    String[] allowed = Stream.of(row.mayUse(), List.of(row.name()), JDK)
                            .flatMap(Collection::stream)
                            .toArray(String[]::new);
                    check(classes()
                            .that()
                            .resideInAPackage(row.name())
                            .should()
                            .onlyDependOnClassesThat(
                                    are(resideInAnyPackage(allowed)).or(primitiveArrays()))
                            .because(row.why()));
                }));
    }

    private static DescribedPredicate<JavaClass> primitiveArrays() {
        return DescribedPredicate.describe(
                "primitives and arrays of allowed types",
                type -> type.isPrimitive()
                        || (type.isArray() && type.getBaseComponentType().isPrimitive()));
    }

    @Test
    void package_isInTheTable() {
        Set<String> unknown = new TreeSet<>();
        for (JavaClass type : PRODUCT) {
            String name = type.getPackageName();
            boolean listed = TABLE.stream()
                    .map(Row::name)
                    .anyMatch(row -> row.endsWith("..")
                            ? (name + ".").startsWith(row.substring(0, row.length() - 1))
                            : name.equals(row));
            if (!listed && !name.equals("holdfast") && !name.equals("holdfast.app")) {
                unknown.add(name);
            }
        }
        assertThat(unknown)
                .as("packages without a row in the table; a package nobody placed has no rules")
                .isEmpty();
    }

    @Test
    void packages_haveNoCycles() {
        check(slices().matching("holdfast.(**)")
                .should()
                .beFreeOfCycles()
                .because("two packages in a cycle are one package that is hard to read"));
    }

    @Test
    void sumcheckAndLigero_doNotKnowEachOther() {
        check(noClasses()
                .that()
                .resideInAPackage("holdfast.zk.sumcheck")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("holdfast.zk.ligero")
                .because("zk.protocol joins them; each can be read against its own chapter of the draft"));
        check(noClasses()
                .that()
                .resideInAPackage("holdfast.zk.ligero")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("holdfast.zk.sumcheck")
                .because("zk.protocol joins them; each can be read against its own chapter of the draft"));
    }

    @Test
    void vectorModule_isUsedByKernelsOnly() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("holdfast.zk.field")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(VECTOR)
                .because("everything else must load and work where the vector module is missing"));
    }

    @Test
    void library_hasOneUser() {
        onlyUser("com.nimbusds..", "holdfast.token", "one place decides which tokens are accepted");
        onlyUser("tools.jackson..", "holdfast.json", "one place decides what JSON is accepted");
        onlyUser("org.bouncycastle..", "holdfast.crypto", "one place holds the primitives");
        onlyUser("picocli..", "holdfast.cli", "the command line is a detail");
        onlyUser("okhttp3..", "holdfast.net", "nothing else can open a connection");
        onlyUser("com.google.zxing..", "holdfast.ui.common", "pictures in and out belong to the window");
        onlyUser("java.sql..", "holdfast.service.queue", "the database is the service's queue and nothing else");
        onlyUser("org.eclipse.jetty..", "holdfast.service.http", "one place holds the limits of what is served");
        check(noClasses()
                .that()
                .resideOutsideOfPackages("holdfast.ui..", "holdfast.app")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javafx..")
                .because("all but the window runs without a display"));
    }

    private static void onlyUser(String library, String user, String why) {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(user)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because(why));
    }

    @Test
    void viewModels_doNotKnowControls() {
        check(noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .should()
                .dependOnClassesThat(resideInAPackage("javafx..")
                        .and(DescribedPredicate.not(resideInAnyPackage("javafx.beans..", "javafx.collections.."))))
                .because("a view model is tested without a window"));
    }

    @Test
    void network_isOpenedByNetAndServiceOnly() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("holdfast.net", "holdfast.service..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net.http..")
                        .or(DescribedPredicate.describe(
                                "sockets and URL connections",
                                type -> Set.of(
                                                "java.net.Socket",
                                                "java.net.ServerSocket",
                                                "java.net.DatagramSocket",
                                                "java.net.URL",
                                                "java.net.URLConnection",
                                                "java.net.HttpURLConnection")
                                        .contains(type.getName()))))
                .because("nothing phones home: each connection passes the one guarded door and its ledger"));
    }

    @Test
    void randomnessAndTime_areInjected() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .because("it is predictable; secrets come from an injected SecureRandom"));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("holdfast.app")
                .should()
                .callConstructor(java.security.SecureRandom.class)
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "Executors.new…",
                        call -> call.getTargetOwner().isEquivalentTo(Executors.class)
                                && call.getName().startsWith("new")))
                .because("a test must be able to hold the clock, the dice and the threads"));
    }

    @Test
    void standardOutput_belongsToTheCommandLine() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("holdfast.cli", "holdfast.app")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("a library that prints cannot be used by a window or a service"));
    }

    @Test
    void nobodyLocatesServices() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.ServiceLoader")
                .because("the composition root is written by hand and can be read"));
    }

    @Test
    void staticState_isConstant() {
        check(fields().that()
                .areStatic()
                // JavaFX constructs its application itself: what that opens has no other way in.
                .and()
                .areNotDeclaredIn("holdfast.app.HoldfastApplication")
                .and(DescribedPredicate.describe(
                        "are written in the source",
                        (JavaField field) -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
                .should()
                .beFinal()
                .andShould(notBeMutableCollections())
                .because("static mutable state couples what does not know each other"));
    }

    private static ArchCondition<JavaField> notBeMutableCollections() {
        Set<String> mutable = Set.of(
                "java.util.ArrayList",
                "java.util.HashMap",
                "java.util.LinkedHashMap",
                "java.util.HashSet",
                "java.util.TreeMap",
                "java.util.concurrent.ConcurrentHashMap",
                "java.lang.ThreadLocal",
                "java.lang.StringBuilder");
        return new ArchCondition<>("not be of a mutable collection type") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                String type = field.getRawType().getName();
                boolean atomic = type.startsWith("java.util.concurrent.atomic.");
                if (mutable.contains(type) || atomic) {
                    events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is a mutable " + type));
                }
            }
        };
    }

    @Test
    void package_isNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : PRODUCT) {
            JavaPackage home = type.getPackage();
            if (!home.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(home.getName());
            }
        }
        assertThat(unmarked)
                .as("packages without @NullMarked in package-info.java")
                .isEmpty();
    }

    @Test
    void classPath_hasNoModuleInfo() {
        assertThat(Files.exists(Path.of("src/main/java/module-info.java")))
                .as("Holdfast runs on the class path")
                .isFalse();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PRODUCT);
    }

    /**
     * The window does not wait: what takes time is called in the work that is given to the background (a lambda), or in
     * code that says of itself that it runs there.
     */
    @Test
    void slowUseCases_inTheWindow_areCalledInTheBackground() {
        List<String> calls = PRODUCT.stream()
                .filter(type -> type.getPackageName().startsWith("holdfast.ui"))
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> isSlow(call.getTarget()))
                .filter(call -> !call.isDeclaredInLambda() && !isInBackground(call.getOrigin()))
                // A drag cannot wait: one file of a proof's size, among the temporary ones.
                .filter(call -> !call.getOrigin().getFullName().startsWith("holdfast.ui.proofs.ProofWaysOut.drag("))
                .map(call ->
                        call.getSourceCodeLocation() + " " + call.getTarget().getFullName())
                .sorted()
                .toList();
        assertThat(calls).as("to be given to Tasks or WalletSession").isEmpty();
    }

    private static boolean isSlow(AccessTarget.MethodCallTarget target) {
        String owner = target.getOwner().getName();
        boolean within = SLOW_CLASSES.contains(owner) || target.getOwner().isAnnotatedWith(InBackground.class);
        boolean accessor =
                target.resolveMember().map(ArchitectureTest::isAccessor).orElse(false);
        return SLOW_METHODS.contains(owner + "." + target.getName())
                || target.isAnnotatedWith(InBackground.class)
                || (within && !accessor);
    }

    /** What a record holds is at hand. */
    private static boolean isAccessor(JavaMethod method) {
        return method.getOwner().isRecord()
                && method.getOwner().tryGetField(method.getName()).isPresent();
    }

    private static boolean isInBackground(JavaCodeUnit code) {
        return code.isAnnotatedWith(InBackground.class)
                || code.getOwner().isAnnotatedWith(InBackground.class)
                || code.getOwner()
                        .getEnclosingClass()
                        .map(outer -> outer.isAnnotatedWith(InBackground.class))
                        .orElse(false);
    }
}
