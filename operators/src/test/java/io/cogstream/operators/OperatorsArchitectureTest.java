package io.cogstream.operators;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way dependencies point. */
@AnalyzeClasses(packages = "io.cogstream", importOptions = ImportOption.DoNotIncludeTests.class)
final class OperatorsArchitectureTest {

    @ArchTest
    static final ArchRule coreKnowsNeitherOperatorsNorFlink = noClasses()
            .that()
            .resideOutsideOfPackages("io.cogstream.operators..", "io.cogstream.job..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.cogstream.operators..", "io.cogstream.job..", "org.apache.flink..");

    /** What a chunk is made of is behind the maker; operators only adapt it. */
    @ArchTest
    static final ArchRule operatorsDontMakeChunksThemselves = noClasses()
            .that()
            .resideInAPackage("io.cogstream.operators..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.cogstream.tiff..",
                    "io.cogstream.stac..",
                    "io.cogstream.codec..",
                    "io.cogstream.proj..",
                    "io.cogstream.warp..",
                    "io.cogstream.mosaic..",
                    "io.cogstream.plan..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.cogstream.operators.(*)..").should().beFreeOfCycles();
}
