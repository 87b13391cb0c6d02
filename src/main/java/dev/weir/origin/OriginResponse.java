package dev.weir.origin;

import dev.weir.message.Body;
import dev.weir.message.ResponseHead;

/**
 * The origin's final response, its content still to be read, on the context that sent the request.
 *
 * @param delimited the message itself says where its content ends; if it does not, the connection's end does, and an
 *     origin that broke off cannot be told from one that was done
 */
public record OriginResponse(ResponseHead head, Body body, boolean delimited) {}
