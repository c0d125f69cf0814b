package io.cogstream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Collectors;

/** Which way dependencies point inside core: a stage sees earlier ones only. */
@AnalyzeClasses(packages = "io.cogstream", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    /** From the first stage to the last; the first three know nothing, not even each other. */
    private static final List<String> STAGES = List.of(
            "raster",
            "grid",
            "failure",
            "io",
            "codec",
            "tiff",
            "proj",
            "area",
            "stac",
            "zarr",
            "cube",
            "warp",
            "plan",
            "mosaic",
            "make",
            "explain",
            "open",
            "sample",
            "quicklook");

    @ArchTest
    static void aStageSeesEarlierOnesOnly(JavaClasses classes) {
        for (int stage = 0; stage < STAGES.size(); stage++) {
            String[] later = STAGES.subList(stage + 1, STAGES.size()).stream()
                    .map(ArchitectureTest::packages)
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage(packages(STAGES.get(stage)))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .check(classes);
            }
        }
    }

    @ArchTest
    static void theFirstStagesStandAlone(JavaClasses classes) {
        for (String stage : STAGES.subList(0, 3)) {
            noClasses()
                    .that()
                    .resideInAPackage(packages(stage))
                    .should()
                    .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.cogstream..")
                            .and(JavaClass.Predicates.resideOutsideOfPackage(packages(stage))))
                    .check(classes);
        }
    }

    /** A package that is not in the list would escape the rules above. */
    @ArchTest
    static void everyPackageIsAStage(JavaClasses classes) {
        assertThat(classes.stream()
                        .map(type -> type.getPackageName().replaceFirst("^io\\.cogstream\\.?([a-z]*).*", "$1"))
                        .collect(Collectors.toSet()))
                .hasSameElementsAs(STAGES);
    }

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.cogstream.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule coreKnowsNeitherFlinkNorTheCommandLine = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "picocli..", "io.cogstream.operators..", "io.cogstream.job..");

    private static String packages(String stage) {
        return "io.cogstream." + stage + "..";
    }
}
