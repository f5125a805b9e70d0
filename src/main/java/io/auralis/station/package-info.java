/**
 * A continuous stream: the render thread, the clock, control and recovery. The only place that
 * paces and the only one with wall time.
 *
 * <p>May import everything below it but {@code synthesis.onnx}; the configuration at wiring points
 * only.
 */
package io.auralis.station;
