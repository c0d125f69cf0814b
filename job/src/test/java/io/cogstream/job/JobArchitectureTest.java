package io.cogstream.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way dependencies point between the modules: job, then operators, then core. */
@AnalyzeClasses(packages = "io.cogstream", importOptions = ImportOption.DoNotIncludeTests.class)
final class JobArchitectureTest {

    @ArchTest
    static final ArchRule nothingDependsOnTheJob = noClasses()
            .that()
            .resideOutsideOfPackage("io.cogstream.job..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.cogstream.job..");

    @ArchTest
    static final ArchRule coreDoesNotDependOnOperators = noClasses()
            .that()
            .resideOutsideOfPackages("io.cogstream.job..", "io.cogstream.operators..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.cogstream.operators..", "org.apache.flink..");

    @ArchTest
    static final ArchRule onlyTheJobKnowsTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("io.cogstream.job..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");
}
