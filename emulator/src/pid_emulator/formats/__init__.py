"""Bibliographic formats that several of the emulated services answer in."""
