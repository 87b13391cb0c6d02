package dev.weir.policy;

/** Names of the fields that decisions read or write. */
final class FieldNames {
    static final String ACCEPT_ENCODING = "Accept-Encoding";
    static final String ACCEPT_LANGUAGE = "Accept-Language";
    static final String ACCEPT_RANGES = "Accept-Ranges";
    static final String AGE = "Age";
    static final String AUTHORIZATION = "Authorization";
    static final String CACHE_CONTROL = "Cache-Control";
    static final String CACHE_GROUP_INVALIDATION = "Cache-Group-Invalidation";
    static final String CACHE_GROUPS = "Cache-Groups";
    static final String CACHE_TAG = "Cache-Tag";
    static final String CDN_CACHE_CONTROL = "CDN-Cache-Control";
    static final String CONNECTION = "Connection";
    static final String CONTENT_ENCODING = "Content-Encoding";
    static final String CONTENT_LENGTH = "Content-Length";
    static final String CONTENT_LOCATION = "Content-Location";
    static final String CONTENT_RANGE = "Content-Range";
    static final String CONTENT_TYPE = "Content-Type";
    static final String COOKIE = "Cookie";
    static final String DATE = "Date";
    static final String ETAG = "ETag";
    static final String EXPECT = "Expect";
    static final String EXPIRES = "Expires";
    static final String FASTLY_SOFT_PURGE = "Fastly-Soft-Purge";
    static final String IF_MATCH = "If-Match";
    static final String IF_MODIFIED_SINCE = "If-Modified-Since";
    static final String IF_NONE_MATCH = "If-None-Match";
    static final String IF_RANGE = "If-Range";
    static final String IF_UNMODIFIED_SINCE = "If-Unmodified-Since";
    static final String LAST_MODIFIED = "Last-Modified";
    static final String LOCATION = "Location";
    static final String MAX_FORWARDS = "Max-Forwards";
    static final String NO_VARY_SEARCH = "No-Vary-Search";
    static final String PRAGMA = "Pragma";
    static final String RANGE = "Range";
    static final String SET_COOKIE = "Set-Cookie";
    static final String SET_COOKIE2 = "Set-Cookie2";
    static final String SURROGATE_CONTROL = "Surrogate-Control";
    static final String SURROGATE_KEY = "Surrogate-Key";
    static final String TE = "TE";
    static final String TRANSFER_ENCODING = "Transfer-Encoding";
    static final String VARY = "Vary";
    static final String VIA = "Via";
    static final String WEIR_CACHE_CONTROL = "Weir-Cache-Control";
    static final String X_PURGE_METHOD = "X-Purge-Method";

    private FieldNames() {}
}
