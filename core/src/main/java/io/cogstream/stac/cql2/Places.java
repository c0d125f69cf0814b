package io.cogstream.stac.cql2;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.operation.relateng.RelateNG;
import org.locationtech.jts.operation.relateng.RelatePredicate;
import org.locationtech.jts.operation.relateng.TopologyPredicate;

/** Spatial predicates, of OGC 06-103r4, in longitude and latitude as on a plane. */
final class Places {
    private Places() {}

    /** Null if one of the two is no geometry. */
    static @Nullable Boolean test(Operator operator, Object a, Object b) {
        Geometry x = geometry(a);
        Geometry y = geometry(b);
        if (x == null || y == null) {
            return null;
        }
        try {
            return RelateNG.relate(x, y, predicate(operator));
        } catch (TopologyException crossed) {
            throw new IllegalArgumentException(
                    operator.label() + " fails on a geometry that is not valid: " + crossed.getMessage(), crossed);
        }
    }

    private static TopologyPredicate predicate(Operator operator) {
        return switch (operator) {
            case S_INTERSECTS -> RelatePredicate.intersects();
            case S_EQUALS -> RelatePredicate.equalsTopo();
            case S_DISJOINT -> RelatePredicate.disjoint();
            case S_TOUCHES -> RelatePredicate.touches();
            case S_WITHIN -> RelatePredicate.within();
            case S_OVERLAPS -> RelatePredicate.overlaps();
            case S_CROSSES -> RelatePredicate.crosses();
            case S_CONTAINS -> RelatePredicate.contains();
            default -> throw new IllegalStateException(operator + " is not about places");
        };
    }

    private static @Nullable Geometry geometry(Object value) {
        if (value instanceof byte[] wkb) {
            try {
                return new WKBReader(Literals.GEOMETRIES).read(wkb);
            } catch (ParseException | RuntimeException | StackOverflowError malformed) {
                // The reader descends once per nested collection, and the bytes decide how deep they are nested.
                throw new IllegalArgumentException("geometry is not well-known binary: " + malformed, malformed);
            }
        }
        return value instanceof Geometry geometry ? geometry : null;
    }
}
