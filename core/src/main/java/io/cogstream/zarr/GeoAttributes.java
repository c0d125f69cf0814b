package io.cogstream.zarr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.grid.Affine;
import io.cogstream.grid.BoundingBox;
import java.math.BigDecimal;

/**
 * Where the pixels are, for readers of CF (grid mapping), of the <a
 * href="https://github.com/zarr-conventions/geo-proj">proj</a> and of the <a
 * href="https://github.com/zarr-conventions/spatial">spatial</a> convention.
 */
final class GeoAttributes {
    /** Name of the grid mapping variable. */
    static final String GRID_MAPPING = "spatial_ref";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private GeoAttributes() {}

    /** Adds the attributes that group and array share. */
    static void addConventions(ObjectNode attributes, CubeLayout layout) {
        ArrayNode conventions = attributes.putArray("zarr_conventions");
        conventions.add(convention(
                "proj:",
                "geo-proj",
                "f17cb550-5864-4468-aeb7-f3180cfb622f",
                "Coordinate reference system information for geospatial data"));
        conventions.add(convention(
                "spatial:", "spatial", "689b58e2-cf7b-45e0-9fff-9cfc0883d6b4", "Spatial coordinate information"));
        addCrs(attributes, layout.crs());
        attributes.putArray("spatial:dimensions").add("y").add("x");
        BoundingBox bounds = layout.bounds();
        attributes
                .putArray("spatial:bbox")
                .add(bounds.minX())
                .add(bounds.minY())
                .add(bounds.maxX())
                .add(bounds.maxY());
        attributes.put("spatial:transform_type", "affine");
        ArrayNode transform = attributes.putArray("spatial:transform");
        for (double coefficient : layout.transform().toArray()) {
            transform.add(coefficient);
        }
        attributes.putArray("spatial:shape").add(layout.height()).add(layout.width());
        attributes.put("spatial:registration", "pixel");
    }

    /** The attributes of the grid mapping variable. */
    static ObjectNode gridMapping(CubeLayout layout) {
        CrsAttributes crs = layout.crs();
        ObjectNode attributes = JSON.objectNode();
        if (crs.gridMappingName() != null) {
            attributes.put("grid_mapping_name", crs.gridMappingName());
        }
        attributes.put("crs_wkt", crs.wkt());
        attributes.put("spatial_ref", crs.wkt());
        attributes.put("GeoTransform", gdalOrder(layout.transform()));
        return attributes;
    }

    /** GDAL's order: x origin, pixel width, row rotation, y origin, column rotation, pixel height. */
    private static String gdalOrder(Affine transform) {
        return String.join(
                " ",
                number(transform.c()),
                number(transform.a()),
                number(transform.b()),
                number(transform.f()),
                number(transform.d()),
                number(transform.e()));
    }

    /** Without exponent, which some readers of such texts do not expect. */
    private static String number(double value) {
        return new BigDecimal(Double.toString(value)).toPlainString();
    }

    /** Spelled as rioxarray 0.23 looks for it: with a colon in the name. The UUID is what identifies a convention. */
    private static ObjectNode convention(String name, String repository, String uuid, String description) {
        return JSON.objectNode()
                .put(
                        "schema_url",
                        "https://raw.githubusercontent.com/zarr-conventions/" + repository
                                + "/refs/tags/v1/schema.json")
                .put("spec_url", "https://github.com/zarr-conventions/" + repository + "/blob/v1/README.md")
                .put("uuid", uuid)
                .put("name", name)
                .put("description", description);
    }

    /** The proj convention asks for exactly one of code, WKT 2 and PROJJSON. */
    private static void addCrs(ObjectNode attributes, CrsAttributes crs) {
        if (crs.epsg() != null) {
            attributes.put("proj:code", "EPSG:" + crs.epsg());
        } else {
            attributes.put("proj:wkt2", crs.wkt());
        }
    }
}
