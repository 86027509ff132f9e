#!/usr/bin/env bash
# embed_web.sh DIST OUT.cpp: writes a C++ file that holds every file under DIST (made by the web
# build), plain and gzipped, so that the binary is all there is to copy to a server. Without DIST
# the table is empty: the API works, the screens say that they were not built.
set -euo pipefail
dist=$1 out=$2
mkdir -p "$out.d"
{
  printf '// Written by scripts/embed_web.sh.\n#include "app/web_assets.h"\n\n'
  printf '#include <cstddef>\n\n'
  n=0
  rows=
  if [ -d "$dist" ]; then
    while IFS= read -r -d '' file; do
      name=${file#"$dist"/}
      case $name in .* | *.map) continue ;; esac
      gzip -9 -n -c "$file" >"$out.d/$n.gz"
      for kind in raw gz; do
        path=$file
        [ $kind = gz ] && path=$out.d/$n.gz
        printf 'asm(".section .rodata\\n.global quita_web_%s_%d\\nquita_web_%s_%d:\\n.incbin \\"%s\\"\\n.global quita_web_%s_%d_end\\nquita_web_%s_%d_end:\\n.byte 0\\n.previous\\n");\n' \
          $kind $n $kind $n "$path" $kind $n $kind $n
        printf 'extern "C" const char quita_web_%s_%d[], quita_web_%s_%d_end[];\n' $kind $n $kind $n
      done
      rows+="      {\"$name\", {quita_web_raw_$n, static_cast<std::size_t>(quita_web_raw_${n}_end - quita_web_raw_$n)}, {quita_web_gz_$n, static_cast<std::size_t>(quita_web_gz_${n}_end - quita_web_gz_$n)}},"$'\n'
      n=$((n + 1))
    done < <(find "$dist" -type f -print0 | sort -z)
  fi
  printf '\nnamespace quita::app {\nstd::vector<WebAsset> web_assets() {\n  return {\n%s  };\n}\n}  // namespace quita::app\n' "$rows"
} >"$out.new"
# The same bytes keep the same file, so that nothing is compiled again for nothing.
mv "$out.new" "$out"
