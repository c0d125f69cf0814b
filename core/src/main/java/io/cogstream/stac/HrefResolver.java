package io.cogstream.stac;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Makes the hrefs of a catalog absolute and rewrites them. */
final class HrefResolver {
    private static final Pattern ABSOLUTE = Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]+:|/).*", Pattern.DOTALL);

    private final Path root;
    private final List<HrefMapping> mappings;

    /**
     * @param root folder that relative hrefs start from
     * @param mappings the first whose prefix fits is used
     */
    HrefResolver(Path root, List<HrefMapping> mappings) {
        this.root = root;
        this.mappings = List.copyOf(mappings);
    }

    String resolve(String href) {
        String mapped = mapped(href);
        if (!mapped.equals(href)) {
            return absolute(mapped);
        }
        return mapped(absolute(href));
    }

    private String absolute(String href) {
        if (ABSOLUTE.matcher(href).matches()) {
            return href;
        }
        try {
            return root.resolve(href).normalize().toString();
        } catch (InvalidPathException notALocalName) {
            return href;
        }
    }

    private String mapped(String href) {
        for (HrefMapping mapping : mappings) {
            if (href.startsWith(mapping.from())) {
                return mapping.to() + href.substring(mapping.from().length());
            }
        }
        return href;
    }
}
