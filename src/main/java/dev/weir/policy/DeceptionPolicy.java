package dev.weir.policy;

import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a response may be somebody's page that a crafted path passes off as a file for everybody (Omer Gil, Web Cache
 * Deception Attack, 2017; Mirheidari et al., Cached and Confused, USENIX Security 2020).
 *
 * <p>A path that ends like a file is believed where the content is of that kind, and nothing in the path makes some servers
 * see another one: a {@code ;}, NUL, line end, {@code ?} or {@code #} before the ending, encoded once or twice, or dot
 * segments that show only once it is decoded. Whatever is in doubt is suspected: that costs a hit, no answer.
 */
final class DeceptionPolicy {
    /** What comes without a name for its kind is no page. */
    private static final List<String> ANY_BYTES = List.of("application/octet-stream", "binary/octet-stream");

    private static final List<String> MEDIA = List.of("image/", "audio/", "video/");
    private static final List<String> FONTS =
            List.of("font/", "application/font-", "application/x-font-", "application/vnd.ms-fontobject");
    private static final List<String> SCRIPTS =
            List.of("text/javascript", "application/javascript", "application/x-javascript", "application/ecmascript");
    private static final List<String> PACKED = List.of(
            "application/zip",
            "application/gzip",
            "application/x-",
            "application/vnd.",
            "application/java-archive",
            "application/zstd");

    /** Media types, or what they begin with, by the ending of the path. */
    private static final Map<String, List<String>> KINDS = Stream.of(
                    kinds("css", List.of("text/css")),
                    kinds("js mjs", SCRIPTS),
                    kinds("map", List.of("application/json", "text/plain")),
                    kinds("csv", List.of("text/csv", "text/plain")),
                    kinds("txt", List.of("text/plain")),
                    kinds("pdf", List.of("application/pdf")),
                    kinds("wasm", List.of("application/wasm")),
                    kinds("avif bmp gif ico jpeg jpg png svg svgz tif tiff webp", MEDIA),
                    kinds("aac flac m4a mid mp3 ogg opus wav avi m4v mkv mov mp4 mpeg webm", MEDIA),
                    kinds("eot otf ttf woff woff2", FONTS),
                    kinds("7z apk bz2 doc docx dmg exe gz iso jar ppt pptx rar tar xls xlsx zip zst", PACKED))
            .flatMap(kinds -> kinds.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Pattern DOT_SEGMENT = Pattern.compile("(?:^|[/\\\\])\\.\\.?(?:;[^/\\\\]*)?(?:[/\\\\]|$)");
    private static final Pattern END = Pattern.compile("[?#\\x00-\\x1f\\x7f]");

    private DeceptionPolicy() {}

    static boolean suspects(RequestHead request, ResponseHead response) {
        String path = request.target().path();
        String seen =
                UrlEncoded.decode(UrlEncoded.decode(path.replace("+", "%2b")).replace("+", "%2b"));
        if (DOT_SEGMENT.matcher(seen).find()) {
            return true;
        }
        List<String> kinds = KINDS.get(ending(seen));
        if (kinds == null) {
            return false;
        }
        boolean cut = END.matcher(seen).find() || seen.indexOf(';', seen.lastIndexOf('/') + 1) >= 0;
        return cut || !isOf(kinds, response.headers().get(FieldNames.CONTENT_TYPE));
    }

    private static Map<String, List<String>> kinds(String endings, List<String> types) {
        return Stream.of(endings.split(" ")).collect(Collectors.toMap(ending -> ending, ending -> types));
    }

    private static String ending(String path) {
        int dot = path.lastIndexOf('.');
        return path.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean isOf(List<String> kinds, @Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int parameters = contentType.indexOf(';');
        String type = Text.trim(parameters < 0 ? contentType : contentType.substring(0, parameters))
                .toLowerCase(Locale.ROOT);
        return ANY_BYTES.contains(type) || kinds.stream().anyMatch(kind -> isOf(kind, type));
    }

    private static boolean isOf(String kind, String type) {
        return type.equals(kind) || (!Character.isLetter(kind.charAt(kind.length() - 1)) && type.startsWith(kind));
    }
}
