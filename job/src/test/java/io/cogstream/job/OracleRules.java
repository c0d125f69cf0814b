package io.cogstream.job;

import java.util.Map;
import java.util.TreeMap;

/**
 * The cases of {@code testdata/stac/oracle} in which lazycogs 0.7.0 is wrong and no variant of the oracle has the right answer,
 * with the rule of PARITY.md's last table that decides and what can still be checked. {@code docs/parity.md} lists the same.
 */
final class OracleRules {

    /** How much of a case the oracle's data still decides. */
    enum Check {
        /** Time steps made of the same items as lazycogs' are compared; the others follow the rule. */
        STEPS_WITH_THE_SAME_ITEMS,
        /** The question is asked again with the datetime that lazycogs in fact read; then all pixels are compared. */
        WHOLE_WINDOWS,
        /** Pixels where lazycogs has data are compared; where it has fill, cogstream may have data. */
        WHERE_THE_ORACLE_HAS_DATA,
        /** Steps and bands in which cogstream keeps no asset that lazycogs drops are compared. */
        WHERE_NO_ASSET_IS_KEPT,
        /** lazycogs fails or finds nothing; cogstream must have an array with data. */
        HAS_DATA,
        /** All pixels are compared with those of another case, after a conversion. */
        ANOTHER_CASE
    }

    /** @param text the rule, as in PARITY.md's table */
    record Rule(String text, Check check) {}

    private static final String ANTIMERIDIAN = "antimeridian bboxes are split";
    private static final String DATETIME = "items outside datetime are never read";
    private static final String HALF_OPEN = "half-open windows, one step per item";
    private static final String OUTSIDE = "a pixel outside the source is masked, also when nodata is unknown";
    private static final String EXPLICIT_NODATA =
            "the file's own nodata masks where its type can't hold the explicit one";

    private static final Map<String, Rule> RULES = rules();

    private OracleRules() {}

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new TreeMap<>();
        for (String name : new String[] {"am-32601", "am-3832", "am-native-32660"}) {
            rules.put(name, new Rule(ANTIMERIDIAN, Check.HAS_DATA));
        }
        rules.put("am-4326-beyond-180", new Rule(ANTIMERIDIAN, Check.WHERE_THE_ORACLE_HAS_DATA));
        rules.put("bands-visual-first-sample-only", new Rule(OUTSIDE, Check.WHERE_THE_ORACLE_HAS_DATA));
        rules.put("datetime-fraction-last-second", new Rule(HALF_OPEN, Check.HAS_DATA));
        rules.put("datetime-open-start", new Rule(HALF_OPEN, Check.STEPS_WITH_THE_SAME_ITEMS));
        rules.put("datetime-instant", new Rule(DATETIME, Check.WHOLE_WINDOWS));
        for (String method : new String[] {"Count", "First", "Highest", "Lowest", "Mean", "Median", "Stdev"}) {
            rules.put("mosaic-" + method + "Method-collar", new Rule(DATETIME, Check.WHOLE_WINDOWS));
            rules.put("variant-Full" + method + "-collar", new Rule(DATETIME, Check.WHOLE_WINDOWS));
        }
        rules.put("mosaic-CountMethod-nodata-nan", new Rule(EXPLICIT_NODATA, Check.HAS_DATA));
        rules.put("dtype-mixed-bands-explicit", new Rule(EXPLICIT_NODATA, Check.HAS_DATA));
        rules.put("nodata-explicit-nan-float32", new Rule(EXPLICIT_NODATA, Check.ANOTHER_CASE));
        rules.put("nodata-explicit-neg-float32", new Rule(EXPLICIT_NODATA, Check.ANOTHER_CASE));
        rules.put(
                "dtype-uint8-wraps", new Rule("an explicit narrower dtype is rounded and clamped", Check.ANOTHER_CASE));
        rules.put(
                "errors-ignore-absent-file",
                new Rule("ignore drops the failed asset only", Check.WHERE_NO_ASSET_IS_KEPT));
        for (String name : new String[] {"time-P1D", "time-range-item", "time-range-item-none"}) {
            rules.put(name, new Rule(HALF_OPEN, Check.STEPS_WITH_THE_SAME_ITEMS));
        }
        return rules;
    }

    static Map<String, Rule> all() {
        return RULES;
    }

    /** The case whose pixels answer a case of {@link Check#ANOTHER_CASE}. */
    static String answeringCase(String name) {
        return name.startsWith("dtype-uint8") ? "res-240-overview2" : "dtype-float32";
    }

    /** The datetime that lazycogs in fact read: whole windows of the time period. */
    static String wholeWindows(String name) {
        return name.equals("datetime-instant") ? "2023-07-01" : "2023-01-01/2023-12-31";
    }
}
