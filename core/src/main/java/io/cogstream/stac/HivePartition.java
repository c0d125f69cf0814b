package io.cogstream.stac;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;

/** What the folders of a hive-partitioned file say of all its rows: {@code year=2023/month=6} is two values. */
final class HivePartition {
    /** Stands for null in a folder's name. */
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    private HivePartition() {}

    /**
     * Values by name: Long, Instant for dates and times, else String.
     *
     * @param relative the file, from the folder that is partitioned
     */
    static Map<String, Object> values(Path relative) {
        Map<String, Object> values = new HashMap<>();
        for (Path folder : relative) {
            String[] sides = folder.toString().split("=", 2);
            if (sides.length == 2 && !folder.equals(relative.getFileName()) && !sides[1].equals(NULL)) {
                values.put(sides[0], value(decoded(sides[1])));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException plain) {
            return text;
        }
    }

    private static Object value(String text) {
        if (text.matches("-?[0-9]{1,18}")) {
            return Long.parseLong(text);
        }
        try {
            return Timestamps.parse(text);
        } catch (DateTimeException noTime) {
            return text;
        }
    }
}
