package dev.countersign.control;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Repository;

class ModulesTest {

  private static final JavaClasses CONTROL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.countersign.control");

  @Test
  @DisplayName("The modules use each other's public types alone, and in one direction")
  void modules() {
    ApplicationModules.of(ControlApplication.class).verify();
  }

  @Test
  @DisplayName("The control plane knows no Bouncy Castle, no Netty and no gateway")
  void foreigners() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bouncycastle..", "io.netty..", "dev.countersign.gateway..")
        .check(CONTROL);
  }

  @Test
  @DisplayName("A repository is seen by its own package alone")
  void repositories() {
    classes().that().areAnnotatedWith(Repository.class).should().bePackagePrivate().check(CONTROL);
  }
}
