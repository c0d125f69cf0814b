package io.cogstream.proj;

/** Binds a CRS in WKT 2 to WGS 84 by the shift of its datum: EPSG methods 9603 and 9606. */
final class WktShift {
    private static final String[] NAMES = {
        "X-axis translation",
        "Y-axis translation",
        "Z-axis translation",
        "X-axis rotation",
        "Y-axis rotation",
        "Z-axis rotation",
        "Scale difference"
    };

    private static final String TARGET =
            "GEOGCRS[\"WGS 84\",DATUM[\"World Geodetic System 1984\",ELLIPSOID[\"WGS 84\",6378137,"
                    + "298.257223563,LENGTHUNIT[\"metre\",1]]],PRIMEM[\"Greenwich\",0," + WktWriter.DEGREE
                    + "],CS[ellipsoidal,2],AXIS[\"latitude\",north],AXIS[\"longitude\",east]," + WktWriter.DEGREE
                    + ",ID[\"EPSG\",4326]]";

    private WktShift() {}

    /** @param toWgs84 3 or 7 numbers as {@code +towgs84} takes them */
    static String bound(String crs, String toWgs84) {
        String[] values = toWgs84.split(",", -1);
        String method = values.length == 3
                ? "METHOD[\"Geocentric translations (geog2D domain)\",ID[\"EPSG\",9603]]"
                : "METHOD[\"Position Vector transformation (geog2D domain)\",ID[\"EPSG\",9606]]";
        StringBuilder text = new StringBuilder("BOUNDCRS[SOURCECRS[" + crs + "],TARGETCRS[" + TARGET
                + "],ABRIDGEDTRANSFORMATION[\"Transformation to WGS 84\"," + method);
        for (int i = 0; i < values.length; i++) {
            text.append(",PARAMETER[\"%s\",%s,ID[\"EPSG\",%d]]".formatted(NAMES[i], value(i, values[i]), 8605 + i));
        }
        return text.append("]]").toString();
    }

    /** In an abridged transformation the scale is a factor, not a difference in parts per million. */
    private static String value(int index, String text) {
        double value = Double.parseDouble(text.trim());
        return String.valueOf(index == 6 ? 1 + value * 1e-6 : value);
    }
}
