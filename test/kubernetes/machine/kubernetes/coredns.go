package main

import (
	"log"
	"os"

	"github.com/coredns/caddy"
	"github.com/coredns/coredns/core/dnsserver"
	_ "github.com/coredns/coredns/plugin/bind"
	_ "github.com/coredns/coredns/plugin/cache"
	_ "github.com/coredns/coredns/plugin/errors"
	_ "github.com/coredns/coredns/plugin/health"
	_ "github.com/coredns/coredns/plugin/kubernetes"
	_ "github.com/coredns/coredns/plugin/loadbalance"
	_ "github.com/coredns/coredns/plugin/log"
	_ "github.com/coredns/coredns/plugin/ready"
	_ "github.com/coredns/coredns/plugin/template"
)

func runCoreDNS(corefile string) error {
	// In the order of CoreDNS' own plugin.cfg, which is the order in which a question passes them.
	dnsserver.Directives = []string{
		"bind", "ready", "health", "errors", "log", "loadbalance", "cache", "template", "kubernetes",
	}
	log.SetOutput(os.Stdout)
	caddy.AppName = "CoreDNS"
	caddy.TrapSignals()
	contents, err := os.ReadFile(corefile)
	if err != nil {
		return err
	}
	input := caddy.CaddyfileInput{Contents: contents, Filepath: corefile, ServerTypeName: "dns"}
	instance, err := caddy.Start(input)
	if err != nil {
		return err
	}
	instance.Wait()
	return nil
}
