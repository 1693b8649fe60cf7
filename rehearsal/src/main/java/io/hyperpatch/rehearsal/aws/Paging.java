package io.hyperpatch.rehearsal.aws;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** One page of a list: the token says, opaquely, where the next begins. */
public record Paging<T>(List<T> items, Optional<String> nextToken) {

    /**
     * @param token of the page before, if any
     * @param invalidToken what the service answers to a token that it did not give out
     */
    public static <T> Paging<T> of(List<T> all, int size, Optional<String> token, ApiError invalidToken) {
        int from = token.map(text -> position(text, all.size(), invalidToken)).orElse(0);
        int to = Math.min(all.size(), from + size);
        Optional<String> next = to == all.size() ? Optional.empty() : Optional.of(tokenOf(to));
        return new Paging<>(List.copyOf(all.subList(from, to)), next);
    }

    private static String tokenOf(int position) {
        return Base64.getUrlEncoder().encodeToString(("page:" + position).getBytes(StandardCharsets.UTF_8));
    }

    private static int position(String token, int size, ApiError invalidToken) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.matches("page:[0-9]{1,9}")) {
                return Math.min(size, Integer.parseInt(text.substring("page:".length())));
            }
        } catch (IllegalArgumentException notBase64) {
            throw invalidToken;
        }
        throw invalidToken;
    }
}
