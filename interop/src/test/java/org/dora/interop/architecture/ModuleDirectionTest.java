package org.dora.interop.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Modules depend on each other only as the table in docs/architecture.md says. */
@AnalyzeClasses(packages = "org.dora", importOptions = DoNotIncludeTests.class)
class ModuleDirectionTest {

  @ArchTest
  static final ArchRule modulesUseOnlyWhatTheTableAllows =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("common")
          .definedBy("org.dora.common..")
          .layer("zenoh")
          .definedBy("org.dora.zenoh..")
          .layer("node-api")
          .definedBy(
              resideInAPackage("org.dora.node..")
                  .and(not(resideInAPackage("org.dora.node.test.."))))
          .layer("node-test")
          .definedBy("org.dora.node.test..")
          .layer("daemon")
          .definedBy("org.dora.daemon..")
          .layer("coordinator")
          .definedBy("org.dora.coordinator..")
          .layer("cli")
          .definedBy("org.dora.cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("coordinator")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("daemon")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("zenoh")
          .mayOnlyBeAccessedByLayers("daemon", "cli")
          .whereLayer("node-test")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("node-api")
          .mayOnlyBeAccessedByLayers("node-test", "cli")
          .whereLayer("common")
          .mayOnlyBeAccessedByLayers(
              "zenoh", "node-api", "node-test", "daemon", "coordinator", "cli");

  @ArchTest
  static final ArchRule zenohStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("org.dora.zenoh..")
          .should()
          .dependOnClassesThat(resideInAPackage("org.dora.common..").or(ofOtherModules()));

  @ArchTest
  static final ArchRule packagesOfTheDaemonHaveNoCycles =
      slices().matching("org.dora.daemon.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule commonStartsNothingHeavy =
      noClasses()
          .that()
          .resideInAPackage("org.dora.common..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "tools.jackson.databind..",
              "com.fasterxml.jackson.databind..",
              "ch.qos.logback..",
              "io.netty..");

  @ArchTest
  static final ArchRule exceptionsThatLeaveAPackageAreOurs =
      classes()
          .that()
          .areAssignableTo(RuntimeException.class)
          .and()
          .arePublic()
          .and()
          .resideOutsideOfPackage("org.dora.zenoh..")
          .should()
          .beAssignableTo("org.dora.common.DoraException");

  @ArchTest
  static final ArchRule exceptionsOfZenohAreItsOwn =
      classes()
          .that()
          .areAssignableTo(RuntimeException.class)
          .and()
          .resideInAPackage("org.dora.zenoh..")
          .should()
          .beAssignableTo("org.dora.zenoh.ZenohException");

  private static DescribedPredicate<JavaClass> ofOtherModules() {
    return resideInAPackage("org.dora.node..").or(resideInAPackage("org.dora.daemon.."));
  }

  @Test
  void noArrowAllocatorButOursIsOnTheClassPath() {
    assertThrows(
        ClassNotFoundException.class,
        () -> Class.forName("org.apache.arrow.memory.netty.DefaultAllocationManagerFactory"));
    assertThrows(
        ClassNotFoundException.class,
        () -> Class.forName("org.apache.arrow.memory.unsafe.UnsafeAllocationManager"));
  }
}
