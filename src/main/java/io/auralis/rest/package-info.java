/**
 * The REST resources, how their errors are answered, and how often an address may change something.
 *
 * <p>May import http, wire, access, stations, station, delivery, score, preset, music and audio.
 */
package io.auralis.rest;
