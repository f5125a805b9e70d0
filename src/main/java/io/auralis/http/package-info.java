/**
 * Connections before anybody has understood a request on them: how many there may be, how long a
 * client may take to say what it wants, and what is no HTTP at all.
 *
 * <p>Stands below Vert.x, on Netty's pipelines, because Vert.x counts a connection only once a
 * request is complete. May import access.
 */
package io.auralis.http;
