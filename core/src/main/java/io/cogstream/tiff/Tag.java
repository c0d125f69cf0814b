package io.cogstream.tiff;

/** The tags that are read: TIFF 6.0, <a href="https://docs.ogc.org/is/19-008r4/19-008r4.html">OGC GeoTIFF 1.1</a>, GDAL's own. */
enum Tag {
    NEW_SUBFILE_TYPE(254),
    SUBFILE_TYPE(255),
    IMAGE_WIDTH(256),
    IMAGE_LENGTH(257),
    BITS_PER_SAMPLE(258),
    COMPRESSION(259),
    PHOTOMETRIC(262),
    FILL_ORDER(266),
    STRIP_OFFSETS(273),
    SAMPLES_PER_PIXEL(277),
    ROWS_PER_STRIP(278),
    STRIP_BYTE_COUNTS(279),
    PLANAR_CONFIGURATION(284),
    PREDICTOR(317),
    COLOR_MAP(320),
    TILE_WIDTH(322),
    TILE_LENGTH(323),
    TILE_OFFSETS(324),
    TILE_BYTE_COUNTS(325),
    EXTRA_SAMPLES(338),
    SAMPLE_FORMAT(339),
    JPEG_TABLES(347),
    IMAGE_DEPTH(32997),
    MODEL_PIXEL_SCALE(33550),
    MODEL_TIEPOINT(33922),
    MODEL_TRANSFORMATION(34264),
    GEO_KEY_DIRECTORY(34735),
    GEO_DOUBLE_PARAMS(34736),
    GEO_ASCII_PARAMS(34737),
    GDAL_METADATA(42112),
    GDAL_NODATA(42113),
    LERC_PARAMETERS(50674);

    private final int code;

    Tag(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** What the specification calls it, roughly: the name in the messages. */
    @Override
    public String toString() {
        return name() + " (" + code + ")";
    }
}
