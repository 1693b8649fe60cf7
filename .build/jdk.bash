# Sourced by what needs a JDK 25 although the machine's own may be older: find_jdk prints its home, or fails.

# The major version that a release file or the launcher itself tells; nothing if it is no JDK.
major_of() {
  local home="$1" line
  [ -x "$home/bin/java" ] && [ -x "$home/bin/javac" ] || return 1
  if [ -r "$home/release" ]; then
    line="$(grep '^JAVA_VERSION=' "$home/release" || true)"
  else
    line="$("$home/bin/javac" -version 2>/dev/null || true)"
  fi
  printf '%s\n' "$line" | sed -n 's/^[^0-9]*\([0-9][0-9]*\).*/\1/p'
}

find_jdk() {
  local home candidates=()
  [ -n "${JAVA_HOME:-}" ] && candidates+=("$JAVA_HOME")
  [ -n "${JAVA_25_HOME:-}" ] && candidates+=("$JAVA_25_HOME")
  if command -v java >/dev/null 2>&1; then
    home="$(command -v java)"
    while [ -L "$home" ]; do
      case "$(readlink "$home")" in
        /*) home="$(readlink "$home")" ;;
        *) home="$(dirname "$home")/$(readlink "$home")" ;;
      esac
    done
    candidates+=("$(cd -P "$(dirname "$home")/.." && pwd)")
  fi
  if [ -x /usr/libexec/java_home ]; then
    home="$(/usr/libexec/java_home -v 25+ 2>/dev/null || true)"
    [ -n "$home" ] && candidates+=("$home")
  fi
  for home in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    candidates+=("$home")
  done
  for home in "${candidates[@]}"; do
    local major
    major="$(major_of "$home" || true)"
    if [ -n "$major" ] && [ "$major" -ge 25 ]; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
}
