/**
 * What WKT 1, WKT 2, PROJJSON and GeoKeys say of a CRS, as a PROJ string. All of them are read as untrusted input: length and
 * depth are bounded, and each problem is an {@link IllegalArgumentException} that names its place.
 */
@NullMarked
package io.cogstream.proj.text;

import org.jspecify.annotations.NullMarked;
