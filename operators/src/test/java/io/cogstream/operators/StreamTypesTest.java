package io.cogstream.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.failure.ChunkFailure;
import io.cogstream.failure.FailureKind;
import io.cogstream.make.ChunkObject;
import io.cogstream.make.MadeChunk.Cost;
import io.cogstream.make.MadeChunk.Status;
import io.cogstream.operators.fake.FakeMaker;
import io.cogstream.operators.fake.FakeMaker.Fate;
import io.cogstream.operators.fake.FakeMakers;
import io.cogstream.operators.fake.FakeStores;
import io.cogstream.operators.fetch.Fetched;
import io.cogstream.operators.fetch.FetchedTypeInfo;
import io.cogstream.operators.message.ChunkOutcome;
import io.cogstream.operators.message.ChunkRequest;
import io.cogstream.operators.message.ChunkResult;
import io.cogstream.operators.metrics.JobSummary;
import io.cogstream.operators.source.ArrayExtent;
import io.cogstream.operators.source.ChunkSet;
import io.cogstream.operators.source.ChunkSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may flow between operators, and how. */
final class StreamTypesTest {
    private static final ChunkRequest REQUEST = new ChunkRequest("memory:/array", 1, 2, 3, 4, 5, true);

    @ParameterizedTest
    @ValueSource(
            classes = {
                ChunkRequest.class,
                ChunkObject.class,
                ChunkResult.class,
                ChunkOutcome.class,
                ChunkFailure.class,
                JobSummary.class
            })
    void recordsAreFlinkPojos(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    @Test
    void recordsSurviveSerializationWithTheirNulls() throws Exception {
        ChunkFailure failure = REQUEST.failure("read", FailureKind.TRANSIENT, "slow");
        Cost cost = new Cost(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        ChunkResult made = new ChunkResult(
                REQUEST,
                Status.MADE,
                "c/0",
                new byte[] {1, 2},
                new ChunkObject("p/0", new byte[] {3}),
                new ChunkFailure[] {failure},
                cost);

        assertThat(copy(ChunkRequest.class, REQUEST)).isEqualTo(REQUEST);
        assertThat(copy(ChunkFailure.class, failure)).isEqualTo(failure);
        assertThat(copy(ChunkResult.class, made)).usingRecursiveComparison().isEqualTo(made);
        ChunkResult failed = ChunkResult.failed(REQUEST, failure);
        assertThat(copy(ChunkResult.class, failed)).usingRecursiveComparison().isEqualTo(failed);
        ChunkOutcome outcome = ChunkOutcome.of(made, 12);
        assertThat(copy(ChunkOutcome.class, outcome)).usingRecursiveComparison().isEqualTo(outcome);
    }

    @Test
    void everyStreamOfThePipelineHasASerializerOtherThanKryo() {
        StreamGraph graph = pipeline(2);
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        List<String> types = new ArrayList<>();
        for (StreamNode node : graph.getStreamNodes()) {
            assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
            if (node.getTypeSerializerOut() != null) {
                types.add(node.getTypeSerializerOut().getClass().getSimpleName());
            }
        }
        assertThat(types).contains("PojoSerializer", "FetchedSerializer").noneMatch(name -> name.contains("Kryo"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void pixelsStayInOneChainFromFetchToStore(int parallelism) {
        List<String> vertices = new ArrayList<>();
        for (JobVertex vertex : pipeline(parallelism).getJobGraph().getVerticesSortedTopologicallyFromSources()) {
            vertices.add(vertex.getName());
        }
        assertThat(vertices).hasSize(parallelism == 1 ? 1 : 2);
        assertThat(vertices.get(0)).startsWith("Source: chunks -> fetch -> warp -> (write: Writer, summary");
    }

    @Test
    void refusesToSerializePixels() {
        TypeInformation<Fetched> type = TypeInformation.of(Fetched.class);
        assertThat(type).isInstanceOf(FetchedTypeInfo.class);
        TypeSerializer<Fetched> serializer = type.createSerializer(new SerializerConfigImpl());
        Fetched fetched = Fetched.failed(REQUEST, REQUEST.failure("read", FailureKind.TRANSIENT, "slow"));

        assertThatThrownBy(() -> serializer.serialize(fetched, new DataOutputSerializer(16)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("one operator chain");
        assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(new byte[16])))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(serializer.copy(fetched)).isSameAs(fetched);
    }

    private static StreamGraph pipeline(int parallelism) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, FlinkSettings.bounded());
        ArrayExtent extent = ArrayExtent.of("memory:/array", 1, 1, 8, 8);
        FakeMakers makers = new FakeMakers(new FakeMaker(0, chunk -> Fate.MADE));
        ChunkPipeline.bounded(
                env,
                new ChunkSource(extent, new ChunkSet(extent), 0, false),
                PipelineOptions.of(makers, new FakeStores()));
        return env.getStreamGraph();
    }

    private static <T> T copy(Class<T> type, T value) throws Exception {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        TypeSerializer<T> serializer = TypeInformation.of(type).createSerializer(config);
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
