/**
 * Map projections that Proj4J 1.4.1 lacks or gets wrong, as formulas of <a
 * href="https://pubs.usgs.gov/publication/pp1395">Snyder, Map Projections: A Working Manual</a> (USGS PP 1395) and of IOGP
 * Guidance Note 7-2. Each is a Proj4J projection without state of its own per point: angles are radians from the central
 * meridian, lengths are in semi-major axes from the projection's origin, x east and y north. Safe for concurrent use.
 */
@NullMarked
package io.cogstream.proj.method;

import org.jspecify.annotations.NullMarked;
