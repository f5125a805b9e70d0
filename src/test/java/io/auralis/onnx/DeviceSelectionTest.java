package io.auralis.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceSelectionTest {

  private static final DeviceSelection LINUX =
      new DeviceSelection(Set.of(OrtProvider.CPU), "Linux", "amd64");
  private static final DeviceSelection LINUX_CUDA =
      new DeviceSelection(Set.of(OrtProvider.CPU, OrtProvider.CUDA), "Linux", "amd64");
  private static final DeviceSelection MAC =
      new DeviceSelection(Set.of(OrtProvider.CPU, OrtProvider.CORE_ML), "Mac OS X", "aarch64");

  @Test
  void automaticTakesTheBestThatTheMachineMayHave() {
    assertThat(LINUX.order("auto")).containsExactly(Device.CPU);
    assertThat(LINUX_CUDA.order("auto")).containsExactly(Device.CUDA, Device.CPU);
    assertThat(MAC.order("auto")).containsExactly(Device.COREML, Device.CPU);
  }

  @Test
  void aNamedDeviceIsTriedAndTheCpuStandsBehindIt() {
    assertThat(LINUX.order("cuda")).containsExactly(Device.CUDA, Device.CPU);
    assertThat(LINUX.order("mps")).containsExactly(Device.COREML, Device.CPU);
    assertThat(MAC.order("coreml")).isEqualTo(MAC.order("mps"));
    assertThat(MAC.order("cpu")).containsExactly(Device.CPU);
  }

  @Test
  void whatIsMissingIsNamedWithoutTrying() {
    assertThat(LINUX_CUDA.missing(Device.CUDA)).isEmpty();
    assertThat(MAC.missing(Device.COREML)).isEmpty();
    assertThat(LINUX.missing(Device.CPU)).isEmpty();
    assertThat(LINUX.missing(Device.CUDA))
        .hasValue("this build holds no CUDA provider: build with the Maven profile cuda (-Pcuda)");
    assertThat(LINUX.missing(Device.COREML)).hasValue("CoreML exists on macOS only; this is Linux");
    assertThat(new DeviceSelection(Set.of(), "Mac OS X", "x86_64").missing(Device.COREML))
        .hasValue("CoreML is used on Apple silicon only; this processor is x86_64");
    assertThat(new DeviceSelection(Set.of(), "Mac OS X", "aarch64").missing(Device.COREML))
        .hasValue("this build of ONNX Runtime holds no CoreML provider");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Failed to find CUDA shared provider | this build holds no CUDA provider
          Failed to load library libonnxruntime_providers_cuda.so with error: libcuda.so.1: cannot open shared object file | no NVIDIA driver was found
          Failed to load library libonnxruntime_providers_cuda.so with error: libcudnn.so.9: cannot open shared object file: No such file | the library libcudnn.so.9 is missing
          LoadLibrary failed with error 126 when trying to load "cublas64_12.dll" | the library cublas64_12.dll is missing
          CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version | the NVIDIA driver does not fit
          CUDA failure 100: no CUDA-capable device is detected ; GPU=-1 | no NVIDIA GPU was found
          CUDA failure 2: out of memory ; GPU=0 ; hostname=a | the GPU's memory is exhausted
          Failed to allocate memory for requested buffer of size 1048576 | the GPU's memory is exhausted
          CUDA failure 209: no kernel image is available for execution on the device | this GPU does not fit
          """)
  void aFailureOfCudaIsExplainedWithTheRuntimesWordsBehind(String words, String expected) {
    assertThat(DeviceSelection.explain(Device.CUDA, words))
        .startsWith(expected)
        .endsWith("(" + words + ")");
  }

  @Test
  void anUnknownFailureKeepsItsWords() {
    assertThat(DeviceSelection.explain(Device.CUDA, "the moon is full\nat line 3"))
        .isEqualTo("the moon is full");
    assertThat(DeviceSelection.explain(Device.CPU, "out of memory")).isEqualTo("out of memory");
    assertThat(DeviceSelection.explain(Device.CPU, null)).isEqualTo("no reason given");
  }

  @Test
  void theGpuAndItsDriverAreReadFromProc(@TempDir Path proc) throws Exception {
    // Given
    assertThat(NvidiaDriver.describe(proc)).isEmpty();
    Path gpu = Files.createDirectories(proc.resolve("gpus/0000:01:00.0"));
    Files.writeString(gpu.resolve("information"), "Model: \t\t NVIDIA H200\nIRQ:  87\n");
    assertThat(NvidiaDriver.describe(proc)).hasValue("NVIDIA H200");
    Files.writeString(
        proc.resolve("version"),
        "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar  5\n");

    // When / Then
    assertThat(NvidiaDriver.describe(proc)).hasValue("NVIDIA H200, driver 550.54.15");
  }
}
