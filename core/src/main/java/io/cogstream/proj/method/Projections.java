package io.cogstream.proj.method;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.Registry;
import org.locationtech.proj4j.datum.Ellipsoid;
import org.locationtech.proj4j.proj.Projection;

/** Makes a projection of the parameters of a PROJ string, ours or Proj4J's, whichever is right. */
public final class Projections {
    /** Projections of Proj4J 1.4.1 that agree with PROJ 9.8 to a micrometre, both ways. */
    private static final Set<String> SOUND = Set.of(
            "etmerc", "merc", "lcc", "stere", "sterea", "somerc", "omerc", "aeqd", "moll", "robin", "eck1", "eck2",
            "eck4", "eck5", "eck6", "crast", "fouc", "gall", "goode", "hatano", "kav5", "putp4p", "putp5", "putp5p",
            "qua_aut", "wag3", "wag4", "wag5", "weren");

    /** Right near their origin only, as some registered systems use them. */
    private static final Set<String> SOUND_NEARBY = Set.of("cass", "poly", "nzmg");

    private Projections() {}

    /**
     * A projection that is ready for use, and safe for concurrent use.
     *
     * @param parameters of a PROJ string, complete and without the leading plus; lengths in metres, angles in degrees
     * @param metresPerUnit of projected coordinates
     * @param registered whether the parameters are an authority's, whose area of use is known to be small enough
     * @throws IllegalArgumentException if the projection is unknown, comes out wrong, or its parameters do not fit
     */
    public static Projection of(
            Map<String, String> parameters, Ellipsoid ellipsoid, double metresPerUnit, boolean registered) {
        String name = parameters.getOrDefault("proj", "");
        try {
            Projection projection = bare(name, parameters, ellipsoid, registered);
            projection.setEllipsoid(ellipsoid);
            new Settings(parameters).apply(projection);
            projection.setFromMetres(1 / metresPerUnit);
            projection.initialize();
            return projection;
        } catch (Proj4jException e) {
            throw new IllegalArgumentException("+proj=" + name + ": " + e.getMessage(), e);
        }
    }

    private static Projection bare(
            String name, Map<String, String> parameters, Ellipsoid ellipsoid, boolean registered) {
        if (name.equals("krovak") && Math.abs(ellipsoid.getA() - Ellipsoid.BESSEL.getA()) > 1) {
            throw new IllegalArgumentException("projection +proj=krovak is read on Bessel's ellipsoid only");
        }
        Projection ours = ours(name, parameters);
        if (ours != null) {
            return ours;
        }
        boolean sphere = ellipsoid.getEccentricitySquared() == 0;
        String known = name.equals("utm") || name.equals("tmerc") ? "etmerc" : name;
        if (known.equals("etmerc") && sphere) {
            return new SphericalTransverseMercator();
        }
        if (!SOUND.contains(known) && !(registered && SOUND_NEARBY.contains(known))) {
            throw new IllegalArgumentException("projection +proj=" + name + " is not read");
        }
        return new Registry().getProjection(known);
    }

    private static @Nullable Projection ours(String name, Map<String, String> parameters) {
        return switch (name) {
            case "aea" -> new Albers();
            case "laea" -> new AzimuthalEqualArea();
            case "cea" -> new CylindricalEqualArea();
            case "eqc" -> new EquidistantCylindrical();
            case "eqearth" -> new EqualEarth();
            case "geos" -> new Geostationary(isSweptAlongX(parameters.getOrDefault("sweep", "y")));
            case "krovak" -> new Krovak();
            case "sinu" -> new Sinusoidal();
            default -> null;
        };
    }

    private static boolean isSweptAlongX(String sweep) {
        if (!sweep.equals("x") && !sweep.equals("y")) {
            throw new IllegalArgumentException("+sweep=" + sweep + " is neither x nor y");
        }
        return sweep.equals("x");
    }
}
