package io.cogstream.tiff;

import io.cogstream.failure.SourceException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Directories to a header: which are levels, which are masks, what the first says about place and nodata. */
final class HeaderParser {
    private static final int MAX_METADATA_BYTES = 1 << 20;
    private static final int MAX_NODATA_BYTES = 1024;

    private final IfdChain chain;
    private final HeaderBytes bytes;
    private final List<ImageIfd> images = new ArrayList<>();
    private final List<ImageIfd> masks = new ArrayList<>();

    private HeaderParser(IfdChain chain, HeaderBytes bytes) throws SourceException {
        this.chain = chain;
        this.bytes = bytes;
        for (Ifd ifd : chain.ifds()) {
            if (ImageIfd.isMask(ifd) && ifd.index() > 0) {
                masks.add(new ImageIfd(ifd));
            } else if (ifd.index() == 0 || ImageIfd.isReduced(ifd)) {
                images.add(new ImageIfd(ifd));
            }
        }
    }

    /** The header, or null if bytes are missing; {@code bytes} knows which. */
    static @Nullable GeoTiff parse(HeaderBytes bytes) throws SourceException {
        IfdChain chain = IfdChain.walk(bytes);
        if (chain == null || chain.ifds().isEmpty()) {
            return null;
        }
        HeaderParser parser = new HeaderParser(chain, bytes);
        parser.request();
        return bytes.isMissing() ? null : parser.build();
    }

    private Ifd first() {
        return chain.ifds().get(0);
    }

    private void request() throws SourceException {
        for (ImageIfd image : images) {
            image.request();
        }
        for (ImageIfd mask : masks) {
            mask.request();
        }
        Georeferencing.request(first());
        first().values(Tag.GDAL_NODATA, MAX_NODATA_BYTES);
        if (hasReadableMetadata()) {
            first().values(Tag.GDAL_METADATA, MAX_METADATA_BYTES);
        }
        if (hasColorMap()) {
            first().values(Tag.COLOR_MAP, ColorMap.MAX_VALUES);
        }
    }

    /** Colours are a comment too. */
    private boolean hasColorMap() throws SourceException {
        return first().has(Tag.COLOR_MAP)
                && first().count(Tag.COLOR_MAP) <= ColorMap.MAX_VALUES
                && !first().isBeyondEnd(Tag.COLOR_MAP);
    }

    /** Metadata are a comment to the pixels: damaged ones are left out. */
    private boolean hasReadableMetadata() throws SourceException {
        return first().has(Tag.GDAL_METADATA)
                && first().count(Tag.GDAL_METADATA) <= MAX_METADATA_BYTES
                && !first().isBeyondEnd(Tag.GDAL_METADATA);
    }

    private GeoTiff build() throws SourceException {
        TiffImage image = images.get(0).toImage();
        Georeferencing place = Georeferencing.read(first());
        String nodata = first().text(Tag.GDAL_NODATA, MAX_NODATA_BYTES);
        String metadata = hasReadableMetadata() ? first().text(Tag.GDAL_METADATA, MAX_METADATA_BYTES) : null;
        return new GeoTiff(
                bytes.href(),
                chain.order(),
                chain.bigTiff(),
                levels(image),
                fineToCoarse(masks),
                place.transform(),
                place.epsg(),
                place.keys(),
                place.problem(),
                nodata == null ? null : NodataText.parse(nodata, image.dataType()),
                metadata == null ? GdalMetadata.NONE : GdalMetadataXml.parse(metadata),
                hasColorMap() ? ColorMap.of(first().unsigned(Tag.COLOR_MAP, ColorMap.MAX_VALUES)) : null);
    }

    /** The full size and those reduced images that can stand for it. */
    private List<TiffImage> levels(TiffImage full) throws SourceException {
        List<TiffImage> levels = new ArrayList<>(List.of(full));
        for (TiffImage overview : fineToCoarse(images.subList(1, images.size()))) {
            if (overview.samplesPerPixel() == full.samplesPerPixel()
                    && overview.dataType() == full.dataType()
                    && overview.width() <= full.width()
                    && overview.height() <= full.height()) {
                levels.add(overview);
            }
        }
        return levels;
    }

    private static List<TiffImage> fineToCoarse(List<ImageIfd> ifds) throws SourceException {
        List<TiffImage> images = new ArrayList<>();
        for (ImageIfd ifd : ifds) {
            images.add(ifd.toImage());
        }
        images.sort(Comparator.comparingLong((TiffImage image) -> (long) image.width() * image.height())
                .reversed());
        return images;
    }
}
