// All programs of a Kubernetes cluster as one, so that compiling and linking is paid once. It is called by the name of the
// program that is wanted: kubernetes kubelet --config …, or through a link of that name.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	kubectl "k8s.io/kubectl/pkg/cmd"
	kubectlutil "k8s.io/kubectl/pkg/cmd/util"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllers "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	proxy "k8s.io/kubernetes/cmd/kube-proxy/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"
)

// Those that read flags as the original does.
var commands = map[string]func() *cobra.Command{
	"kube-apiserver":          apiserver.NewAPIServerCommand,
	"kube-controller-manager": controllers.NewControllerManagerCommand,
	"kube-scheduler":          func() *cobra.Command { return scheduler.NewSchedulerCommand() },
	"kube-proxy":              proxy.NewProxyCommand,
	"kubelet":                 func() *cobra.Command { return kubelet.NewKubeletCommand(context.Background()) },
}

// Those that take one file of settings.
var servers = map[string]func(settings string) error{
	"etcd":    runEtcd,
	"coredns": runCoreDNS,
}

func main() {
	name := filepath.Base(os.Args[0])
	if name == "kubernetes" && len(os.Args) > 1 {
		name = os.Args[1]
		os.Args = os.Args[1:]
	}
	if name == "kubectl" {
		if err := cli.RunNoErrOutput(kubectl.NewDefaultKubectlCommand()); err != nil {
			kubectlutil.CheckErr(err)
		}
		return
	}
	if serve, found := servers[name]; found {
		if len(os.Args) != 2 {
			fail(fmt.Errorf("usage: kubernetes %s FILE", name))
		}
		if err := serve(os.Args[1]); err != nil {
			fail(err)
		}
		return
	}
	if command, found := commands[name]; found {
		os.Exit(cli.Run(command()))
	}
	fail(fmt.Errorf("usage: kubernetes %s ARGUMENTS", strings.Join(names(), "|")))
}

func names() []string {
	found := []string{"kubectl"}
	for name := range servers {
		found = append(found, name)
	}
	for name := range commands {
		found = append(found, name)
	}
	return found
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
