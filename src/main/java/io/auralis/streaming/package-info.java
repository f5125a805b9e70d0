/**
 * The fan-out: one bounded drop-oldest queue per listener and a burst on connect. Knows no
 * WebSocket.
 *
 * <p>May import audio.
 */
package io.auralis.streaming;
