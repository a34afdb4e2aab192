# Which kind of start a command line is. Sourced by ./holdfast; the build of the image puts it into the launcher there.

# Whether one of the files named is longer than $1 bytes.
large() {
  most=$1
  shift
  for word; do
    file=${word##*=}
    if [ -f "$file" ] && [ "$(wc -c <"$file")" -gt "$most" ]; then return 0; fi
  done
  return 1
}

# Sets kind: window; prove, for large and repeated proofs, which the fast arithmetic makes several times faster; once, for
# one proof about a token of usual size (up to 64 blocks of the hash), which is over before the second compiler is done
# with the vector code; quick, for what ends before a second compiler would pay.
kind_of_start() {
  case ${1:-window} in
    window) kind=window ;;
    prove) if large 4200 "$@"; then kind=prove; else kind=once; fi ;;
    verify) if large 1000000 "$@"; then kind=prove; else kind=once; fi ;;
    demo | bench | zk | serve | version) kind=prove ;;
    *) kind=quick ;;
  esac
}
