package dev.weir.origin;

import dev.weir.message.Body;
import dev.weir.message.ResponseHead;

/** The origin's final response, its content still to be read, on the context that sent the request. */
public record OriginResponse(ResponseHead head, Body body) {}
