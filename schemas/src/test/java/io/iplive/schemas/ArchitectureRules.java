package io.iplive.schemas;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Set;

/**
 * The house rules every service is held to. Below a service's root package a package is core unless
 * its name is one of the edges; core is pure.
 */
public final class ArchitectureRules {

  private static final Set<String> EDGES =
      Set.of("api", "kafka", "postgres", "net", "callback", "sms", "mail", "web", "gateway");

  private static final String VAGUE =
      ".*(Impl|Utils?|Helper|Manager|Dto|Info|Base|Common|Service)$|^Abstract.*";

  private final String root;
  private final JavaClasses production;
  private final JavaClasses everything;

  private ArchitectureRules(String root) {
    this.root = root;
    this.production =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
    this.everything = new ClassFileImporter().importPackages(root);
  }

  /** Checks every rule on the classes below {@code root}, e.g. {@code io.iplive.verdict}. */
  public static void hold(String root) {
    ArchitectureRules rules = new ArchitectureRules(root);
    for (ArchRule rule : rules.onProduction()) {
      rule.allowEmptyShould(true).check(rules.production);
    }
    for (ArchRule rule : rules.onEverything()) {
      rule.allowEmptyShould(true).check(rules.everything);
    }
  }

  private List<ArchRule> onProduction() {
    DescribedPredicate<JavaClass> core = describe("core of " + root, this::isCore);
    DescribedPredicate<JavaClass> foreign =
        describe(
            "anything but the JDK, JSpecify, core and what is as pure",
            type ->
                !type.getPackageName().startsWith("java.")
                    && !type.getPackageName().startsWith("javax.crypto")
                    && !type.getPackageName().startsWith("org.jspecify.")
                    && !type.isEquivalentTo(SearchPattern.class)
                    && !type.isPrimitive()
                    && !type.isArray()
                    && !isCore(type));
    return List.of(
        noClasses().that(core).should().dependOnClassesThat(foreign).as("core is pure"),
        noClasses()
            .that(core)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat(
                resideInAnyPackage("java.util.concurrent..", "java.net.http..", "java.sql..")
                    .or(describe("Thread", t -> t.isEquivalentTo(Thread.class)))
                    .or(describe("Random", t -> t.isAssignableTo(java.util.Random.class)))
                    .or(describe("Clock", t -> t.isEquivalentTo(java.time.Clock.class))))
            .as("core reads no clock, randomness, environment, threads"),
        slices()
            .assignedFrom(new EdgeSlices(root, EDGES))
            .should()
            .notDependOnEachOther()
            .as("edges do not know each other"),
        slices().matching(root + ".(*)..").should().beFreeOfCycles(),
        noClasses()
            .that(describe("outside kafka and the root", this::outsideKafkaAndRoot))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka.."))
            .as("Kafka types only in kafka"),
        noClasses()
            .that(core)
            .should()
            .dependOnClassesThat(resideInAPackage("org.springframework.."))
            .as("Spring only in the root and the edges"),
        classes().should().haveNameNotMatching(".*\\." + VAGUE).as("names say what a thing is"),
        noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .as("no field injection"),
        GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS,
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
  }

  private List<ArchRule> onEverything() {
    return List.of(
        noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("org.mockito.."))
            .as("no mocks, tests included"));
  }

  private boolean isCore(JavaClass type) {
    String edge = edgeOrCore(type);
    return !edge.isEmpty() && !EDGES.contains(edge);
  }

  private boolean outsideKafkaAndRoot(JavaClass type) {
    String name = edgeOrCore(type);
    return !name.isEmpty() && !name.equals("kafka");
  }

  /** First package below the root; empty for the root itself and for foreign classes. */
  private String edgeOrCore(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(root + ".")) {
      return "";
    }
    String below = name.substring(root.length() + 1);
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }
}
