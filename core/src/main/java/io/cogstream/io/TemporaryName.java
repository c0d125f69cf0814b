package io.cogstream.io;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of files that are being written: {@code .~NAME~UUID.tmp} beside the file NAME that they will become. */
final class TemporaryName {
    private static final Pattern FORM = Pattern.compile("\\.~(.+)~[0-9a-f-]{36}\\.tmp");

    private TemporaryName() {}

    static String of(String target) {
        return ".~" + target + "~" + UUID.randomUUID() + ".tmp";
    }

    static boolean matches(String fileName) {
        return FORM.matcher(fileName).matches();
    }

    /** The name of the file that was being written, or null if {@code fileName} is no temporary name. */
    static @Nullable String target(String fileName) {
        Matcher matcher = FORM.matcher(fileName);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
