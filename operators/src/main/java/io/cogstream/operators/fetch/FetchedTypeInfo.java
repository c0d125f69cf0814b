package io.cogstream.operators.fetch;

import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** The type of {@link Fetched}, whose serializer refuses to work. */
public final class FetchedTypeInfo extends TypeInformation<Fetched> {
    private static final long serialVersionUID = 1;

    /** Lets Flink find this type information from the class. */
    public static final class Factory extends TypeInfoFactory<Fetched> implements Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public TypeInformation<Fetched> createTypeInfo(Type type, Map<String, TypeInformation<?>> parameters) {
            return new FetchedTypeInfo();
        }
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<Fetched> getTypeClass() {
        return Fetched.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Fetched> createSerializer(SerializerConfig config) {
        return new FetchedSerializer();
    }

    @Override
    public String toString() {
        return "Fetched";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FetchedTypeInfo;
    }

    @Override
    public int hashCode() {
        return FetchedTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof FetchedTypeInfo;
    }
}
