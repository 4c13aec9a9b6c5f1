package dev.countersign.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way dependencies point. */
@AnalyzeClasses(
    packages = "dev.countersign.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NO_STRANGERS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "java.sql..",
              "javax.sql..",
              "org.postgresql..",
              "org.bouncycastle..",
              "dev.countersign.control..",
              "dev.countersign.server..",
              "dev.countersign.postgres..");

  @ArchTest
  static final ArchRule PROTOCOLS_DO_NOT_KNOW_UPSTREAMS =
      noClasses()
          .that()
          .resideInAnyPackage("..gateway.http1..", "..gateway.http2..", "..gateway.steps..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..gateway.upstream..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.countersign.gateway.(*)..").should().beFreeOfCycles();
}
