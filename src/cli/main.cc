#include "cli/program.h"

int main(int argc, char** argv) {
  return dragoman::Program().run(argc, argv);
}
