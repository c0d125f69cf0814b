package io.cogstream.tiff;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads {@code <GDALMetadata><Item name role sample>}. Text that is not well formed, or has a DTD, tells nothing. */
final class GdalMetadataXml {
    private final Map<Integer, Double> scales = new HashMap<>();
    private final Map<Integer, Double> offsets = new HashMap<>();
    private final Map<Integer, String> descriptions = new HashMap<>();

    private GdalMetadataXml() {}

    static GdalMetadata parse(String xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        GdalMetadataXml items = new GdalMetadataXml();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT
                        && reader.getLocalName().equals("Item")) {
                    items.add(reader);
                }
            }
        } catch (XMLStreamException e) {
            return GdalMetadata.NONE;
        }
        return new GdalMetadata(items.scales, items.offsets, items.descriptions);
    }

    private void add(XMLStreamReader reader) throws XMLStreamException {
        String role = reader.getAttributeValue(null, "role");
        String sample = reader.getAttributeValue(null, "sample");
        if (role == null || sample == null || !sample.matches("\\d{1,5}")) {
            return;
        }
        int band = Integer.parseInt(sample);
        String text = reader.getElementText().strip();
        switch (role) {
            case "scale" -> putNumber(scales, band, text);
            case "offset" -> putNumber(offsets, band, text);
            case "description" -> descriptions.put(band, text);
            default -> {
                // Statistics, units and whatever else users keep there.
            }
        }
    }

    private static void putNumber(Map<Integer, Double> numbers, int band, String text) {
        Double number = number(text);
        if (number != null) {
            numbers.put(band, number);
        }
    }

    private static @Nullable Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
