package io.cogstream.zarr;

import org.jspecify.annotations.Nullable;

/**
 * A coordinate reference system in the forms that metadata needs.
 *
 * @param epsg EPSG code, null when the system has none
 * @param wkt the system as WKT 2 (ISO 19162)
 * @param gridMappingName CF's name of the projection, such as {@code transverse_mercator}, null when CF has none or it is
 *     unknown; see <a href="https://cfconventions.org/cf-conventions/cf-conventions.html#appendix-grid-mappings">CF
 *     appendix F</a>
 * @param geographic whether coordinates are longitude and latitude in degrees, rather than lengths
 * @param unit unit of the axes as CF spells it, such as {@code m} or {@code US_survey_foot}; not used when geographic
 */
public record CrsAttributes(
        @Nullable Integer epsg, String wkt, @Nullable String gridMappingName, boolean geographic, String unit) {

    public CrsAttributes {
        if (wkt.isBlank()) {
            throw new IllegalArgumentException("CRS without WKT");
        }
    }
}
