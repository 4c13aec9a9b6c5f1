package dev.countersign.pki;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PublicSignaturesTest {

  @Test
  @DisplayName("no public signature of pki shows Bouncy Castle")
  void noBouncyCastleInPublicSignatures() {
    JavaClasses pki =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.countersign.pki");
    List<String> shown =
        pki.stream()
            .filter(one -> one.getModifiers().contains(PUBLIC))
            .flatMap(PublicSignaturesTest::shownTypes)
            .filter(text -> text.contains("org.bouncycastle"))
            .toList();
    assertThat(pki).hasSizeGreaterThan(20);
    assertThat(shown).isEmpty();
  }

  private static Stream<String> shownTypes(JavaClass one) {
    Stream<String> units =
        one.getCodeUnits().stream()
            .filter(unit -> unit.getModifiers().contains(PUBLIC))
            .flatMap(PublicSignaturesTest::typesOf)
            .map(type -> one.getName() + ": " + type.getName());
    Stream<String> fields =
        one.getFields().stream()
            .filter(field -> field.getModifiers().contains(PUBLIC))
            .map(JavaField::getFullName);
    Stream<String> supertypes =
        one.getAllRawSuperclasses().stream().map(type -> one.getName() + ": " + type.getName());
    return Stream.of(units, fields, supertypes).flatMap(all -> all);
  }

  private static Stream<JavaClass> typesOf(JavaCodeUnit unit) {
    List<JavaType> types = new ArrayList<>(unit.getParameterTypes());
    types.add(unit.getReturnType());
    types.addAll(unit.getExceptionTypes());
    return types.stream().flatMap(type -> type.getAllInvolvedRawTypes().stream());
  }
}
