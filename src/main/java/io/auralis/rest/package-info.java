/**
 * The REST resources and how their errors are answered.
 *
 * <p>May import http, wire, access, stations, station, delivery, score, preset, music and audio.
 */
package io.auralis.rest;
