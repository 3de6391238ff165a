"""How true the emulator is: real recorded exchanges replayed against it, and the differences counted."""
