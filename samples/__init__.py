"""The demo newsroom: fictional outlets, their pages, a loopback server and a labelled answer sheet."""
