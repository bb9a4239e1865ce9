[
  inputs: ["*.{ex,exs}", "{config,lib}/**/*.{ex,exs}"],
  locals_without_parens: [plug: 1, plug: 2, socket: 3, live_dashboard: 2, pipe_through: 1, get: 3]
]
