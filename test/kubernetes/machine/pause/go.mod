module beam-cluster.test/pause

go 1.24
