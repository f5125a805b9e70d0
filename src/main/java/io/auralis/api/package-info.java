/**
 * What clients talk to: the WebSocket stream, REST resources, wire messages and their errors.
 *
 * <p>May import station, streaming, score, preset, music and audio.
 */
package io.auralis.api;
