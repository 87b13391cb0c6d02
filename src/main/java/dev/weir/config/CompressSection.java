package dev.weir.config;

import dev.weir.policy.CachingRules.Coding;
import dev.weir.policy.CachingRules.Compression;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code compress} of a route: {@code off}, {@code on}, or which codings for which responses. */
final class CompressSection {
    static final List<Coding> CODINGS = List.of(Coding.ZSTD, Coding.BR, Coding.GZIP);
    static final List<String> TYPES = List.of(
            "text/*",
            "application/json",
            "application/javascript",
            "application/xml",
            "application/wasm",
            "image/svg+xml",
            "*+json",
            "*+xml");

    private static final long MIN_SIZE = 1 << 10;

    private static final Form<Boolean> SWITCH =
            Choices.of("off, on or a mapping", Map.of("on", true, "true", true, "off", false, "false", false));
    private static final Form<Coding> CODING =
            Choices.of("gzip, br or zstd", Map.of("gzip", Coding.GZIP, "br", Coding.BR, "zstd", Coding.ZSTD));
    private static final Form<Long> SIZE = Sizes.between("0B", "256MiB");
    private static final String TOKEN = "[a-z0-9!#$&^_.+-]+";
    private static final Form<String> TYPE = Texts.matching(
                    TOKEN + "/(?:" + TOKEN + "|\\*)|\\*\\+" + TOKEN,
                    "a media type in lower case, such as text/html, text/* or *+json")
            .suggesting(text -> Optional.of(text.toLowerCase(Locale.ROOT)));

    private CompressSection() {}

    static @Nullable Compression read(Value compress) {
        if (compress.isMapping()) {
            return compress.section(CompressSection::read);
        }
        return compress.as(SWITCH).orElse(false) ? new Compression(CODINGS, MIN_SIZE, TYPES) : null;
    }

    private static Compression read(Section compress) {
        List<Coding> codings = compress.at("codings").isAbsent()
                ? CODINGS
                : compress.list("codings", CODING).stream().distinct().toList();
        if (codings.isEmpty() && compress.at("codings").isSound()) {
            compress.at("codings").report("an empty list", "at least one coding, or compress: off");
        }
        List<String> types = compress.at("types").isAbsent() ? TYPES : compress.list("types", TYPE);
        return new Compression(codings, compress.get("min-size", SIZE, MIN_SIZE), types);
    }
}
