/**
 * Audio as numbers and bytes: format, blocks, chunks, PCM.
 *
 * <p>May import the JDK only.
 */
package io.auralis.audio;
