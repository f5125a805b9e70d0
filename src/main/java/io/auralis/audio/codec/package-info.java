/**
 * Chunks as packets of a codec: PCM as it is, and Opus behind a resampler to its rate.
 *
 * <p>May import audio and Concentus.
 */
package io.auralis.audio.codec;
