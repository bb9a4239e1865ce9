// The Kubernetes provider of Pulumi. Its own main embeds two files that its release makes and its module lacks. The build
// lays the module's originals in their place.
package main

import (
	"bytes"
	_ "embed"

	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
)

// Set by the linker.
var version string

//go:embed schema.json
var schema []byte

//go:embed terraform-mapping.json
var mapping []byte

func main() {
	name := []byte(`"name": "kubernetes",`)
	versioned := append(name, `"version": "`+version+`",`...)
	provider.Serve("kubernetes", version, bytes.Replace(schema, name, versioned, 1), mapping)
}
