// --8<-- [start:example]
package main

import (
	"io"
	"net/http"
	"os"
)

func main() {
	answer, err := http.Get("https://doi.org/api/handles/10.7554/elife.01567")
	if err != nil {
		panic(err)
	}
	defer answer.Body.Close()
	io.Copy(os.Stdout, answer.Body)
}
// --8<-- [end:example]
