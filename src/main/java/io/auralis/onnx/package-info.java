/**
 * ONNX Runtime: its libraries, the devices that it runs on, graphs that are open and the tensors
 * that go in and out. Nothing else uses the runtime, and no type of the runtime leaves this
 * package.
 *
 * <p>May import model.
 */
package io.auralis.onnx;
