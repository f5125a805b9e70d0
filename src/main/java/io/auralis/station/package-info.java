/**
 * A continuous stream: the clock, control and recovery. The only place that paces and the only one
 * with wall time.
 *
 * <p>May import everything below it but {@code synthesis.onnx} and {@code onnx}.
 */
package io.auralis.station;
