package io.cogstream.stac;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.cogstream", importOptions = ImportOption.DoNotIncludeTests.class)
class ParquetStaysBehindOnePackageTest {

    @ArchTest
    static final ArchRule ONLY_THE_PARQUET_PACKAGE_SEES_PARQUET_AND_HADOOP = noClasses()
            .that()
            .resideOutsideOfPackage("io.cogstream.stac.parquet")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop..", "org.xerial.snappy..");

    @ArchTest
    static final ArchRule THE_PARQUET_PACKAGE_KNOWS_NO_STAC = noClasses()
            .that()
            .resideInAPackage("io.cogstream.stac.parquet")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.cogstream.stac");
}
