package io.auralis.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auralis.config.InvalidSettingException;
import io.auralis.model.ModelException;
import io.auralis.synthesis.FakeTier;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.Tier;
import org.junit.jupiter.api.Test;

class SynthesisProducerTest {

  @Test
  void aRequiredDeviceThatCannotBeHadStopsTheStart() {
    // Given
    Tier missing =
        new Tier(
            "cuda",
            "the ONNX graph on CUDA",
            Tier.Kind.SCORE,
            () -> {
              throw new ModelException("this build holds no CUDA provider");
            });

    // When / Then
    assertThatThrownBy(() -> SynthesisProducer.openAtOnce(missing, "cuda"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "AURALIS_DEVICE_REQUIRED=true and AURALIS_DEVICE=cuda, but the ONNX graph on CUDA"
                + " cannot be used: this build holds no CUDA provider");
  }

  @Test
  void aRequiredDeviceThatIsThereIsOpenedOnce() {
    // Given
    FakeTier present = new FakeTier("cuda", 0);

    // When
    Tier opened = SynthesisProducer.openAtOnce(present.as(Tier.Kind.SCORE), "cuda");

    // Then
    Synthesiser first = opened.opener().get();
    assertThat(first).isSameAs(present);
    assertThat(opened.label()).isEqualTo("cuda");
    assertThat(opened.kind()).isEqualTo(Tier.Kind.SCORE);
  }
}
