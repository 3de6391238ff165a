# --8<-- [start:example]
eval "$(curl -sSf http://127.0.0.1:8444/environment.sh)"
curl --silent --location --header "Accept: application/x-bibtex" https://doi.org/10.7554/elife.01567
pid_emulator_undo
# --8<-- [end:example]
