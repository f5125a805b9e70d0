/**
 * ONNX Runtime and the devices that it runs on. Nothing else uses the runtime.
 *
 * <p>May import model.
 */
package io.auralis.onnx;
