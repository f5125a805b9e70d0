/**
 * Musical time to frames: voices on the station's timeline, patches, and the control blocks that
 * the synthesis graph reads.
 *
 * <p>May import composition, music and audio.
 */
package io.auralis.sequencing;
