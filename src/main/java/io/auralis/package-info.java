/**
 * Auralis: ambient music, composed by a seeded generator, synthesised with ONNX and streamed live.
 *
 * <p>Holds the main class only; it may import lifecycle and config. What flows where is in
 * docs/architecture.md.
 */
package io.auralis;
