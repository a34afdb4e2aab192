package holdfast.token;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What keeps unverified content from flowing on by mistake. */
class TokenRulesTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("holdfast");

    @Test
    void verifiedToken_isMadeByTheVerifierOnly() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(TokenVerifier.class)
                .should()
                .callConstructorWhere(DescribedPredicate.describe(
                        "of VerifiedToken",
                        (JavaCall<?> call) -> call.getTargetOwner().isEquivalentTo(VerifiedToken.class)))
                .because("that type is the proof that a signature was checked")
                .check(PRODUCT);
    }

    @Test
    void unverifiedContent_isLookedAtWhereItIsMeantToBeOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("holdfast.token")
                .and()
                .doNotHaveFullyQualifiedName("holdfast.cli.ShowCommand")
                .and()
                .doNotHaveFullyQualifiedName("holdfast.cli.DigestCommand")
                .and()
                .doNotHaveFullyQualifiedName("holdfast.wallet.ProofExport")
                .and()
                .doNotHaveFullyQualifiedName("holdfast.service.VerifierService")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "unverified…",
                        (JavaCall<?> call) ->
                                call.getTargetOwner().getPackageName().equals("holdfast.token")
                                        && call.getName().startsWith("unverified")))
                .because(
                        "show is for looking at any token and says whether it verifies; the wallet finds a proof token that it"
                                + " verified before by its hash; a proof file proves itself, whoever signed around it; all"
                                + " else takes a VerifiedToken")
                .check(PRODUCT);
    }

    @Test
    void libraryTypes_stayInside() {
        classes()
                .that()
                .resideInAPackage("holdfast.token")
                .and()
                .doNotBelongToAnyOf(Es256.class)
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are not of the library", type -> !type.getPackageName().startsWith("com.nimbusds")))
                .because("the library gets what was checked before, with the algorithm that is fixed here")
                .check(PRODUCT);
    }

    @Test
    void keyMaterial_isNotSerializableAndNotARecord() {
        classes()
                .that()
                .belongToAnyOf(Es256PrivateKey.class, EcDer.PrivateParts.class, Pem.Block.class)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .andShould()
                .notBeAssignableTo(Record.class)
                .andShould()
                .notBeAssignableTo(java.io.Serializable.class)
                .because("a record prints its parts, and what is serializable can be written by accident")
                .check(PRODUCT);
    }
}
