package io.cogstream.grid;

/** A rectangle in the units of some CRS, {@code minX <= maxX} and {@code minY <= maxY}, edges included. */
public record BoundingBox(double minX, double minY, double maxX, double maxY) {

    public BoundingBox {
        if (!(minX <= maxX && minY <= maxY)) {
            throw new IllegalArgumentException(
                    "bounding box is not minx,miny,maxx,maxy: [%s, %s, %s, %s]".formatted(minX, minY, maxX, maxY));
        }
    }

    public double width() {
        return maxX - minX;
    }

    public double height() {
        return maxY - minY;
    }

    /** Whether the two share at least an edge or a corner. */
    public boolean intersects(BoundingBox other) {
        return minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY;
    }

    public BoundingBox expanded(double dx, double dy) {
        return new BoundingBox(minX - dx, minY - dy, maxX + dx, maxY + dy);
    }

    public BoundingBox union(BoundingBox other) {
        return new BoundingBox(
                Math.min(minX, other.minX),
                Math.min(minY, other.minY),
                Math.max(maxX, other.maxX),
                Math.max(maxY, other.maxY));
    }
}
