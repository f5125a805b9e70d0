/**
 * Effects over a station's audio: a long reverb, an echo in time with the music, a limiter, and the
 * chain of the three.
 *
 * <p>Each object holds the state of one station and belongs to the thread that renders it. All of
 * them work on planar stereo [2, 4410] in place of per-sample calls: inner loops run over arrays
 * shorter than the shortest delay, so that they have no feedback inside and compile to vector
 * instructions. What remembers audio is reserved with the first block; after that, nothing is
 * allocated.
 *
 * <p>May import the JDK and {@code io.auralis.audio} only.
 */
package io.auralis.audio.effects;
