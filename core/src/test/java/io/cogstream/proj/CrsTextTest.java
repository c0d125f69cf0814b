package io.cogstream.proj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WKT 1 of GDAL and of ESRI, WKT 2 and PROJJSON. The texts are what GDAL 3.12 and PROJ 9.8 write, shortened where nothing is lost. */
class CrsTextTest {
    private static final String WGS84_GDAL =
            "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,"
                    + "AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0],"
                    + "UNIT[\"degree\",0.0174532925199433],AUTHORITY[\"EPSG\",\"4326\"]]";
    private static final String BESSEL = "GEOGCS[\"x\",DATUM[\"unknown\",SPHEROID[\"Bessel\",6377397.155,299.1528128]],"
            + "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]";
    private static final String NAD83_ESRI = "GEOGCS[\"GCS_North_American_1983\",DATUM[\"D_North_American_1983\","
            + "SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
    private static final String UTM12 = "PROJCS[\"WGS 84 / UTM zone 12N\"," + WGS84_GDAL
            + ",PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"latitude_of_origin\",0],"
            + "PARAMETER[\"central_meridian\",%s],PARAMETER[\"scale_factor\",0.9996],PARAMETER[\"false_easting\",500000],"
            + "PARAMETER[\"false_northing\",0],UNIT[\"metre\",1],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH],"
            + "AUTHORITY[\"EPSG\",\"32612\"]]";
    private static final String CRS_OF_FEET =
            "PROJCRS[\"feet\",BASEGEOGCRS[\"NAD83\",DATUM[\"North American Datum 1983\","
                    + "ELLIPSOID[\"GRS 1980\",6378137,298.257222101,LENGTHUNIT[\"metre\",1]]]],CONVERSION[\"c\","
                    + "METHOD[\"Lambert Conic Conformal (2SP)\",ID[\"EPSG\",9802]],"
                    + "PARAMETER[\"Latitude of false origin\",44.6296296296297,ANGLEUNIT[\"grad\",0.015707963267949]],"
                    + "PARAMETER[\"Longitude of false origin\",-74,ANGLEUNIT[\"degree\",0.0174532925199433]],"
                    + "PARAMETER[\"Latitude of 1st standard parallel\",41.0333333333333],"
                    + "PARAMETER[\"Latitude of 2nd standard parallel\",40.6666666666667],"
                    + "PARAMETER[\"Easting at false origin\",984250,LENGTHUNIT[\"US survey foot\",0.304800609601219]],"
                    + "PARAMETER[\"Northing at false origin\",0]],CS[Cartesian,2],AXIS[\"(E)\",east],AXIS[\"(N)\",north],"
                    + "LENGTHUNIT[\"US survey foot\",0.304800609601219]]";

    @Test
    void prefersTheCodeOfATextThatDescribesTheSame() {
        Crs crs = Crs.parse(UTM12.formatted("-111"));

        assertThat(crs.definition()).isEqualTo("EPSG:32612");
        assertThat(crs.warnings()).isEmpty();
    }

    @Test
    void believesTheDescriptionRatherThanTheCodeAndSaysSo() {
        Crs crs = Crs.parse(UTM12.formatted("-105"));

        assertThat(crs.epsg()).isNull();
        assertThat(crs.warnings()).singleElement().asString().contains("names EPSG:32612", "describes another");
        assertThat(crs.definition()).contains("+lon_0=-105", "+datum=WGS84");
    }

    /** Expected coordinates are PROJ's, through pyproj 3.8. */
    @Test
    void readsEsrisNames() {
        String albers = "PROJCS[\"USA_Contiguous\"," + NAD83_ESRI
                + ",PROJECTION[\"Albers\"],PARAMETER[\"False_Easting\",0.0],PARAMETER[\"False_Northing\",0.0],"
                + "PARAMETER[\"Central_Meridian\",-96.0],PARAMETER[\"Standard_Parallel_1\",29.5],"
                + "PARAMETER[\"Standard_Parallel_2\",45.5],PARAMETER[\"Latitude_Of_Origin\",23.0],UNIT[\"Meter\",1.0]]";
        Crs crs = Crs.parse(albers);

        assertThat(crs.definition()).contains("+proj=aea", "+datum=NAD83");
        assertThat(crs.name()).isEqualTo("USA_Contiguous");
        assertImage(crs, -108.3, 38.9, -1053865.6492, 1831997.2658);
    }

    @Test
    void readsUnitsOfAxesAndOfParameters() {
        Crs crs = Crs.parse(CRS_OF_FEET);

        assertThat(crs.unit()).isEqualTo("US_survey_foot");
        assertThat(crs.definition()).contains("+lat_0=40.16666");
        assertImage(crs, -74, 40.7, 984250.0, 194305.3389);
    }

    @Test
    void takesTheHorizontalPartOfACompoundCrs() {
        String compound = "COMPD_CS[\"WGS 84 / UTM zone 12N + height\"," + UTM12.formatted("-111")
                + ",VERT_CS[\"EGM96 height\",VERT_DATUM[\"EGM96 geoid\",2005],UNIT[\"metre\",1],AXIS[\"Up\",UP]]]";

        assertThat(Crs.parse(compound).definition()).isEqualTo("EPSG:32612");
    }

    @Test
    void takesTheShiftOfABoundCrs() {
        String bound = "BOUNDCRS[SOURCECRS[GEOGCRS[\"x\",DATUM[\"y\",ELLIPSOID[\"Airy\",6377563.396,299.3249646]],"
                + "CS[ellipsoidal,2],AXIS[\"lon\",east],AXIS[\"lat\",north],ANGLEUNIT[\"degree\",0.0174532925199433]]],"
                + "TARGETCRS[GEOGCRS[\"WGS 84\",DATUM[\"z\",ELLIPSOID[\"WGS 84\",6378137,298.257223563]]]],"
                + "ABRIDGEDTRANSFORMATION[\"t\",METHOD[\"Coordinate Frame rotation (geog2D domain)\"],"
                + "PARAMETER[\"X-axis translation\",446.448],PARAMETER[\"Y-axis translation\",-125.157],"
                + "PARAMETER[\"Z-axis translation\",542.06],PARAMETER[\"X-axis rotation\",-0.15],"
                + "PARAMETER[\"Y-axis rotation\",-0.247],PARAMETER[\"Z-axis rotation\",-0.842],"
                + "PARAMETER[\"Scale difference\",0.999979511,SCALEUNIT[\"unity\",1],ID[\"EPSG\",8611]]]]";
        Crs crs = Crs.parse(bound);

        assertThat(crs.definition()).contains("+towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.48");
        assertThat(Crs.parse(crs.wkt()).definition())
                .contains("+towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.48");
    }

    @Test
    void readsAPrimeMeridianOtherThanGreenwich() {
        String lambert =
                "PROJCS[\"NTF (Paris) / Zone II\",GEOGCS[\"NTF (Paris)\",DATUM[\"Nouvelle_Triangulation_Francaise_Paris\","
                        + "SPHEROID[\"Clarke 1880 (IGN)\",6378249.2,293.466021293627],TOWGS84[-168,-60,320,0,0,0,0]],"
                        + "PRIMEM[\"Paris\",2.33722917],UNIT[\"grad\",0.015707963267949]],PROJECTION[\"Lambert_Conformal_Conic_1SP\"],"
                        + "PARAMETER[\"latitude_of_origin\",52],PARAMETER[\"central_meridian\",0],PARAMETER[\"scale_factor\",0.99987742],"
                        + "PARAMETER[\"false_easting\",600000],PARAMETER[\"false_northing\",2200000],UNIT[\"metre\",1]]";
        Crs crs = Crs.parse(lambert);

        assertThat(crs.definition()).contains("+pm=2.33722917", "+lat_1=46.8");
        double[] ours = {2.5, 47};
        double[] registered = {2.5, 47};
        Crs.LONGITUDE_LATITUDE.to(crs).apply(ours);
        Crs.LONGITUDE_LATITUDE.to(Crs.epsg(27572)).apply(registered);
        assertThat(ours[0]).isCloseTo(registered[0], within(1e-2));
        assertThat(ours[1]).isCloseTo(registered[1], within(1e-2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Mercator_1SP | ~~ | +proj=merc",
                "Mercator_2SP | standard_parallel_1=41 | +lat_ts=41",
                "Polar_Stereographic | latitude_of_origin=71 | +lat_ts=71",
                "Polar_Stereographic | latitude_of_origin=-90;scale_factor=0.994 | +k_0=0.994",
                "Stereographic_South_Pole | Standard_Parallel_1=-71 | +lat_0=-90",
                "Double_Stereographic | latitude_of_origin=52;scale_factor=0.9999 | +proj=sterea",
                "Lambert_Azimuthal_Equal_Area | latitude_of_center=45;longitude_of_center=9 | +lon_0=9",
                "Equirectangular | standard_parallel_1=40 | +proj=eqc",
                "Cylindrical_Equal_Area | standard_parallel_1=30 | +proj=cea",
                "Sinusoidal | longitude_of_center=7 | +proj=sinu",
                "Lambert_Conformal_Conic | Standard_Parallel_1=33;Standard_Parallel_2=45 | +lat_2=45",
                "Hotine_Oblique_Mercator_Azimuth_Center | latitude_of_center=46.95;longitude_of_center=7.4;azimuth=90;rectified_grid_angle=90 | +proj=somerc",
                "Hotine_Oblique_Mercator | latitude_of_center=4;longitude_of_center=102;azimuth=-36;rectified_grid_angle=-37 | +no_uoff",
                "Krovak | latitude_of_center=49.5;longitude_of_center=24.8;azimuth=30.29;pseudo_standard_parallel_1=78.5;scale_factor=0.9999;X_Scale=-1;Y_Scale=1;XY_Plane_Rotation=90 | +proj=krovak",
                "Geostationary_Satellite | central_meridian=9.5;satellite_height=35785831 | +h=35785831",
                "Mercator_Auxiliary_Sphere | Auxiliary_Sphere_Type=0 | +nadgrids=@null",
            })
    void knowsTheMethodsOfWkt1(String method, String values, String part) {
        assertThat(Crs.parse(projected(method, values)).definition()).contains(part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Bonne | ~~ | 'Bonne' is not read",
                "Mercator_1SP | latitude_of_origin=10 | not on the equator",
                "Mercator_Auxiliary_Sphere | Auxiliary_Sphere_Type=2 | parameter auxiliary sphere",
                "Sinusoidal | scale_factor=2 | scale of projection method",
                "Sinusoidal | beta=2 | parameter 'beta' is not read",
                "Krovak | azimuth=30 | axes south and west",
                "Albers | standard_parallel_1=200 | no latitude",
            })
    void refusesByNameWhatItWouldGetWrong(String method, String values, String part) {
        assertThatThrownBy(() -> Crs.parse(projected(method, values)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "PROJCS[\"x\"] | at offset 0: PROJCS has no GEOGCS",
                "GEOGCS[\"x\",DATUM[\"y\"]] | at offset 11: DATUM has no ELLIPSOID",
                "GEOGCS[\"x\" | is missing",
                "GEOGCS[\"x\"]] | at offset 11: the text goes on",
                "GEOGCS[\"x | at offset 7: the closing quote is missing",
                "GEOGCS[\"x\",DATUM[\"y\",SPHEROID[\"z\",1e,2]]] | at offset 34: '1e' is no number",
                "GEOGCS[\"x\",DATUM[\"y\",SPHEROID[\"z\",-5,2]]] | ellipsoid of datum 'y' is none",
                "VERT_CS[\"x\"] | VERT_CS is no horizontal CRS",
                "GEOCCS[\"x\"] | GEOCCS is no horizontal CRS",
                "GEODCRS[\"x\",DATUM[\"y\",ELLIPSOID[\"z\",6378137,298]],CS[Cartesian,3]] | geocentric",
                "GEOGCRS[\"x\",DERIVINGCONVERSION[\"y\"]] | turned pole",
                "{\"type\":\"ProjectedCRS\"} | at '': 'base_crs' is missing",
                "{\"type\":\"VerticalCRS\"} | 'VerticalCRS' is no horizontal CRS",
                "{\"type\": | at offset 8",
            })
    void namesThePlaceOfAMistake(String text, String part) {
        assertThatThrownBy(() -> Crs.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    @Test
    void boundsDepthAndLength() {
        assertThatThrownBy(() -> Crs.parse("GEOGCS[".repeat(5000))).hasMessageContaining("nested more than 24 deep");
        assertThatThrownBy(() -> Crs.parse("{\"a\":".repeat(5000))).hasMessageContaining("no JSON that is read");
        assertThatThrownBy(() -> Crs.parse("GEOGCS[\"" + "x".repeat(70_000))).hasMessageContaining("too long");
        assertThatThrownBy(() -> Crs.parse("+proj=" + "x".repeat(70_000))).hasMessageContaining("too long");
    }

    @Test
    void readsProjjson() {
        String json =
                "{\"type\":\"ProjectedCRS\",\"name\":\"mine\",\"base_crs\":{\"type\":\"GeographicCRS\",\"name\":\"WGS 84\","
                        + "\"datum_ensemble\":{\"name\":\"World Geodetic System 1984 ensemble\",\"members\":[],\"ellipsoid\":{\"name\":"
                        + "\"WGS 84\",\"semi_major_axis\":6378137,\"inverse_flattening\":298.257223563}}},\"conversion\":{\"name\":\"c\","
                        + "\"method\":{\"name\":\"Lambert Azimuthal Equal Area\",\"id\":{\"authority\":\"EPSG\",\"code\":9820}},"
                        + "\"parameters\":[{\"name\":\"Latitude of natural origin\",\"value\":50,\"unit\":{\"type\":\"AngularUnit\","
                        + "\"name\":\"grad\",\"conversion_factor\":0.015707963267949}},{\"name\":\"Longitude of natural origin\","
                        + "\"value\":-100,\"unit\":\"degree\"}]},\"coordinate_system\":{\"subtype\":\"Cartesian\",\"axis\":["
                        + "{\"name\":\"N\",\"direction\":\"north\",\"unit\":\"metre\"},{\"name\":\"E\",\"direction\":\"east\",\"unit\":\"metre\"}]}}";
        Crs crs = Crs.parse(json);

        assertThat(crs.definition()).contains("+proj=laea", "+lat_0=45", "+lon_0=-100", "+datum=WGS84");
        assertThat(crs.name()).isEqualTo("mine");
    }

    @Test
    void writesWktThatItReadsBack() {
        Crs crs = Crs.parse(CRS_OF_FEET);

        assertThat(Crs.parse(crs.wkt()).definition()).isEqualTo(crs.definition());
    }

    private static String projected(String method, String values) {
        StringBuilder text = new StringBuilder("PROJCS[\"x\",")
                .append(method.equals("Krovak") ? BESSEL : WGS84_GDAL)
                .append(",PROJECTION[\"" + method + "\"]");
        for (String value : values.isEmpty() ? new String[0] : values.split(";", -1)) {
            text.append(",PARAMETER[\"").append(value.replace("=", "\",")).append(']');
        }
        return text.append(",UNIT[\"metre\",1]]").toString();
    }

    private static void assertImage(Crs crs, double lon, double lat, double x, double y) {
        double[] point = {lon, lat};
        Crs.LONGITUDE_LATITUDE.to(crs).apply(point);
        assertThat(point[0]).isCloseTo(x, within(1e-2));
        assertThat(point[1]).isCloseTo(y, within(1e-2));
    }
}
