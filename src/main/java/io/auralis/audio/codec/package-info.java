/**
 * Audio for the wire in fewer bytes: a resampler to the codec's rate, and Opus.
 *
 * <p>May import audio and Concentus.
 */
package io.auralis.audio.codec;
