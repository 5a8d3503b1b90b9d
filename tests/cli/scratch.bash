# For the scripts of this folder, which begin with `. "$(dirname "$0")/scratch.bash"`: the program of
# the build folder $1 on the path, and an empty folder to work in, which goes when the script ends.
set -eu
build=$(cd "$1" && pwd)
export PATH="$build:$PATH" LC_ALL=C.UTF-8
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

fail() { echo "FAILED: $*"; exit 1; }
