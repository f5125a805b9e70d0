/**
 * The stream over WebSocket: the handshake, a session, its frames, and how packets are framed.
 *
 * <p>May import http, wire, access, stations, station, delivery, music and audio.
 */
package io.auralis.websocket;
