"""Run on the pages: what a reader's tab loads once the button is pressed, made when the site is built."""
