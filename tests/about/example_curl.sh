# --8<-- [start:example]
ca=$(python3 -c 'import json; print(json.load(open("emulator.json"))["ca_file"])')
port=$(python3 -c 'import json; print(json.load(open("emulator.json"))["port"])')
curl --silent --location --connect-to "::127.0.0.1:$port" --cacert "$ca" \
  --header "Accept: application/x-bibtex" https://doi.org/10.7554/elife.01567
# --8<-- [end:example]
