/** Registered systems by code, from the tables of proj4j-epsg, and how far they are from what PROJ makes of the same code. */
@NullMarked
package io.cogstream.proj.epsg;

import org.jspecify.annotations.NullMarked;
