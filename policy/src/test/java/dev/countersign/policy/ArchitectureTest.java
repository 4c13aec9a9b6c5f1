package dev.countersign.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.countersign.policy",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule knowsNoTransportFrameworkOrAsn1 =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.netty..", "org.springframework..", "org.bouncycastle..", "java.sql..");

  @ArchTest
  static final ArchRule knowsNoModuleButPki =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.countersign.gateway..",
              "dev.countersign.control..",
              "dev.countersign.server..",
              "dev.countersign.postgres..",
              "dev.countersign.testkit..");

  @ArchTest
  static final ArchRule packagesFormNoCircle =
      slices().matching("dev.countersign.policy.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheDecisionJudges =
      noClasses()
          .that()
          .resideOutsideOfPackage("..decision..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("PathFinder");

  @ArchTest
  static final ArchRule answersKnowNoReasons =
      noClasses()
          .that()
          .resideInAPackage("..answer..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..policy.decision..", "..policy.snapshot..", "..policy.configuration..");
}
