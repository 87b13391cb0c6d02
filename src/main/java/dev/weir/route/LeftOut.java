package dev.weir.route;

import java.util.List;

/**
 * What of a request is not part of its cache key: two requests that differ in nothing else share a stored response, unless
 * that one says by Vary what else it depends on.
 *
 * @param query members, as they were sent
 * @param fields names, lower case, sorted; Host and Cookie are not among them
 * @param cookies names, sorted
 */
public record LeftOut(List<String> query, List<String> fields, List<String> cookies) {}
