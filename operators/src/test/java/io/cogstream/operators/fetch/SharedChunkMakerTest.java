package io.cogstream.operators.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.make.ChunkMaker;
import io.cogstream.operators.fake.FakeMaker;
import io.cogstream.operators.fake.FakeMaker.Fate;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

final class SharedChunkMakerTest {

    @Test
    void givesProvidersOfOneNameOneMakerUntilTheLastReleases() throws Exception {
        SharedChunkMaker provider = new SharedChunkMaker("shared", () -> new FakeMaker(0, chunk -> Fate.MADE));
        SharedChunkMaker elsewhere = InstantiationUtil.clone(provider);
        FakeMaker maker = (FakeMaker) provider.acquire();

        assertThat(elsewhere.acquire()).isSameAs(maker);
        provider.release();
        assertThat(maker.closed).isFalse();
        elsewhere.release();
        assertThat(maker.closed).isTrue();

        ChunkMaker next = provider.acquire();
        assertThat(next).isNotSameAs(maker);
        provider.release();
    }

    @Test
    void keepsNamesApart() throws Exception {
        SharedChunkMaker one = new SharedChunkMaker("one", () -> new FakeMaker(0, chunk -> Fate.MADE));
        SharedChunkMaker two = new SharedChunkMaker("two", () -> new FakeMaker(0, chunk -> Fate.MADE));

        assertThat(one.acquire()).isNotSameAs(two.acquire());
        one.release();
        two.release();
    }

    @Test
    void startsAnewAfterAMakerThatCouldNotBeMade() throws Exception {
        boolean[] works = {false};
        SharedChunkMaker provider = new SharedChunkMaker("broken at first", () -> {
            if (!works[0]) {
                throw new IllegalStateException("no index");
            }
            return new FakeMaker(0, chunk -> Fate.MADE);
        });
        assertThatThrownBy(provider::acquire).hasMessage("no index");
        works[0] = true;
        assertThat(provider.acquire()).isNotNull();
        provider.release();
        assertThatThrownBy(provider::release).isInstanceOf(IllegalStateException.class);
    }
}
